"""How much counsel and public lawyers were asked for in a year: matters per person, and what became of opinions by kind.

Persons are counted, never compared: who is asked how often tells an office whom to ask next; whether opinions were
adopted is told of all together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.kernel.access import reached
from yifa.kernel.dossiers import review
from yifa.kernel.dossiers.models import Sheet
from yifa.kernel.pages import Asked


@dataclass(frozen=True, slots=True)
class Engagement:
    """One matter for which somebody was engaged, as it stands: when, by which organ, what became of his opinion."""

    on: date
    organ: str
    name: str
    kind: str
    adoption: str


@dataclass(frozen=True, slots=True)
class Load:
    """How many matters somebody was engaged in, and of how many his opinion is still awaited."""

    name: str
    kind: str
    matters: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Of one kind of counsel: how often engaged, and what became of the opinions."""

    kind: str
    engaged: int
    waiting: int
    outcomes: tuple[int, ...]


def engagements(asked: Asked, *, year: int) -> tuple[Engagement, ...]:
    """The engagements of the year within the viewer's reach."""
    rows = reached(Sheet.objects.filter(kind=review.Kind.COUNSEL), asked.viewer, on=asked.on)
    first: dict[tuple[int, str], tuple[date, str]] = {}
    last: dict[tuple[int, str], dict[str, Any]] = {}
    for case, key, on, organ, content in rows.order_by("pk").values_list("case", "key", "on", "organ", "content"):
        first.setdefault((case, key), (on, organ))
        last[case, key] = json.loads(content)
    return tuple(
        Engagement(on, organ, *(str(last[which][name]) for name in ("name", "kind", "adoption")))
        for which, (on, organ) in first.items()
        if on.year == year
    )


def loads(asked: Asked, *, year: int) -> tuple[Load, ...]:
    """The matters of each person in the year, by name."""
    by_name: dict[tuple[str, str], list[Engagement]] = {}
    for one in engagements(asked, year=year):
        by_name.setdefault((one.name, one.kind), []).append(one)
    return tuple(
        Load(name, kind, len(found), sum(not one.adoption for one in found))
        for (name, kind), found in sorted(by_name.items())
    )


def heard(found: Iterable[Engagement]) -> tuple[Heard, ...]:
    """What became of the opinions, by kind; outcomes in the order of `review.ADVICE`."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in review.COUNSELS}
    for one in found:
        counts[one.kind][one.adoption] += 1
    return tuple(
        Heard(kind, sum(of.values()), of[""], tuple(of[word] for word in review.ADVICE)) for kind, of in counts.items()
    )
