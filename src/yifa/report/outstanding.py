"""What a year left undone: cases of this system past their day, and problems that nobody has closed yet.

Cases of an imported sheet are judged by the scan, and stand among the doubts.
Source: 法治政府建设与责任落实督察工作规定 (2019), whole: a report names what is wrong; that what is late and what is not
closed belongs to it is our reading (待核).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db import models

from yifa.kernel.access import Viewer
from yifa.kernel.catalogue import catalogue
from yifa.kernel.models import Case
from yifa.kernel.worklist import open_cases
from yifa.law.procedure import Procedure
from yifa.report.document import OpenItem

CLOSED_BY_ANOTHER = ("rectification", "enforcement_supervision")
"""Procedures in which a problem stays on the books until somebody else than the one responsible closes it."""
UNCLOSED, OVERDUE = "unclosed", "overdue"


def outstanding(viewer: Viewer, *, on: date, year: int) -> tuple[OpenItem, ...]:
    """What was begun by the end of the year and stands open on that day, as far as the viewer may see it; by procedure."""
    end = min(date(year, 12, 31), on)
    mine = open_cases(viewer, on).filter(source_key="")
    unclosed = mine.filter(procedure__in=CLOSED_BY_ANOTHER, year__lte=end.year)
    overdue = mine.filter(due_on__lt=end).exclude(procedure__in=CLOSED_BY_ANOTHER)
    return (*_items(unclosed, UNCLOSED, "尚未销号"), *_items(overdue, OVERDUE, "逾期没有办理"))


def _items(cases: models.QuerySet[Case], kind: str, words: str) -> Iterator[OpenItem]:
    titles = {one.name: one for one in catalogue().procedures.values()}
    counts = Counter(cases.order_by().values_list("procedure", flat=True))
    for name, count in sorted(counts.items()):
        found: Procedure | None = titles.get(name)
        if found is not None:
            title, basis = f"{found.title}{words}", found.basis.formal
            yield OpenItem(f"{kind}.{name}", title, basis, count, is_matter=True)
