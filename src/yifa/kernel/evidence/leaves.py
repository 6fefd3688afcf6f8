"""What is committed to: for each act, case, original and statement one leaf, written with it or not at all.

The text of a leaf says itself of what kind it is and of what it speaks, so that nobody can pass it off as another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from yifa.kernel.evidence.canonical import Json, canonical, encode_ordered
from yifa.kernel.evidence.commitment import commit, new_salt
from yifa.kernel.evidence.suite import Suite

COLUMNS = ("kind", "subject", "salt", "commitment", "payload")
"""The columns of a pending leaf, in the order of `Committing.row`."""
CASE_COLUMNS = ("id", "procedure", "version", "year", "source_table", "source_key", "silent_on", "party_id", "title")
ORIGINAL_COLUMNS = ("id", "name", "sha256", "size", "kind")


class Subject(StrEnum):
    """Of what a leaf speaks. Those after PERSONAL keep what they say in the leaf itself."""

    ACT = "act"
    CASE = "case"
    ORIGINAL = "original"
    PERSONAL = "personal"
    FIGURE = "figure"
    DRAW = "draw"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Committing:
    """A leaf to be written: what it speaks of, its salt, its commitment, and what it says where it says it itself."""

    kind: str
    subject: str
    salt: bytes
    commitment: bytes
    payload: str = ""

    @property
    def row(self) -> tuple[Any, ...]:
        """Its columns."""
        return (self.kind, self.subject, self.salt, self.commitment, self.payload)


def act_leaves(suite: Suite, columns: tuple[str, ...], rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The leaf rows of acts, given as rows in the order of `columns` (those of the table, in its own spelling)."""
    digest, order = suite.hash, _in_order(columns)
    case, seq = columns.index("case_id"), columns.index("seq")
    made = []
    for row in rows:
        salt, subject = new_salt(), act_subject(row[case], row[seq])
        made.append((Subject.ACT.value, subject, salt, digest(salt + _text_of_row(order, row)), ""))
    return made


def act_subject(case_id: int, seq: int) -> str:
    """The name of an act: its case and its place in it."""
    return f"{case_id}/{seq}"


def act_text(act: Mapping[str, Any]) -> bytes:
    """The canonical text of an act, from its columns as they are given to the database or read from it."""
    days = {"on": _day(act["on"]), "until": _day(act["until"]) if act["until"] else None}
    return canonical({**act, **days, "at": instant(act["at"]), "leaf": Subject.ACT.value})


def case_text(case: Mapping[str, Any]) -> bytes:
    """The canonical text of what never changes in a case."""
    return canonical({column: case[column] for column in CASE_COLUMNS} | {"leaf": Subject.CASE.value})


def original_text(original: Mapping[str, Any]) -> bytes:
    """The canonical text of a kept file: its hash vouches for its bytes."""
    columns = {column: original[column] for column in ORIGINAL_COLUMNS}
    return canonical(columns | {"loaded_at": instant(original["loaded_at"]), "leaf": Subject.ORIGINAL.value})


def case_leaves(suite: Suite, cases: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """The leaf rows of cases, each given by its CASE_COLUMNS."""
    return [committing(suite, Subject.CASE, str(case["id"]), case_text(case)).row for case in cases]


def committing(suite: Suite, kind: Subject, subject: str, text: bytes) -> Committing:
    """The leaf of a text that is kept elsewhere."""
    salt = new_salt()
    return Committing(kind.value, subject, salt, commit(suite, salt, text))


def stating(suite: Suite, kind: Subject, subject: str, statement: Json) -> Committing:
    """A leaf that keeps what it says."""
    salt, text = new_salt(), statement_text(kind, subject, statement)
    return Committing(kind.value, subject, salt, commit(suite, salt, text), text.decode())


def statement_text(kind: Subject, subject: str, statement: Json) -> bytes:
    """The canonical text of a statement."""
    return canonical({"leaf": kind.value, "subject": subject, "statement": statement})


def _text_of_row(order: Sequence[tuple[str, int]], row: Sequence[Any]) -> bytes:
    # As `act_text`, four times as fast: every act of the program passes here, and its keys are known to be in order.
    act = {name: row[place] if place >= 0 else Subject.ACT.value for name, place in order}
    act["on"], act["at"] = _day(act["on"]), instant(act["at"])
    act["until"] = _day(act["until"]) if act["until"] else None
    return encode_ordered(act)


@cache
def _in_order(columns: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    places = [(name, place) for place, name in enumerate(columns)]
    return tuple(sorted([*places, ("leaf", -1)]))


@lru_cache(maxsize=1024)
def instant(at: datetime | str) -> str:
    """An instant in UTC to the microsecond, whether given as such or as SQLite keeps it."""
    known = datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at.astimezone(UTC)
    return known.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _day(day: date | str) -> str:
    return day if isinstance(day, str) else day.isoformat()
