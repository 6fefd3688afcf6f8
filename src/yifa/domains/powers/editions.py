"""The list of powers as it stands on a day: kept inside, open to all, and how one edition differs from another."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yifa.domains.powers.models import PowerItem
from yifa.domains.powers.rules import Difference, Item, differences
from yifa.kernel.access import PUBLIC, Viewer, visible

COLUMNS = ("name", "kind", "organ", "basis", "level", "status")


def kept(*, viewer: Viewer, on: date) -> dict[str, Item]:
    """The list in force on a day, by code, as far as the viewer may see it."""
    lasting = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
    rows = visible(PowerItem.objects.filter(lasting, in_force_from__lte=on), viewer, on=on)
    return {row["key"]: {name: row[name] for name in COLUMNS} for row in rows.order_by("key").values("key", *COLUMNS)}


def unlike_published(*, viewer: Viewer, on: date) -> tuple[Difference, ...]:
    """The powers of which the public sees something else than what is kept, or nothing; none where both agree."""
    return differences(kept(viewer=PUBLIC, on=on), kept(viewer=viewer, on=on))


def changes(*, viewer: Viewer, since: date, on: date) -> tuple[Difference, ...]:
    """What the list in force on a day says otherwise than the one in force on an earlier day."""
    return differences(kept(viewer=viewer, on=since), kept(viewer=viewer, on=on))
