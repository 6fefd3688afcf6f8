"""Cases and acts on PostgreSQL: one SELECT, then one statement that moves the case and writes its act."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg
from django.db import transaction
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

PREPARED_AFTER = 1
"""How often a statement is sent before the server keeps its plan; planning costs as much as a round trip."""

_TYPES = {
    **dict.fromkeys(ACT_COLUMNS, "text"),
    **dict.fromkeys(("case_id", "original_id"), "bigint"),
    **dict.fromkeys(("seq", "minute", "corrects", "row"), "integer"),
    **dict.fromkeys(("on", "until"), "date"),
    "at": "timestamptz",
}
_VALUES = ", ".join(f"%s::{_TYPES[column]}" for column in ACT_COLUMNS if column != "case_id")
_SET = "state = %s, due_on = %s, due_code = %s, ended = %s, acts = acts + 1"
_READ = f"{select_one(plain_dates=False)} WHERE c.id = %s ORDER BY a.seq"
_CASES, _ACTS = (
    f"{text} WHERE {column} = ANY(%s) ORDER BY {order}"
    for text, column, order in zip(
        select_many(plain_dates=False), ("c.id", "a.case_id"), ("c.id", "a.case_id, a.seq"), strict=True
    )
)
_MOVED = f"WITH moved AS (UPDATE kernel_case SET {_SET} WHERE id = %s AND acts = %s RETURNING id)"  # noqa: S608 - constants
_INSERT = f"INSERT INTO kernel_act ({ACT_LIST}) SELECT moved.id, {_VALUES} FROM moved"  # noqa: S608 - constants
_LEAF_TYPES = {"kind": "text", "subject": "text", "salt": "bytea", "commitment": "bytea", "payload": "text"}
_LEAF = ", ".join(f"%s::{_LEAF_TYPES[column]}" for column in COLUMNS)
_PROVED = f", proved AS (INSERT INTO kernel_pendingleaf ({LEAF_LIST}) SELECT {_LEAF} FROM moved)"  # noqa: S608 - constants
_MOVE = f"{_MOVED}{_PROVED} {_INSERT}"
# Two batches that share cases lock them in the same order, or each would wait for the other for ever.
_LOCK = "SELECT id FROM kernel_case WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
_MOVE_MANY = """
    UPDATE kernel_case c SET state = m.state, due_on = m.due_on, due_code = m.due_code, ended = m.ended,
        acts = c.acts + m.added
    FROM json_to_recordset(%s) AS m (id bigint, acts integer, added integer, state text, due_on date, due_code text,
        ended text)
    WHERE c.id = m.id AND c.acts = m.acts RETURNING c.id"""
_COPY = f"COPY kernel_act ({ACT_LIST}) FROM STDIN"
_COPY_VALUES = f"COPY kernel_personalvalue ({', '.join(PERSONAL_COLUMNS)}) FROM STDIN"
_VALUES_OF = "SELECT ref, fact, salt, content FROM kernel_personalvalue WHERE ref = ANY(%s)"
_COPY_LEAVES = f"COPY kernel_pendingleaf ({LEAF_LIST}) FROM STDIN"


class PostgresStore:
    """The write path on PostgreSQL."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        self._connection = connection
        raw: psycopg.Connection[Any] = connection.connection
        if raw.prepare_threshold is None:
            # Django switches this off for its own cursors, which bind on the client and are not touched by it.
            raw.prepare_threshold = PREPARED_AFTER
        # Not the connection's own cursor: that one is Django's, and binds on the client.
        self._cursor: psycopg.Cursor[Any] = psycopg.Cursor(raw)

    @contextmanager
    def transaction(self, hold: Sequence[int]) -> Iterator[None]:
        if not hold:
            # One case needs none: what is written is one statement, and it asks for the count of acts that was read.
            yield
            return
        with transaction.atomic(using=self._connection.alias):
            self._cursor.execute(_LOCK, (list(hold),))
            yield

    def read(self, case_id: int) -> Held | None:
        return held(coming_in(self._cursor.execute(_READ, (case_id,)).fetchall(), self._values))

    def read_many(self, case_ids: Sequence[int]) -> dict[int, Held]:
        cases = self._cursor.execute(_CASES, (list(case_ids),)).fetchall()
        acts = self._cursor.execute(_ACTS, (list(case_ids),)).fetchall()
        return held_by_case(cases, coming_in(acts, self._values))

    def move(self, move: Move, shown: Shown | None) -> bool:
        (row,), values, (leaf, *others) = going_out(move.rows)
        if not values:
            return self._move(move, shown, row, leaf)
        with transaction.atomic(using=self._connection.alias):
            moved = self._move(move, shown, row, leaf)
            if moved:
                self._copy(_COPY_VALUES, values)
                self.commit_to(others)
        return moved

    def _move(self, move: Move, shown: Shown | None, row: tuple[Any, ...], leaf: tuple[Any, ...]) -> bool:
        to = move.standing
        head = (to.step, to.due_on, to.due_code, to.ended, move.case_id, move.count)
        if shown is None:
            return self._cursor.execute(_MOVE, (*head, *leaf, *row[1:])).rowcount == 1
        record = shown.record
        text = (
            f'{_MOVED}, shown AS (UPDATE "{record.name}" r SET {record.assignments(shown.values, "%s")} '  # noqa: S608 - names of our models
            f"FROM moved WHERE r.of_case_id = moved.id){_PROVED} {_INSERT}"
        )
        values = record.prepared(shown.values, self._connection)
        return self._cursor.execute(text, (*head, *values, *leaf, *row[1:])).rowcount == 1

    def move_many(self, moves: Sequence[Move], shown: Sequence[Shown]) -> set[int]:
        with transaction.atomic(using=self._connection.alias):
            self._cursor.execute(_LOCK, ([move.case_id for move in moves],))
            sent = json.dumps([_moved(move) for move in moves], default=date.isoformat)
            moved = {case_id for (case_id,) in self._cursor.execute(_MOVE_MANY, (sent,))}
            self.insert([row for move in moves if move.case_id in moved for row in move.rows])
            self._show([one for one in shown if one.case_id in moved])
        return moved

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        written, values, leaves = going_out(rows)
        self._copy(_COPY, written)
        if values:
            self._copy(_COPY_VALUES, values)
        self.commit_to(leaves)

    def commit_to(self, leaves: Sequence[tuple[Any, ...]]) -> None:
        self._copy(_COPY_LEAVES, leaves)

    def _values(self, refs: list[str]) -> list[tuple[Any, ...]]:
        return self._cursor.execute(_VALUES_OF, (refs,)).fetchall()

    def _copy(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        with self._cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def _show(self, shown: Sequence[Shown]) -> None:
        alike: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for one in shown:
            record = one.record
            text = f'UPDATE "{record.name}" SET {record.assignments(one.values, "%s")} WHERE of_case_id = %s'  # noqa: S608 - names of our models
            alike[text].append((*record.prepared(one.values, self._connection), one.case_id))
        for text, values in alike.items():
            self._cursor.executemany(text, values)


def _moved(move: Move) -> dict[str, Any]:
    to = move.standing
    case = {"id": move.case_id, "acts": move.count, "added": len(move.rows)}
    return case | {"state": to.step, "due_on": to.due_on, "due_code": to.due_code, "ended": to.ended}
