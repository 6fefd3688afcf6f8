"""From a cell to the typed value that its column declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from yifa.engine.ingest.cell import Cell, normal, text_of
from yifa.engine.ingest.check_digits import is_credit_code, is_person_id
from yifa.engine.ingest.dates import EPOCH_1900, read_date, read_moment
from yifa.engine.ingest.numbers import read_fen, read_hundredths, read_whole
from yifa.engine.ingest.refusal import Reason, UnableToReadCell
from yifa.law.fact import Type, Value

Reader: TypeAlias = Callable[[Cell], Value]
"""Reads one cell; raises UnableToReadCell."""

_YES = frozenset(["是", "有", "√", "✓", "✔", "☑", "对", "y", "yes", "true", "t", "1"])
_NO = frozenset(["否", "无", "×", "✗", "✘", "☒", "x", "错", "n", "no", "false", "f", "0", "不是", "没有"])
_SPREADSHEET_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_BETWEEN_CODES = re.compile(r"[、,;/\s]+")
_MOST_DIGITS = 15  # What a spreadsheet's number keeps.


def reader_for(
    type_: Type, *, values: Mapping[str, str] | None = None, unit: Decimal = Decimal(1), epoch: date = EPOCH_1900
) -> Reader:
    """Return the reader of a column of this type; declared `values` go before everything else."""
    inner = _reader(type_, unit, epoch)
    meant = {text_of(written): meaning for written, meaning in (values or {}).items()}
    return partial(_read, inner, meant) if meant else partial(_read_plain, inner)


def _reader(type_: Type, unit: Decimal, epoch: date) -> Reader:
    match type_:
        case Type.TEXT:
            return text_of
        case Type.INTEGER:
            return read_whole
        case Type.MONEY:
            return partial(read_fen, unit=unit)
        case Type.HUNDREDTHS:
            return read_hundredths
        case Type.DATE:
            return partial(read_date, epoch=epoch)
        case Type.MOMENT:
            return partial(read_moment, epoch=epoch)
        case Type.FLAG:
            return _read_flag
        case Type.CREDIT_CODE | Type.PERSON_ID | Type.CODES:
            return _CODES[type_]


def _read_plain(inner: Reader, cell: Cell) -> Value:
    if not isinstance(cell, str):
        return None if cell is None else inner(cell)
    text = normal(cell)
    if not text:
        return None
    if text[0] == "#" and _SPREADSHEET_ERROR.fullmatch(text):
        raise UnableToReadCell(Reason.FORMULA_ERROR, f"单元格是公式错误「{text}」。请在表格中改正公式或填写数值。")
    return text if inner is text_of else inner(text)  # A long sheet is mostly text: it is not normalised twice.


def _read(inner: Reader, meant: Mapping[str, str], cell: Cell) -> Value:
    meaning = meant.get(text_of(cell))
    return _read_plain(inner, cell if meaning is None else meaning)


def _read_flag(cell: Cell) -> bool:
    text = text_of(cell).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise UnableToReadCell(Reason.NOT_A_FLAG, f"「{text_of(cell)}」不能判断是或否。请填「是」或「否」。")


def _read_credit_code(cell: Cell) -> str:
    code = _compact(cell)
    if not is_credit_code(code):
        raise _bad_check_digit(cell, "统一社会信用代码", code)
    return code


def _read_person_id(cell: Cell) -> str:
    number = _compact(cell)
    if not is_person_id(number):
        raise _bad_check_digit(cell, "身份证件号码", number)
    return number


def _read_codes(cell: Cell) -> tuple[str, ...]:
    return tuple(code for code in _BETWEEN_CODES.split(text_of(cell)) if code)


def _compact(cell: Cell) -> str:
    return "".join(text_of(cell).split()).upper()


def _bad_check_digit(cell: Cell, title: str, code: str) -> UnableToReadCell:
    if not isinstance(cell, str) and len(code) > _MOST_DIGITS:
        cure = "表格按数字保存,末几位已经丢失,请把该列设为文本后按原件重填。"
    elif len(code) != 18:  # noqa: PLR2004 — the length of both codes
        cure = f"应为18位,现为{len(code)}位,请按原件补全。"
    else:
        cure = "校验位不符,请按原件核对后改正。"
    return UnableToReadCell(Reason.BAD_CHECK_DIGIT, f"{title}「{code}」有误:{cure}")


_CODES: Mapping[Type, Reader] = {
    Type.CREDIT_CODE: _read_credit_code,
    Type.PERSON_ID: _read_person_id,
    Type.CODES: _read_codes,
}
