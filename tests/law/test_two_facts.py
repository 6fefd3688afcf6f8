"""What one fact owes to another: a comparison of two facts, a day that the case states, and gates that are one rule."""

from dataclasses import replace
from datetime import date

import pytest

from tests.law.sample import GATE, ORGAN, STATUTE, act, judged, lantern
from yifa.kernel.figures.sources import UnableToResolve, facts_and_steps
from yifa.law.act import Act, Kind
from yifa.law.condition import Comparison, Not, Sign, Subject, answer, equals, evaluate, render, rests_on
from yifa.law.fact import Fact, Type
from yifa.law.fact import Value as Stated
from yifa.law.judge import Value
from yifa.law.procedure import By, Gate, Procedure, Step, Word
from yifa.law.table import demand, says

ONE, OTHER = Fact("one", "复核人"), Fact("other", "整改人")
PAID, OWED = Fact("paid", "已付", Type.INTEGER), Fact("owed", "应付", Type.INTEGER)
DAY = Fact("day", "要求办结日期", Type.DATE)
STATED_DAY = By(DAY, None, STATUTE.art(8), "r")


class TestComparisonOfTwoFacts:
    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("张三", "张三", True),
            ("张三", "李四", False),
            (None, "李四", None),
            ("张三", None, None),
            (None, None, None),
        ],
    )
    def test_is_unknown_where_either_is(self, one: str | None, other: str | None, same: bool | None) -> None:  # noqa: FBT001
        assert evaluate(equals(ONE, OTHER), Subject({"one": one, "other": other})) is same

    @pytest.mark.parametrize(("paid", "enough"), [(9, False), (10, True), (11, True)])
    def test_may_be_of_more_and_less(self, *, paid: int, enough: bool) -> None:
        assert evaluate(Comparison(PAID, Sign.AT_LEAST, OWED), Subject({"paid": paid, "owed": 10})) is enough

    def test_rests_on_both(self) -> None:
        assert rests_on(Not(equals(ONE, OTHER))) == (ONE, OTHER)

    def test_reads_as_a_lawyer_would(self) -> None:
        assert render(Not(equals(ONE, OTHER))) == "复核人与整改人不同"
        assert render(Comparison(PAID, Sign.AT_LEAST, OWED)) == "已付达到应付"
        assert answer(equals(ONE, OTHER), Subject({"one": "张三"})).reasons == ("复核人与整改人相同:资料不全,无法判断",)

    def test_is_not_asked_of_records(self) -> None:
        with pytest.raises(UnableToResolve, match="two facts at once"):
            facts_and_steps(equals(ONE, OTHER))


class TestDayThatTheCaseStates:
    @staticmethod
    def found(day: Stated, done: str | None, as_of: str = "2022-12-31") -> Value:
        procedure = lantern(decision=(STATED_DAY,), facts=(DAY,))
        acts = [Act(0, Kind.REGISTERED, "", date(2022, 3, 1), facts={"day": day}), act("application", "2022-03-01")]
        acts += [act("decision", done)] if done else []
        return judged(procedure, *acts, as_of=as_of)["r"].value

    @pytest.mark.parametrize(
        ("done", "value"), [("2022-04-11", Value.KEPT), ("2022-04-12", Value.KEPT), ("2022-04-13", Value.BROKEN)]
    )
    def test_is_the_last_day(self, done: str, value: Value) -> None:
        assert self.found(date(2022, 4, 12), done) is value

    @pytest.mark.parametrize(("as_of", "value"), [("2022-04-12", Value.KEPT), ("2022-04-13", Value.OUTSTANDING)])
    def test_is_owed_after_it(self, as_of: str, value: Value) -> None:
        assert self.found(date(2022, 4, 12), None, as_of) is value

    def test_is_unknown_where_the_case_states_none(self) -> None:
        assert self.found(None, "2022-04-12") is Value.UNKNOWN

    def test_is_printed_by_its_name(self) -> None:
        procedure = lantern(decision=(STATED_DAY,))
        assert says(STATED_DAY, procedure.by_name["decision"], procedure) == "不晚于「要求办结日期」"


def opinion(name: str, *rules: Word) -> Step:
    return Step(name, name, ORGAN, STATUTE.art(3), rules=rules)


ALL_FIRST = Gate("approval", STATUTE.art(6), absent="lantern.open", later="lantern.open")
JOINT = Procedure(
    "joint",
    "联审",
    STATUTE.art(1),
    (opinion("first", ALL_FIRST), opinion("second", ALL_FIRST), opinion("approval")),
)


class TestGatesThatShareACode:
    @pytest.mark.parametrize(
        ("first", "second", "value"),
        [
            ("2022-03-01", "2022-03-02", Value.KEPT),
            ("2022-03-01", None, Value.BROKEN),
            (None, "2022-03-01", Value.BROKEN),
            ("2022-03-01", "2022-03-11", Value.BROKEN),
            (None, None, Value.BROKEN),
        ],
    )
    def test_are_broken_where_any_of_them_is(self, first: str | None, second: str | None, value: Value) -> None:
        acts = [act(step, day) for step, day in (("first", first), ("second", second)) if day]
        assert judged(JOINT, *acts, act("approval", "2022-03-10"))["lantern.open"].value is value

    def test_are_one_demand_in_words(self) -> None:
        assert demand("lantern.open", JOINT) == "first、second:未全部完成的,不应进入approval"
        assert demand("lantern.decide_late", lantern()) == "决定:自申请起不超过5个工作日"

    def test_show_the_first_that_was_open(self) -> None:
        found = judged(JOINT, act("first", "2022-03-11"), act("approval", "2022-03-10"))["lantern.open"]
        assert found.detail == {"approval": "2022-03-10", "first": "2022-03-11"}

    @pytest.mark.parametrize(
        "other", [replace(GATE, bars="second", absent="lantern.open"), replace(STATED_DAY, code="lantern.open")]
    )
    def test_must_all_bar_the_same_step(self, other: Word) -> None:
        with pytest.raises(ValueError, match=r"two rules have the code lantern\.open"):
            Procedure(
                "joint",
                "联审",
                STATUTE.art(1),
                (opinion("first", ALL_FIRST, other), opinion("second"), opinion("approval")),
            )
