"""A small table as a workbook: every cell is text, so that nothing in it is run as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from yifa.kernel.pages import Download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Download:
    """The rows under their heads; name: of the file without its ending, and of the sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name[:31])
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        sheet.set_column(0, len(heads) - 1, 18)
        for place, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text, wrapped)
    return Download(f"{name}.xlsx", file.getvalue(), XLSX)
