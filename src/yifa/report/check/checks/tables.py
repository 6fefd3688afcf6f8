"""Tables whose columns or rows do not add up to their 合计."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from yifa.report.check.findings import Class, Finding, written
from yifa.report.check.numerals import Number, arabic
from yifa.report.check.sentences import Report, Table

_TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|共\s*计|总\s*数)\s*$")
_UNSURE = re.compile(r"小\s*计|其\s*中|平均|累计")
_NOT_ADDED = re.compile(r"率|比|均|序号|编号|年份|同比|增|%|排名|得分")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True)
class _Column:
    head: str
    cells: tuple[Number, ...]
    total: Number
    start: int
    end: int


def check(report: Report) -> Iterator[Finding]:
    """Find columns that contradict their total."""
    for table in report.tables:
        for column in (*_columns(table), *_rows(table)):
            counted = sum((cell.value for cell in column.cells), Fraction(0))
            slack = sum((cell.step for cell in (*column.cells, column.total) if cell.step != 1), Fraction(0)) / 2
            if abs(counted - column.total.value) > slack:
                yield _finding(report, column, counted)


def _columns(table: Table) -> Iterator[_Column]:
    """The columns of plain numbers above or below a row 合计; none where the table nests."""
    rows = table.rows
    if any(_UNSURE.search(text) for row in rows for _, text in row) or len({len(row) for row in rows}) > 1:
        return
    totals = [place for place, row in enumerate(rows) if _TOTAL.match(row[0][1])]
    if len(totals) != 1 or totals[0] not in {len(rows) - 1, 1}:
        return
    others = [row for place, row in enumerate(rows) if place not in {0, totals[0]}]
    for index in range(1, len(rows[0])):
        cells = [_value(row[index][1]) for row in others]
        start, text = rows[totals[0]][index]
        total = _value(text)
        if total and len(cells) > 1 and all(cells) and not _NOT_ADDED.search(rows[0][index][1]):
            yield _Column(rows[0][index][1], tuple(cell for cell in cells if cell), total, start, start + len(text))


def _rows(table: Table) -> Iterator[_Column]:
    """The rows of plain counts before a last column 合计, all in one unit."""
    heads = [text for _, text in table.rows[0]]
    nested = any(_UNSURE.search(text) or _NOT_ADDED.search(text) or "元" in text for text in heads)
    if not _TOTAL.match(heads[-1]) or nested or len({len(row) for row in table.rows}) > 1:
        return
    for row in table.rows[1:]:
        values = [_value(text) for _, text in row[1:]]
        if len(values) > 2 and all(values):
            known = [value for value in values if value]
            yield _Column(row[0][1], tuple(known[:-1]), known[-1], row[-1][0], row[-1][0] + len(row[-1][1]))


def _value(text: str) -> Number | None:
    if text in {"0", "-", "—", "/", "－", "无"}:
        return Number(Fraction(0), Fraction(1))
    return arabic(text) if _NUMBER.fullmatch(text) else None


def _finding(report: Report, column: _Column, counted: Fraction) -> Finding:
    added = "+".join(written(cell.value) for cell in column.cells)
    start = report.text.rfind("\n", 0, column.start) + 1
    return Finding(
        report.name, Class.ERROR, "sum_parts", start, column.end,
        f"{added} = {written(counted)}; {written(counted)} != {written(column.total.value)}",
        f"表中「{column.head}」各项相加为{written(counted)},合计为{written(column.total.value)}。请核对合计和各项。",
    )  # fmt: skip
