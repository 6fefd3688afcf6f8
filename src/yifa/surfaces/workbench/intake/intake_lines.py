"""What came of reading files, in the words of a page: kept with the job, and shown without asking anything again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from yifa.engine.ingest.heads import tight
from yifa.engine.ingest.outcome import Because, Conflict, Duplicate, NotTaken, Rejected, SheetReport
from yifa.engine.ingest.trial import Back, ChangedRow, FileTrial, SheetTrial
from yifa.kernel.catalogue import catalogue
from yifa.kernel.ledger import Table
from yifa.surfaces.shell.grid import words

Texts = Callable[[str], tuple[str, ...]]
"""The first texts of a sheet, by its name."""
HEAD = ("文件", "工作表", "行", "列", "值", "结果", "原因和怎样更正")
NAMELESS = re.compile(r"(?:sheet|工作表|表)?\d*", re.IGNORECASE)
NOT_SHOWN = "(您的岗位不能查看)"


def told_file(tried: FileTrial, *, texts: Texts) -> dict[str, Any]:
    """A file as its page shows it."""
    return {
        "file": tried.file,
        "unreadable": tried.unreadable,
        "sheets": [_taken(one) if one.report.table else _not_taken(one.report, texts) for one in tried.sheets],
    }


def line_of(one: Back) -> dict[str, Any]:
    """A row that comes back: where, which cell, what is wrong, and the cure."""
    place = {"file": one.file, "sheet": one.sheet, "row": one.row}
    match one:
        case Rejected():
            value = "" if one.value is None else str(one.value)
            return {**place, "column": one.column, "value": value, "became": "退回", "sentence": one.sentence}
        case Duplicate():
            said = f"与「{one.first_sheet}」第{one.first_row}行完全相同,只收第一行。不需要处理。"
            return {**place, "column": "", "value": one.key, "became": "重复", "sentence": said}
        case Conflict():
            columns = "、".join(_head(one.table, each.column_id) for each in one.differences)
            said = f"{one.sentence}不同的列:{columns}。"
            return {**place, "column": "", "value": one.key, "became": "冲突", "sentence": said}


def cells_of(line: dict[str, Any]) -> list[Any]:
    """The line as a row of the workbook."""
    return [line[name] for name in ("file", "sheet", "row", "column", "value", "became", "sentence")]


def _taken(one: SheetTrial) -> dict[str, Any]:
    report = one.report
    table = catalogue().tables[report.table or ""]
    first, last = report.head_rows or (0, 0)
    missing = [{"id": name, "head": table.column(name).head} for name in report.missing]
    return {
        "sheet": report.sheet,
        "table": table.id,
        "title": table.title,
        "is_register": table.becomes is None,
        "rows_of_head": f"第{first}行" if first == last else f"第{first}至{last}行",
        "sure": _sure(report, table),
        "columns": [
            {"head": column.head, "to": table.column(name).head, "letters": column.letters}
            for name, column in report.columns.items()
        ],
        "missing": missing,
        "unknown": list(_unknown(report)),
        "counts": {name: getattr(one, name) for name in _COUNTS},
        "samples": [line for sample in one.samples for line in _changed(sample, table)],
    }


_COUNTS = ("new", "unchanged", "changed", "rejected", "duplicates", "conflicts", "dropped")


def _not_taken(report: SheetReport, texts: Texts) -> dict[str, Any]:
    asks = report.not_taken in {NotTaken.NO_TABLE, NotTaken.AMBIGUOUS}
    return {
        "sheet": report.sheet,
        "table": None,
        "sentence": report.sentence,
        "texts": list(texts(report.sheet)) if asks else [],
        "is_nameless": NAMELESS.fullmatch(report.sheet.strip()) is not None,
    }


def _sure(report: SheetReport, table: Table) -> str:
    same = sum(tight(column.head) == tight(table.column(name).head) for name, column in report.columns.items())
    all_of_them, known = len(table.columns), len(report.columns)
    if same == known == all_of_them:
        return f"{all_of_them} 列全部一致"
    also = f"，另有 {known - same} 列按别的写法认出" if known > same else ""
    lacks = f"，缺 {all_of_them - known} 列" if known < all_of_them else ""
    return f"{all_of_them} 列中 {same} 列表头一致{also}{lacks}"


def _unknown(report: SheetReport) -> Iterator[dict[str, str]]:
    for head in report.unrecognised:
        if head.because in {Because.UNKNOWN, Because.AMBIGUOUS} and head.head:
            yield {"head": head.head, "letters": head.letters}


def _changed(sample: ChangedRow, table: Table) -> Iterable[dict[str, Any]]:
    for cell in sample.cells:
        column = table.column(cell.column)
        was, now = (words(column, value) for value in (cell.was, cell.now)) if cell.is_shown else (NOT_SHOWN, NOT_SHOWN)
        yield {"row": sample.row, "key": sample.key, "column": column.head, "was": was, "now": now}


def _head(table: str, column: str) -> str:
    found = catalogue().tables[table]
    return next((one.head for one in found.columns if one.id == column), "密级")
