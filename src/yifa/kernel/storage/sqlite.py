"""Cases and acts on SQLite: BEGIN IMMEDIATE, one SELECT, one UPDATE, one INSERT, COMMIT, through its own driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from yifa.kernel.evidence.leaves import COLUMNS
from yifa.kernel.storage.rows import (
    ACT_COLUMNS,
    ACT_LIST,
    LEAF_LIST,
    Held,
    Move,
    Shown,
    held,
    held_by_case,
    select_many,
    select_one,
)
from yifa.kernel.storage.sheltering import PERSONAL_COLUMNS, coming_in, going_out

_READ = f"{select_one(plain_dates=True)} WHERE c.id = ? ORDER BY a.seq"
_CASES, _ACTS = select_many(plain_dates=True)
_MOVE = (
    "UPDATE kernel_case SET state = ?, due_on = ?, due_code = ?, ended = ?, acts = acts + ? WHERE id = ? AND acts = ?"
)
_INSERT = f"INSERT INTO kernel_act ({ACT_LIST}) VALUES ({', '.join('?' for _ in ACT_COLUMNS)})"  # noqa: S608 - constants
_COMMIT = f"INSERT INTO kernel_pendingleaf ({LEAF_LIST}) VALUES ({', '.join('?' for _ in COLUMNS)})"  # noqa: S608 - constants
_KEEP = f"INSERT INTO kernel_personalvalue ({', '.join(PERSONAL_COLUMNS)}) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - constants
_VALUES = "SELECT ref, fact, salt, content FROM kernel_personalvalue"
_AT_ONCE = 900
_ON, _UNTIL = ACT_COLUMNS.index("on"), ACT_COLUMNS.index("until")


class SqliteStore:
    """The write path on SQLite."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        self._connection = connection
        self._raw: sqlite3.Connection = connection.connection

    @contextmanager
    def transaction(self, hold: Sequence[int]) -> Iterator[None]:
        del hold  # who has the write lock holds every case
        if self._raw.in_transaction or self._connection.in_atomic_block:
            yield
            return
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._raw.execute("ROLLBACK")
            raise
        self._raw.execute("COMMIT")

    def read(self, case_id: int) -> Held | None:
        return held(coming_in(self._raw.execute(_READ, (case_id,)).fetchall(), self._values))

    def read_many(self, case_ids: Sequence[int]) -> dict[int, Held]:
        marks = ", ".join("?" for _ in case_ids)
        cases = self._raw.execute(f"{_CASES} WHERE c.id IN ({marks})", tuple(case_ids)).fetchall()
        acts = self._raw.execute(f"{_ACTS} WHERE a.case_id IN ({marks}) ORDER BY a.case_id, a.seq", tuple(case_ids))
        return held_by_case(cases, coming_in(acts.fetchall(), self._values))

    def move(self, move: Move, shown: Shown | None) -> bool:
        if self._raw.execute(_MOVE, _moved(move)).rowcount != 1:
            return False
        self.insert(move.rows)
        if shown is not None:
            self._show(shown)
        return True

    def move_many(self, moves: Sequence[Move], shown: Sequence[Shown]) -> set[int]:
        # The write lock is held since the read, so every case still has the acts that were read.
        self._raw.executemany(_MOVE, map(_moved, moves))
        self.insert([row for move in moves for row in move.rows])
        for one in shown:
            self._show(one)
        return {move.case_id for move in moves}

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        written, values, leaves = going_out(rows)
        self._raw.executemany(_INSERT, map(_dated, written))
        if values:
            self._raw.executemany(_KEEP, values)
        self.commit_to(leaves)

    def commit_to(self, leaves: Sequence[tuple[Any, ...]]) -> None:
        self._raw.executemany(_COMMIT, leaves)

    def _values(self, refs: list[str]) -> list[tuple[Any, ...]]:
        # Some SQLite builds take no more than a thousand names at once.
        found: list[tuple[Any, ...]] = []
        for first in range(0, len(refs), _AT_ONCE):
            some = refs[first : first + _AT_ONCE]
            found += self._raw.execute(f"{_VALUES} WHERE ref IN ({', '.join('?' for _ in some)})", some).fetchall()
        return found

    def _show(self, shown: Shown) -> None:
        record = shown.record
        text = f'UPDATE "{record.name}" SET {record.assignments(shown.values, "?")} WHERE of_case_id = ?'  # noqa: S608 - names of our models
        self._raw.execute(text, (*record.prepared(shown.values, self._connection), shown.case_id))


def _moved(move: Move) -> tuple[Any, ...]:
    to = move.standing
    due = to.due_on.isoformat() if to.due_on is not None else None
    return (to.step, due, to.due_code, to.ended, len(move.rows), move.case_id, move.count)


def _dated(row: tuple[Any, ...]) -> tuple[Any, ...]:
    until = row[_UNTIL]
    return (
        *row[:_ON],
        row[_ON].isoformat(),
        row[_ON + 1],
        until.isoformat() if until is not None else None,
        *row[_UNTIL + 1 :],
    )
