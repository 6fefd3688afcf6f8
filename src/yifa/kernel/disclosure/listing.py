"""What is to be published by when, what is late, and what an address shows. Lists go through `access.visible`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yifa.kernel.access import Viewer, visible
from yifa.kernel.models import Publication, PublishedText


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What a public address shows: the text as published, or a sentence on why it is no longer shown."""

    address: str
    published_on: date
    text: str
    sentence: str


def owed(viewer: Viewer, *, by: date, on: date) -> QuerySet[Publication]:
    """What is to be published until and including `by`, the earliest first, as far as the viewer may see the case.

    As the rows stand: `rows.catch_up` runs after each load, and every few seconds beside the pages.
    """
    rows = Publication.objects.filter(is_owed=True, done_on=None, due_on__lte=by)
    return visible(rows, viewer, on=on).order_by("due_on", "pk")


def late(viewer: Viewer, *, on: date) -> QuerySet[Publication]:
    """What should have been published before that day."""
    return owed(viewer, by=on, on=on).filter(due_on__lt=on)


def page_at(address: str) -> PublicPage | None:
    """What the public finds at an address; None where nothing was ever published there.

    A page that was taken down stays where it was, without its text. What another system published has no text here.
    """
    row = Publication.objects.filter(address=address, done_on__isnull=False).first()
    if row is None or row.done_on is None:
        return None
    if row.withdrawn_on is not None:
        return PublicPage(address, row.done_on, "", f"已撤下:{row.withdrawn_on}依据{row.ground}撤下。")
    kept = PublishedText.objects.filter(pk=row.text).first()
    elsewhere = "" if kept is not None else f"已于{row.done_on}在其他系统公示,本系统没有公示文本。"
    return PublicPage(address, row.done_on, kept.text if kept is not None else "", elsewhere)
