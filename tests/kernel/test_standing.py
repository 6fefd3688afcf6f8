"""The cached columns say what the law says; the quick way of counting plain terms agrees with judging them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.kernel.trial.procedure import LAW, ORGAN, PERMIT
from yifa.kernel.standing import where_it_stands
from yifa.law.act import Act, Event, Kind, done
from yifa.law.calendar import NATIONAL
from yifa.law.condition import all_of
from yifa.law.fact import Fact, Type, Value
from yifa.law.fold import Given, fold, standing
from yifa.law.judge import judge
from yifa.law.procedure import By, Procedure, Step, Within
from yifa.law.term import WorkingDays

GIVEN = Given()
FIRST = date(2022, 1, 4)
STEPS = st.sampled_from([step.name for step in PERMIT.steps])
DONE = st.tuples(st.sampled_from([Kind.DONE, Kind.EXTENDED, Kind.RETURNED]), STEPS)
PAUSED = st.tuples(st.sampled_from([Kind.SUSPENDED, Kind.RESUMED]), st.just("hearing"))
HISTORIES = st.lists(st.tuples(DONE | PAUSED, st.integers(0, 300)), max_size=12)


def acts(history: list[tuple[tuple[Kind, str], int]]) -> list[Act]:
    return [
        Act(seq, kind, step, FIRST + timedelta(days=days), until=date(2022, 12, 1) if kind is Kind.EXTENDED else None)
        for seq, ((kind, step), days) in enumerate(history)
    ]


def asking(procedure: Procedure) -> Procedure:
    """The same procedure with conditions that always hold, so that every step and term is judged, not counted."""

    def asked(step: Step) -> Step:
        rules = tuple(replace(word, if_=all_of()) if isinstance(word, Within) else word for word in step.rules)
        return replace(step, if_=all_of(), rules=rules)

    return replace(procedure, course=tuple(asked(step) for step in procedure.steps))


ASKING = asking(PERMIT)
ASKED_BY = Fact("asked_by", "要求答复日期", Type.DATE)
ANSWER = Step("answer", "答复", ORGAN, LAW.art(29), rules=(By(ASKED_BY, None, LAW.art(29), "trial.past_its_day"),))
REQUEST = Step("request", "请求", ORGAN, LAW.art(29))
DATED = Procedure(
    "trial_request",
    "试办请求",
    LAW.art(29),
    course=(REQUEST, ANSWER, Step("archiving", "归档", ORGAN, LAW.art(29), closes=True)),
    facts=(ASKED_BY,),
    valid_from=date(2022, 1, 1),
)
TERM = Within(WorkingDays(5), done("request"), LAW.art(29), "trial.answered_late")
TERMED = replace(DATED, course=(REQUEST, replace(ANSWER, rules=(*ANSWER.rules, TERM)), DATED.course[2]))


class TestTheQuickWay:
    @drawn(history=HISTORIES)
    def test_agrees_with_judging(self, history: list[tuple[tuple[Kind, str], int]]) -> None:
        quick = where_it_stands(fold(PERMIT, acts(history), GIVEN), GIVEN)
        judged = where_it_stands(fold(ASKING, acts(history), GIVEN), GIVEN)
        assert (quick.due_on, quick.due_code, quick.ended) == (judged.due_on, judged.due_code, judged.ended)

    @drawn(history=HISTORIES)
    def test_names_the_step_that_the_law_names(self, history: list[tuple[tuple[Kind, str], int]]) -> None:
        state = fold(PERMIT, acts(history), GIVEN)
        nexts = standing(state, GIVEN)
        assert where_it_stands(state, GIVEN).step == (nexts[0].name if nexts else "")

    @drawn(history=HISTORIES)
    def test_names_a_day_that_a_proof_gives(self, history: list[tuple[tuple[Kind, str], int]]) -> None:
        state = fold(PERMIT, acts(history), GIVEN)
        stands = where_it_stands(state, GIVEN)
        if stands.due_on is not None:
            rule = next(rule for rule in PERMIT.rules if rule.code == stands.due_code)
            proof = judge(rule, state, GIVEN, FIRST).proof
            assert proof is not None
            assert proof.due == stands.due_on


class TestADueDay:
    def test_is_left_open_where_the_notice_is_not_loaded(self) -> None:
        last = NATIONAL.horizon[1]
        state = fold(PERMIT, [Act(0, Kind.DONE, "application", last)], GIVEN)
        assert where_it_stands(state, GIVEN).due_on is None

    def test_is_not_named_for_a_step_that_the_sheet_does_not_show(self) -> None:
        given = Given(witnessed=frozenset({"application"}))
        state = fold(PERMIT, [Act(0, Kind.DONE, "application", FIRST)], given)
        assert where_it_stands(state, given).due_on is None

    def test_is_the_earliest_of_several(self) -> None:
        state = fold(PERMIT, [Act(0, Kind.DONE, step, FIRST) for step in ("application", "decision")], GIVEN)
        stands = where_it_stands(state, GIVEN)
        assert (stands.due_on, stands.due_code) == (date(2022, 1, 11), "trial.accept_late")
        assert state.day(Event("decision")) == FIRST


class TestAFixedDay:
    @pytest.mark.parametrize(
        ("facts", "due"),
        [({"asked_by": date(2022, 5, 1)}, date(2022, 5, 1)), ({}, None)],
        ids=["stated", "not stated"],
    )
    def test_that_the_case_states_is_the_due_day(self, facts: dict[str, Value], due: date | None) -> None:
        state = fold(DATED, [Act(0, Kind.DONE, "request", FIRST, facts=facts)], GIVEN)
        assert where_it_stands(state, GIVEN).due_on == due

    def test_yields_to_an_earlier_term_and_goes_once_the_step_is_done(self) -> None:
        both = [Act(0, Kind.DONE, "request", FIRST, facts={"asked_by": date(2022, 5, 1)})]
        assert where_it_stands(fold(TERMED, both, GIVEN), GIVEN).due_code == "trial.answered_late"
        answered = [*both, Act(1, Kind.DONE, "answer", FIRST)]
        assert where_it_stands(fold(TERMED, answered, GIVEN), GIVEN).due_on is None

    def test_is_named_as_long_as_the_step_is_not_done_even_when_it_is_over(self) -> None:
        state = fold(DATED, [Act(0, Kind.DONE, "request", date(2022, 6, 1), facts={"asked_by": FIRST})], GIVEN)
        assert where_it_stands(state, GIVEN).due_on == FIRST
