"""报备情况: of the norms published in a year, how many were filed, in time, and found in order where they were drawn.

Source: 国办发〔2018〕37号 (待核): filed within the time and in the form that is set. Shares are of what is published; a year in
which nothing was published has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yifa.domains.norms.models import NormativeDocument
from yifa.domains.norms.spot_checking import Checked, all_checks
from yifa.domains.norms.steps_page import FAULTLESS, due_on
from yifa.kernel.access import visible
from yifa.kernel.pages import Asked, Page
from yifa.kernel.reading import Read, read_cases
from yifa.law.judge import Value, judge

LATE = "normative.file_late"
YEAR = 4


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
        "today": asked.on,
    }
    return Page("norms/filings.html", f"{year}年行政规范性文件报备情况", told)


def filings(asked: Asked, *, year: int) -> Iterator[Filed]:
    """Every norm published in the year that the viewer may see, the earliest first."""
    rows = visible(NormativeDocument.objects.filter(published__year=year), asked.viewer, on=asked.on)
    found = list(rows.order_by("published", "pk"))
    read = read_cases([row.of_case_id for row in found], given=asked.given, versions=asked.versions)
    by_case = {one.case.pk: one for one in read}
    return (_filed(row, by_case[row.of_case_id], asked) for row in found)


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
