"""Revising a part of a document: whoever saves states which revision he had before him.

Two people who write at once both get through, or the second is shown what the first wrote; nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from yifa.kernel.drafts.models import Revision

LONGEST = 20_000
"""Characters of one part."""


@dataclass(frozen=True, slots=True)
class Revised:
    """One revision of a part, as it was written; number 0 for a part that nobody has written yet."""

    part: str
    number: int
    text: str
    verdict: str
    by: str
    at: datetime | None


class UnableToRevise(ValueError):
    """The revision is not taken; its text is a Chinese sentence. standing: what the part says now."""

    def __init__(self, sentence: str, standing: Revised) -> None:
        super().__init__(sentence)
        self.standing = standing


def revise(
    *, document: str, part: str, after: int, by: str, at: datetime, text: str = "", verdict: str = ""
) -> Revised:
    """Write a part of a document anew; nothing is written where nothing changes.

    after: the number of the revision that the writer had before him, 0 for none. Raises UnableToRevise where somebody
    else has written since, or the text is too long.
    """
    now = _latest(document, part)
    if (now.text, now.verdict) == (text, verdict) and (now.number or not text):
        return now
    if len(text) > LONGEST:
        raise UnableToRevise(f"没有保存:文字超过 {LONGEST} 字。请缩短后再保存。", now)
    if now.number != after:
        raise UnableToRevise(_overtaken(now), now)
    try:
        with transaction.atomic():
            made = Revision.objects.create(
                document=document, part=part, number=after + 1, text=text, verdict=verdict, by=by, at=at
            )
    except IntegrityError:  # somebody was quicker by a moment
        now = _latest(document, part)
        raise UnableToRevise(_overtaken(now), now) from None
    return _revised(made)


def latest(*, document: str) -> Mapping[str, Revised]:
    """What each part of the document says now, by part."""
    return {row.part: _revised(row) for row in Revision.objects.filter(document=document).order_by("number")}


def history(*, document: str) -> tuple[Revised, ...]:
    """Every revision of every part of the document, the latest first."""
    return tuple(map(_revised, Revision.objects.filter(document=document).order_by("-at", "-pk")))


def _latest(document: str, part: str) -> Revised:
    row = Revision.objects.filter(document=document, part=part).order_by("-number").first()
    return _revised(row) if row is not None else Revised(part, 0, "", "", "", None)


def _revised(row: Revision) -> Revised:
    return Revised(row.part, row.number, row.text, row.verdict, row.by, row.at)


def _overtaken(now: Revised) -> str:
    return f"没有保存:您打开以后,{now.by or '别人'}已经改过这一部分。请对照现在的文字合并后再保存,您写的没有丢。"
