"""The organs of a district as anybody may see them: that an organ exists is public, whatever it handles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yifa.kernel.models import Organ


@dataclass(frozen=True, slots=True)
class OrganLine:
    """One organ: its name, its place (names from the root, joined by «/»), its kind; pk: to count what it published."""

    pk: int
    name: str
    path: str
    kind: str


def organs_on(day: date) -> tuple[OrganLine, ...]:
    """The organs that exist on the day, in the order of the tree."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = Organ.objects.filter(begun & lasting).order_by("path", "pk").values_list("pk", "name", "path", "kind")
    return tuple(OrganLine(*row) for row in rows)
