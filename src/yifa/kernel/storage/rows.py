"""What is read and written of cases and acts, the same for every database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from yifa.kernel.records import Stored
from yifa.kernel.standing import Standing
from yifa.law.act import Act
from yifa.law.fact import Value

CASE_COLUMNS = ("procedure", "version", "year", "source_table", "source_key", "silent_on", "acts")
READ_COLUMNS = ("seq", "kind", "step", "on", "minute", "until", "corrects", "replaces", "facts")
ACT_COLUMNS = (
    *("case_id", "seq", "kind", "step", "on", "minute", "until", "corrects", "replaces", "organ", "actor"),
    *("entered_by", "carrier", "at", "original_id", "sheet", "row", "facts", "documents"),
)
ACT_LIST = ", ".join(f'"{column}"' for column in ACT_COLUMNS)
_CASE_WIDTH = len(CASE_COLUMNS) + 1
_LISTED = ", ".join([*(f"c.{name}" for name in CASE_COLUMNS), *(f'a."{name}"' for name in READ_COLUMNS)])
SELECT = f"SELECT c.id, {_LISTED} FROM kernel_case c LEFT JOIN kernel_act a ON a.case_id = c.id"  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted and who entered it: «» where the carrier does not say. carrier: a value of `Carrier`."""

    entered_by: str
    organ: str = ""
    person: str = ""
    carrier: str = "electronic"


@dataclass(frozen=True, slots=True)
class Lying:
    """Where the original of an act lies: the kept file, and sheet and row within it."""

    original_id: int | None = None
    sheet: str = ""
    row: int | None = None


NOWHERE = Lying()


@dataclass(frozen=True, slots=True)
class Held:
    """A case as it was read: its pinned version, its ledger table, and the raw rows of its acts."""

    case_id: int
    procedure: str
    version: str
    year: int
    source_table: str
    source_key: str
    silent_on: str
    count: int
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Columns of a record row to be changed."""

    case_id: int
    record: Stored
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Move:
    """A case moved on by new acts, from `count` acts to `count + len(rows)`."""

    case_id: int
    count: int
    rows: tuple[tuple[Any, ...], ...]
    standing: Standing


class Store(Protocol):
    """One database, spoken to through its own driver. Reading and moving happen in one transaction."""

    def transaction(self) -> AbstractContextManager[None]:
        """What is read and written within stands or falls together, as far as one case needs it."""

    def read(self, case_id: int) -> Held | None:
        """A case with its acts, in one statement; None where there is none."""

    def read_many(self, case_ids: Sequence[int]) -> dict[int, Held]:
        """Cases with their acts, in one statement."""

    def move(self, move: Move, shown: Shown | None) -> bool:
        """Write one act and its case, if the case still has as many acts as were read."""

    def move_many(self, moves: Sequence[Move], shown: Sequence[Shown]) -> set[int]:
        """As `move` for many cases; returns those that were moved."""

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write the acts of new cases."""


def act_row(case_id: int, act: Act, by: Actor, at: Any, lying: Lying, facts: str, documents: str) -> tuple[Any, ...]:
    """The row of an act, in order of ACT_COLUMNS; dates as such, `at` as the database takes it."""
    return (
        case_id,
        act.seq,
        act.kind.value,
        act.step,
        act.on,
        act.minute,
        act.until,
        act.corrects,
        act.replaces.value if act.replaces is not None else "",
        by.organ,
        by.person,
        by.entered_by,
        by.carrier,
        at,
        lying.original_id,
        lying.sheet,
        lying.row,
        facts,
        documents,
    )


def held(rows: Sequence[tuple[Any, ...]]) -> Held | None:
    """A case from the rows of SELECT; None where there are none."""
    if not rows:
        return None
    case_id, procedure, version, year, source_table, source_key, silent_on, count = rows[0][:_CASE_WIDTH]
    acts = tuple(row[_CASE_WIDTH:] for row in rows) if rows[0][_CASE_WIDTH] is not None else ()
    return Held(case_id, procedure, version, year, source_table, source_key, silent_on, count, acts)


def held_by_case(rows: Iterable[tuple[Any, ...]]) -> dict[int, Held]:
    """Cases from rows of SELECT that are ordered by case."""
    found = (held(list(group)) for _, group in groupby(rows, key=itemgetter(0)))
    return {case.case_id: case for case in found if case is not None}
