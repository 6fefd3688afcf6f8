"""Where a condition over facts finds them in record tables: the column that becomes the fact, or one of a register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from yifa.kernel.ledger import Mark, Table
from yifa.law.act import Kind
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


class UnableToResolve(LookupError):
    """The table does not record what the condition asks for."""


@dataclass(frozen=True, slots=True)
class Own:
    """A column of the figure's own table."""

    column: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A column of the register entry of the same year whose key stands in column `by` of the figure's own table."""

    by: str
    register: Table
    column: str


Place = Own | Brought


def place_of_fact(fact: Fact, *, table: Table, registers: tuple[Table, ...] = ()) -> Place:
    """Find the column that holds the fact; raises UnableToResolve where neither table nor registers do."""
    own = _column_of(fact, table)
    if own is not None:
        return Own(own)
    for reference in table.becomes.refers if table.becomes is not None else ():
        if fact in reference.brings:
            return _brought(fact, reference.fact, reference.register, table=table, registers=registers)
    msg = f"table {table.id} does not record the fact {fact.name} ({fact.title})"
    raise UnableToResolve(msg)


def places_of_step(step: str, *, table: Table) -> tuple[Own, ...]:
    """Find the date columns any of which is filled once the step was done; raises UnableToResolve where none is."""
    marks = [(column.id, column.becomes) for column in table.columns if isinstance(column.becomes, Mark)]
    places = tuple(Own(column) for column, mark in marks if mark.step == step and mark.kind is Kind.DONE)
    if places:
        return places
    msg = f"table {table.id} does not witness the step {step}"
    raise UnableToResolve(msg)


def facts_and_steps(condition: Condition) -> tuple[frozenset[Fact], frozenset[str]]:
    """All facts and steps that the condition asks about."""
    asked = frozenset(_asked(condition))
    return frozenset(a for a in asked if isinstance(a, Fact)), frozenset(a for a in asked if isinstance(a, str))


def asks_district(condition: Condition) -> bool:
    """Whether the answer depends on a parameter of the district profile."""
    match condition:
        case Comparison(_, _, value):
            return isinstance(value, Parameter)
        case OneOf() | Known() | Beneath() | Happened():
            return False
        case Switch():
            return True
        case AllOf(parts) | AnyOf(parts):
            return any(asks_district(part) for part in parts)
        case Not(part):
            return asks_district(part)
        case _:
            assert_never(condition)


def _asked(condition: Condition) -> Iterator[Fact | str]:
    match condition:
        case Comparison(fact, _, value):
            if isinstance(value, Fact):
                msg = f"{fact.name} is compared with {value.name}, but records are not asked for two facts at once"
                raise UnableToResolve(msg)
            yield fact
            if isinstance(value, Depending | Parameter) and value.by is not None:
                yield value.by
        case OneOf(fact) | Known(fact) | Beneath(fact):
            yield fact
        case Happened(step):
            yield step
        case Switch():
            return
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _asked(part)
        case Not(part):
            yield from _asked(part)
        case _:
            assert_never(condition)


def _column_of(fact: Fact, table: Table) -> str | None:
    return next((column.id for column in table.columns if column.becomes == fact), None)


def _brought(fact: Fact, by: Fact, name: str, *, table: Table, registers: tuple[Table, ...]) -> Brought:
    naming = _column_of(by, table)
    for register in registers:
        column = _column_of(fact, register) if register.id == name else None
        if naming is not None and column is not None:
            return Brought(naming, register, column)
    msg = f"table {table.id} names an entry of {name} for the fact {fact.name}, but no register given here holds it"
    raise UnableToResolve(msg)
