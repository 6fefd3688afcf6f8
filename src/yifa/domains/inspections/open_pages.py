"""What everybody may read of inspections: whether a visit of today is real, and what inspections found.

A shop learns whether such a visit is arranged for today, by which organ, and with which certificates: no name, no object,
nothing of another day. Source: 国办发〔2024〕54号, from secondary pages: who is inspected may verify the officers.
"""

from __future__ import annotations

import re
from datetime import timedelta

from yifa.domains.inspections.models import Inspection, Visit
from yifa.domains.inspections.pacing import Pace
from yifa.kernel.access import visible
from yifa.kernel.models import Publication
from yifa.kernel.pages import Asked, Page, PageAt, Place

PACE = Pace(120, timedelta(minutes=1))
NUMBER = re.compile(r"[\w〔〕()()·.-]{4,40}")
MOST = 100


def check(asked: Asked) -> Page:
    """Whether an inspection of that number is arranged for today."""
    number = asked.query.get("number", "").strip()
    told = {"number": number[:40], "visit": None, "said": "", "on": asked.on}
    if not number:
        return Page("inspections/check.html", "检查核验", told)
    if not NUMBER.fullmatch(number):
        return Page("inspections/check.html", "检查核验", {**told, "said": "unreadable"})
    if not PACE.allows(at=asked.at):
        return Page("inspections/check.html", "检查核验", {**told, "said": "busy"})
    rows = Visit.objects.filter(number=number, planned_on=asked.on)
    visit = visible(rows, asked.viewer, on=asked.on).only("number", "organ", "planned_on", "certificates").first()
    return Page("inspections/check.html", "检查核验", {**told, "visit": visit, "said": "found" if visit else "nothing"})


def results(asked: Asked) -> Page:
    """The latest results that were made public."""
    rows = visible(Inspection.objects.filter(published__isnull=False), asked.viewer, on=asked.on)
    latest = tuple(rows.order_by("-published", "-pk")[:MOST])
    texts = visible(Publication.objects.filter(done_on__isnull=False), asked.viewer, on=asked.on)
    addresses = dict(texts.filter(case__in=[one.of_case_id for one in latest]).values_list("case_id", "address"))
    listed = tuple((one, addresses.get(one.of_case_id, "")) for one in latest)
    return Page("inspections/public_results.html", "抽查检查结果", {"listed": listed, "most": MOST})


PAGES = (
    PageAt("inspection-check", "检查核验", Place.OPEN, check, says="有人上门检查?输入检查编号,核验真伪。"),
    PageAt("inspection-results", "抽查检查结果", Place.OPEN, results, says="随机抽查查了谁、查了什么、结果怎样。"),
)
