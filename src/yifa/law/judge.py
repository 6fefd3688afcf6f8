"""Judging: each rule of a procedure against the state of one case. Values: kept, broken, outstanding, unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from yifa.law.act import Event, Kind
from yifa.law.certificate import invalid_because
from yifa.law.clock import Proof, prove
from yifa.law.condition import Comparison, Parameter, Subject, bound, evaluate, parameter_value, rests_on
from yifa.law.fact import Fact, Type
from yifa.law.fold import Given, State, spans
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Gate,
    Must,
    Officers,
    Rule,
    Within,
    YearlyCap,
    applies_if,
    provisos,
)
from yifa.law.term import Count, Hours, Promptly

FEN_A_YUAN = 100


class Value(StrEnum):
    """What is known of a rule in a case. Only `BROKEN` is a fault; `KEPT` includes «does not apply»."""

    KEPT = "kept"
    BROKEN = "broken"
    OUTSTANDING = "outstanding"  # owed, not done, and the term has run out on the day asked about
    UNKNOWN = "unknown"  # an end, a fact, a parameter or a holiday notice is missing


GRAVITY: Mapping[Value, int] = {Value.KEPT: 0, Value.UNKNOWN: 1, Value.OUTSTANDING: 2, Value.BROKEN: 3}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule in one case: its value, the counting behind it, and plain values that a finding shows.

    least: the number that the statute or the district asks for, where the words name one that is no part of the detail.
    """

    rule: Rule
    value: Value
    proof: Proof | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    least: int | None = None


def verdicts(state: State, given: Given, as_of: date) -> tuple[Verdict, ...]:
    """Every rule of the procedure, judged as of a day; what an earlier round broke stays broken."""
    deem(state, given, as_of)
    found = _by_code(state, given, as_of)
    for earlier in state.rounds:
        old = _by_code(earlier, given, as_of)
        found |= {code: verdict for code, verdict in old.items() if verdict.value is Value.BROKEN}
    return tuple(_unless_yielding(verdict, found) for verdict in found.values())


def _by_code(state: State, given: Given, as_of: date) -> dict[str, Verdict]:
    # Of rules that share a code, the gravest speaks; of those equally grave one that counted, and then the first.
    found: dict[str, Verdict] = {}
    for rule in state.procedure.rules:
        verdict, known = judge(rule, state, given, as_of), found.get(rule.code)
        if known is None or _weight(verdict) > _weight(known):
            found[rule.code] = verdict
    return found


def _weight(verdict: Verdict) -> tuple[int, bool]:
    return GRAVITY[verdict.value], verdict.proof is not None


def deem(state: State, given: Given, as_of: date) -> None:
    """Put in the events that silence brings about: a missed term whose statute says what then counts as done.

    Reading: silence fills a gap only while nothing later in the course was done; where a later step was done, the
    event did take place and is merely not on record.
    """
    for rule in state.procedure.rules:
        if not isinstance(rule.word, Within) or rule.word.deemed is None or state.ended is not None:
            continue
        deemed, place = rule.word.deemed, state.procedure.place
        since = state.first.get(deemed.on)
        later = any(place.get(name, -1) >= place[deemed.step] for name in state.done)
        if since is None or later or judge(rule, state, given, as_of).value in {Value.KEPT, Value.UNKNOWN}:
            continue
        state.first[Event(deemed.step)] = since
        state.deemed.add(deemed.step)


def judge(rule: Rule, state: State, given: Given, as_of: date) -> Verdict:
    """One rule against the state of a case, as of a day."""
    subject = state.subject(given)
    set_aside = _set_aside(rule, subject)
    if set_aside is True:
        return Verdict(rule, Value.KEPT)
    conditions = [evaluate(condition, subject) for condition in applies_if(rule)]
    if False in conditions:
        return Verdict(rule, Value.KEPT)
    if None in conditions or set_aside is None:
        return Verdict(rule, Value.UNKNOWN)
    return _applicable(rule, state, given, as_of, subject)


