"""年度情况: of the norms published in a year, how many were filed, in time, and found in order where they were drawn.

Beside it what the year owes: post-evaluations, and the norms that expire within twelve months.

Source: 国办发〔2018〕37号 (待核): filed within the time and in the form that is set. Shares are of what is published; a year in
which nothing was published has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yifa.domains.norms.listing import Listed, Status, listed
from yifa.domains.norms.models import NormativeDocument, NormEvaluation
from yifa.domains.norms.spot_checking import Checked, all_checks
from yifa.domains.norms.steps_page import FAULTLESS, due_on
from yifa.kernel.access import visible
from yifa.kernel.pages import Asked, Page
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import done
from yifa.law.judge import Value, judge

LATE, YEARLY = "normative.file_late", "normative.evaluation_yearly"
YEAR = 4
MONTHS_AHEAD = 366
"""Days in which a norm that expires is listed, so that it can be assessed in time."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One norm: when it was published and filed, by when that was owed, and whether it was in time (None: not known)."""

    case_id: int
    number: str
    title: str
    organ: str
    published: date
    filed: date | None
    due: date | None
    in_time: bool | None


def show(asked: Asked) -> Page:
    """The shares of a year, and every norm of it with its deadline."""
    year = _year(asked)
    rows = list(filings(asked, year=year))
    numbers = {one.number for one in rows}
    drawn = [one for one in all_checks(asked) if one.result and one.number in numbers]
    told = {
        "year": year,
        "rows": rows,
        "filed": sum(one.filed is not None for one in rows),
        "in_time": sum(one.filed is not None and one.in_time is True for one in rows),
        "unknown": sum(one.filed is not None and one.in_time is None for one in rows),
        "drawn": len(drawn),
        "faultless": sum(_is_faultless(one) for one in drawn),
        "share": share,
        "evaluated": evaluations(asked, year=year),
        "owed": asked.given.parameters.get(YEARLY),
        "expiring": expiring(asked),
        "today": asked.on,
    }
    return Page("norms/filings.html", f"{year}年行政规范性文件报备和评估情况", told)


def filings(asked: Asked, *, year: int) -> Iterator[Filed]:
    """Every norm published in the year that the viewer may see, the earliest first."""
    rows = visible(NormativeDocument.objects.filter(published__year=year), asked.viewer, on=asked.on)
    found = list(rows.order_by("published", "pk"))
    read = read_cases([row.of_case_id for row in found], given=asked.given, versions=asked.versions)
    by_case = {one.case.pk: one for one in read}
    return (_filed(row, by_case[row.of_case_id], asked) for row in found)


def evaluations(asked: Asked, *, year: int) -> list[tuple[str, str, date | None]]:
    """What was evaluated in the year: the object, the unit, the day of the report."""
    rows = visible(NormEvaluation.objects.filter(date__year=year), asked.viewer, on=asked.on).order_by("date", "pk")
    return [(row.object or row.no or "", row.organ or "", row.date) for row in rows]


def expiring(asked: Asked) -> list[tuple[Listed, date | None]]:
    """The norms in force that expire within twelve months, the next one first, with the day of their assessment."""
    soon = asked.on + timedelta(days=MONTHS_AHEAD)
    found = [
        one for one in listed(asked, asked.on) if one.status is Status.IN_FORCE and one.until and one.until <= soon
    ]
    read = read_cases([one.case_id for one in found], given=asked.given, versions=asked.versions)
    assessed = {one.case.pk: one.state.day(done("expiry_assessment")) for one in read}
    return [(one, assessed[one.case_id]) for one in sorted(found, key=lambda one: one.until or asked.on)]


def share(part: int, whole: int) -> str:
    """A share as people read it: «95.8%», «无» of nothing."""
    return f"{100 * part / whole:.1f}".removesuffix(".0") + "%" if whole else "无"


def _filed(row: NormativeDocument, read: Read, asked: Asked) -> Filed:
    named = (row.no or "", row.title or read.case.title, row.organ or "")
    published = row.published or asked.on
    return Filed(row.of_case_id, *named, published, row.filed, due_on(asked, read, "filing"), _in_time(read, asked))


def _in_time(read: Read, asked: Asked) -> bool | None:
    rule = next((one for one in read.state.procedure.rules if one.code == LATE), None)
    found = judge(rule, read.state, asked.given, asked.on).value if rule is not None else Value.UNKNOWN
    return {Value.KEPT: True, Value.BROKEN: False, Value.OUTSTANDING: False}.get(found)


def _is_faultless(one: Checked) -> bool:
    return one.result == FAULTLESS


def _year(asked: Asked) -> int:
    said = asked.part or asked.query.get("year", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) == YEAR and int(said) else asked.on.year
