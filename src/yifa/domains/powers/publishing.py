"""公布: the duty to publish an approved change, fulfilled with its receipt; and which changes still wait for it.

Reading: a change is handed over before it is published, as the district's rules order it (移送公开, then 公布).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.powers.dossier import Kind, keep
from yifa.domains.powers.models import PowerVersion
from yifa.kernel.access import Viewer, visible
from yifa.kernel.at_hand import acting_of, case_of, state_of, step_of
from yifa.kernel.deadlines import deadlines
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.models import Case, Publication
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.publishing_in_post import Receipt, Sitting, UnableToPublish, publish_in_case
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import done

CHANNEL = GOVERNMENT_SITE.name


@dataclass(frozen=True, slots=True)
class Waiting:
    """An approved change that was not published yet: of which power, since when, by which day at the latest."""

    version: PowerVersion
    due_on: date | None


def make_public(asked: Asked, *, on: date, receipt: Receipt, updated: str) -> None:
    """Publish the approved change with the receipt of the site. Raises UnableToTake, UnableToPerform.

    updated: how the catalogue of service items and the register of enforcement items were brought into line.
    """
    if not receipt.number and not receipt.address:
        raise UnableToTake("不得登记公布:没有公布回执。请填写公布网站给出的回执编号,或者公布网址。", "receipt")
    if state_of(asked).day(done("handover")) is None:
        basis = step_of(asked, "handover").basis.formal
        raise UnableToTake(f"不得登记公布:这件调整还没有批准并移送公开({basis})。请先登记移送公开。")
    sitting = Sitting(acting_of(asked), asked.on, asked.at, asked.given, asked.versions)
    try:
        with transaction.atomic():
            publish_in_case(sitting, case_id=case_of(asked).pk, channel=CHANNEL, on=on, receipt=receipt)
            keep(asked, Kind.UPDATED_LISTS, updated, on=on)
    except UnableToPublish as refused:
        raise UnableToTake(str(refused)) from refused


def published(case: Case, *, viewer: Viewer, on: date) -> Publication | None:
    """What became of the duty to publish the change; None while nobody asked for it."""
    return visible(Publication.objects.filter(case=case, channel=CHANNEL), viewer, on=on).first()


def waiting(asked: Asked) -> Mapping[str, Waiting]:
    """The approved changes that were not published yet, by code of the power, the earliest first."""
    rows = visible(PowerVersion.objects.filter(on__lte=asked.on), asked.viewer, on=asked.on)
    of_case = {row.case_id: row for row in rows.select_related("case").order_by("on", "pk")}
    reads = {read.case.pk: read for read in read_cases(of_case, given=asked.given, versions=asked.versions)}
    return {
        row.code: Waiting(row, _due(reads[pk], asked.on))
        for pk, row in of_case.items()
        if "publication" not in reads[pk].state.done
    }


def _due(read: Read, on: date) -> date | None:
    step = read.course.procedure.by_name["publication"]
    terms = deadlines(step, read.state, read.given, on)
    return next((term.last_on for term in terms if term.last_on is not None), None)
