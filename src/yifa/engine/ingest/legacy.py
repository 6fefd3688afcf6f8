"""Workbooks of other formats (.xls, .xlsb, .ods) through calamine, which holds one sheet at a time.

An .xls sheet has at most 65,536 rows. Calamine does not tell hidden columns, so in these formats none is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from yifa.engine.ingest.cell import Cell, plain_number
from yifa.engine.ingest.sheet import Line, Merge, Sheet


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Yield the worksheets in the order of their tabs."""
    book = CalamineWorkbook.from_path(path)
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            merged = book.get_sheet_by_name(about.name).merged_cell_ranges or []
            yield Sheet(
                about.name,
                partial(_lines, path, about.name),
                visible=about.visible == SheetVisibleEnum.Visible,
                merges=tuple(Merge(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in merged),
            )


def _lines(path: Path, name: str) -> Iterator[Line]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)
    for number, row in enumerate(rows, start=1):
        yield number, [_cell(value) for value in row]


def _cell(value: str | float | bool | date | time | timedelta) -> Cell:  # noqa: FBT001 — calamine's own list
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, str):
        return value or None
    return value if isinstance(value, date) else plain_number(value)
