"""The text that goes out: only what the duty names, persons' names masked. No surface adds to it or takes from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from yifa.kernel.access.masking import masked
from yifa.kernel.access.showing import is_personal
from yifa.kernel.disclosure.declaration import Duty
from yifa.kernel.ledger import Table
from yifa.law.condition import shown
from yifa.law.fact import Fact, Value


def text_of(duty: Duty, *, facts: Mapping[str, Value], days: Mapping[str, date], table: Table | None) -> str:
    """The text to be published, one line for each thing stated; what is not on record has no line.

    facts: of the case, by name; days: on which each of its steps was done; table: tells whom a name belongs to.
    """
    lines = [duty.procedure.title, *_facts(duty, facts, table), *_days(duty, days)]
    return "\n".join((*lines, f"依据:{duty.basis.formal}", ""))


def digest_of(text: str) -> str:
    """The hash under which a text is kept, and which its act states."""
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(duty: Duty, facts: Mapping[str, Value], table: Table | None) -> Iterator[str]:
    for fact in duty.procedure.facts:
        value = facts.get(fact.name)
        if value is None or fact not in {*duty.shows, *duty.masks}:
            continue
        hide = fact in duty.masks and is_personal(fact, facts, table)
        yield f"{fact.title}:{_words(fact, masked(value, fact.type) if hide else value)}"


def _days(duty: Duty, days: Mapping[str, date]) -> Iterator[str]:
    for name in duty.days:
        if name in days:
            yield f"{duty.procedure.by_name[name].title}日期:{days[name]}"


def _words(fact: Fact, value: Value) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return shown(fact, value) if value is not None else ""