def _set_aside(rule: Rule, subject: Subject) -> bool | None:
    # What is not on record is not shown; but a sheet without the column could not have shown it.
    told = [(proviso.when, evaluate(proviso.when, subject)) for proviso in provisos(rule)]
    if any(shown is True for _, shown in told):
        return True
    untold = (fact for when, shown in told if shown is None for fact in rests_on(when) if subject.is_unsaid(fact))
    return None if any(untold) else False


def _applicable(rule: Rule, state: State, given: Given, as_of: date, subject: Subject) -> Verdict:
    match rule.word:
        case Within():
            return _within(rule, rule.word, state, given, as_of, subject)
        case AtLeast():
            return _at_least(rule, rule.word, state, given, subject)
        case By():
            return _by(rule, rule.word, state, given, as_of, subject)
        case Gate():
            return _gate(rule, rule.word, state, given, subject)
        case Officers():
            return _officers(rule, rule.word, state, subject)
        case Certified():
            return _certified(rule, state, given)
        case Must():
            return _must(rule, rule.word, subject)
        case Cap():
            return _cap(rule, rule.word, state)
        case YearlyCap() | After():
            return _across_cases(rule, rule.word, state, given, subject)
        case _:
            assert_never(rule.word)


def _within(rule: Rule, word: Within, state: State, given: Given, as_of: date, subject: Subject) -> Verdict:
    start, limit = state.day(word.since), number(word.term.count, subject)
    if start is None or limit is None:
        return Verdict(rule, Value.UNKNOWN)
    still, running_pause = spans(state, (pause.ground for pause in word.pauses))
    proof = prove(_opened(rule, word, state, start, limit), still, given.calendar)
    if proof.end is None and not _witnessed(rule.step.name, given):
        return Verdict(rule, Value.UNKNOWN, proof)
    if proof.end is None:
        return Verdict(rule, _open_value(word, proof, state, as_of, paused=running_pause), proof)
    if running_pause or isinstance(word.term, Promptly):
        return Verdict(rule, Value.UNKNOWN if running_pause else Value.KEPT, proof)
    return _measured(rule, proof)


def _opened(rule: Rule, word: Within, state: State, start: date, limit: int) -> Proof:
    end, granted = Event(rule.step.name), Event(rule.step.name, Kind.EXTENDED)
    extension = word.extension if state.day(granted) is not None else None
    by = (extension.by or 0) if extension else 0
    return Proof(
        word.term,
        limit + by,
        start,
        state.procedure.title_of(word.since),
        end=state.day(end),
        end_title=rule.step.title,
        pause_titles=tuple(pause.title for pause in word.pauses),
        extended=by,
        until=state.until.get(rule.step.name) if extension and extension.by is None else None,
        start_minute=state.minute(word.since),
        end_minute=state.minute(end),
    )


def _open_value(word: Within, proof: Proof, state: State, as_of: date, *, paused: bool) -> Value:
    if state.closed or paused or any(name in state.done for name in word.settled_by):
        return Value.KEPT
    if isinstance(word.term, Promptly):
        return Value.OUTSTANDING if as_of >= proof.start else Value.KEPT
    if isinstance(word.term, Hours):
        return Value.OUTSTANDING if (as_of - proof.start).days * 24 >= proof.limit + 24 else Value.KEPT
    if proof.due is None:
        return Value.UNKNOWN
    return Value.OUTSTANDING if as_of > proof.due else Value.KEPT


def _measured(rule: Rule, proof: Proof) -> Verdict:
    if proof.late is None:
        return Verdict(rule, Value.UNKNOWN, proof)
    if proof.late > 0:
        return Verdict(rule, Value.BROKEN, proof, proof.detail)
    return Verdict(rule, Value.KEPT, proof)


def _at_least(rule: Rule, word: AtLeast, state: State, given: Given, subject: Subject) -> Verdict:
    start, end = state.day(word.since), state.day(Event(rule.step.name))
    limit = number(word.term.count, subject)
    if start is None or limit is None:
        return Verdict(rule, Value.UNKNOWN)
    titles = (state.procedure.title_of(word.since), rule.step.title)
    proof = Proof(word.term, limit, start, titles[0], end=end, end_title=titles[1], minimum=True)
    if end is None:
        return Verdict(rule, Value.KEPT, proof)
    return _measured(rule, prove(proof, (), given.calendar))


