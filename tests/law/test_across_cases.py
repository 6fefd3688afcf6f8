"""Words that look beyond the case: a cap a year over all cases of a subject, and a step of another case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.law.sample import LANTERN, STATUTE, act, judged, lantern, state_of
from yifa.law.condition import Known, Parameter
from yifa.law.explain import refusals, sentence, unset
from yifa.law.fact import Fact
from yifa.law.fold import Given
from yifa.law.judge import Value, Verdict
from yifa.law.procedure import After, Officers, OtherCase, Proviso, YearlyCap
from yifa.law.table import says

ARTICLE = STATUTE.art(8)
CLASS, PARK, SEASON = Fact("size", "等级"), Fact("park", "公园"), Fact("season", "灯会季编号")
CAP = YearlyCap(PARK, Parameter("lantern.cap", "每年次数", by=CLASS), ARTICLE, "cap")
AFTER = After(OtherCase(SEASON, "season", "opening", "灯会季开幕"), ARTICLE, "after", called=("opened", "decided"))
PARAMETERS: Mapping[str, object] = {"lantern.cap": {"大": 1, "小": 3}}
OPENED = date(2022, 6, 13)


def given(before: int | None = 0, *, witnessed: frozenset[str] | None = None) -> Given:
    return Given(
        parameters=PARAMETERS,
        witnessed=witnessed,
        earlier=lambda rule, whom, on: before,  # noqa: ARG005 - one subject, one year
        elsewhere=lambda procedure, step, number: (
            OPENED if (procedure, step, number) == ("season", "opening", "1") else None
        ),
    )


def capped(before: int | None, *, park: str | None = "人民公园", size: str | None = "大") -> Verdict:
    acts = (act("application", "2022-06-01", park=park, size=size), act("decision", "2022-06-13"))
    return judged(lantern(decision=(CAP,)), *acts, given=given(before))["cap"]


def after(on: str, season: str | None = "1", *, witnessed: frozenset[str] | None = None) -> Verdict:
    acts = (act("application", "2022-06-01", season=season), act("decision", on))
    return judged(lantern(decision=(AFTER,)), *acts, given=given(witnessed=witnessed))["after"]


class TestYearlyCap:
    @pytest.mark.parametrize(("before", "found"), [(0, Value.KEPT), (1, Value.BROKEN), (2, Value.BROKEN)])
    def test_is_broken_by_each_case_beyond_it(self, before: int, found: Value) -> None:
        assert capped(before).value is found

    @pytest.mark.parametrize(("before", "found"), [(2, Value.KEPT), (3, Value.BROKEN)])
    def test_is_that_of_the_class_of_the_case(self, before: int, found: Value) -> None:
        assert capped(before, size="小").value is found

    def test_shows_whom_how_often_and_how_often_it_may_be(self) -> None:
        assert capped(1).detail == {"park": "人民公园", "nth": 2, "cap": 1}
        assert sentence(capped(1)) == "公园人民公园的决定是本年第2次,超过上限1次(《灯会管理条例》第八条)。"

    @pytest.mark.parametrize("facts", [{"park": None}, {"size": None}, {"size": "特大"}])
    def test_is_not_known_without_subject_or_number(self, facts: dict[str, str | None]) -> None:
        assert capped(9, **facts).value is Value.UNKNOWN

    def test_is_not_known_where_nobody_has_counted(self) -> None:
        assert capped(None).value is Value.UNKNOWN

    def test_is_not_known_before_the_step_is_done(self) -> None:
        verdicts = judged(lantern(decision=(CAP,)), act("application", "2022-06-01", park="甲"), given=given(5))
        assert verdicts["cap"].value is Value.UNKNOWN

    def test_is_printed_for_a_lawyer(self) -> None:
        assert says(CAP, LANTERN.by_name["decision"], LANTERN) == "同一公园每年不超过「每年次数」次"
        assert says(replace(CAP, at_most=2), LANTERN.by_name["decision"], LANTERN) == "同一公园每年不超过2次"

    def test_refuses_a_live_act_where_the_law_forbids_it(self) -> None:
        procedure = lantern(review=(), decision=(replace(CAP, forbids=True),))
        state = state_of(procedure, act("application", "2022-06-01", park="人民公园", size="大"), given=given(1))
        (refusal,) = refusals(state, act("decision", "2022-06-13"), given(1))
        assert refusal.sentence == (
            "不得办理决定:公园人民公园的决定是本年第2次,超过上限1次(《灯会管理条例》第八条)。本年内请不再对同一公园安排决定。"
        )


class TestAfter:
    @pytest.mark.parametrize(
        ("on", "found"), [("2022-06-12", Value.BROKEN), ("2022-06-13", Value.KEPT), ("2022-06-14", Value.KEPT)]
    )
    def test_is_broken_by_a_step_done_before_that_of_the_other_case(self, on: str, found: Value) -> None:
        assert after(on).value is found

    def test_shows_both_days(self) -> None:
        assert after("2022-06-12").detail == {"opened": "2022-06-13", "decided": "2022-06-12"}
        assert sentence(after("2022-06-12")) == "决定(2022-06-12)早于灯会季开幕(2022-06-13)(《灯会管理条例》第八条)。"

    def test_is_broken_live_where_the_other_step_is_not_on_record(self) -> None:
        assert after("2022-06-14", "2").value is Value.BROKEN
        assert sentence(after("2022-06-14", "2")) == "决定于2022-06-14,没有灯会季开幕的记录(《灯会管理条例》第八条)。"

    def test_is_not_known_in_history_where_the_other_step_is_not_on_record(self) -> None:
        assert after("2022-06-14", "2", witnessed=frozenset({"decision"})).value is Value.UNKNOWN

    def test_is_not_known_where_no_other_case_is_named(self) -> None:
        assert after("2022-06-14", None).value is Value.UNKNOWN

    def test_is_printed_for_a_lawyer(self) -> None:
        words = says(AFTER, LANTERN.by_name["decision"], LANTERN)
        assert words == "不早于「灯会季编号」所指案件的灯会季开幕"

    def test_names_the_other_step_once_for_the_procedure(self) -> None:
        twice = lantern(decision=(AFTER, replace(AFTER, code="other")))
        assert twice.other_cases == (AFTER.other,)


class TestLocalNumbers:
    def test_that_are_not_set_are_named(self) -> None:
        proviso = Proviso(Known(SEASON), ARTICLE, "灯会季内")
        crew = Officers(Parameter("lantern.crew", "人数"), ARTICLE, "crew", unless=proviso)
        (rule,) = (r for r in lantern(decision=(crew,)).rules if r.code == "crew")
        assert [parameter.title for parameter in unset(rule, {})] == ["人数"]
        assert unset(rule, {"lantern.crew": 2}) == ()

    def test_of_officers_leave_the_rule_unknown_until_they_are_set(self) -> None:
        crew = Officers(Parameter("lantern.crew", "人数"), ARTICLE, "crew")
        procedure = lantern(decision=(crew,), officers=Fact("crew", "人员"))
        done = act("decision", "2022-06-13", crew=("甲",))
        assert judged(procedure, done)["crew"].value is Value.UNKNOWN
        assert judged(procedure, done, given=Given(parameters={"lantern.crew": 2}))["crew"].value is Value.BROKEN
        assert judged(procedure, done, given=Given(parameters={"lantern.crew": True}))["crew"].value is Value.UNKNOWN
