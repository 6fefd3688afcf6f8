"""The two workbooks that go back to the offices: what the program doubts, and what it did not take in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import xlsxwriter

ANSWERS = ("属实", "不属实", "台账填错", "依据不适用")
_LONGEST = 32_767  # characters in a cell, set by Excel
_ROWS = 1_000_000  # rows on a sheet; Excel itself ends a little later
_CUT = "……（内容过长，已截断）"
_ANSWER_WIDTHS = (("核实结果", 14), ("核实说明", 30), ("核实人", 12), ("核实日期", 14))


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One doubt. rule: public rule id; certainty: of the citation; proof: how the day was counted; state: as shown."""

    rule: str
    title: str
    basis: str
    certainty: str
    organ: str
    case: str
    file: str
    sheet: str
    row: int
    explanation: str
    proof: str
    state: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that was not taken in, with the cell that is the reason."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    cure: str


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """The same row once more: only the first was counted."""

    file: str
    sheet: str
    row: int
    key: str
    first_row: int


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """The same key with other content: neither is guessed to be right."""

    file: str
    sheet: str
    row: int
    key: str
    first_row: int
    difference: str


@dataclass(frozen=True, slots=True)
class UnrecognizedRow:
    """A file or sheet whose heading no table declares."""

    file: str
    sheet: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnbuiltRow:
    """A sheet that was recognised, but whose institution is not built."""

    file: str
    sheet: str
    rows: int
    title: str


@dataclass(frozen=True, slots=True)
class Rejections:
    """Everything of one load that was not taken in."""

    rejected: Sequence[RejectedRow] = ()
    duplicates: Sequence[DuplicateRow] = ()
    conflicts: Sequence[ConflictRow] = ()
    unrecognized: Sequence[UnrecognizedRow] = ()
    unbuilt: Sequence[UnbuiltRow] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Any]
    answered: bool = False


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Any
    cell: Any
    number: Any


_PLACE = (("文件", 24), ("工作表", 20), ("行", 8))
_FINDING = (
    ("规则", 32),
    ("程序疑点", 30),
    ("依据", 34),
    ("依据把握程度", 14),
    ("责任单位", 20),
    ("案件", 22),
    *_PLACE,
    ("说明", 60),
    ("期限证明", 60),
    ("状态", 16),
)


def write_findings(findings: Iterable[FindingRow], path: Path, *, dated_on: date) -> None:
    """Write findings.xlsx: one row a doubt, with room for the organ's answer."""
    _write(path, dated_on, (_Sheet("程序疑点（待核实）", (*_FINDING, *_ANSWER_WIDTHS), findings, answered=True),))


def write_rejections(rejections: Rejections, path: Path, *, dated_on: date) -> None:
    """Write rejected.xlsx: one sheet a kind, an empty one where there is nothing."""
    _write(
        path,
        dated_on,
        (
            _Sheet("退回", (*_PLACE, ("列", 24), ("值", 28), ("原因", 36), ("怎样更正", 44)), rejections.rejected),
            _Sheet("重复", (*_PLACE, ("键", 26), ("首次出现的行", 14)), rejections.duplicates),
            _Sheet("冲突", (*_PLACE, ("键", 26), ("首次出现的行", 14), ("不同之处", 60)), rejections.conflicts),
            _Sheet("未识别", (*_PLACE[:2], ("原因", 60)), rejections.unrecognized),
            _Sheet("尚无承接的台账", (*_PLACE[:2], ("行数", 10), ("所属制度", 36)), rejections.unbuilt),
        ),
    )


def _write(path: Path, dated_on: date, sheets: Iterable[_Sheet]) -> None:
    # Rows are streamed: a city's findings do not fit in memory twice.
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": datetime(dated_on.year, dated_on.month, dated_on.day)})  # noqa: DTZ001 - Excel knows no zones.
        head = book.add_format(
            {"bold": True, "bg_color": "#E8EEF5", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        number = book.add_format({"valign": "top", "num_format": "0"})
        for sheet in sheets:
            for title, rows in _split(sheet):
                _write_page(book, title, sheet, rows, _Formats(head, cell, number))


def _split(sheet: _Sheet) -> Iterator[tuple[str, Iterator[Any]]]:
    """Go on upon a further sheet where one is full: XlsxWriter would drop the rest without a word."""
    rows = iter(sheet.rows)
    following: list[Any] = []
    for part in count(1):
        yield (
            sheet.title if part == 1 else f"{sheet.title}{part}",
            chain(following, islice(rows, _ROWS - len(following))),
        )
        following = list(islice(rows, 1))
        if not following:
            return


def _write_page(book: Any, title: str, sheet: _Sheet, rows: Iterable[Any], formats: _Formats) -> None:
    page = book.add_worksheet(title)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for at, (heading, width) in enumerate(sheet.columns):
        page.set_column(at, at, width)
        page.write_string(0, at, heading, formats.head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, field in enumerate(fields(row)):
            _write_value(page, last, at, getattr(row, field.name), formats)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    if sheet.answered and last:
        _offer_answers(page, last, len(sheet.columns) - len(_ANSWER_WIDTHS))


def _write_value(page: Any, at_row: int, at_column: int, value: object, formats: _Formats) -> None:
    if isinstance(value, int):
        page.write_number(at_row, at_column, value, formats.number)
        return
    # Always as a string: a name that begins with «=» must never become a formula.
    text = str(value)
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
    page.write_string(at_row, at_column, shown, formats.cell)


def _offer_answers(page: Any, last: int, column: int) -> None:
    page.data_validation(
        1,
        column,
        last,
        column,
        {
            "validate": "list",
            "source": list(ANSWERS),
            "input_title": "请核实后选择",
            "input_message": "这是程序比对的疑点，不是结论。请对照案卷选择一项，并在右侧写明说明。",
            "error_title": "请从列表中选择",
            "error_message": "核实结果只能是：属实、不属实、台账填错、依据不适用。",
        },
    )