def _by(rule: Rule, word: By, state: State, given: Given, as_of: date, subject: Subject) -> Verdict:
    last, day = fixed_date(word, subject), state.day(Event(rule.step.name))
    if last is None:
        return Verdict(rule, Value.UNKNOWN)
    detail = {"due": last.isoformat(), "end": day.isoformat() if day else None}
    if day is not None:
        late = (day - last).days
        return Verdict(rule, Value.BROKEN if late > 0 else Value.KEPT, None, detail | {"late": late})
    if not _witnessed(rule.step.name, given):
        return Verdict(rule, Value.UNKNOWN)
    value = Value.OUTSTANDING if as_of > last and not state.closed else Value.KEPT
    return Verdict(rule, value, None, detail)


def _gate(rule: Rule, word: Gate, state: State, given: Given, subject: Subject) -> Verdict:
    barred, passed = state.day(Event(word.bars)), state.day(Event(rule.step.name))
    if barred is None:
        return Verdict(rule, Value.KEPT)
    if passed is None and not _witnessed(rule.step.name, given):
        return Verdict(rule, Value.UNKNOWN)
    detail = {word.bars: barred.isoformat(), rule.step.name: passed.isoformat() if passed else None}
    if passed is None or passed > barred:
        side = "absent" if passed is None else "later"
        return Verdict(rule, Value.BROKEN if side in rule.sides else Value.KEPT, None, detail)
    if "absent" not in rule.sides or word.passes is None:
        return Verdict(rule, Value.KEPT)
    passes = evaluate(word.passes, subject)
    value = {True: Value.KEPT, False: Value.BROKEN, None: Value.UNKNOWN}[passes]
    return Verdict(rule, value, None, detail)


def _officers(rule: Rule, word: Officers, state: State, subject: Subject) -> Verdict:
    certificates, at_least = _certificates(state), number(word.at_least, subject)
    if certificates is None or at_least is None:
        return Verdict(rule, Value.UNKNOWN)
    present = len(set(certificates))
    value = Value.BROKEN if present < at_least else Value.KEPT
    return Verdict(rule, value, None, {"officers": present}, at_least)


def _certified(rule: Rule, state: State, given: Given) -> Verdict:
    on, certificates = state.day(Event(rule.step.name)), _certificates(state)
    if on is None or not certificates or not given.loaded(state.procedure.certificates):
        return Verdict(rule, Value.UNKNOWN)
    for number_ in certificates:
        why = invalid_because(given.lookup(state.procedure.certificates, number_), on)
        if why is not None:
            detail = {"certificate": number_, "why": why, "on": on.isoformat()}
            return Verdict(rule, Value.BROKEN, None, detail)
    return Verdict(rule, Value.KEPT)


def _certificates(state: State) -> tuple[str, ...] | None:
    fact = state.procedure.officers
    held = state.facts.get(fact.name) if fact else None
    return held if isinstance(held, tuple) else None


def _must(rule: Rule, word: Must, subject: Subject) -> Verdict:
    holds = evaluate(word.requirement, subject)
    value = {True: Value.KEPT, False: Value.BROKEN, None: Value.UNKNOWN}[holds]
    return Verdict(rule, value, None, _must_detail(word, subject) if value is Value.BROKEN else {})


def _must_detail(word: Must, subject: Subject) -> dict[str, object]:
    shown = {fact.name: _plain(fact, subject.facts.get(fact.name)) for fact in word.shows}
    return shown | _compared(word, subject)


