"""Which years' reports stand published: a state of the report, which no computation of its figures changes.

Source: 法治政府建设与责任落实督察工作规定 (2019), article 24: published by 1 April (from memory, 待核).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.evidence.leaves import Subject, act_subject
from yifa.kernel.evidence.sealing import said_before
from yifa.kernel.models import Publication
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Kind, effective
from yifa.law.fold import Given

REPORT, CORRECTION, STEP, APPROVAL = "annual_report", "report_correction", "publication", "approval"
"""The procedures of a report and of its correction, and the steps that publish and that approve either."""
DUE = (4, 1)


@dataclass(frozen=True, slots=True)
class Published:
    """A year's report as it stands published.

    on: the day on which it was; corrected_on: on which a corrected one took its place; edition: the one that stands, 0
    where none was named; act: the leaf of the act that published it; address: of its publication.
    """

    year: int
    on: date
    edition: int
    act: str
    address: str
    corrected_on: date | None = None


def published_reports(*, on: date, versions: Versions = INSTALLED) -> Mapping[int, Published]:
    """The reports that stand published on that day, by year, the latest year first."""
    found = {one.year: one for one in _published(REPORT, on, versions)}
    for later in sorted(_published(CORRECTION, on, versions), key=lambda one: one.on):
        if (first := found.get(later.year)) is not None:
            edition = later.edition or first.edition
            found[later.year] = Published(first.year, first.on, edition, later.act, first.address, later.on)
    return dict(sorted(found.items(), reverse=True))


def due_by(year: int) -> date:
    """The day by which the report of a year is to be published."""
    return date(year + 1, *DUE)


def statements(published: Published) -> Mapping[str, Mapping[str, Any]]:
    """What the log held of each figure of the year when the report was published, by id."""
    found: dict[str, Mapping[str, Any]] = {}
    for subject, told in said_before(Subject.FIGURE, act=published.act):
        of_year, _, figure = subject.partition("/")
        if of_year == str(published.year):
            found[figure] = told["statement"]
    return found


def _published(procedure: str, on: date, versions: Versions) -> Iterator[Published]:
    rows = visible(
        Publication.objects.filter(case__procedure=procedure, done_on__lte=on, withdrawn_on=None), PUBLIC, on=on
    )
    told = rows.values_list("case_id", "done_on", "address")
    standing = {case: (day, address) for case, day, address in told if day is not None}
    for read in read_cases(list(standing), given=Given(), versions=versions):
        year, act = read.state.facts.get("year"), _publishing(read)
        if isinstance(year, int) and act is not None:
            day, address = standing[read.case.pk]
            yield Published(year, day, _edition(read), act_subject(read.case.pk, act), address)


def _publishing(read: Read) -> int | None:
    """The number of the act that published the case last."""
    acts = [act for act in effective(list(read.course.acts)) if act.step == STEP and act.kind is Kind.DONE]
    return acts[-1].seq if acts else None


def _edition(read: Read) -> int:
    """The edition that was approved: what went up only afterwards nobody has approved."""
    acts = effective(list(read.course.acts))
    approvals = [at for at, act in enumerate(acts) if act.step == APPROVAL and act.meaning is Kind.DONE]
    said = acts[: approvals[-1] + 1] if approvals else acts
    found = [act.facts["edition"] for act in said if isinstance(act.facts.get("edition"), int)]
    return int(str(found[-1])) if found else 0
