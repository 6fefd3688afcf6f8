"""How much of a term was used, and whether it has run out: subtraction of ordinals, or of working-day numbers.

The day of the event is not counted. A clock that stands still is moved on by what it lost: with `run_from` the time
that had run when a stretch began, the stretches before any point of running time are known without counting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import ibis

from yifa.engine.conformance.almanac import Almanac, months_after
from yifa.engine.conformance.row import Point, Row
from yifa.law.act import Event, Kind, done
from yifa.law.procedure import AtLeast, Rule, Within
from yifa.law.term import Days, Hours, Months, Promptly, WorkingDays, Years

MINUTES_A_DAY, MINUTES_AN_HOUR, HOURS_A_DAY, MONTHS_A_YEAR = 24 * 60, 60, 24, 12


@dataclass(frozen=True)
class Counted:
    """A term as counted: NULL stands wherever an end, a number or a holiday notice is missing.

    start, end: moments; limit: the number allowed, extension included; until: the day granted, which then decides;
    used, still: what passed and what stood still, in the unit (minutes for hours); due: ordinal of the last lawful
    day where the unit has one; late: what is over (for a minimum: what is short); overdue: whether a maximum that
    is still open had run out on the day asked about.
    """

    start: ibis.IntegerValue
    end: ibis.IntegerValue
    limit: ibis.IntegerValue
    until: ibis.IntegerValue
    used: ibis.IntegerValue
    still: ibis.IntegerValue
    due: ibis.IntegerValue
    late: ibis.IntegerValue
    overdue: ibis.BooleanValue


def maximum(rule: Rule, word: Within, row: Row, *, up_to: Point | None = None) -> Counted:
    """Count a maximum term, with its extension and its pauses; `up_to` is the point to count to where it is open."""
    step = rule.step.name
    extended = row.moment(Event(step, Kind.EXTENDED)).notnull()
    limit, until, end = row.number(word.term.count), None, row.point(done(step))
    if word.extension is not None and word.extension.by is not None:
        limit += ibis.ifelse(extended, word.extension.by, 0)
    elif word.extension is not None:
        until = ibis.ifelse(extended, row.granted(step), ibis.null("int64"))
    end = end if up_to is None else end.or_else(up_to)
    return Clock(row, word, row.point(word.since), end, limit, until).counted()


def minimum(rule: Rule, word: AtLeast, row: Row) -> Counted:
    """Count a minimum term: what is short of it."""
    start, end = row.point(word.since), row.point(done(rule.step.name))
    return Clock(row, word, start, end, row.number(word.term.count), None).counted_backwards()


@dataclass(frozen=True)
class Clock:
    """The clock of one term, from point to point."""

    row: Row
    word: Within | AtLeast
    start: Point
    end: Point
    limit: ibis.IntegerValue
    until: ibis.IntegerValue | None

    def counted(self) -> Counted:
        """The term as a maximum."""
        match self.word.term:
            case WorkingDays():
                return self._in_working_days()
            case Days():
                return self._in_days()
            case Months():
                return self._by_the_date(self._rolled(months_after(self.start.day, self.limit)))
            case Years():
                return self._by_the_date(months_after(self.start.day, self.limit * MONTHS_A_YEAR))
            case Hours():
                return self._in_hours()
            case Promptly():
                return self._promptly()
            case _:
                assert_never(self.word.term)

    def counted_backwards(self) -> Counted:
        """The term as a minimum."""
        match self.word.term:
            case WorkingDays():
                used = self.end.worked - self.start.worked
                return self._with(used=used, late=self.limit - used)
            case Days():
                return self._with(used=self._elapsed, late=self.limit - self._elapsed)
            case Months():
                return self._with(used=self._elapsed, late=months_after(self.start.day, self.limit) - self.end.day)
            case Years():
                months = self.limit * MONTHS_A_YEAR
                return self._with(used=self._elapsed, late=months_after(self.start.day, months) - self.end.day)
            case Hours():
                return self._with(used=self._minutes, late=self.limit * MINUTES_AN_HOUR - self._minutes)
            case Promptly():
                return self._promptly()
            case _:
                assert_never(self.word.term)

    def _in_working_days(self) -> Counted:
        worked = Running(self.row, self.word, "worked_")
        start, end = self.start.worked, self.end.worked
        still = worked.lost(end) - worked.lost(start)
        used, due = end - start - still, worked.reached(start, self.limit)
        # Where the last lawful day lies beyond the loaded notices the term is provisional, however little was used; a
        # term of no days ends where it began, and needs no notice.
        is_known = (due <= self._almanac.total) | (self.limit <= 0)
        late = ibis.ifelse(is_known, used - self.limit, ibis.null("int64"))
        has_run_out = (due <= self._almanac.worked_on(self._as_of - 1)) | (self.limit <= 0)
        overdue = ibis.ifelse(is_known, has_run_out & (self.start.day < self._as_of), ibis.null("boolean"))
        if self.until is None:
            return self._with(used=used, still=still, late=late, overdue=overdue)
        late = ibis.ifelse(self.until.notnull(), self.end.day - self.until, late)
        overdue = ibis.ifelse(self.until.notnull(), self.until < self._as_of, overdue)
        return self._with(used=used, still=still, due=self.until, late=late, overdue=overdue)

    def _in_days(self) -> Counted:
        running = Running(self.row, self.word, "")
        still = running.lost(self.end.day) - running.lost(self.start.day)
        due = self._rolled(running.reached(self.start.day, self.limit))
        return self._by_the_date(due, still)

    def _by_the_date(self, due: ibis.IntegerValue, still: ibis.IntegerValue | None = None) -> Counted:
        due = due if self.until is None else ibis.coalesce(self.until, due)
        still = ibis.literal(0, "int64") if still is None else still
        used = self._elapsed - still
        return self._with(used=used, still=still, due=due, late=self.end.day - due, overdue=due < self._as_of)

    def _in_hours(self) -> Counted:
        late = self._minutes - self.limit * MINUTES_AN_HOUR
        passed = (self._as_of - self.start.day) * HOURS_A_DAY
        return self._with(used=self._minutes, late=late, overdue=passed >= self.limit + HOURS_A_DAY)

    def _promptly(self) -> Counted:
        return self._with(used=ibis.null("int64"), late=ibis.literal(0, "int64"), overdue=self.start.day <= self._as_of)

    def _with(
        self,
        *,
        used: ibis.IntegerValue,
        late: ibis.IntegerValue,
        still: ibis.IntegerValue | None = None,
        due: ibis.IntegerValue | None = None,
        overdue: ibis.BooleanValue | None = None,
    ) -> Counted:
        return Counted(
            start=self.start.moment,
            end=self.end.moment,
            limit=self.limit,
            until=ibis.null("int64") if self.until is None else self.until,
            used=used,
            still=ibis.literal(0, "int64") if still is None else still,
            due=ibis.null("int64") if due is None else due,
            late=late,
            overdue=ibis.null("boolean") if overdue is None else overdue,
        )

    def _rolled(self, day: ibis.IntegerValue) -> ibis.IntegerValue:
        return self._almanac.opens_on(self.row.table, day)

    @property
    def _almanac(self) -> Almanac:
        return self.row.premises.almanac

    @property
    def _as_of(self) -> int:
        return self.row.premises.as_of.toordinal()

    @property
    def _elapsed(self) -> ibis.IntegerValue:
        return self.end.day - self.start.day

    @property
    def _minutes(self) -> ibis.IntegerValue:
        return self._elapsed * MINUTES_A_DAY + self.end.minute - self.start.minute


@dataclass(frozen=True)
class Running:
    """The time that runs: all time less the stretches on the grounds of the word, in days or (`worked_`) working days."""

    row: Row
    word: Within | AtLeast
    unit: str

    def lost(self, point: ibis.IntegerValue) -> ibis.IntegerValue:
        """What stood still up to and including `point`."""
        if isinstance(self.word, AtLeast) or not self.word.pauses:
            return ibis.literal(0, "int64")
        first, last = f"{self.unit}first", f"{self.unit}last"
        parts = self.row.stretches(self.word).map(lambda s: ibis.greatest(ibis.least(s[last], point) - s[first], 0))
        return _total(parts)

    def reached(self, start: ibis.IntegerValue, count: ibis.IntegerValue) -> ibis.IntegerValue:
        """The first point at which `count` has run since `start`."""
        if isinstance(self.word, AtLeast) or not self.word.pauses:
            return start + count
        first, last, run = f"{self.unit}first", f"{self.unit}last", f"{self.unit}run_from"
        goal = start - self.lost(start) + count
        parts = self.row.stretches(self.word).map(lambda s: ibis.ifelse(s[run] < goal, s[last] - s[first], 0))
        return ibis.ifelse(count > 0, goal + _total(parts), start + count)


def _total(parts: ibis.ArrayValue) -> ibis.IntegerValue:
    # DuckDB sums into 128 bits and Ibis does not know; back to a number of days, which is small.
    return parts.sums().fill_null(0).cast("int32")
