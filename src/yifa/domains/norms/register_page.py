"""登记簿: every number that was given here, in order, with its document; a cancelled one with its reason, and gaps named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from yifa.domains.norms.procedure import NORM
from yifa.kernel.access import visible
from yifa.kernel.models import Case, Number
from yifa.kernel.numbering import numbers_of
from yifa.kernel.pages import Asked, Page


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: the case that bears or bore it, the day on which it was given, why it was cancelled («» where not)."""

    text: str
    case_id: int
    title: str
    organ: str
    given_on: date
    cancelled_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Book:
    """One series of a year; unseen: how many of its numbers belong to documents that this viewer may not see."""

    title: str
    entries: tuple[Entry, ...]
    unseen: int


def show(asked: Asked) -> Page:
    """The series of norms, the latest year first."""
    cases = visible(Case.objects.filter(procedure=NORM.name), asked.viewer, on=asked.on)
    given = [one for one in numbers_of(cases.values_list("pk", flat=True)) if one.case is not None]
    books = [_book(list(numbers)) for _, numbers in groupby(given, key=lambda one: one.series_id)]
    # The opinions of reviewers are numbered in series of their own, which stand under no case.
    return Page("norms/register.html", "行政规范性文件登记簿", {"books": books[::-1]})


def _book(numbers: Sequence[Number]) -> Book:
    series = numbers[0].series
    return Book(f"{series.name}（{series.year}年）", tuple(map(_entry, numbers)), series.last - len(numbers))


def _entry(one: Number) -> Entry:
    case = one.case
    cancelled = timezone.localtime(one.cancelled_at).date() if one.cancelled_at is not None else None
    return Entry(
        text=one.text,
        case_id=case.pk if case is not None else 0,
        title=case.title if case is not None else "",
        organ=case.organ.name if case is not None and case.organ is not None else "",
        given_on=timezone.localtime(one.given_at).date(),
        cancelled_on=cancelled,
        reason=one.reason,
    )
