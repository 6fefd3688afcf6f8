"""The list of powers as it stands on a day: kept inside, open to all, and how one state of it differs from another.

An edition is one sheet a year; requests that were approved since change it, each from the day of its approval.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yifa.domains.powers.models import PowerItem, PowerVersion
from yifa.domains.powers.rules import Difference, Item, differences
from yifa.kernel.access import PUBLIC, Viewer, visible

COLUMNS = ("name", "kind", "organ", "basis", "level", "status")


@dataclass(frozen=True, slots=True)
class Since:
    """What the list says of one power from a day on (None: nothing); case: of the request that changed it, if one did."""

    on: date
    item: Item | None
    case: int | None
    change: str


def kept(*, viewer: Viewer, on: date, code: str = "") -> dict[str, Item]:
    """The list in force on a day, by code, as far as the viewer may see it; code: only that power."""
    lasting = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
    only = Q(key=code) if code else Q()
    rows = visible(PowerItem.objects.filter(lasting, only, in_force_from__lte=on), viewer, on=on)
    entries = list(rows.order_by("key").values("key", "year", *COLUMNS))
    found: dict[str, Item] = {row["key"]: {name: row[name] for name in COLUMNS} for row in entries}
    return _before_later_changes(found, viewer, on, code)


def unlike_published(*, viewer: Viewer, on: date) -> tuple[Difference, ...]:
    """The powers of which the public sees something else than what is kept, or nothing; none where both agree."""
    return differences(kept(viewer=PUBLIC, on=on), kept(viewer=viewer, on=on))


def changes(*, viewer: Viewer, since: date, on: date) -> tuple[Difference, ...]:
    """What the list in force on a day says otherwise than the one in force on an earlier day."""
    return differences(kept(viewer=viewer, on=since), kept(viewer=viewer, on=on))


def starts(*, viewer: Viewer, on: date) -> tuple[date, ...]:
    """The days on which the list changed up to a day, by edition or by request, the latest first."""
    editions = visible(PowerItem.objects.filter(in_force_from__lte=on), viewer, on=on)
    amended = visible(PowerVersion.objects.filter(on__lte=on), viewer, on=on)
    days = {*editions.values_list("in_force_from", flat=True).distinct(), *amended.values_list("on", flat=True)}
    return tuple(sorted(days, reverse=True))


def history(code: str, *, viewer: Viewer, on: date) -> tuple[Since, ...]:
    """What the list has said of one power, the latest first; days on which nothing changed are left out."""
    amended = {row.on: row for row in visible(PowerVersion.objects.filter(code=code, on__lte=on), viewer, on=on)}
    told: list[Since] = []
    for day in reversed(starts(viewer=viewer, on=on)):
        item = kept(viewer=viewer, on=day, code=code).get(code)
        if item != (told[-1].item if told else None):
            row = amended.get(day)
            told.append(Since(day, item, row.case_id if row else None, row.change if row else "版本启用"))
    return tuple(reversed(told))


def _before_later_changes(found: dict[str, Item], viewer: Viewer, on: date, code: str) -> dict[str, Item]:
    # The edition holds what was approved last; an earlier day is told by taking the later approvals back.
    only = Q(code=code) if code else Q()
    later = visible(PowerVersion.objects.filter(only, on__gt=on), viewer, on=on).order_by("-on", "-pk")
    for version in later:
        was, now = json.loads(version.was), json.loads(version.now)
        if version.year in _years(viewer, on) and found.get(version.code) == now:
            found = {**found, version.code: was} if was else {k: v for k, v in found.items() if k != version.code}
    return dict(sorted(found.items()))


def _years(viewer: Viewer, on: date) -> frozenset[int]:
    lasting = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
    rows = visible(PowerItem.objects.filter(lasting, in_force_from__lte=on), viewer, on=on)
    return frozenset(rows.values_list("year", flat=True).distinct())


def lines(items: dict[str, Item]) -> Iterator[tuple[str, ...]]:
    """The list as lines of text, code first."""
    for code, item in items.items():
        yield (code, *(str(item[name] or "") for name in COLUMNS))
