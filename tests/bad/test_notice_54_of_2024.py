"""国办发〔2024〕54号 and local rules of inspection: who may not inspect, and what may not be inspected."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.bad.cases import GIVEN, act
from tests.domains.book import PARAMETERS
from tests.law.sample import judged, state_of
from yifa.domains.inspections.procedure import INSPECTION, INSPECTION_SINCE_2025
from yifa.law.act import Act, Kind
from yifa.law.explain import refusals
from yifa.law.fact import Value
from yifa.law.fold import Given
from yifa.law.procedure import Procedure

ITEMS: Mapping[str, Mapping[str, Value]] = {"CC0001": {"listed_item": "CC0001"}}
DRAWN = date(2022, 3, 10)


def lookup(register: str, key: str) -> Mapping[str, Value] | None:
    return ITEMS.get(key) if register == "check_items" else GIVEN.lookup(register, key)


def drawn(procedure: str, step: str, number: str) -> date | None:
    return DRAWN if (procedure, step, number) == ("inspection_task", "draw", "RW-1") else None


def given(nth: int = 1, *, parameters: Mapping[str, object] = PARAMETERS) -> Given:
    return Given(
        parameters=parameters,
        lookup=lookup,
        elsewhere=drawn,
        earlier=lambda rule, whom, on: nth - 1,  # noqa: ARG005 - asked of one object in one year
    )


REGISTERED = act("", "2022-03-01", Kind.REGISTERED, task="RW-1", item="CC0001", code="甲", risk="A")


def inspect(*certificates: str, on: str = "2022-03-11", **facts: Value) -> Act:
    return replace(act("inspection", on), facts={"officers": certificates or ("ZF01", "ZF02"), **facts})


def told(asked: Act, *, by: Given | None = None, procedure: Procedure = INSPECTION) -> list[str]:
    by = by or given()
    return [refusal.sentence for refusal in refusals(state_of(procedure, REGISTERED, given=by), asked, by)]


def found(asked: Act, *, by: Given | None = None, procedure: Procedure = INSPECTION) -> set[str]:
    verdicts = judged(procedure, REGISTERED, asked, given=by or given())
    return {code for code, verdict in verdicts.items() if verdict.value == "broken"}


class TestOneOfficer:
    def test_is_refused_by_the_rule_of_the_district(self) -> None:
        assert told(inspect("ZF01")) == [
            (
                "不得办理实施检查:执法人员1人,不足2人(地方参数「inspection.officers_min」)。"
                "请补足执法人员至「检查人员最少人数」。"
            )
        ]

    def test_is_let_through_where_the_district_has_no_such_rule(self) -> None:
        assert told(inspect("ZF01"), by=given(parameters={})) == []


class TestCertificate:
    @pytest.mark.parametrize(
        ("certificate", "on", "why"),
        [
            ("ZF-nobody", "2022-03-11", "查无此证"),
            ("ZF-new", "2022-03-31", "尚未生效"),
            ("ZF-expired", "2022-04-01", "已过期"),
            ("ZF-cancelled", "2022-03-15", "已注销"),
        ],
    )
    def test_not_valid_on_the_day_is_refused(self, certificate: str, on: str, why: str) -> None:
        (sentence,) = told(inspect("ZF01", certificate, on=on))
        assert sentence.startswith(f"不得办理实施检查:执法证件{certificate}在{on}{why}")

    def test_valid_on_the_day_is_let_through(self) -> None:
        assert told(inspect("ZF01", "ZF-expired", on="2022-03-31")) == []


class TestItemOffTheList:
    def test_may_not_be_inspected_since_2025(self) -> None:
        (sentence,) = told(inspect(item="CC9479"), procedure=INSPECTION_SINCE_2025)
        assert sentence.startswith(
            "不得办理实施检查:应当符合「已载明本年随机抽查事项清单中的该事项」,检查事项编号为CC9479"
        )
        assert "或者清单外检查并写明理由" in sentence

    def test_may_be_inspected_with_a_reason(self) -> None:
        assert told(inspect(item="CC9479", reason="投诉举报核查"), procedure=INSPECTION_SINCE_2025) == []

    def test_was_recorded_before(self) -> None:
        assert told(inspect(item="CC9479")) == []
        assert found(inspect(item="CC9479")) == {"inspection.item_not_on_list"}


class TestInspectionBeforeTheDraw:
    @pytest.mark.parametrize(("on", "early"), [("2022-03-09", True), ("2022-03-10", False), ("2022-03-11", False)])
    def test_is_recorded_and_not_refused(self, on: str, early: bool) -> None:  # noqa: FBT001 - pytest's
        assert told(inspect(on=on)) == []
        assert (found(inspect(on=on)) == {"inspection.before_draw"}) is early

    def test_is_recorded_where_the_task_was_never_drawn(self) -> None:
        assert found(inspect(task="RW-2")) == {"inspection.before_draw"}

    def test_is_lawful_upon_a_complaint(self) -> None:
        assert found(inspect(task="RW-2", trigger="投诉举报")) == set()

    def test_is_refused_where_a_law_says_so(self) -> None:
        step = INSPECTION.by_name["inspection"]
        strict = replace(step, rules=(replace(step.rules[0], forbids=True),))
        forbidding = replace(INSPECTION, course=(strict,))
        assert told(inspect(on="2022-03-09"), procedure=forbidding) == [
            (
                "不得办理实施检查:实施检查(2022-03-09)早于随机抽取(2022-03-10)(《优化营商环境条例》第五十四条、"
                "地方参数「inspection.draw_first」)。请先办理随机抽取,或者核对任务编号和日期,或者根据投诉举报、"
                "转办交办、数据监测等线索检查并写明线索来源(《关于在市场监管领域全面推行部门联合“双随机、一公开”"
                "监管的意见》(待核))。"
            )
        ]
        assert "没有随机抽取的记录" in told(inspect(task="RW-2"), procedure=forbidding)[0]


class TestInspectionOverTheCap:
    @pytest.mark.parametrize(("nth", "over"), [(1, False), (2, True)])
    def test_is_recorded_and_not_refused(self, nth: int, over: bool) -> None:  # noqa: FBT001 - pytest's
        assert told(inspect(), by=given(nth)) == []
        assert (found(inspect(), by=given(nth)) == {"inspection.over_cap"}) is over

    def test_is_lawful_upon_a_complaint(self) -> None:
        assert found(inspect(trigger="投诉举报"), by=given(2)) == set()

    def test_says_how_often_the_object_was_inspected(self) -> None:
        step = INSPECTION.by_name["inspection"]
        strict = replace(step, rules=(replace(step.rules[-1], forbids=True),))
        (sentence,) = told(inspect(), by=given(2), procedure=replace(INSPECTION, course=(strict,)))
        assert sentence.startswith("不得办理实施检查:统一社会信用代码甲的实施检查是本年第2次,超过上限1次")
        assert "本年内请不再对同一统一社会信用代码安排实施检查" in sentence


class TestInspectionSince2025:
    def test_without_approval_and_notice_is_recorded(self) -> None:
        assert found(inspect(), procedure=INSPECTION_SINCE_2025) == {
            "inspection.not_approved",
            "inspection.not_notified",
        }

    def test_may_begin_at_once_where_it_is_urgent(self) -> None:
        assert found(inspect(urgent=True), procedure=INSPECTION_SINCE_2025) == set()

    @pytest.mark.parametrize(("recused", "broken"), [(True, {"inspection.not_recused"}), (False, set()), (None, set())])
    def test_by_someone_who_must_stand_aside_is_recorded(self, *, recused: bool | None, broken: set[str]) -> None:
        assert found(inspect(urgent=True, recused=recused), procedure=INSPECTION_SINCE_2025) == broken

    def test_is_lawful_after_approval_and_a_full_notice(self) -> None:
        notice = act("notice", "2022-03-10", notice_edition="2025年版", drawn_how="随机抽取", times_this_year=1)
        before = (act("approval", "2022-03-10"), notice)
        verdicts = judged(INSPECTION_SINCE_2025, REGISTERED, *before, inspect(), given=given())
        assert {verdict.value for verdict in verdicts.values()} & {"broken"} == set()

    def test_needs_in_its_notice_item_edition_draw_and_times(self) -> None:
        before = (act("approval", "2022-03-10"), act("notice", "2022-03-10", drawn_how="随机抽取"))
        verdicts = judged(INSPECTION_SINCE_2025, REGISTERED, *before, inspect(), given=given())
        assert verdicts["inspection.not_notified"].value == "broken"
