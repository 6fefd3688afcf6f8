"""Sheets written for a test, the tables they are read by, and all that comes of reading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from yifa.engine.ingest.cell import Cell
from yifa.engine.ingest.intake import (
    Batch,
    Conflict,
    Duplicate,
    MappingLine,
    Rejected,
    Row,
    SheetReport,
    Synonyms,
    Unreadable,
    read_paths,
)
from yifa.kernel.ledger import Column, Table
from yifa.law.fact import Fact, Type, Value

YEAR = 2022
CODE = "91990101100182438M"
PERSON = "990101197502225916"


def column(column_id: str, head: str, type_: Type = Type.TEXT, *, unit: str = "") -> Column:
    return Column(column_id, head, Fact(column_id, head, type_, unit=unit))


PENALTIES = Table(
    id="penalties",
    ledger="13",
    title="处罚案件",
    columns=(
        column("no", "决定书文号"),
        Column("party", "当事人", Fact("party", "当事人"), synonyms=("被处罚人",)),
        column("code", "统一社会信用代码", Type.CREDIT_CODE),
        column("filed", "立案日期", Type.DATE),
        column("decided", "决定日期", Type.DATE),
        column("fine", "罚款金额", Type.MONEY),
        column("officers", "执法人数", Type.INTEGER),
        column("hearing", "告知听证权", Type.FLAG),
    ),
    key="no",
    record="x.Y",
)
HEADS = tuple(c.head for c in PENALTIES.columns)


def case(number: str, **other: Cell) -> list[Cell]:
    """One lawful line of the penalties table, with other cells where named."""
    cells: dict[str, Cell] = {
        "no": number,
        "party": "示例公司",
        "code": CODE,
        "filed": "2022-03-05",
        "decided": "2022-04-05",
        "fine": 100,
        "officers": 2,
        "hearing": "否",
    }
    return list((cells | other).values())


@dataclass
class Read:
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    reports: list[SheetReport] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)

    @property
    def report(self) -> SheetReport:
        (only,) = self.reports
        return only

    @property
    def keys(self) -> list[Value]:
        return [row.values["no"] for row in self.rows]

    @property
    def reasons(self) -> list[tuple[int, str, str]]:
        return [(r.row, r.column_id, r.reason.value) for r in self.rejected]

    def skipped(self) -> dict[str, int]:
        return {shape.value: count for shape, count in self.report.skipped.items()}


def read(
    *paths: Path,
    tables: Sequence[Table] = (PENALTIES,),
    mapping: Sequence[MappingLine] = (),
    synonyms: Synonyms | None = None,
) -> Read:
    result = Read()
    for event in read_paths(paths, tables=tables, period_year=YEAR, mapping=mapping, synonyms=synonyms):
        match event:
            case Batch():
                result.batches.append(event)
                result.rows += event.rows
                result.rejected += event.rejected
                result.duplicates += event.duplicates
                result.conflicts += event.conflicts
            case SheetReport():
                result.reports.append(event)
            case Unreadable():
                result.unreadable.append(event)
    return result


def write(
    path: Path,
    lines: Sequence[Sequence[Cell]],
    *,
    sheet: str = "处罚案件",
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    more: Mapping[str, Sequence[Sequence[Cell]]] | None = None,
) -> Path:
    """Write a workbook with one sheet, or with `more` sheets by name."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for name, content in {sheet: lines, **(more or {})}.items():
        page = book.create_sheet(name)
        for line in content:
            page.append(list(line))
        if name == sheet:
            for area in merged:
                page.merge_cells(area)
            for letters in hidden:
                page.column_dimensions[letters].hidden = True
    book.save(path)
    return path


def read_lines(folder: Path, *lines: Sequence[Cell], head: Sequence[str] = HEADS, table: Table = PENALTIES) -> Read:
    """Read one sheet of these lines below the usual head."""
    return read(write(folder / "台账.xlsx", [head, *lines]), tables=(table,))


def one_column(folder: Path, type_: Type, *cells: Cell, head: str = "内容", above: Sequence[Cell] = ()) -> Read:
    """Read a table of a key, this column and one more, each cell in a line of its own."""
    table = Table(
        "t", "00", "登记", (column("no", "编号"), column("x", head, type_), column("note", "摘要")), "no", "x.Y"
    )
    lines = [[f"N{place}", cell, "有"] for place, cell in enumerate(cells, start=1)]
    top = [list(above)] if above else []
    return read(write(folder / "登记.xlsx", [*top, ["编号", head, "摘要"], *lines], sheet="登记"), tables=(table,))
