"""The terms that bear on a step of a live case: until when, or from when, and how it was counted, in plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yifa.kernel.standing import last_day
from yifa.law.calendar import CalendarNotLoaded
from yifa.law.citation import Citation
from yifa.law.clock import due
from yifa.law.fold import Given, State, spans
from yifa.law.judge import Value, fixed_date, judge, number
from yifa.law.procedure import AtLeast, By, Procedure, Rule, Step, Within
from yifa.law.table import says
from yifa.law.term import Days, WorkingDays


@dataclass(frozen=True, slots=True)
class Basis:
    """The article on which something rests, and how sure the citation is («» where it is verified)."""

    article: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term that bears on a step: until when, or from when, and how it was counted.

    last_on: the last lawful day; opens_on: for a minimum, the first one; both None where no day can be named: the
    clock stands still, or the holiday notice of the year is not loaded.
    """

    code: str
    how: str
    basis: Basis
    last_on: date | None = None
    opens_on: date | None = None
    is_overdue: bool = False
    is_paused: bool = False


def basis_of(citation: Citation) -> Basis:
    """The basis as a page shows it."""
    return Basis(citation.formal, citation.certainty.label)


def rules_of(step: Step, procedure: Procedure) -> Iterator[Rule]:
    """The rules that stand in the step, each word once."""
    seen: set[int] = set()
    for rule in procedure.rules:
        # A gate has two codes, and demands one thing.
        if rule.step.name == step.name and id(rule.word) not in seen:
            seen.add(id(rule.word))
            yield rule


def deadlines(step: Step, state: State, given: Given, on: date) -> Iterator[Deadline]:
    """The terms that bear on a step, as of a day."""
    for rule in rules_of(step, state.procedure):
        match rule.word:
            case Within():
                yield from _maximum(rule, rule.word, state, given, on)
            case AtLeast():
                yield from _minimum(rule, rule.word, state, given, on)
            case By():
                yield from _fixed(rule, rule.word, state, given, on)
            case _:
                pass


def _maximum(rule: Rule, word: Within, state: State, given: Given, on: date) -> Iterator[Deadline]:
    verdict = judge(rule, state, given, on)
    proof = verdict.proof
    if proof is None or any(name in state.done for name in word.settled_by):
        return
    grounds = [pause.title for pause in word.pauses if spans(state, (pause.ground,))[1]]
    paused = bool(grounds)
    how = f"{'、'.join(grounds)}期间不计,恢复后接着计算" if paused else proof.sentence
    last = None if paused else last_day(proof)
    late = verdict.value is Value.OUTSTANDING or (last is not None and last < on)
    yield Deadline(rule.code, how, basis_of(word.basis), last_on=last, is_overdue=late, is_paused=paused)


def _minimum(rule: Rule, word: AtLeast, state: State, given: Given, on: date) -> Iterator[Deadline]:
    verdict = judge(rule, state, given, on)
    if verdict.proof is not None:
        opens = _opens(word, state, given)
        yield Deadline(rule.code, _since(rule, word, state), basis_of(word.basis), opens_on=opens)


def _since(rule: Rule, word: AtLeast, state: State) -> str:
    return f"{says(rule.word, rule.step, state.procedure)}({state.procedure.title_of(word.since)}于{state.day(word.since)})"


def _opens(word: AtLeast, state: State, given: Given) -> date | None:
    start, limit = state.day(word.since), number(word.term.count, state.subject(given))
    if start is None or limit is None:
        return None
    match word.term:
        case Days():
            return start + timedelta(days=limit)
        case WorkingDays():
            try:
                return due(word.term, limit, start, (), given.calendar)
            except CalendarNotLoaded:
                return None
        case _:
            return None


def _fixed(rule: Rule, word: By, state: State, given: Given, on: date) -> Iterator[Deadline]:
    last = fixed_date(word, state.subject(given))
    if last is not None and judge(rule, state, given, on).value is not Value.UNKNOWN:
        how = f"{rule.step.title}应当不晚于{last}"
        yield Deadline(rule.code, how, basis_of(word.basis), last_on=last, is_overdue=last < on)
