"""Roll-ups: the additive amounts of figures per organ and month, kept up to date by the transaction that writes records.

The writing transaction appends small differences and updates nothing, so that writers never wait for one another;
`compact` adds them up now and then. Reading a year touches some thousand rows, whatever the number of records.
What cannot be added up (different values, facts of registers) is counted from the records every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.db import transaction

from yifa.kernel.figures.amounts import Amount, amounts_of
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.figures.predicates import Predicate, Records, Row, Rows, holds
from yifa.kernel.ledger import Table
from yifa.kernel.models.rollups import RollUp
from yifa.law.condition import AllOf, Condition

TABLE = RollUp._meta.db_table  # noqa: SLF001 - Django's own way to name a table
BUILT = 0
"""The month of the row that says that an amount has been built, for all years."""
ORGAN_LENGTH = 100
ROWS_A_STATEMENT = 500
Waiting = tuple[tuple[Condition, ...], Amount]
"""An amount, with those of its conditions that are still to be asked."""


class UnableToReadRollUp(LookupError):
    """The roll-up does not hold an amount: it was declared after the roll-up was last built."""


class Cursor(Protocol):
    """What is used of a database cursor, of Django or of the driver itself."""

    def execute(self, sql: Any, params: Any = ..., /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Delta(NamedTuple):
    """A difference to be appended: so much more (or less) of an amount, in this month, at this organ."""

    amount: str
    year: int
    month: int
    organ: str
    added: int


@dataclass(frozen=True)
class Counted:
    """One amount as it is added up row by row: the sum of these columns, or the number of rows where there are none."""

    name: str
    columns: tuple[str, ...]
    dated: str


@dataclass(frozen=True)
class Branch:
    """A condition, the amounts of which it is the last one, and the further conditions of others that begin alike."""

    holds: Predicate
    counted: tuple[Counted, ...]
    then: tuple[Branch, ...]


@dataclass(frozen=True)
class Plan:
    """All additive amounts of the figures of one table, made ready once; a condition that several share is asked once."""

    table: Table
    names: tuple[str, ...]
    root: Branch


def plan(table: Table, figures: Iterable[Figure]) -> Plan:
    """Make ready the additive amounts of those figures that count records of the table; do it once, at start-up."""
    amounts = additive(table, figures)
    return Plan(table, tuple(amounts), _branch(Records(table), [(amount.where, amount) for amount in amounts.values()]))


def additive(table: Table, figures: Iterable[Figure]) -> Mapping[str, Amount]:
    """The amounts over this table that a roll-up can hold, by name."""
    own = (figure for figure in figures if figure.of is not None and figure.of.id == table.id)
    amounts = (amount for figure in own for amount in amounts_of(figure).values())
    return {amount.name: amount for amount in amounts if amount.is_additive}


def deltas(plan: Plan, *, before: Iterable[Row] = (), after: Iterable[Row] = ()) -> tuple[Delta, ...]:
    """The differences made by records that were `before` and are `after`, added up for the whole batch.

    A row holds the columns of the table by id, and `year`, the period it belongs to. A new record has no `before`,
    a deleted one no `after`.
    """
    sums: Counter[tuple[str, int, int, str]] = Counter()
    for sign, rows in ((-1, before), (1, after)):
        for row in rows:
            _add(sums, plan, row, sign)
    return tuple(Delta(*key, added) for key, added in sums.items() if added)


def append(cursor: Cursor, deltas: Sequence[Delta], *, mark: str = "%s") -> None:
    """Append differences; call it in the transaction that writes the records.

    mark: how the cursor writes a parameter; «?» for the bare SQLite driver.
    """
    one = f"({', '.join([mark] * len(Delta._fields))})"
    for first in range(0, len(deltas), ROWS_A_STATEMENT):
        chunk = deltas[first : first + ROWS_A_STATEMENT]
        places = ", ".join([one] * len(chunk))
        values = [value for delta in chunk for value in delta]
        cursor.execute(f"INSERT INTO {TABLE} (amount, year, month, organ, added) VALUES {places}", values)  # noqa: S608


def rebuild(cursor: Cursor, plan: Plan, rows: Iterable[Row]) -> None:
    """Count all records of the table anew; call it in a transaction with a `rows` that is read within it."""
    _alone(cursor)
    places = ", ".join(["%s"] * len(plan.names))
    if plan.names:
        cursor.execute(f"DELETE FROM {TABLE} WHERE amount IN ({places})", plan.names)  # noqa: S608
    append(cursor, [Delta(name, 0, BUILT, "", 0) for name in plan.names])
    append(cursor, deltas(plan, after=rows))


def compact(cursor: Cursor) -> None:
    """Add up what was appended: one row for each amount, month and organ. Values do not change."""
    with transaction.atomic():
        _alone(cursor)
        cursor.execute(f"SELECT max(id) FROM {TABLE}")  # noqa: S608
        last = cursor.fetchall()[0][0] or 0
        cursor.execute(
            f"INSERT INTO {TABLE} (amount, year, month, organ, added) "  # noqa: S608
            f"SELECT amount, year, month, organ, sum(added) FROM {TABLE} GROUP BY amount, year, month, organ"
        )
        cursor.execute(f"DELETE FROM {TABLE} WHERE id <= %s", [last])  # noqa: S608


def read(cursor: Cursor, amounts: Iterable[str], *, year: int) -> Mapping[str, int]:
    """The amounts of a year by name; raises UnableToReadRollUp where one was never built."""
    names = sorted(set(amounts))
    places = ", ".join(["%s"] * len(names))
    cursor.execute(
        f"SELECT amount, sum(added), max(CASE WHEN year = 0 THEN 1 ELSE 0 END) FROM {TABLE} "  # noqa: S608
        f"WHERE year IN (0, %s) AND amount IN ({places}) GROUP BY amount",
        [year, *names],
    )
    sums = {str(name): int(str(added)) for name, added, built in cursor.fetchall() if built}
    missing = [name for name in names if name not in sums]
    if missing:
        msg = f"汇总表中没有这些数的累计:{'、'.join(missing)}。口径声明在汇总表建立之后改过,请重建汇总表后再读。"
        raise UnableToReadRollUp(msg)
    return sums


def _alone(cursor: Cursor) -> None:
    # PostgreSQL lets others append meanwhile, and what they commit half-way would be counted twice or lost;
    # SQLite has one writer anyway.
    if transaction.get_connection().vendor == "postgresql":
        cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")


def _branch(records: Records, amounts: list[Waiting], asked: Condition = AllOf(())) -> Branch:  # noqa: B008 - a constant
    following: dict[Condition, list[Waiting]] = {}
    for rest, amount in amounts:
        if rest:
            following.setdefault(rest[0], []).append((rest[1:], amount))
    return Branch(
        holds(asked, records, Rows()),
        tuple(Counted(amount.name, amount.columns, amount.dated) for rest, amount in amounts if not rest),
        tuple(_branch(records, rest, condition) for condition, rest in following.items()),
    )


def _add(sums: Counter[tuple[str, int, int, str]], plan: Plan, row: Row, sign: int) -> None:
    met: list[Counted] = []
    _follow(plan.root, row, met)
    if not met:
        return
    year, organ = _whole(row["year"]), _organ(row, plan.table)
    for counted in met:
        added = sum(_whole(row[column]) for column in counted.columns) if counted.columns else 1
        sums[counted.name, year, _month(row, counted.dated, year), organ] += sign * added


def _follow(branch: Branch, row: Row, met: list[Counted]) -> None:
    met += branch.counted
    for further in branch.then:
        if further.holds(row):
            _follow(further, row, met)


def _organ(row: Row, table: Table) -> str:
    name = row[table.organ] if table.organ is not None else None
    return name[:ORGAN_LENGTH] if isinstance(name, str) else ""


def _month(row: Row, column: str, year: int) -> int:
    day = row[column] if column else None
    return day.year * 100 + day.month if isinstance(day, date) else year * 100


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
