"""Facts as the database keeps them: compact JSON text, read back by their declared types; and digests of rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from yifa.kernel.citing import CITES
from yifa.kernel.ledger import Table, Until
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Procedure

NO_FACTS = "{}"
NONE_STATED: Mapping[str, Value] = MappingProxyType({})
OWN = "column:"
"""Prefix of what a cell says that no fact of law holds (a day to which nobody extended), kept under its column id."""

_SHELTERED = {Type.TEXT, Type.PERSON_ID}
"""The types of personal facts whose values are kept outside the act; no rule of law compares them."""
_PLAIN = (str, int, type(None))
_READERS: Mapping[Type, Callable[[Any], Value]] = {
    Type.DATE: date.fromisoformat,
    Type.MOMENT: datetime.fromisoformat,
    Type.CODES: tuple,
}
_WRITTEN_AS: Mapping[Type, type] = {Type.DATE: date, Type.MOMENT: datetime, Type.CODES: tuple}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=lambda value: value.isoformat()).encode
_encode_sorted = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=lambda value: value.isoformat()
).encode


class Types:
    """The declared types of all facts that acts under a procedure, or rows of a table, may state."""

    def __init__(self, facts: Iterable[Fact], table: Table | None = None) -> None:
        facts = tuple(facts)
        declared = {fact.name: fact.type for fact in facts}
        columns = table.columns if table is not None else ()
        stated = (*facts, *(column.becomes for column in columns if isinstance(column.becomes, Fact)))
        self._personal = {fact.name for fact in stated if fact.personal and fact.type in _SHELTERED}
        for column in columns:
            if isinstance(column.becomes, Fact):
                declared[column.becomes.name] = column.becomes.type
            elif isinstance(column.becomes, Until):
                declared[OWN + column.id] = Type.DATE
        self._readers = {name: _READERS[kind] for name, kind in declared.items() if kind in _READERS}
        self._written_as = {name: _WRITTEN_AS[kind] for name, kind in declared.items() if kind in _WRITTEN_AS}

    def read(self, text: str) -> Mapping[str, Value]:
        """Facts from their text, each value of its declared type."""
        facts: dict[str, Value] = json.loads(text)
        for name in self._readers.keys() & facts.keys():
            value = facts[name]
            if value is not None:
                facts[name] = self._readers[name](value)
        return facts

    def write(self, facts: Mapping[str, Value]) -> str:
        """The text of facts, personal values marked so that they are kept outside the act.

        Raises ValueError for a value that would not be read back as it was.
        """
        if not facts:
            return NO_FACTS
        for name, value in facts.items():
            if not isinstance(value, _PLAIN) and type(value) is not self._written_as.get(name):
                msg = f"fact {name} holds a {type(value).__name__}, but is not declared as such: declare it or its type"
                raise ValueError(msg)
        own = {name: {"personal": facts[name]} for name in self._personal & facts.keys() if facts[name] is not None}
        return _encode({**facts, **own})


@cache
def types_of(procedure: Procedure, table: Table | None) -> Types:
    """The types of all facts that the procedure and its ledger table declare."""
    return Types(_facts(procedure, table), table)


@cache
def declared(procedure: Procedure, table: Table | None) -> Mapping[str, Fact]:
    """All facts that an act under the procedure may state, by name: its own, and those of its ledger table."""
    columns = table.columns if table is not None else ()
    stated = (*(column.becomes for column in columns if isinstance(column.becomes, Fact)), *_facts(procedure, table))
    return MappingProxyType({fact.name: fact for fact in stated})


def values_text(values: Mapping[str, Value]) -> str:
    """A row by column id as canonical text."""
    return _encode_sorted(dict(values))


def digest_of(values: Mapping[str, Value]) -> str:
    """The hash of what a row says: equal for equal cells, whatever file they came in."""
    stated = {name: value for name, value in values.items() if value is not None}
    return hashlib.sha256(values_text(stated).encode()).hexdigest()


def _facts(procedure: Procedure, table: Table | None) -> tuple[Fact, ...]:
    facts = [*procedure.facts, *(question.fact for question in procedure.questions)]
    facts += [reference.fact for reference in procedure.refers]
    facts += [CITES, *([procedure.officers] if procedure.officers is not None else [])]
    if table is not None:
        facts += [part.fact for part in table.parts] + ([table.year_fact] if table.year_fact is not None else [])
    return tuple(facts)
