"""The sheet of organs as a file: CSV or a workbook, read to rows of words."""

from __future__ import annotations

import csv
import io

from python_calamine import CalamineError, CalamineWorkbook

from yifa.kernel.organ_sheet import OrganEntry, UnableToEnterOrgans, entries_of

MOST_ROWS = 20_000
_ENCODINGS = ("utf-8-sig", "gb18030")


def organs_in(content: bytes, *, name: str) -> tuple[OrganEntry, ...]:
    """The organs that a file names. Raises UnableToEnterOrgans for one that cannot be read."""
    rows = _of_text(content) if name.lower().endswith(".csv") else _of_workbook(content)
    if len(rows) > MOST_ROWS:
        raise UnableToEnterOrgans(f"没有录入:表中有{len(rows)}行,最多{MOST_ROWS}行。请核对是不是机关名录。")
    return entries_of(rows)


def _of_text(content: bytes) -> list[list[object]]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return [list(row) for row in csv.reader(io.StringIO(text))]
    raise UnableToEnterOrgans("没有录入:文件不是可读的 CSV。请另存为 CSV UTF-8 或者 xlsx 后再提交。")


def _of_workbook(content: bytes) -> list[list[object]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [list(row) for row in book.get_sheet_by_index(0).to_python()]
    except (CalamineError, ValueError, OSError, IndexError):
        raise UnableToEnterOrgans("没有录入:文件不是可读的工作簿。请另存为 xlsx 或者 CSV 后再提交。") from None
