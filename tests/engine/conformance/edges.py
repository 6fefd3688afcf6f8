"""Whether a verdict lies at the edge of its rule: a day, an hour or a piece to either side of what decides it."""

from datetime import date, timedelta
from typing import assert_never

from tests.engine.conformance.case import Book, Case, World
from yifa.law.act import done
from yifa.law.condition import Comparison, bound
from yifa.law.fold import State, fold
from yifa.law.judge import Value, Verdict, fixed_date, number, verdicts
from yifa.law.procedure import After, AtLeast, By, Cap, Certified, Gate, Must, Officers, Within, YearlyCap


def counted(cases: list[Case], world: World) -> dict[str, dict[str, int]]:
    """By rule: in how many cases it was broken, and in how many it was decided at its edge."""
    found = {rule.code: {"broken": 0, "edge": 0} for rule in world.procedure.rules}
    book = Book.of(cases, world)
    for place, case in enumerate(cases):
        given = book.given(place)
        state = fold(world.procedure, case.acts, given)
        for verdict in verdicts(state, given, world.as_of):
            found[verdict.rule.code]["broken"] += verdict.value is Value.BROKEN
            found[verdict.rule.code]["edge"] += _at_edge(verdict, state, world)
    return found


def _at_edge(verdict: Verdict, state: State, world: World) -> bool:
    word, rule = verdict.rule.word, verdict.rule
    subject = state.subject(world.given(""))
    match word:
        case Within() | AtLeast():
            return _term_at_edge(verdict, world.as_of)
        case By():
            last, day = fixed_date(word, subject), state.day(done(rule.step.name))
            return last is not None and day is not None and _next(day, last)
        case Gate():
            barred, passed = state.day(done(word.bars)), state.day(done(rule.step.name))
            return barred is not None and (passed is None or _next(passed, barred))
        case Officers(at_least):
            present, asked = verdict.detail.get("officers"), number(at_least, subject)
            return isinstance(present, int) and asked is not None and asked - 1 <= present <= asked
        case Certified():
            on = state.day(done(rule.step.name))
            days = [v for e in world.registers[state.procedure.certificates].values() for v in e.values()]
            return on is not None and any(isinstance(day, date) and _next(on, day) for day in days)
        case Must(requirement):
            if not isinstance(requirement, Comparison):
                return verdict.value in {Value.KEPT, Value.BROKEN}
            stated, limit = state.facts.get(requirement.fact.name), bound(requirement, subject)
            return isinstance(stated, int) and isinstance(limit, int) and abs(stated - limit) <= 1
        case Cap(at_most):
            return at_most <= len(state.times.get(rule.step.name, ())) <= at_most + 1
        case YearlyCap() | After():
            return _across_cases_at_edge(word, verdict, state, world)
        case _:
            assert_never(word)


def _across_cases_at_edge(word: YearlyCap | After, verdict: Verdict, state: State, world: World) -> bool:
    if isinstance(word, YearlyCap):
        nth, cap = verdict.detail.get("nth"), verdict.detail.get("cap")
        return isinstance(nth, int) and isinstance(cap, int) and cap <= nth <= cap + 1
    key = str(state.facts.get(word.other.named_by.name))
    there = world.elsewhere(word.other.procedure, word.other.step, key)
    here = state.day(done(verdict.rule.step.name))
    return there is not None and here is not None and _next(here, there)


def _term_at_edge(verdict: Verdict, as_of: date) -> bool:
    proof = verdict.proof
    if proof is None:
        return False
    if proof.late is not None:
        return abs(proof.late) <= 1
    if proof.end is None and proof.due is not None:
        return _next(as_of, proof.due)
    return isinstance(verdict.rule.word, Within) and verdict.rule.word.term.unit == "prompt"


def _next(one: date, other: date) -> bool:
    return abs(one - other) <= timedelta(days=1)
