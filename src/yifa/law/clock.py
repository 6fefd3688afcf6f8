"""Counting: when a term is due, how much of it was used, and the proof of both.

The day of the event is not counted; day 1 is the next day. Source: 民事诉讼法 85 (as 行政复议法 88 refers to it);
民法典 201-203 (待核).
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from yifa.law.calendar import Calendar, CalendarNotLoaded
from yifa.law.term import Days, Hours, Months, Promptly, Term, WorkingDays, Years

MINUTES_A_DAY, MINUTES_AN_HOUR = 24 * 60, 60


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in which the clock stands still: the days after `first`, up to and including `last`."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Proof:
    """How a term was counted, ready to be printed or serialised.

    limit: the number allowed, extension included; until: the day an extension was granted to; used: what passed,
    in the term's unit, pauses deducted (natural days for months and years, minutes for hours); due: last lawful
    day; paused: how much was deducted; not_loaded: the year whose holiday notice is missing, so that the term is
    provisional.
    """

    term: Term
    limit: int
    start: date
    start_title: str
    end: date | None = None
    end_title: str = ""
    due: date | None = None
    used: int | None = None
    paused: int = 0
    pause_titles: tuple[str, ...] = ()
    extended: int = 0
    until: date | None = None
    not_loaded: int | None = None
    start_minute: int | None = None
    end_minute: int | None = None
    minimum: bool = False
    late: int | None = None

    @property
    def sentence(self) -> str:
        """«自受理次日2022-03-02起20个工作日,扣除听证3个工作日,至2022-04-01»."""
        if self.minimum:
            return f"{self.start_title}{self.start}至{self.end_title}应当不少于{self.limit}{self.term.word}"
        if isinstance(self.term, Hours):
            return f"自{self.start_title}{_moment(self.start, self.start_minute)}起{self.limit}小时"
        if isinstance(self.term, Promptly):
            return f"自{self.start_title}{self.start}起应当及时办理"
        return self._opening + self._deductions + self._close

    @property
    def _opening(self) -> str:
        next_day = self.start + timedelta(days=1)
        return f"自{self.start_title}次日{next_day}起{self.limit - self.extended}{self.term.word}"

    @property
    def _deductions(self) -> str:
        extension = f",经批准延长{self.extended}{self.term.word}" if self.extended else ""
        pauses = f",扣除{'、'.join(self.pause_titles)}{self.paused}{self.term.word}" if self.paused else ""
        return extension + pauses

    @property
    def _close(self) -> str:
        if self.until is not None:
            return f",经批准延期至{self.until}"
        if self.due is None:
            return f",期限跨入{self.not_loaded}年,该年放假通知尚未载入,到期日暂定"
        return f",至{self.due}"

    @property
    def detail(self) -> dict[str, object]:
        """The proof as plain values, for findings."""
        unit = self.term.unit
        values: dict[str, object] = {"start": _moment(self.start, self.start_minute)}
        values["end"] = _moment(self.end, self.end_minute) if self.end else None
        values |= {"used": _shown(self.term, self.used), "limit": self.limit, "unit": unit}
        if self.until is not None or (not self.minimum and not isinstance(self.term, WorkingDays | Hours)):
            values["due"] = self.due.isoformat() if self.due else None
        if self.paused:
            values["paused"] = self.paused
        if self.late is not None:
            values["short" if self.minimum else "late"] = _shown(self.term, self.late)
        return values


def used(term: Term, start: date, end: date, spans: Iterable[Span], calendar: Calendar) -> tuple[int, int]:
    """What of the term passed in (start, end], and how much of that stood still, both in the term's unit."""
    gross, still = _length(term, start, end, calendar), 0
    for span in merged(spans):
        first, last = max(span.first, start), min(span.last, end)
        if first < last:
            still += _length(term, first, last, calendar)
    return gross - still, still


def due(term: Term, limit: int, start: date, spans: Iterable[Span], calendar: Calendar) -> date:
    """The last lawful day of a maximum term of `limit` units that begins the day after `start`.

    Raises CalendarNotLoaded where the count runs into a year whose holiday notice is not loaded.
    """
    spans = merged(spans)
    end = _ahead(term, limit, start, calendar)
    while True:
        still = used(term, start, end, spans, calendar)[1] if spans else 0
        later = _ahead(term, limit + still, start, calendar)
        if later == end:
            return calendar.roll_forward(end) if isinstance(term, Days | Months) else end
        end = later


def prove(proof: Proof, spans: tuple[Span, ...], calendar: Calendar) -> Proof:
    """Complete a proof: due date, used and late where both ends are known; provisional where a year is missing."""
    try:
        return _measured(proof, spans, calendar)
    except CalendarNotLoaded as missing:
        return replace(proof, not_loaded=missing.year)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Overlapping spans as one, in order; a day on which two grounds hold stands still once."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda s: s.first):
        if result and span.first <= result[-1].last:
            result[-1] = Span(result[-1].first, max(result[-1].last, span.last))
        else:
            result.append(span)
    return tuple(result)


def _measured(proof: Proof, spans: tuple[Span, ...], calendar: Calendar) -> Proof:
    if isinstance(proof.term, Hours):
        return _measured_in_hours(proof)
    if isinstance(proof.term, Promptly):
        return proof
    if not proof.minimum:
        last = proof.until or due(proof.term, proof.limit, proof.start, spans, calendar)
        proof = replace(proof, due=last)
    if proof.end is None:
        return proof
    passed, still = used(proof.term, proof.start, proof.end, spans, calendar)
    return replace(proof, used=passed, paused=still, late=_overrun(proof, passed, calendar))


def _overrun(proof: Proof, passed: int, calendar: Calendar) -> int:
    if proof.minimum and proof.end and isinstance(proof.term, Months | Years):
        return (_ahead(proof.term, proof.limit, proof.start, calendar) - proof.end).days
    if proof.minimum:
        return proof.limit - passed
    if proof.until is None and isinstance(proof.term, WorkingDays):
        return passed - proof.limit
    return (proof.end - proof.due).days if proof.end and proof.due else 0


def _measured_in_hours(proof: Proof) -> Proof:
    if proof.end is None or proof.start_minute is None or proof.end_minute is None:
        return proof
    passed = (proof.end - proof.start).days * MINUTES_A_DAY + proof.end_minute - proof.start_minute
    over = passed - proof.limit * MINUTES_AN_HOUR
    return replace(proof, used=passed, late=-over if proof.minimum else over)


def _length(term: Term, start: date, end: date, calendar: Calendar) -> int:
    if isinstance(term, WorkingDays):
        return calendar.working_days_between(start, end)
    return (end - start).days


def _ahead(term: Term, count: int, start: date, calendar: Calendar) -> date:
    match term:
        case WorkingDays():
            return calendar.nth_working_day_after(start, count) if count > 0 else start
        case Days():
            return start + timedelta(days=count)
        case Months():
            return _months_ahead(start, count)
        case Years():
            return _months_ahead(start, 12 * count)
        case Hours() | Promptly():
            return start
        case _:
            assert_never(term)


def _months_ahead(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


def _moment(day: date, minute: int | None) -> str:
    return day.isoformat() if minute is None else f"{day} {minute // 60:02d}:{minute % 60:02d}"


def _shown(term: Term, amount: int | None) -> object:
    if amount is None or not isinstance(term, Hours):
        return amount
    hours, rest = divmod(amount, MINUTES_AN_HOUR)
    return hours if rest == 0 else round(amount / MINUTES_AN_HOUR, 2)
