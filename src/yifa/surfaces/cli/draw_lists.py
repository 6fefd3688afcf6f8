"""The lists from which a draw is prepared: the register, exclusions and inspectors, from a workbook or a CSV file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from yifa.engine.draw_registers import ORGANS, SPECIALITIES, STRATA, WHOLE
from yifa.engine.ingest.cell import Cell, text_of
from yifa.engine.ingest.dates import read_date
from yifa.engine.ingest.refusal import UnableToReadCell, UnableToReadFile
from yifa.engine.ingest.sheet import Sheet
from yifa.engine.ingest.workbook import open_sheets
from yifa.surfaces.cli.refusal import UnableToRun

CODES = ("统一社会信用代码", "编号", "编码", "对象编码", "案卷号")
REASONS = ("排除理由", "理由", "原因")
CERTIFICATES = ("执法证号", "证号")
DAYS: Mapping[str, Sequence[str]] = {
    "valid_from": ("发证日期", "有效期起"),
    "valid_to": ("有效期至", "有效期止"),
    "cancelled": ("注销日期",),
}
RECUSALS = ("回避对象", "应回避对象")

_HEAD_WITHIN = 20
_BETWEEN = re.compile(r"[、,;\s]+")


def register(file: Path, *, code: str = "", stratum: str = "") -> Iterator[tuple[str, str]]:
    """The (stratum, code) pairs of a register; code, stratum: their headings, where they are not the usual ones."""
    codes, strata = (code,) if code else CODES, (stratum,) if stratum else STRATA
    for row in _rows(file, codes, beside=strata, named=stratum):
        yield _first(row, strata) or WHOLE, _first(row, codes)


def exclusions(file: Path, *, code: str = "") -> list[dict[str, str]]:
    """Who may not be drawn, with the reason."""
    codes = (code,) if code else CODES
    return [{"code": _first(row, codes), "reason": _first(row, REASONS)} for row in _rows(file, codes, beside=REASONS)]


def inspectors(file: Path) -> list[dict[str, Any]]:
    """The register of inspectors as a request names them."""
    return [
        {
            "code": _first(row, CERTIFICATES),
            "organ": _first(row, ORGANS),
            "specialities": _parts(_first(row, SPECIALITIES)),
            **{name: _day(row, heads) for name, heads in DAYS.items()},
            "recusals": _parts(_first(row, RECUSALS)),
        }
        for row in _rows(file, CERTIFICATES, beside=(*ORGANS, *SPECIALITIES))
    ]


def _rows(file: Path, key: Sequence[str], *, beside: Sequence[str], named: str = "") -> Iterator[Mapping[str, Cell]]:
    """The rows of a list; a row without a key is no record.

    key: the headings of which one must be there; beside: those that tell which of several sheets is meant; named: one
    that somebody asked for by name.
    """
    try:
        sheet, number, names = _sheet(file, key, beside)
        if named and named not in names:
            raise UnableToRun(f"文件「{file.name}」没有列「{named}」。请核对表头。")
        lines = (cells for n, cells in sheet.lines() if n > number)
        rows = (dict(zip(names, cells, strict=False)) for cells in lines)
        yield from (row for row in rows if _first(row, key))
    except UnableToReadFile as refusal:
        raise UnableToRun(f"不能读取「{file.name}」:{refusal}") from None


def _sheet(file: Path, key: Sequence[str], beside: Sequence[str]) -> tuple[Sheet, int, list[str]]:
    """The sheet with the key's heading and most of the others, the row of its heading, and the headings."""
    heads = ((sheet, head) for sheet in open_sheets(file) if (head := _head(sheet, key)) is not None)
    found = [(sheet, number, names) for sheet, (number, names) in heads]
    if not found:
        raise UnableToRun(f"文件「{file.name}」没有表头「{'」或「'.join(key)}」。请核对文件,或用 --code 指明编码列。")
    return max(found, key=lambda one: len(set(beside).intersection(one[2])))


def _head(sheet: Sheet, key: Sequence[str]) -> tuple[int, list[str]] | None:
    for number, cells in islice(sheet.lines(), _HEAD_WITHIN):
        names = [text_of(cell) for cell in cells]
        if any(name in names for name in key):
            return number, names
    return None


def _first(row: Mapping[str, Cell], heads: Sequence[str]) -> str:
    return next((text_of(row[head]) for head in heads if head in row), "")


def _day(row: Mapping[str, Cell], heads: Sequence[str]) -> str | None:
    cell = next((row[head] for head in heads if head in row), None)
    if not text_of(cell):
        return None
    try:
        return read_date(cell).isoformat()
    except UnableToReadCell as refusal:
        raise UnableToRun(f"检查人员名录的「{heads[0]}」有误:{refusal}") from None


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text) if part]
