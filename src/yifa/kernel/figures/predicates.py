"""A condition over records, in two-valued form: the records of which it certainly holds, or certainly does not.

What is unknown is neither, so a missing fact never counts. One walk serves every form in which records are asked:
`Algebra` says how one column is compared and how answers are joined (rows in memory here, database queries in the
engine).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, assert_never

from yifa.kernel.figures.sources import Own, Place, UnableToResolve, place_of_fact, places_of_step
from yifa.kernel.ledger import Table
from yifa.law.condition import (
    OPERATORS,
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
    Sign,
    Switch,
    type_scalar,
)
from yifa.law.fact import Fact

A = TypeVar("A")
Row = Mapping[str, object]
"""A record by column id; None where the cell is empty, in the database NULL."""

OPPOSITE: Mapping[Sign, Sign] = {
    Sign.LESS: Sign.AT_LEAST,
    Sign.AT_LEAST: Sign.LESS,
    Sign.MORE: Sign.AT_MOST,
    Sign.AT_MOST: Sign.MORE,
}


class Algebra(Protocol[A]):
    """How answers about records are made and joined. An empty cell answers yes to `unknown` only."""

    def compare(self, place: Place, sign: Sign, value: type_scalar) -> A: ...

    def one_of(self, place: Place, values: tuple[type_scalar, ...], *, inside: bool) -> A: ...

    def beneath(self, place: Place, asked: Beneath, *, inside: bool) -> A: ...

    def known(self, place: Place) -> A: ...

    def unknown(self, place: Place) -> A: ...

    def every(self, parts: Iterable[A]) -> A: ...

    def some(self, parts: Iterable[A]) -> A: ...


class Asked(Protocol):
    """What is asked about: where its facts and steps stand, and what numbers the district has set."""

    @property
    def parameters(self) -> Mapping[str, object]: ...

    def place(self, fact: Fact) -> Place: ...

    def places_of_step(self, step: str) -> tuple[Place, ...]: ...


@dataclass(frozen=True)
class Records:
    """The records asked about: their table, the registers whose facts they may bring, and the district's parameters."""

    table: Table
    registers: tuple[Table, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)

    def place(self, fact: Fact) -> Place:
        """Where the fact stands."""
        return place_of_fact(fact, table=self.table, registers=self.registers)

    def places_of_step(self, step: str) -> tuple[Place, ...]:
        """The columns any of which is filled once the step was done."""
        return places_of_step(step, table=self.table)


def holds(condition: Condition, records: Asked, algebra: Algebra[A]) -> A:
    """The records of which the condition certainly holds."""
    return _answer(condition, records, algebra, sought=True)


def _answer(condition: Condition, records: Asked, algebra: Algebra[A], *, sought: bool) -> A:
    match condition:
        case Comparison():
            return _comparison(condition, records, algebra, sought=sought)
        case OneOf(fact, values):
            return algebra.one_of(records.place(fact), values, inside=sought)
        case Known(fact):
            return _is_known((records.place(fact),), algebra, sought=sought)
        case Beneath(fact):
            return algebra.beneath(records.place(fact), condition, inside=sought)
        case Happened(step):
            return _is_known(records.places_of_step(step), algebra, sought=sought)
        case Switch(parameter):
            value = records.parameters.get(parameter.name)
            return algebra.every(()) if value is not None and bool(value) is sought else algebra.some(())
        case AllOf(parts):
            answers = [_answer(part, records, algebra, sought=sought) for part in parts]
            return algebra.every(answers) if sought else algebra.some(answers)
        case AnyOf(parts):
            answers = [_answer(part, records, algebra, sought=sought) for part in parts]
            return algebra.some(answers) if sought else algebra.every(answers)
        case Not(part):
            return _answer(part, records, algebra, sought=not sought)
        case _:
            assert_never(condition)


def _comparison(condition: Comparison, records: Asked, algebra: Algebra[A], *, sought: bool) -> A:
    place, value = records.place(condition.fact), _bound(condition.value, records.parameters)
    if value is None:
        return algebra.some(())
    if not isinstance(value, Depending):
        return _compared(place, condition.sign, value, algebra, sought=sought)
    kind = records.place(value.by)
    return algebra.some(
        algebra.every(
            (
                algebra.compare(kind, Sign.EQUAL, name),
                _compared(place, condition.sign, number, algebra, sought=sought),
            )
        )
        for name, number in value.numbers
    )


def _bound(
    value: type_scalar | Depending | Parameter | Fact, parameters: Mapping[str, object]
) -> type_scalar | Depending | None:
    if isinstance(value, Fact):
        msg = f"records are not asked how two facts compare ({value.name})"
        raise UnableToResolve(msg)
    if not isinstance(value, Parameter):
        return value
    found = parameters.get(value.name)
    if value.by is not None and isinstance(found, Mapping):
        return Depending(value.by, tuple(found.items()))
    return found if isinstance(found, type_scalar) else None


def _compared(place: Place, sign: Sign, value: type_scalar, algebra: Algebra[A], *, sought: bool) -> A:
    if sought:
        return algebra.compare(place, sign, value)
    if sign is Sign.EQUAL:
        return algebra.one_of(place, (value,), inside=False)
    return algebra.compare(place, OPPOSITE[sign], value)


def _is_known(places: tuple[Place, ...], algebra: Algebra[A], *, sought: bool) -> A:
    if sought:
        return algebra.some(algebra.known(place) for place in places)
    return algebra.every(algebra.unknown(place) for place in places)


Predicate = Callable[[Row], bool]


class Rows:
    """Answers as Python functions of one row. A register is not at hand here: its facts cannot be asked."""

    def compare(self, place: Place, sign: Sign, value: type_scalar) -> Predicate:
        column = _own(place)
        if sign is Sign.EQUAL:
            return lambda row: row[column] == value
        operator = OPERATORS[sign]
        return lambda row: row[column] is not None and operator(row[column], value)

    def one_of(self, place: Place, values: tuple[type_scalar, ...], *, inside: bool) -> Predicate:
        column = _own(place)
        if inside:
            return lambda row: row[column] in values
        return lambda row: row[column] is not None and row[column] not in values

    def beneath(self, place: Place, asked: Beneath, *, inside: bool) -> Predicate:
        column = _own(place)
        return lambda row: isinstance(path := row[column], str) and asked.holds_of(path) is inside

    def known(self, place: Place) -> Predicate:
        column = _own(place)
        return lambda row: row[column] is not None

    def unknown(self, place: Place) -> Predicate:
        column = _own(place)
        return lambda row: row[column] is None

    def every(self, parts: Iterable[Predicate]) -> Predicate:
        predicates = tuple(parts)
        return lambda row: all(holds(row) for holds in predicates)

    def some(self, parts: Iterable[Predicate]) -> Predicate:
        predicates = tuple(parts)
        return predicates[0] if len(predicates) == 1 else lambda row: any(holds(row) for holds in predicates)


def _own(place: Place) -> str:
    if isinstance(place, Own):
        return place.column
    msg = f"a row does not hold the column {place.column} of the register {place.register.id}"
    raise TypeError(msg)
