"""What a procedure asks of a case: the events it counts from or to, and the facts its conditions look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from yifa.law.act import Event, Kind, done
from yifa.law.condition import (
    AllOf,
    AnyOf,
    Beneath,
    Comparison,
    Condition,
    Depending,
    Happened,
    Known,
    Not,
    OneOf,
    Parameter,
    Switch,
)
from yifa.law.fact import Fact
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Gate,
    Must,
    Officers,
    Procedure,
    Rule,
    Within,
    Word,
    YearlyCap,
    applies_if,
    provisos,
)
from yifa.law.term import Count, Promptly

OCCURRING = (Kind.DONE, Kind.STARTED, Kind.EXTENDED)
"""The kinds of act that make an event which the law can count from."""


def events_asked(procedure: Procedure) -> tuple[Event, ...]:
    """The events whose day decides any rule of the procedure, in a fixed order."""
    asked = {done(step.name) for step in procedure.steps if step.closes}
    for rule in procedure.rules:
        asked |= {done(rule.step.name), *_events_of(procedure, rule)}
        asked |= {done(part.step) for part in _leaves_of(rule) if isinstance(part, Happened)}
    return tuple(sorted((e for e in asked if e.kind in OCCURRING), key=lambda event: (event.step, event.kind)))


def facts_asked(procedure: Procedure) -> tuple[Fact, ...]:
    """The facts that decide any rule of the procedure, each once."""
    asked = {fact.name: fact for rule in procedure.rules for fact in _facts_of(rule)}
    if procedure.officers is not None:
        asked[procedure.officers.name] = procedure.officers
    return tuple(asked.values())


def grounds_asked(procedure: Procedure) -> tuple[frozenset[str], ...]:
    """Each set of grounds on which some term of the procedure stands still."""
    sets = {grounds(rule.word) for rule in procedure.rules if isinstance(rule.word, Within) and rule.word.pauses}
    return tuple(sorted(sets, key=sorted))


def grounds(word: Within) -> frozenset[str]:
    """The grounds on which this term stands still."""
    return frozenset(pause.ground for pause in word.pauses)


def steps_from(procedure: Procedure, name: str) -> tuple[str, ...]:
    """The step and all that come after it in the course."""
    return tuple(step.name for step in procedure.steps if procedure.place[step.name] >= procedure.place[name])


def _events_of(procedure: Procedure, rule: Rule) -> Iterator[Event]:
    word = rule.word
    match word:
        case Within():
            yield word.since
            yield from (done(step) for step in word.settled_by)
            if word.extension is not None:
                yield Event(rule.step.name, Kind.EXTENDED)
            if word.deemed is not None:
                yield word.deemed.on
                yield from (done(step) for step in steps_from(procedure, word.deemed.step))
        case AtLeast():
            yield word.since
        case Gate():
            yield done(word.bars)
        case By() | Officers() | Certified() | Must() | Cap() | YearlyCap() | After():
            pass
        case _:
            assert_never(word)


def _conditions_of(word: Word) -> Iterator[Condition]:
    match word:
        case Within():
            if not isinstance(word.watch_open, bool):
                yield word.watch_open
        case Gate():
            if word.passes is not None:
                yield word.passes
        case Must():
            yield word.requirement
        case AtLeast() | By() | Officers() | Certified() | Cap() | YearlyCap() | After():
            pass
        case _:
            assert_never(word)


def _leaves_of(rule: Rule) -> Iterator[Comparison | OneOf | Known | Beneath | Happened | Switch]:
    for condition in (*applies_if(rule), *(p.when for p in provisos(rule)), *_conditions_of(rule.word)):
        yield from _leaves(condition)


def _leaves(condition: Condition) -> Iterator[Comparison | OneOf | Known | Beneath | Happened | Switch]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case Comparison() | OneOf() | Known() | Beneath() | Happened() | Switch():
            yield condition
        case _:
            assert_never(condition)


def _facts_of(rule: Rule) -> Iterator[Fact]:
    word = rule.word
    for leaf in _leaves_of(rule):
        if isinstance(leaf, Comparison | OneOf | Known | Beneath):
            yield leaf.fact
        if isinstance(leaf, Comparison):
            yield from _facts_of_number(leaf.value)
    if isinstance(word, Within | AtLeast) and not isinstance(word.term, Promptly):
        yield from _facts_of_number(word.term.count)
    if isinstance(word, By):
        yield from _facts_of_number(word.year)
        yield from _facts_of_number(word.month_day)
    if isinstance(word, Officers):
        yield from _facts_of_number(word.at_least)
    if isinstance(word, Must):
        yield from word.shows
    if isinstance(word, YearlyCap):
        yield word.per
        yield from _facts_of_number(word.at_most)
    if isinstance(word, After):
        yield word.other.named_by


def _facts_of_number(number: Count | Depending | object) -> Iterator[Fact]:
    if isinstance(number, Fact):
        yield number
    if isinstance(number, Parameter | Depending) and number.by is not None:
        yield number.by
