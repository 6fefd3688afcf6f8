"""Conditions over records as filters of a Django query: one of the forms in which `predicates.holds` answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_, or_

from django.db.models import F, Q, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from yifa.kernel.figures.sources import Own, Place
from yifa.law.condition import SEPARATOR, Beneath, Sign, type_scalar

# Written so that the database answers it: what Django itself finds empty would empty the other sums of the query too.
NOTHING = Q(pk__lt=0)
LOOKUPS: Mapping[Sign, str] = {
    Sign.EQUAL: "exact",
    Sign.LESS: "lt",
    Sign.AT_MOST: "lte",
    Sign.MORE: "gt",
    Sign.AT_LEAST: "gte",
}


class Queries:
    """Answers as filters of a query; an empty cell is NULL, of which no comparison holds."""

    def compare(self, place: Place, sign: Sign, value: type_scalar) -> Q:
        return Q((f"{name_of(place)}__{LOOKUPS[sign]}", value))

    def one_of(self, place: Place, values: tuple[type_scalar, ...], *, inside: bool) -> Q:
        found = Q((f"{name_of(place)}__in", values)) if values else NOTHING
        return found if inside else ~found & self.known(place)

    def beneath(self, place: Place, asked: Beneath, *, inside: bool) -> Q:
        # Not `startswith`: SQLite would take capital and small letters for the same.
        below, name = asked.path + SEPARATOR, name_of(place)
        found = Q((name, asked.path)) | Q(Exact(Left(F(name), len(below)), Value(below)))
        return found if inside else ~found & self.known(place)

    def known(self, place: Place) -> Q:
        return Q((f"{name_of(place)}__isnull", False))

    def unknown(self, place: Place) -> Q:
        return Q((f"{name_of(place)}__isnull", True))

    def every(self, parts: Iterable[Q]) -> Q:
        given = tuple(parts)
        return reduce(and_, given) if given else ~NOTHING

    def some(self, parts: Iterable[Q]) -> Q:
        given = tuple(parts)
        return reduce(or_, given) if given else NOTHING


def name_of(place: Place) -> str:
    """The field of the query in which the place is found."""
    return place.column if isinstance(place, Own) else f"brought_{place.by}_{place.column}"
