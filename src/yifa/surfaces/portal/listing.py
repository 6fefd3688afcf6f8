"""Lists of records as the public may see them: one way for page, CSV and Excel, so that none shows more than another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone

from yifa.kernel.access import PUBLIC, Shown, narrowed, showing
from yifa.kernel.ledger import Column, Mark, Table
from yifa.law.fact import Fact, Type, Value
from yifa.surfaces.shell.grid import head_of, in_words
from yifa.surfaces.shell.paging import Leaf, paged
from yifa.surfaces.shell.sheets import Cell, csv_file, xlsx_file

HUNDREDTHS = 100
"""Fen in a yuan, and hundredths in a whole."""
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """Records of one table that are visible to the public already, and the columns of them that are shown."""

    table: Table
    rows: models.QuerySet[Any]
    columns: tuple[Column, ...]

    def leaf(self, query: QueryDict) -> Leaf[Any]:
        """The page that is asked for, in the order of entry: that of the ledger, and no table has to be sorted for it."""
        return paged(narrowed(self.rows, self.columns), by=("pk",), query=query)

    def cells(self, records: Iterable[Any]) -> Iterator[tuple[str, ...]]:
        """Records in words."""
        show, put = self._showing(), in_words(self.columns)
        return (put(show(record).values) for record in records)

    def file(self, kind: str, name: str, notes: Iterable[str]) -> HttpResponseBase:
        """All of them as a file: «csv» or «xlsx». Money is in yuan there."""
        head = [_titled(column) for column in self.columns]
        return (
            xlsx_file(name, head, self._cells(), notes=tuple(notes))
            if kind == "xlsx"
            else csv_file(name, head, self._cells())
        )

    def _cells(self) -> Iterator[list[Cell]]:
        show = self._showing()
        for record in self.rows.order_by("pk").iterator(chunk_size=CHUNK):
            values = show(record).values
            yield [_cell(column, values.get(column.id)) for column in self.columns]

    def _showing(self) -> Callable[[Any], Shown]:
        return showing(PUBLIC, table=self.table, on=today())


def today() -> date:
    """The day of the clock, in the time zone of the installation."""
    return timezone.localdate()


def public_columns(table: Table, only: Iterable[str] = ()) -> tuple[Column, ...]:
    """The columns that anybody may see, key first, of these only where some are named."""
    names = tuple(only)
    found = [column for column in table.columns if is_public(column) and (not names or column.id in names)]
    return tuple(sorted(found, key=lambda column: column.id != table.key))


def is_public(column: Column) -> bool:
    """Whether what the column says is declared to be for anybody."""
    said = column.becomes
    return isinstance(said, Fact | Mark) and said.public


def containing(columns: Iterable[Column], words: str) -> Q:
    """Rows in which one of these columns contains the words; asks of texts only, and of nothing that is not shown."""
    found = Q(pk__in=())
    for column in columns:
        if column.type in {Type.TEXT, Type.CREDIT_CODE}:
            found |= Q(**{f"{column.id}__icontains": words})
    return found


def _titled(column: Column) -> str:
    unit = "(元)" if column.type is Type.MONEY else ""
    return head_of(column) + unit


def _cell(column: Column, value: Value) -> Cell:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, int) and column.type in {Type.MONEY, Type.HUNDREDTHS}:
        return Decimal(value) / HUNDREDTHS
    return value