def _compared(word: Must, subject: Subject) -> dict[str, object]:
    if not isinstance(word.requirement, Comparison):
        return {}
    fact, limit = word.requirement.fact, bound(word.requirement, subject)
    stated = subject.facts.get(fact.name)
    detail: dict[str, object] = {fact.name: _plain(fact, stated), "limit": _plain(fact, limit)}
    if isinstance(stated, int) and isinstance(limit, int) and fact.type is Type.MONEY:
        detail |= {"unit": "yuan", "over": _plain(fact, stated - limit)}
    return detail


def _cap(rule: Rule, word: Cap, state: State) -> Verdict:
    days = sorted(state.times.get(rule.step.name, ()))
    if len(days) <= word.at_most:
        return Verdict(rule, Value.KEPT)
    detail = {"first": days[0].isoformat(), "second": days[word.at_most].isoformat()}
    return Verdict(rule, Value.BROKEN, None, detail)


def _across_cases(rule: Rule, word: YearlyCap | After, state: State, given: Given, subject: Subject) -> Verdict:
    if isinstance(word, YearlyCap):
        return _yearly_cap(rule, word, state, given, subject)
    return _after(rule, word, state, given)


def _yearly_cap(rule: Rule, word: YearlyCap, state: State, given: Given, subject: Subject) -> Verdict:
    on, whom = state.day(Event(rule.step.name)), state.facts.get(word.per.name)
    limit = number(word.at_most, subject)
    if on is None or whom is None or limit is None:
        return Verdict(rule, Value.UNKNOWN)
    before = given.earlier(rule, whom, on)
    if before is None:
        return Verdict(rule, Value.UNKNOWN)
    nth = before + 1
    detail = {word.per.name: whom, "nth": nth, "cap": limit}
    return Verdict(rule, Value.BROKEN if nth > limit else Value.KEPT, None, detail)


def _after(rule: Rule, word: After, state: State, given: Given) -> Verdict:
    on, named = state.day(Event(rule.step.name)), state.facts.get(word.other.named_by.name)
    if on is None or named is None:
        return Verdict(rule, Value.UNKNOWN)
    day = given.elsewhere(word.other.procedure, word.other.step, str(named))
    first, second = word.called
    detail = {first: day.isoformat() if day else None, second: on.isoformat()}
    if day is None:
        return Verdict(rule, Value.BROKEN if given.witnessed is None else Value.UNKNOWN, None, detail)
    return Verdict(rule, Value.BROKEN if on < day else Value.KEPT, None, detail)


def number(count: Count, subject: Subject) -> int | None:
    """The number of units of a term: of the statute, of the profile, or of a fact; None where not known."""
    value: object = count
    if isinstance(count, Parameter):
        value = parameter_value(count, subject)
    elif isinstance(count, Fact):
        value = subject.facts.get(count.name)
    # A gate (true or false) is no number.
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def fixed_date(word: By, subject: Subject) -> date | None:
    """The last day of a fixed date; None where the district or the case has set none, or the year is not known."""
    if isinstance(word.month_day, Fact):
        stated = subject.facts.get(word.month_day.name)
        return stated if isinstance(stated, date) else None
    year, month_day = subject.facts.get(word.year.name) if word.year else None, word.month_day
    if isinstance(month_day, Parameter):
        text = parameter_value(month_day, subject)
        month_day = tuple(map(int, text.split("-"))) if isinstance(text, str) else ()  # type: ignore[assignment]
    if not isinstance(year, int) or not month_day:
        return None
    return date(year, *month_day)  # type: ignore[misc]


def _unless_yielding(verdict: Verdict, found: Mapping[str, Verdict]) -> Verdict:
    word = verdict.rule.word
    other = found.get(word.yields_to) if isinstance(word, Within) and word.yields_to else None
    if other is not None and other.value is Value.BROKEN and verdict.value is Value.BROKEN:
        return replace(verdict, value=Value.KEPT)
    return verdict


def _witnessed(step: str, given: Given) -> bool:
    return given.witnessed is None or step in given.witnessed


def _plain(fact: Fact, value: object) -> object:
    if fact.type is Type.MONEY and isinstance(value, int):
        return value // FEN_A_YUAN if value % FEN_A_YUAN == 0 else value / FEN_A_YUAN
    return value
