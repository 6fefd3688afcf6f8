"""Numbers and money as offices write them, exact to the last digit: no arithmetic on floats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from yifa.engine.ingest.cell import Cell, normal
from yifa.engine.ingest.refusal import Reason, UnableToReadCell

UNITS: Mapping[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}
"""Money units as sheets state them, in yuan."""

_UNIT = "千万元|百万元|亿元|万元|千元|元"
_NUMBER = re.compile(
    r"(?P<open>\()?[¥¥$]?\s*(?P<sign>[-+−]?)\s*[¥¥]?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?(?:[eE][-+]?\d{1,2})?|\.\d+)"
    rf"\s*(?P<unit>{_UNIT})?(?P<close>\))?"
)
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_IN_BRACKET = re.compile(rf"(?:单位:?)?(?:人民币)?(?P<unit>{_UNIT})(?:人民币)?")
_IN_ROW = re.compile(rf"单位\s*[::]\s*(?:[^\s::]{{1,6}}[、,/;])*(?:人民币)?(?P<unit>{_UNIT})(?!\w)")


def read_whole(cell: Cell) -> int:
    """Return the whole, not negative number in the cell."""
    number, unit = _decimal(cell)
    if unit:
        raise _not_a_number(cell)
    if number != number.to_integral_value():
        raise UnableToReadCell(Reason.NOT_A_NUMBER, f"「{cell}」不是整数。本列应填整数,请核对后改正。")
    return int(_not_negative(cell, number))


def read_fen(cell: Cell, unit: Decimal) -> int:
    """Return the amount in whole fen; `unit` is the yuan that one of the sheet's units is.

    A unit written in the cell itself goes before the sheet's. What is less than a fen is rounded half up.
    """
    number, own = _decimal(cell)
    yuan = _not_negative(cell, number) * (UNITS[own] if own else unit)
    return int((yuan * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def read_hundredths(cell: Cell) -> int:
    """Return the not negative number in the cell in whole hundredths: «3.25» and «3.25%» are 325.

    What is less than a hundredth is rounded half up.
    """
    number, unit = _decimal(normal(cell).removesuffix("%").rstrip() if isinstance(cell, str) else cell)
    if unit:
        raise _not_a_number(cell)
    return int((_not_negative(cell, number) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def unit_in_head(head: str) -> Decimal | None:
    """Return the money unit in brackets in a head, as «罚款金额(万元)» has."""
    for content in _BRACKET.findall(normal(head)):
        if found := _IN_BRACKET.fullmatch(content.replace(" ", "")):
            return UNITS[found["unit"]]
    return None


def unit_in_row(text: str) -> Decimal | None:
    """Return the money unit that a line above the head states, as «填报单位:某局 单位:万元» does."""
    found = _IN_ROW.search(normal(text))
    return UNITS[found["unit"]] if found else unit_in_head(text)


def _decimal(cell: Cell) -> tuple[Decimal, str]:
    if cell is None or isinstance(cell, (bool, date)):
        raise _not_a_number(cell)
    # repr of a float is the shortest text that means it: 12.3, never 12.300000000000001.
    found = _NUMBER.fullmatch(normal(cell) if isinstance(cell, str) else repr(cell))
    if found is None or bool(found["open"]) != bool(found["close"]):
        raise _not_a_number(cell)
    number = Decimal(found["digits"].replace(",", ""))
    # Accountants write a negative amount in brackets.
    return (-number if found["sign"] in {"-", "−"} or found["open"] else number), found["unit"] or ""


def _not_negative(cell: Cell, number: Decimal) -> Decimal:
    if number < 0:
        raise UnableToReadCell(Reason.NEGATIVE_AMOUNT, f"「{cell}」是负数。数量、金额不能为负,请核对原件后改正。")
    return number


def _not_a_number(cell: Cell) -> UnableToReadCell:
    return UnableToReadCell(Reason.NOT_A_NUMBER, f"「{cell}」不是数字。本列应填数字;没有的请留空,说明请写在备注列。")
