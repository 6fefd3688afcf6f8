"""Sheets of rows as an Excel workbook; the first sheet says what the others are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date | None
_LONGEST = 31
"""Characters of a sheet's name, set by Excel."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its heads, its rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(*, notes: Sequence[str], sheets: Iterable[Sheet], made_on: date) -> bytes:
    """The workbook as bytes: a sheet of notes, then the sheets. Texts stay texts, whatever they begin with."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.combine(made_on, time.min)})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        said = book.add_worksheet("说明")
        said.set_column(0, 0, 100)
        for number, note in enumerate(notes):
            said.write_string(number, 0, note)
        for one in sheets:
            sheet = book.add_worksheet(one.name[:_LONGEST])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(one.heads) - 1, 0), 22)
            sheet.write_row(0, 0, one.heads, bold)
            for number, row in enumerate(one.rows, start=1):
                for place, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(number, place, cell)
                    elif cell is not None:
                        sheet.write_string(number, place, str(cell), wrapped)
    return file.getvalue()
