"""Where a case stands, for the columns that lists are read by: its next step, and the earliest term now running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from yifa.law.act import Event
from yifa.law.clock import MINUTES_A_DAY, MINUTES_AN_HOUR
from yifa.law.fold import Given, State, spans, standing
from yifa.law.judge import judge
from yifa.law.procedure import Procedure, Rule, Step, Within
from yifa.law.term import Hours, Promptly


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: its step («» when nothing further is owed), the due day with its rule, how it ended."""

    step: str
    due_on: date | None
    due_code: str
    ended: str


def where_it_stands(state: State, given: Given) -> Standing:
    """The cached columns of a case. They do not depend on the day on which one asks."""
    ended = state.ended.value if state.ended is not None else ""
    if state.closed:
        return Standing("", None, "", ended)
    due_on, code = min(_running(state, given), default=(None, ""))
    return Standing(_next_step(state, given), due_on, code, ended)


def _next_step(state: State, given: Given) -> str:
    if _is_unconditional(state.procedure):
        return _next_after(state.procedure, state.done)
    return _first(standing(state, given))


@cache
def _is_unconditional(procedure: Procedure) -> bool:
    return all(step.if_ is None and step.unless is None for step in procedure.steps)


@lru_cache(maxsize=4096)
def _next_after(procedure: Procedure, done: frozenset[str]) -> str:
    # Where no step asks for anything, what was done decides: a table that fills itself.
    state = State(procedure, first={Event(step): (date.min, None) for step in done})
    return _first(standing(state, Given()))


def _first(steps: tuple[Step, ...]) -> str:
    return steps[0].name if steps else ""


def _running(state: State, given: Given) -> Iterator[tuple[date, str]]:
    for rule, word, end in _watched(state.procedure):
        start = state.day(word.since)
        if start is None or end in state.first or not _is_owed(rule, word, state, given):
            continue
        day = _due(rule, state, given, start)
        if day is not None:
            yield day, rule.code


def _is_owed(rule: Rule, word: Within, state: State, given: Given) -> bool:
    if given.witnessed is not None and rule.step.name not in given.witnessed:
        return False
    if any(Event(step) in state.first for step in word.settled_by):
        return False
    # While the clock stands still no day can be named.
    return not word.pauses or not spans(state, (pause.ground for pause in word.pauses))[1]


def _due(rule: Rule, state: State, given: Given, start: date) -> date | None:
    proof = judge(rule, state, given, start).proof
    if proof is None:
        return None
    if isinstance(proof.term, Hours) and proof.start_minute is not None:
        return start + timedelta(days=(proof.start_minute + proof.limit * MINUTES_AN_HOUR) // MINUTES_A_DAY)
    return proof.due


@cache
def _watched(procedure: Procedure) -> tuple[tuple[Rule, Within, Event], ...]:
    return tuple(
        (rule, rule.word, Event(rule.step.name))
        for rule in procedure.rules
        if isinstance(rule.word, Within) and not isinstance(rule.word.term, Promptly)
    )
