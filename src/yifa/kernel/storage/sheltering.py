"""Between acts and the database: personal values go out of the facts when written and come back when read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import act_leaves
from yifa.kernel.evidence.personal import MARK, REFERENCE, Kept, opened, references, restored, sheltered
from yifa.kernel.storage.rows import ACT_COLUMNS, READ_COLUMNS

Row = tuple[Any, ...]
PERSONAL_COLUMNS = ("ref", "case_id", "fact", "salt", "content")
_FACTS, _CASE = ACT_COLUMNS.index("facts"), ACT_COLUMNS.index("case_id")
_READ_FACTS = READ_COLUMNS.index("facts")


def going_out(rows: Sequence[Row]) -> tuple[Sequence[Row], list[Row], list[Row]]:
    """Rows of acts as they are written, the rows of their personal values, and the leaves of both."""
    suite = suite_in_use()
    values: list[Row] = []
    leaves: list[Row] = []
    if any(MARK in row[_FACTS] for row in rows):
        rows = [_without(row, values, leaves) for row in rows]
    return rows, values, [*act_leaves(suite, ACT_COLUMNS, rows), *leaves]


def coming_in(rows: Sequence[Row], fetch: Callable[[list[str]], Iterable[Row]]) -> Sequence[Row]:
    """Rows of acts (READ_COLUMNS first) with their personal values; fetch: reads `ref, fact, salt, content` by refs.

    Raises UnableToOpenPersonalValue.
    """
    # A case without acts is read as one row of NULLs.
    asked = [
        ref
        for row in rows
        if row[_READ_FACTS] and REFERENCE in row[_READ_FACTS]
        for ref in references(row[_READ_FACTS])
    ]
    if not asked:
        return rows
    values = {ref: opened(ref, fact, _raw(salt), _raw(content)) for ref, fact, salt, content in fetch(asked)}
    return [_with(row, values) for row in rows]


def _without(row: Row, values: list[Row], leaves: list[Row]) -> Row:
    facts, kept = sheltered(row[_FACTS], suite_in_use())
    values += [_value(row[_CASE], one) for one in kept]
    leaves += [one.leaf.row for one in kept]
    return (*row[:_FACTS], facts, *row[_FACTS + 1 :])


def _with(row: Row, values: dict[str, str]) -> Row:
    if not row[_READ_FACTS]:
        return row
    return (*row[:_READ_FACTS], restored(row[_READ_FACTS], values), *row[_READ_FACTS + 1 :])


def _value(case_id: int, kept: Kept) -> Row:
    return (kept.ref, case_id, kept.fact, kept.salt, kept.content)


def _raw(stored: Any) -> bytes | None:
    return bytes(stored) if stored is not None else None
