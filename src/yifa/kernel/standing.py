"""Where a case stands, for the columns that lists are read by: its next step, and the earliest term now running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from yifa.law.act import Event, Kind
from yifa.law.calendar import Calendar, CalendarNotLoaded
from yifa.law.clock import MINUTES_A_DAY, MINUTES_AN_HOUR, Proof, due
from yifa.law.fold import Given, State, spans, standing
from yifa.law.judge import Value, fixed_date, judge
from yifa.law.procedure import By, Procedure, Rule, Step, Within, applies_if, provisos
from yifa.law.term import Hours, Promptly, Term


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
    first: dict[Event, tuple[date, int | None]] = {Event(step): (date.min, None) for step in done}
    state = State(procedure, first=first, times={step: [date.min] for step in done})
    return _first(standing(state, Given()))


def _first(steps: tuple[Step, ...]) -> str:
    return steps[0].name if steps else ""


def _running(state: State, given: Given) -> Iterator[tuple[date, str]]:
    for watched in _watched(state.procedure):
        start = state.first.get(watched.since)
        if start is None or watched.end in state.first or not _is_owed(watched, state, given):
            continue
        day = _due(watched, state, given, start[0])
        if day is not None:
            yield day, watched.rule.code
    for rule, word in _dated(state.procedure):
        last = fixed_date(word, state.subject(given))
        if last is not None and judge(rule, state, given, last + timedelta(days=1)).value is Value.OUTSTANDING:
            yield last, rule.code


def _is_owed(watched: _Watched, state: State, given: Given) -> bool:
    word = watched.word
    if given.witnessed is not None and watched.rule.step.name not in given.witnessed:
        return False
    if any(Event(step) in state.first for step in word.settled_by):
        return False
    # While the clock stands still no day can be named.
    return not word.pauses or not spans(state, (pause.ground for pause in word.pauses))[1]


def _due(watched: _Watched, state: State, given: Given, start: date) -> date | None:
    if watched.days is not None and watched.extended not in state.first and not state.suspended:
        return _plain_due(watched.word.term, watched.days, start, given.calendar)
    proof = judge(watched.rule, state, given, start).proof
    return last_day(proof) if proof is not None else None


def last_day(proof: Proof) -> date | None:
    """The last lawful day of a maximum term; None where it cannot be named yet. Of hours, the day on which they end."""
    if isinstance(proof.term, Hours) and proof.start_minute is not None:
        return proof.start + timedelta(days=(proof.start_minute + proof.limit * MINUTES_AN_HOUR) // MINUTES_A_DAY)
    return proof.due


def _plain_due(term: Term, days: int, start: date, calendar: Calendar) -> date | None:
    # Most terms are a number, unconditional, neither extended nor paused: they need counting, not judging.
    try:
        return due(term, days, start, (), calendar)
    except CalendarNotLoaded:
        return None


@dataclass(frozen=True, slots=True)
class _Watched:
    """A maximum term made ready; days: its number where nothing but the start decides when it ends."""

    rule: Rule
    word: Within
    since: Event
    end: Event
    extended: Event
    days: int | None


@cache
def _watched(procedure: Procedure) -> tuple[_Watched, ...]:
    return tuple(
        _ready(rule, rule.word)
        for rule in procedure.rules
        if isinstance(rule.word, Within) and not isinstance(rule.word.term, Promptly)
    )


@cache
def _dated(procedure: Procedure) -> tuple[tuple[Rule, By], ...]:
    """The fixed days of the procedure: judged on the day after, such a rule says whether anything is owed."""
    return tuple((rule, rule.word) for rule in procedure.rules if isinstance(rule.word, By))


def _ready(rule: Rule, word: Within) -> _Watched:
    step, count = rule.step.name, word.term.count
    depends = applies_if(rule) or provisos(rule) or isinstance(word.term, Hours) or not isinstance(count, int)
    days = count if isinstance(count, int) and not depends else None
    return _Watched(rule, word, word.since, Event(step), Event(step, Kind.EXTENDED), days)
