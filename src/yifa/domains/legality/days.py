"""审核用时: how many working days reviews of legality took in a year, by procedure and by the organ that sent the text in.

From the day on which the package was complete to that of the opinion, the first not counted (M77). A review without a
day of completeness is told apart and not measured. Organs and procedures are counted, never persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import median

from yifa.kernel.access import reached
from yifa.kernel.catalogue import catalogue
from yifa.kernel.dossiers.models import Sheet
from yifa.kernel.dossiers.review import Kind as SheetKind
from yifa.kernel.models import Act
from yifa.kernel.pages import Asked
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind, done, started
from yifa.law.calendar import Calendar, CalendarNotLoaded

REVIEWS = "合法性"
BANDS = ((7, "7个工作日以内"), (15, "8至15个工作日"), (None, "15个工作日以上"))
"""Ours, to read the table by; no article sets them."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review: its procedure, whose text, its days; used: working days, None where they cannot be counted."""

    procedure: str
    organ: str
    complete: date | None
    opinion: date
    used: int | None
    was_returned: bool


@dataclass(frozen=True, slots=True)
class Used:
    """The reviews of one procedure or of one organ; half a day in the middle is written as such."""

    name: str
    count: int
    measured: int
    least: int | None
    middle: str
    most: int | None
    bands: tuple[int, ...]
    returned: int


def reviews(asked: Asked, *, year: int) -> tuple[Reviewed, ...]:
    """The reviews whose opinion was given in the year, within the viewer's reach."""
    steps = review_steps()
    rows = Act.objects.filter(
        case__procedure__in={procedure for procedure, _ in steps},
        step__in={step for _, step in steps},
        kind=Kind.DONE.value,
        on__year=year,
    )
    cases = set(reached(rows, asked.viewer, on=asked.on).values_list("case", flat=True))
    sent_back = Sheet.objects.filter(case__in=cases, kind=SheetKind.PACKAGE_RETURN)
    returned = set(reached(sent_back, asked.viewer, on=asked.on).values_list("case", flat=True))
    reads = read_cases(cases, given=asked.given, versions=asked.versions)
    return tuple(
        found
        for read in reads
        for _, step in (one for one in steps if one[0] == read.case.procedure)
        if (found := _reviewed(read, step, read.case.pk in returned)) is not None and found.opinion.year == year
    )


@cache
def review_steps() -> tuple[tuple[str, str], ...]:
    """The reviews of legality of all procedures, as (procedure, step); supplementary ones are told with the first."""
    texts = catalogue().procedures.values()
    found = ((text.name, step.name) for text in texts for step in text.steps if step.title.startswith(REVIEWS))
    return tuple(dict.fromkeys(found))


def used(found: Iterable[Reviewed], *, by: Callable[[Reviewed], str]) -> tuple[Used, ...]:
    """The reviews counted by what `by` says of each, in its order."""
    groups: dict[str, list[Reviewed]] = {}
    for one in found:
        groups.setdefault(by(one), []).append(one)
    return tuple(_used(name, groups[name]) for name in sorted(groups))


def _used(name: str, found: list[Reviewed]) -> Used:
    days = [one.used for one in found if one.used is not None]
    middle = f"{median(days):g}" if days else ""
    least, most = min(days, default=None), max(days, default=None)
    return Used(name, len(found), len(days), least, middle, most, _bands(days), sum(one.was_returned for one in found))


def _bands(days: list[int]) -> tuple[int, ...]:
    counts, above = [], 0
    for most, _ in BANDS:
        counts.append(sum(above < day <= most if most is not None else day > above for day in days))
        above = most or above
    # A review that was done on the very day belongs to the shortest.
    counts[0] += days.count(0)
    return tuple(counts)


def _reviewed(read: Read, step: str, was_returned: bool) -> Reviewed | None:  # noqa: FBT001 - a fact about the case
    opinion, complete = read.state.day(done(step)), read.state.day(started(step))
    if opinion is None:
        return None
    organ = read.case.organ.name if read.case.organ is not None else ""
    days = _between(read.given.calendar, complete, opinion) if complete is not None else None
    return Reviewed(read.course.procedure.title, organ, complete, opinion, days, was_returned)


def _between(calendar: Calendar, complete: date, opinion: date) -> int | None:
    try:
        return calendar.working_days_between(complete, opinion) if complete <= opinion else None
    except CalendarNotLoaded:
        return None
