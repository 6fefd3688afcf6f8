"""The district profile: dated numbers that statutes leave open, and what a district adds, read from JSON."""

from datetime import date
from typing import Any

import pytest

from tests.law.sample import LANTERN, act, judged
from yifa.law.citation import Certainty
from yifa.law.judge import Value
from yifa.law.layers import UnableToLayer, layered
from yifa.law.procedure import AtLeast, Gate, Within
from yifa.law.profile import UnableToReadProfile, read_profile
from yifa.law.term import Days, Months, WorkingDays, Years

BASIS = "示例区灯会管理办法(虚拟)"


def adding(**entry: Any) -> dict[str, Any]:
    return {"year": 2022, "adds": [{"procedure": "lantern", "basis": BASIS, "valid_from": "2022-01-01", **entry}]}


def term(count: int = 3, unit: str = "workday", code: str = "local.decide_late") -> dict[str, Any]:
    return {"count": count, "unit": unit, "since": "application", "code": code}


class TestParameters:
    def test_are_read_with_unit_and_basis(self) -> None:
        profile = read_profile(
            {
                "year": 2022,
                "district": "示例区",
                "synthetic": True,
                "parameters": {
                    "decision.catalogue_filing": {"value": 15, "unit": "workday", "basis": BASIS},
                },
            }
        )
        assert (profile.district, profile.year, profile.synthetic) == ("示例区", 2022, True)
        assert profile.parameters(date(2022, 6, 1)) == {"decision.catalogue_filing": 15}
        assert profile.basis_of("decision.catalogue_filing") == BASIS
        assert profile.basis_of("nothing") == ""

    def test_in_yuan_are_held_in_fen_each_by_its_kind(self) -> None:
        threshold = {"value": {"自然人": 10000, "企业": 100000.5}, "unit": "yuan"}
        profile = read_profile({"year": 2022, "parameters": {"penalty.hearing_threshold": threshold}})
        found = profile.parameters(date(2022, 6, 1))["penalty.hearing_threshold"]
        assert found == {"自然人": 10000_00, "企业": 100000_50}

    @pytest.mark.parametrize(
        ("on", "days"),
        [
            (date(2021, 12, 31), None),
            (date(2022, 1, 1), 15),
            (date(2022, 6, 30), 15),
            (date(2022, 7, 1), 10),
            (date(2030, 1, 1), 10),
        ],
    )
    def test_change_on_their_day(self, on: date, days: int | None) -> None:
        entries = [
            {"value": 15, "valid_from": "2022-01-01", "valid_to": "2022-06-30"},
            {"value": 10, "valid_from": "2022-07-01"},
        ]
        profile = read_profile({"year": 2022, "parameters": {"decision.catalogue_filing": entries}})
        assert profile.parameters(on).get("decision.catalogue_filing") == days

    def test_may_be_yes_or_no_and_month_and_day(self) -> None:
        profile = read_profile(
            {
                "year": 2022,
                "parameters": {
                    "service.promise_binding": {"value": True, "unit": "gate"},
                    "decision.catalogue_publish_by": {"value": "04-30", "unit": "date"},
                },
            }
        )
        found = profile.parameters(date(2022, 6, 1))
        assert found == {"service.promise_binding": True, "decision.catalogue_publish_by": "04-30"}

    def test_may_be_none(self) -> None:
        assert read_profile({"year": 2022}).parameters(date(2022, 6, 1)) == {}


