"""A year's report, published by the acts of its own case."""

from __future__ import annotations

from datetime import UTC, date, datetime

from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.disclosure.publishing import Entry, Receipt, publish
from yifa.kernel.models import Organ
from yifa.kernel.opening import open_case
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

COURSE = ("notice", "collection", "drafting", "circulation", "submission", "approval")
GIVEN = Given()


def entered(on: date, organ: Organ) -> Entry:
    """By somebody of that organ, on that day."""
    return Entry(Actor("某人", organ.name, "某人"), datetime(on.year, on.month, on.day, 2, tzinfo=UTC), GIVEN)


def report_case(organ: Organ, *, year: int, edition: int = 0, digest: str = "") -> int:
    """The case of a report that was approved and not published yet."""
    day = date(year + 1, 2, 1)
    entry = entered(day, organ)
    facts: dict[str, Value] = {"title": f"{year}年法治政府建设情况报告", "year": year, "due_year": year + 1}
    if edition:
        facts |= {"edition": edition, "text": digest}
    case = open_case(
        procedure="annual_report", on=day, by=entry.by, at=entry.at, given=GIVEN, facts=facts, organ_id=organ.pk
    ).case_id
    for step in COURSE:
        perform(case_id=case, act=Proposed(Kind.DONE, step, day), by=entry.by, at=entry.at, given=GIVEN)
    return case


def publish_case(case: int, organ: Organ, *, on: date) -> None:
    """Publish it on that day."""
    publish(case_id=case, channel="government", on=on, receipt=Receipt(number="回执"), entry=entered(on, organ))


def publish_report(organ: Organ, *, year: int, edition: int = 0, digest: str = "") -> int:
    """The report of the year, published in March of the next; its case."""
    case = report_case(organ, year=year, edition=edition, digest=digest)
    publish_case(case, organ, on=date(year + 1, 3, 24))
    return case


def correct_report(organ: Organ, *, year: int, edition: int, on: date) -> int:
    """A correction, published on that day."""
    entry = entered(on, organ)
    facts: dict[str, Value] = {
        "title": f"{year}年法治政府建设情况报告",
        "year": year,
        "changed": "更正一项数字",
        "why": "台账更正",
        "edition": edition,
        "text": "c" * 64,
    }
    case = open_case(
        procedure="report_correction", on=on, by=entry.by, at=entry.at, given=GIVEN, facts=facts, organ_id=organ.pk
    ).case_id
    for step in ("finding", "change", "approval"):
        perform(case_id=case, act=Proposed(Kind.DONE, step, on), by=entry.by, at=entry.at, given=GIVEN)
    publish_case(case, organ, on=on)
    return case
