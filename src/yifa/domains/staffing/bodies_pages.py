"""The page of bodies: how many of each kind before and after, which went and came, and duties that have no home yet."""

from __future__ import annotations

from datetime import date

from yifa.domains.staffing import bodies
from yifa.kernel.pages import Asked, Page, PageAt, Place
from yifa.kernel.typed import day_in

SEEING = ("handler", "head", "reviewer", "supervisor", "leader", "auditor")


def show(asked: Asked) -> Page:
    """The bodies on two days, the first of the year and today where no other is asked for."""
    after = day_in(asked.query.get("on", "")) or asked.on
    before = day_in(asked.query.get("since", "")) or date(after.year, 1, 1)
    new, gone = bodies.changed(before=before, after=after)
    counted = bodies.kinds(before=before, after=after)
    told = {
        "before": before,
        "after": after,
        "kinds": counted,
        "sums": (sum(one.before for one in counted), sum(one.after for one in counted)),
        "new": new,
        "gone": gone,
        "homeless": bodies.homeless(asked),
    }
    return Page("staffing/bodies.html", "机构变化和职责承接", told)


PAGES = (
    PageAt(
        "staffing-bodies",
        "机构变化和职责承接",
        Place.DESK,
        show,
        roles=SEEING,
        says="两个日期之间机构增减多少,撤销的机关还有哪些职责没有承接。",
    ),
)
