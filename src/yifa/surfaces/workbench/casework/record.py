"""The record that the acts of a case add up to: personal values masked, and as they are only for a stated purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yifa.kernel.access import Viewer, shown, unmasked, visible
from yifa.kernel.catalogue import record_model
from yifa.kernel.ledger import Column, Table
from yifa.kernel.reading import Read
from yifa.surfaces.shell.grid import head_of, words


@dataclass(frozen=True, slots=True)
class Purpose:
    """For what personal values are looked at, and when."""

    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """The record in words. masked: whether something of it is hidden; cells: what the sheet calls it, and what it says."""

    title: str
    cells: tuple[tuple[str, str], ...]
    masked: bool


def record_of(read: Read, viewer: Viewer, *, on: date, purpose: Purpose | None = None) -> Recorded | None:
    """The record of the case; None where it has none. Raises UnableToShow where it may not be shown unmasked."""
    table = read.course.table
    row = _row(table, read, viewer, on) if table is not None else None
    if table is None or row is None:
        return None
    seen = (
        unmasked(row, viewer, table=table, on=on, purpose=purpose.why, at=purpose.at)
        if purpose is not None
        else shown(row, viewer, table=table, on=on)
    )
    columns = [column for column in table.columns if seen.values.get(column.id) is not None]
    cells = tuple((head_of(column), _words(column, seen.values[column.id])) for column in columns)
    return Recorded(table.title, cells, bool(seen.masked))


def _row(table: Table, read: Read, viewer: Viewer, on: date) -> Any:
    model: Any = record_model(table)
    rows = model._default_manager.filter(of_case=read.case)  # noqa: SLF001 - Django's own interface
    return visible(rows, viewer, on=on).first()


def _words(column: Column, value: Any) -> str:
    # What is masked is words already, whatever the type of the column.
    return value if isinstance(value, str) else words(column, value)
