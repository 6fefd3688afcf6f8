"""The lists of the desk: what is open, by organ, rule and age, and what reports need to know. All through `reached`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils.timezone import get_default_timezone

from yifa.kernel.access import Viewer, reached
from yifa.kernel.findings.answering import Answer
from yifa.kernel.findings.found import Identity
from yifa.kernel.findings.standing import AWAITING, SET_ASIDE
from yifa.kernel.models import Act, Finding, FindingEntry, Said, Scan, State
from yifa.law.condition import SEPARATOR


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a rule stand in a state at an organ; oldest: when the first of them was found."""

    organ_path: str
    rule: str
    state: State
    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands on file, 0 and «» where it was opened here; organ: as the ledger calls it."""

    file: str
    sheet: str
    row: int
    organ: str


def findings(
    viewer: Viewer,
    *,
    on: date,
    year: int | None = None,
    organ: str = "",
    rule: str = "",
    state: str = "",
    open_only: bool = False,
    older_than: int = 0,
) -> QuerySet[Finding]:
    """The findings that the viewer may see, the oldest first; with their cases and organs.

    organ: name or path, with what lies beneath it; open_only: those that await somebody; older_than: days since found.
    Page them by ("found_at", "pk").
    """
    rows = reached(Finding.objects.all(), viewer, on=on)
    if year is not None:
        rows = rows.filter(case__year=year)
    if organ:
        rows = rows.filter(_of_organ(organ))
    if rule:
        rows = rows.filter(rule=rule)
    if state:
        rows = rows.filter(state=state)
    if open_only:
        rows = rows.filter(state__in=AWAITING)
    if older_than:
        rows = rows.filter(found_at__lt=_begin(on - timedelta(days=older_than - 1)))
    return rows.select_related("case", "case__organ").order_by("found_at", "pk")


def finding_for(viewer: Viewer, finding_id: int, *, on: date) -> Finding | None:
    """The finding, if this viewer may see it; None where there is none, or none that he may know of."""
    return findings(viewer, on=on).filter(pk=finding_id).first()


def years(viewer: Viewer, *, on: date) -> list[int]:
    """The years of the findings that the viewer may see, the latest first."""
    rows = findings(viewer, on=on).select_related(None).order_by("-case__year")
    return list(rows.values_list("case__year", flat=True).distinct())


def last_scan(*, year: int) -> Scan | None:
    """The latest scan of a year that was stored."""
    return Scan.objects.filter(year=year).order_by("-pk").first()


def entries(viewer: Viewer, finding_id: int, *, on: date) -> QuerySet[FindingEntry]:
    """Everything said of a finding, in order; nothing where the viewer may not see it."""
    seen = reached(Finding.objects.filter(pk=finding_id), viewer, on=on)
    return FindingEntry.objects.filter(finding__in=seen).select_related("scan").order_by("pk")


def tallies(viewer: Viewer, *, on: date, year: int | None = None, open_only: bool = False) -> list[Tally]:
    """How many findings stand where, by organ, rule and state, in one query."""
    rows = findings(viewer, on=on, year=year, open_only=open_only).select_related(None).order_by()
    counted = rows.values_list("case__organ_path", "rule", "state").annotate(Count("pk"), Min("found_at"))
    return [
        Tally(path, rule, State(state), count, oldest)
        for path, rule, state, count, oldest in counted.order_by("case__organ_path", "rule", "state")
    ]


def states(viewer: Viewer, *, on: date, year: int) -> dict[Identity, State]:
    """Where each finding of a year stands, as far as the viewer may see it; for the workbook that goes to the organs."""
    rows = findings(viewer, on=on, year=year).values_list("case_id", "rule", "part", "state")
    return {Identity(case_id, rule, part): State(state) for case_id, rule, part, state in rows}


def set_aside(viewer: Viewer, *, on: date, year: int) -> dict[Identity, str]:
    """The findings of a year that a person decided to be none (不属实, 依据不适用), with the evidence this rests on."""
    rows = findings(viewer, on=on, year=year).filter(outcome__in=SET_ASIDE)
    found = rows.values_list("case_id", "rule", "part", "evidence")
    return {Identity(case_id, rule, part): evidence for case_id, rule, part, evidence in found}


def findings_named(viewer: Viewer, *, on: date, rule: str, case: str) -> list[Finding]:
    """The findings of a rule in the case that people call so: ledger key, number, or «内部号» with its id."""
    digits = case.removeprefix("内部号")
    named = Q(case__source_key=case) | Q(case__number=case)
    if case.startswith("内部号") and digits.isdecimal():
        named |= Q(case_id=int(digits))
    return list(findings(viewer, on=on, rule=rule).filter(named)) if case else []


def is_on_record(finding: Finding, *, said: Said, person: str, answer: Answer, outcome: str = "") -> bool:
    """Whether this very reply or decision on the present evidence is on record; one superseded since counts too."""
    same = {"said": said, "evidence": finding.evidence, "outcome": outcome}
    told = {"person": person, "on": answer.on, "reason": answer.reason.strip()}
    return finding.entries.filter(**same, **told).exists()


def places(case_ids: Iterable[int]) -> dict[int, Place]:
    """Where the first act of each of these cases stands on file."""
    rows = Act.objects.filter(case_id__in=list(case_ids), seq=0)
    columns = rows.values_list("case_id", "original__name", "sheet", "row", "organ")
    return {pk: Place(file or "", sheet, row or 0, organ) for pk, file, sheet, row, organ in columns}


def age(finding: Finding, *, on: date) -> int:
    """For how many days the finding has been on the desk."""
    return max(0, (on - finding.found_at.astimezone(get_default_timezone()).date()).days)


def _of_organ(organ: str) -> Q:
    return Q(case__organ_path=organ) | Q(case__organ_path__startswith=organ + SEPARATOR) | Q(case__organ__name=organ)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_default_timezone())
