"""The calendar as two arrays beside each row, so that working days are counted by subtraction, never day by day.

Days are ordinals (1 = 0001-01-01). Outside the loaded notices every answer is NULL, which a verdict calls unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ibis
import pyarrow as pa

from yifa.law.calendar import Calendar

WORKED, OPENING = "almanac:worked", "almanac:opening"
MOMENTS_A_DAY = 2048
"""A moment is an ordinal times this, plus the minute and 1, or plus 0 where no minute is recorded."""


@dataclass(frozen=True)
class Almanac:
    """The loaded years: first and last covered ordinal, and for each day between them what the arrays say.

    worked: the working days up to and including the day; opening: the first working day on or after it.
    """

    first: int
    last: int
    worked: tuple[int, ...]
    opening: tuple[int | None, ...]

    @classmethod
    def of(cls, calendar: Calendar) -> Almanac:
        """The almanac of a calendar."""
        days = list(calendar.ordinal_table())
        opening: list[int | None] = []
        following = None
        for day, _, is_working in reversed(days):
            following = day.toordinal() if is_working else following
            opening.append(following)
        worked = tuple(count for _, count, _ in days)
        return cls(days[0][0].toordinal(), days[-1][0].toordinal(), worked, tuple(reversed(opening)))

    @property
    def total(self) -> int:
        """All working days of the loaded years."""
        return self.worked[-1]

    @property
    def arrays(self) -> pa.Table:
        """One row that holds both arrays, to be set beside the rows of a table."""
        kind = pa.list_(pa.int64())
        return pa.table({WORKED: pa.array([self.worked], kind), OPENING: pa.array([self.opening], kind)})

    def covers(self, day: int) -> bool:
        """Whether the day lies in the loaded years."""
        return self.first <= day <= self.last

    def worked_on(self, day: int) -> int:
        """The working days up to and including a single day; before the loaded years none, after them all."""
        if day < self.first:
            return 0
        return self.worked[min(day, self.last) - self.first]

    def worked_up_to(self, table: ibis.Table, day: ibis.IntegerValue) -> ibis.IntegerValue:
        """The working days up to and including `day`."""
        return self._found(table[WORKED], day)

    def worked_or_bound(self, table: ibis.Table, day: ibis.IntegerValue) -> ibis.IntegerValue:
        """As `worked_up_to`, but none before the loaded years and all after them: for ends that are cut anyway."""
        return ibis.cases((day < self.first, 0), (day > self.last, self.total), else_=self.worked_up_to(table, day))

    def opens_on(self, table: ibis.Table, day: ibis.IntegerValue) -> ibis.IntegerValue:
        """The first working day on or after `day`."""
        return self._found(table[OPENING], day)

    def _found(self, array: ibis.ArrayValue, day: ibis.IntegerValue) -> ibis.IntegerValue:
        # An index below zero would count from the end and answer with a day of the last year.
        return array[ibis.cases((day.between(self.first, self.last), day - self.first), else_=ibis.null("int64"))]


def ordinal(day: ibis.DateValue) -> ibis.IntegerValue:
    """The ordinal of a date, as Python counts it."""
    return day.delta(ibis.date(1, 1, 1), unit="day") + 1


def calendar_date(day: ibis.IntegerValue) -> ibis.DateValue:
    """The date of an ordinal."""
    return (ibis.date(1, 1, 1) + (day - 1).as_interval("D")).cast("date")


def months_after(day: ibis.IntegerValue, months: ibis.IntegerValue) -> ibis.IntegerValue:
    """The day of the same number so many months on, or the last day of a month that has no such number."""
    return ordinal((calendar_date(day) + months.as_interval("M")).cast("date"))


def moment(day: ibis.DateValue, minute: ibis.IntegerValue) -> ibis.IntegerValue:
    """Day and minute as one number that sorts by time; of two acts on a day, one without a minute is the earlier."""
    return ordinal(day) * MOMENTS_A_DAY + (minute.cast("int64") + 1).fill_null(0)


def day_of(moment_: ibis.IntegerValue) -> ibis.IntegerValue:
    """The ordinal in a moment."""
    return moment_ >> 11


def minute_of(moment_: ibis.IntegerValue) -> ibis.IntegerValue:
    """The minute in a moment; NULL where none is recorded."""
    return (moment_ & (MOMENTS_A_DAY - 1)).nullif(0) - 1


def plain_day(number: int) -> date:
    """The date of an ordinal that came out of the database."""
    return date.fromordinal(number)
