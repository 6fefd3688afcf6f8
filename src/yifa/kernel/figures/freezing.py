"""Freezing figures for a report: what was counted, from which record set, as a leaf of the evidence log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from yifa.kernel.evidence.canonical import Json
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, statement_text, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.models import Leaf, PendingLeaf


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a report says of a figure; numbers as printed, `records` the number and `set_hash` the hash of its records."""

    figure: str
    year: int
    value: str
    unit: str
    numerator: str
    denominator: str
    records: int
    set_hash: str
    definition: str

    @property
    def subject(self) -> str:
        """The name of its leaf."""
        return figure_subject(self.year, self.figure)

    @property
    def statement(self) -> Mapping[str, Json]:
        """What its leaf says."""
        return {
            "figure": self.figure,
            "year": self.year,
            "value": self.value,
            "unit": self.unit,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "records": self.records,
            "set_hash": self.set_hash,
            "definition": self.definition,
        }


def figure_subject(year: int, figure: str) -> str:
    """The name under which a figure of a year is in the log."""
    return f"{year}/{figure}"


def freeze(figures: Iterable[Frozen]) -> int:
    """Put on record what a report says of its figures; returns how many say something new since they were last frozen."""
    with transaction.atomic():
        fresh = [
            one
            for one in figures
            if _said_last(one.subject) != statement_text(Subject.FIGURE, one.subject, one.statement)
        ]
        write([stating(suite_in_use(), Subject.FIGURE, one.subject, one.statement) for one in fresh])
    return len(fresh)


def _said_last(subject: str) -> bytes:
    waiting = PendingLeaf.objects.filter(kind=Subject.FIGURE, subject=subject).order_by("-pk").first()
    last = waiting or Leaf.objects.filter(kind=Subject.FIGURE, subject=subject).order_by("-position").first()
    return last.payload.encode() if last is not None else b""