class TestAdditions:
    def test_of_a_term_are_judged_with_the_national_rules(self) -> None:
        profile = read_profile(adding(step="decision", within=term()))
        procedure = layered(LANTERN, profile.additions)
        found = judged(procedure, act("application", "2022-06-06"), act("decision", "2022-06-10"))
        assert found["local.decide_late"].value is Value.BROKEN
        assert procedure.version == "2000-01-01+district@2022-01-01"

    @pytest.mark.parametrize(
        ("unit", "kind"), [("day", Days), ("workday", WorkingDays), ("month", Months), ("year", Years)]
    )
    def test_of_a_term_name_their_unit(self, unit: str, kind: type) -> None:
        (added,) = read_profile(adding(step="decision", within=term(unit=unit))).additions[0].additions
        rule = added.rule  # type: ignore[union-attr]
        assert isinstance(rule, Within)
        assert rule.term == kind(3)

    @pytest.mark.parametrize(
        ("unit", "count", "days"),
        [("day", 30, ("2022-07-05", "2022-07-06")), ("month", 1, ("2022-07-05", "2022-07-06"))],
    )
    def test_of_a_minimum_hold_until_its_last_day_has_passed(
        self, unit: str, count: int, days: tuple[str, str]
    ) -> None:
        profile = read_profile(adding(step="decision", at_least=term(count, unit, "local.too_soon")))
        procedure = layered(LANTERN, profile.additions)
        assert isinstance(procedure.by_name["decision"].rules[-1], AtLeast)
        found = [
            judged(procedure, act("application", "2022-06-06"), act("decision", day))["local.too_soon"].value
            for day in days
        ]
        assert found == [Value.BROKEN, Value.KEPT]

    def test_of_a_gate_find_fault_but_forbid_nothing(self) -> None:
        gate = {"bars": "delivery", "absent": "local.no_opinion", "later": "local.no_opinion"}
        procedure = layered(LANTERN, read_profile(adding(step="opinion", gate=gate)).additions)
        added = procedure.by_name["opinion"].rules[-1]
        assert isinstance(added, Gate)
        assert not added.forbids
        assert judged(procedure, act("delivery", "2022-06-06"))["local.no_opinion"].value is Value.BROKEN

    def test_of_a_step_stand_after_the_named_one(self) -> None:
        step = {"name": "notice", "title": "公告", "actor": "主管机关"}
        procedure = layered(LANTERN, read_profile(adding(after="decision", step=step)).additions)
        added = procedure.by_name["notice"]
        assert (added.title, added.actor.title, procedure.place["notice"]) == ("公告", "主管机关", 5)

    def test_cite_the_local_document(self) -> None:
        (added,) = read_profile(adding(step="decision", within=term())).additions
        assert added.basis.short == BASIS
        assert added.basis.certainty is Certainty.SECONDARY

    def test_bind_from_their_day_on(self) -> None:
        (added,) = read_profile(adding(step="decision", within=term())).additions
        assert not added.binds("任何机关", date(2021, 12, 31))
        assert added.binds("任何机关", date(2022, 1, 1))

    def test_that_hang_on_nothing_are_refused_when_laid_on(self) -> None:
        profile = read_profile(adding(step="nowhere", within=term()))
        with pytest.raises(UnableToLayer, match="所称的环节 nowhere 不存在"):
            layered(LANTERN, profile.additions)

    def test_cannot_relax_a_national_rule(self) -> None:
        with pytest.raises(UnableToReadProfile, match=r"应当以 local\. 开头"):
            read_profile(adding(step="decision", within=term(50, code="lantern.decide_late")))
        with pytest.raises(UnableToReadProfile, match="可以增加 step、within、at_least、gate 之一"):
            read_profile(adding(code="lantern.decide_late", pause={"ground": "x", "title": "x"}))


class TestRefusal:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ([], "应当是一个 JSON 对象,并写明整数的 year(年度)。请补上 year。"),
            ({}, "写明整数的 year"),
            ({"year": "2022"}, "写明整数的 year"),
            ({"year": 2022, "parameters": []}, "parameters 应当是一个 JSON 对象"),
            ({"year": 2022, "parameters": {"a.b": 15}}, "无法读取区县参数「a.b」:缺少 value。请写明数值、单位和依据。"),
            ({"year": 2022, "parameters": {"a.b": {"unit": "day"}}}, "「a.b」:缺少 value"),
            ({"year": 2022, "parameters": {"a.b": [{"value": 1}, {}]}}, "「a.b」:缺少 value"),
            (
                {"year": 2022, "parameters": {"a.b": {"value": 1, "valid_from": "2022年1月1日"}}},
                "日期「2022年1月1日」应当写作 2022-01-31 的样子",
            ),
            (
                {"year": 2022, "parameters": {"a.b": {"value": "02-30", "unit": "date"}}},
                "每年固定的日期写作 01-31",
            ),
            (adding(step="decision", within=term(unit="hour")), "可以增加 step、within、at_least、gate 之一"),
            (adding(step="decision", within={"count": 3}), "不合格式"),
            (adding(step="decision", gate={"bars": "delivery"}), "不合格式"),
            (adding(after="decision", step={"name": "notice"}), "不合格式"),
            (adding(step="decision", within=term(), valid_from="1 January"), "不合格式"),
            ({"year": 2022, "adds": [{"procedure": "lantern"}]}, "不合格式"),
            ({"year": 2022, "adds": ["gate"]}, "不合格式"),
        ],
    )
    def test_says_which_entry_why_and_what_to_write(self, data: object, sentence: str) -> None:
        with pytest.raises(UnableToReadProfile) as refusal:
            read_profile(data)
        assert sentence in str(refusal.value)
        assert str(refusal.value).startswith("无法读取")
        assert str(refusal.value).endswith("。")
