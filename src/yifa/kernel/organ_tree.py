"""The organs of a district as anybody may see them: that an organ exists is public, whatever it handles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yifa.kernel.models import Organ
from yifa.law.condition import SEPARATOR


@dataclass(frozen=True, slots=True)
class OrganLine:
    """One organ: its name, its place (names from the root, joined by «/»), its kind, where to reach it.

    pk: to count what it published.
    """

    pk: int
    name: str
    path: str
    kind: str
    telephone: str = ""
    address: str = ""

    @property
    def parent(self) -> str:
        """The name of the organ above it; «» at the root."""
        return self.path.rpartition(SEPARATOR)[0].rpartition(SEPARATOR)[2]

    @property
    def depth(self) -> int:
        """How many organs are above it."""
        return self.path.count(SEPARATOR)


def organs_on(day: date) -> tuple[OrganLine, ...]:
    """The organs that exist on the day, in the order of the tree: each before those beneath it."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    columns = ("pk", "name", "path", "kind", "telephone", "address")
    rows = (OrganLine(*row) for row in Organ.objects.filter(begun & lasting).values_list(*columns))
    # By names and not by letters of the path, or an organ's kin would stand between it and those beneath it.
    return tuple(sorted(rows, key=lambda one: (one.path.split(SEPARATOR), one.pk)))


def ended_by(day: date) -> dict[str, date]:
    """The organs that existed once and no more on the day, each with its last day; one that was set up anew is not."""
    rows = Organ.objects.filter(valid_to__lt=day).order_by("valid_to").values_list("name", "valid_to")
    there = {one.name for one in organs_on(day)}
    return {name: last for name, last in rows if name not in there and last is not None}


def beneath(path: str, above: str) -> bool:
    """Whether the place is that of `above` or beneath it; nothing is beneath nowhere."""
    return bool(above) and f"{path}{SEPARATOR}".startswith(f"{above}{SEPARATOR}")
