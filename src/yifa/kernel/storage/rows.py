"""What is read and written of cases and acts, the same for every database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from yifa.kernel.evidence.leaves import COLUMNS
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
LEAF_LIST = ", ".join(COLUMNS)
_ACT_WIDTH = len(READ_COLUMNS)
_CASE_LIST = ", ".join(["c.id", *(f"c.{column}" for column in CASE_COLUMNS)])
# Where the organ of a case, or one above it, has its own way of handling (办理方式): read with the case itself.
_HANDLING = """(SELECT {gather} FROM kernel_handling h JOIN kernel_organ o ON o.id = h.organ_id
    WHERE h.procedure = c.procedure AND (o.path = c.organ_path
        OR substr(c.organ_path, 1, length(o.path) + 1) = o.path || '/'))"""
_HANDLED = "length(o.path), h.valid_from, h.id, h.mode, h.system"
# A sign before a date keeps SQLite's driver from converting it in Python; PostgreSQL has no such sign for dates.
_PLAIN_DATES = {"on": '+a."on"', "until": "+a.until"}


def select_one(*, plain_dates: bool) -> str:
    """The statement that reads a case with its acts; plain_dates: dates as ISO text, where the driver allows it."""
    acts, handling = _act_list(plain_dates=plain_dates), _handling(plain_dates=plain_dates)
    # It stands in the first row alone: a case has many acts, and one way of handling.
    once = f"CASE WHEN a.seq IS NULL OR a.seq = 0 THEN {handling} END"
    return f"SELECT {acts}, {_CASE_LIST}, {once} FROM kernel_case c LEFT JOIN kernel_act a ON a.case_id = c.id"  # noqa: S608 - constants


def select_many(*, plain_dates: bool) -> tuple[str, str]:
    """The statements that read cases, and then their acts: narrower than joined ones.

    In this order, so that an act written in between shows in the acts and the count of the case tells of it.
    """
    acts, handling = _act_list(plain_dates=plain_dates), _handling(plain_dates=plain_dates)
    return f"SELECT {_CASE_LIST}, {handling} FROM kernel_case c", f"SELECT {acts}, a.case_id FROM kernel_act a"  # noqa: S608 - constants


def _act_list(*, plain_dates: bool) -> str:
    own = _PLAIN_DATES if plain_dates else {}
    return ", ".join(own.get(column, f'a."{column}"') for column in READ_COLUMNS)


def _handling(*, plain_dates: bool) -> str:
    # Each database has its own words for a list of lists as JSON text; PostgreSQL gives NULL for an empty one.
    gather = (
        f"json_group_array(json_array({_HANDLED}))" if plain_dates else f"json_agg(json_build_array({_HANDLED}))::text"
    )
    return _HANDLING.format(gather=gather)


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
    """A case as it was read: its pinned version, its ledger table, and the raw rows of its acts (READ_COLUMNS first).

    handling: where its organ has a way of handling of its own, all that was set, as JSON (`handling.handled` reads it).
    """

    case_id: int
    procedure: str
    version: str
    year: int
    source_table: str
    source_key: str
    silent_on: str
    count: int
    rows: Sequence[tuple[Any, ...]]
    handling: str | None = None


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

    def transaction(self, hold: Sequence[int]) -> AbstractContextManager[None]:
        """What is read and written within stands or falls together, as far as one case needs it.

        hold: cases that nobody else may move meanwhile.
        """

    def read(self, case_id: int) -> Held | None:
        """A case with its acts, in one statement; None where there is none."""

    def read_many(self, case_ids: Sequence[int]) -> dict[int, Held]:
        """Cases with their acts, in one statement for each."""

    def move(self, move: Move, shown: Shown | None) -> bool:
        """Write one act and its case, if the case still has as many acts as were read."""

    def move_many(self, moves: Sequence[Move], shown: Sequence[Shown]) -> set[int]:
        """As `move` for many cases; returns those that were moved."""

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write the acts of new cases, each with its leaf."""

    def commit_to(self, leaves: Sequence[tuple[Any, ...]]) -> None:
        """Write leaves (COLUMNS of `evidence.leaves`) that wait to be sealed."""


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
    """A case from the rows of `select_one`; None where there are none."""
    if not rows:
        return None
    *case, handling = rows[0][_ACT_WIDTH:]
    return Held(*(*case, rows if rows[0][0] is not None else (), _unless_empty(handling)))


def held_by_case(cases: Iterable[tuple[Any, ...]], acts: Iterable[tuple[Any, ...]]) -> dict[int, Held]:
    """Cases from the rows of `select_many`, acts in order of `seq`."""
    rows: dict[int, list[tuple[Any, ...]]] = {}
    for act in acts:
        rows.setdefault(act[_ACT_WIDTH], []).append(act)
    return {case[0]: Held(*(*case[:-1], rows.get(case[0], ()), _unless_empty(case[-1]))) for case in cases}


def _unless_empty(handling: str | None) -> str | None:
    return None if handling in {None, "[]"} else handling
