"""The tables of the sample ledgers, as their README prints them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yifa.kernel.ledger import Column, Table
from yifa.law.fact import Fact, Type

LEDGERS = Path(__file__).resolve().parents[4] / "shared" / "ledgers-2022"

_TABLE = re.compile(r"### (\d\d).*?\.xlsx · (.*)\(`(\w+)`,(\d+) 行\)")
_COLUMN = re.compile(r"\| (.+?) \| (\w+) \| (\S+) \|")
# «num» is read as text: a fact has no floats, and a share or an average is no amount.
_TYPES = {
    "key": Type.TEXT, "ref": Type.TEXT, "text": Type.TEXT, "num": Type.TEXT, "date": Type.DATE, "time": Type.MOMENT,
    "int": Type.INTEGER, "flag": Type.FLAG, "code": Type.CREDIT_CODE, "pid": Type.PERSON_ID,
    "money(元)": Type.MONEY, "money(万元)": Type.MONEY,
}  # fmt: skip
_DOWNWARDS = {("check_items", "dept"), ("check_items", "cls")}


def sample_ledgers() -> Path:
    """The folder of the sample ledgers; the test is skipped, loudly, where it is not beside the checkout."""
    if not LEDGERS.is_dir():
        pytest.skip(f"NOT TESTED: no sample ledgers in {LEDGERS}")
    return LEDGERS


def sample_tables() -> tuple[Table, ...]:
    tables: list[tuple[str, str, str, list[tuple[str, str, str]]]] = []
    for line in (sample_ledgers() / "README.md").read_text(encoding="utf-8").splitlines():
        if found := _TABLE.match(line):
            tables.append((found[3], found[1], found[2], []))
        elif tables and (found := _COLUMN.match(line)) and found[3] in _TYPES:
            tables[-1][3].append((found[1], found[2], found[3]))
    return tuple(_table(*table) for table in tables)


def _table(table: str, ledger: str, title: str, columns: list[tuple[str, str, str]]) -> Table:
    keys = [column for _, column, kind in columns if kind == "key"]
    codes = [column for _, column, kind in columns if kind == "code"]
    declared = tuple(
        Column(column, head, Fact(column, head, _TYPES[kind]), fill_down=(table, column) in _DOWNWARDS)
        for head, column, kind in columns
    )
    return Table(table, ledger, title, declared, key=(keys or codes)[0], record="x.Y")
