"""The sample year's report is published as a real one is: by the acts of its own case, entered as 演示数据.

Nothing is done where data are real, where the year's report was published already, and before the days have come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from yifa.kernel.acts import Actor, Attachment, Proposed, UnableToPerform, perform
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.disclosure.publishing import Entry, Receipt, UnableToPublish, publish
from yifa.kernel.models import Carrier
from yifa.kernel.opening import open_case
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.particulars import WHERE
from yifa.kernel.versions import UnableToFindProcedure
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.report.campaign_editions import Edition, UnableToFix, editions, fix
from yifa.report.document import Document
from yifa.report.publishing import REPORT, published_reports
from yifa.surfaces.cli.open_cases import ENTERED_BY, LIES
from yifa.surfaces.cli.surroundings import Surroundings

JUSTICE = "司法局"
COURSE = (
    ("notice", 1, 5),
    ("collection", 1, 31),
    ("drafting", 2, 6),
    ("circulation", 2, 10),
    ("submission", 2, 13),
    ("approval", 2, 17),
    ("report_congress", 2, 24),
    ("report_superior", 2, 24),
)
"""The steps before publication, and the day of the following year on which each was done."""
PUBLISHED = (3, 24)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Of which year, for which organ (key and name), and by whom the acts are entered."""

    here: Surroundings
    year: int
    organ_id: int
    organ: str

    @property
    def entry(self) -> Entry:
        """Who enters, when, and what the law takes as given."""
        given = self.here.given(self.year)
        by = Actor(ENTERED_BY, self.organ, ENTERED_BY, Carrier.PAPER)
        return Entry(by, self.here.at, given, self.here.versions)

    def day(self, month: int, day: int) -> date:
        """A day of the year in which the report is made."""
        return date(self.year + 1, month, day)


def publish_sample(document: Document, here: Surroundings) -> str:
    """Publish the report just written, once; a sentence of what was done, «» for nothing."""
    today, year = timezone.localdate(here.at), document.year
    if not here.profile.synthetic or year in published_reports(on=today, versions=here.versions):
        return ""
    if today < date(year + 1, *PUBLISHED):
        return f"演示年度报告:{year + 1}年3月还没有到,没有公开。"
    organ = next((one for one in organs_on(today) if one.name.endswith(JUSTICE)), None)
    if organ is None:
        return f"演示年度报告:机关名录里没有{JUSTICE},没有公开。"
    try:
        with transaction.atomic():
            _publish(document, Sitting(here, year, organ.pk, organ.name))
    except (UnableToFix, UnableToPerform, UnableToPublish, UnableToFindProcedure) as refused:
        return f"演示年度报告没有公开:{refused}"
    return f"演示年度报告:按程序送审、报送,{year + 1}-{PUBLISHED[0]:02d}-{PUBLISHED[1]:02d}公开(演示数据,补录)。"


def _publish(document: Document, sitting: Sitting) -> None:
    entry, made = sitting.entry, _edition(document, sitting)
    opened = open_case(
        procedure=REPORT,
        on=sitting.day(*COURSE[0][1:]),
        by=entry.by,
        at=entry.at,
        given=entry.given,
        title=f"{document.title}(演示数据)",
        facts={"title": document.title, "year": sitting.year, "due_year": sitting.year + 1},
        organ_id=sitting.organ_id,
        versions=entry.versions,
    )
    for act in _acts(made, sitting):
        perform(case_id=opened.case_id, act=act, by=entry.by, at=entry.at, given=entry.given, versions=entry.versions)
    publish(
        case_id=opened.case_id,
        channel=GOVERNMENT_SITE.name,
        on=sitting.day(*PUBLISHED),
        receipt=Receipt(number="演示回执"),
        entry=entry,
        facts={WHERE.name: LIES},
    )


def _edition(document: Document, sitting: Sitting) -> Edition:
    """The edition that goes up, dated by the day of the report and not by that of the demonstration."""
    standing = editions(document.year)
    if standing:
        return standing[0]
    dated = replace(document, dated_on=sitting.day(*COURSE[4][1:]))
    return fix(dated, reason="首次送审(演示数据)", after=0, by=ENTERED_BY, at=sitting.here.at)


def _acts(made: Edition, sitting: Sitting) -> Iterator[Proposed]:
    for step, month, day in COURSE:
        facts: dict[str, Value] = {WHERE.name: LIES}
        left: tuple[Attachment, ...] = ()
        if step == "submission":
            facts |= {"edition": made.number, "text": made.digest, "unproved": 0}
            left = (Attachment("final_draft", made.digest, f"{sitting.year}年度报告第{made.number}稿"),)
        yield Proposed(Kind.DONE, step, sitting.day(month, day), facts=facts, documents=left)
