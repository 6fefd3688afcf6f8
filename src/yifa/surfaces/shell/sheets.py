"""Lists as files: CSV sent as it is written, Excel written row by row, so that no list is too long for memory."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

Cell = str | int | Decimal | date | datetime | None
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAST_ROW = 1_048_576
"""Of an Excel sheet, the head included."""
FULL = "本表已满,其余行请下载 CSV 文件。"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """The rows as CSV in UTF-8 with a mark that Excel knows it by. name: of the file, without its ending."""
    response = StreamingHttpResponse(_csv_lines(head, rows), content_type=CSV_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or ""  # noqa: FBT003 - Django's own interface
    return response


def xlsx_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, notes: Sequence[str]) -> FileResponse:
    """The rows as a workbook; notes: what a reader must know of them, on a sheet of its own."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    _write(file, head, rows, notes)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)


class _Line:
    """What csv.writer writes to: the line comes back instead of being kept."""

    def write(self, line: str) -> str:
        return line


def _csv_lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow([_text(cell) for cell in row])


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    # A text that a spreadsheet would run as a formula is marked as text.
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else str(cell)


def _write(file: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Sequence[str]) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        # The day and not the instant: the same list is the same file, as its ETag says.
        book.set_properties({"created": datetime.combine(timezone.localdate(), time.min)})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(head) - 1, 0), 18)
        sheet.write_row(0, 0, head, bold)
        for number, row in enumerate(rows, start=1):
            if number == LAST_ROW - 1:
                sheet.write_string(number, 0, FULL)
                break
            for place, cell in enumerate(row):
                _put(sheet, number, place, cell, day)
        said = book.add_worksheet("说明")
        said.set_column(0, 0, 100)
        for number, note in enumerate(notes):
            said.write_string(number, 0, note)


def _put(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_string(row, column, f"{cell:%Y-%m-%d %H:%M}")
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write_number(row, column, cell)
