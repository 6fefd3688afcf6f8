"""Dates as offices write them: four spellings, eight digits, real date cells and a spreadsheet's serial numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from yifa.engine.ingest.cell import Cell, normal
from yifa.engine.ingest.refusal import Reason, UnableToReadCell

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)

# A bare number is taken for a day only where it can be one: 1949-10-01 to 2099-12-31, five digits.
_FIRST_SERIAL, _LAST_SERIAL = 18172, 73051
_LAST_STYLED = 2958465  # 9999-12-31
_FIRST_EIGHT, _LAST_EIGHT = 19000000, 30000000
_SECONDS = 86400

_DAY = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|\s*年\s*(?P<month2>\d{1,2})\s*月\s*(?P<day2>\d{1,2})\s*[日号]?"
    r"|(?P<month3>\d{2})(?P<day3>\d{2}))"
)
_HOUR = re.compile(
    r"(?P<hour>\d{1,2})(?::|时|点)(?:(?P<minute>\d{1,2})(?:(?::|分)(?P<second>\d{1,2})(?:\.\d+)?秒?|分)?)?"
)
_HOUR_MARK = re.compile(r"[T\s,]*(?:星期.|周[一二三四五六日])?[T\s,]*")


def read_date(cell: Cell, epoch: date = EPOCH_1900) -> date:
    """Return the day that the cell names; an hour beside it is left out."""
    return read_moment(cell, epoch).date()


def read_moment(cell: Cell, epoch: date = EPOCH_1900) -> datetime:
    """Return the moment that the cell names, midnight where it names no hour."""
    match cell:
        case datetime():
            return cell
        case date():
            return datetime.combine(cell, time())
        case bool() | None:
            raise _not_a_date(cell)
        case str():
            return _from_text(normal(cell), epoch)
        case _:
            return _from_number(cell, epoch)


def from_serial(serial: float, epoch: date = EPOCH_1900) -> date | datetime | float:
    """Return the day or moment of a number shown as a date; the number itself where a spreadsheet shows none."""
    # Excel shows serial 0 as «1900-01-00»; an hour alone is below 1.
    if not 1 <= serial <= _LAST_STYLED:
        return serial
    moment = _moment(serial, epoch)
    return moment if serial % 1 else moment.date()


def _moment(serial: float, epoch: date) -> datetime:
    days, seconds = divmod(round(serial * _SECONDS), _SECONDS)
    return datetime.combine(epoch, time()) + timedelta(days=days, seconds=seconds)


def _from_number(number: float, epoch: date) -> datetime:
    if _FIRST_EIGHT < number < _LAST_EIGHT and float(number).is_integer():
        return _from_text(str(int(number)), epoch)
    if _FIRST_SERIAL <= number < _LAST_SERIAL:
        return _moment(number, epoch)
    if number == 0:
        raise _impossible("0(表格显示为1900年1月0日)")
    raise _not_a_date(number)


@lru_cache(maxsize=1 << 14)
def _from_text(text: str, epoch: date) -> datetime:
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _from_number(float(text), epoch)
    day = _DAY.match(text)
    if day is None:
        raise _not_a_date(text)
    rest = text[day.end() :]
    hour = _HOUR.fullmatch(rest, gap.end() if (gap := _HOUR_MARK.match(rest)) else 0)
    if rest and hour is None and _HOUR_MARK.fullmatch(rest) is None:
        raise _not_a_date(text)
    return _combined(text, day, hour)


def _combined(text: str, day: re.Match[str], hour: re.Match[str] | None) -> datetime:
    parts = day.groupdict()
    month = parts["month"] or parts["month2"] or parts["month3"]
    days = parts["day"] or parts["day2"] or parts["day3"]
    hours, minutes, seconds = (int(part or 0) for part in (hour.groups() if hour else ("0", "0", "0")))
    try:
        return datetime.combine(date(int(parts["year"]), int(month), int(days)), time(hours, minutes, seconds))
    except ValueError:
        raise _impossible(text) from None


def _impossible(text: str) -> UnableToReadCell:
    return UnableToReadCell(Reason.IMPOSSIBLE_DATE, f"「{text}」不是存在的日期。请核对原件后改正日期,再重新导入。")


def _not_a_date(cell: Cell) -> UnableToReadCell:
    return UnableToReadCell(
        Reason.NOT_A_DATE,
        f"「{cell}」不是日期。请写成2022-03-05、2022.3.5、2022/3/5或2022年3月5日;没有日期的请留空。",
    )
