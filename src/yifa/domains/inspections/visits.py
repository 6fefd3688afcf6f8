"""A visit as its officers need it: whom, where, on which basis, what to look at, and what is filled in so far."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yifa.domains.inspections.models import CheckItem, CheckPoint, Inspector, SiteEntry, Visit
from yifa.domains.inspections.site_record import Filled, Standing, standing
from yifa.kernel.access import Viewer, visible
from yifa.kernel.evidence.personal import ERASED, opened
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, NothingThere
from yifa.kernel.reading import Read, read_cases
from yifa.law.condition import SEPARATOR
from yifa.law.fact import Value


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at. photo_basis: the article that asks for a picture, «» where none does and none is taken."""

    key: str
    text: str
    basis: str
    photo_basis: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visit at hand. officers: the names that the register gives to the certificates, where it knows them."""

    case: Case
    visit: Visit
    read: Read
    item_name: str
    points: tuple[Point, ...]
    officers: tuple[tuple[str, str], ...]
    record: Mapping[str, Standing]
    received: frozenset[str]

    @property
    def facts(self) -> Mapping[str, Value]:
        """What the case states."""
        return self.read.state.facts

    @property
    def is_finished(self) -> bool:
        """Whether the record was signed and the visit is over."""
        return "inspection" in self.read.state.done


def sheet(asked: Asked) -> Sheet:
    """The visit of the case whose page is asked for. Raises NothingThere where the post does not reach it."""
    case = asked.case
    if case is None or not reaches(asked, case):
        raise NothingThere
    visit = visit_of(case, asked.viewer, on=asked.on)
    if visit is None:
        raise NothingThere
    read = next(read_cases([case.pk], given=asked.given, versions=asked.versions))
    item = str(read.state.facts.get("item") or "")
    entries = tuple(entries_of(case, asked.viewer, on=asked.on))
    named = names_of(visit.certificates, asked.viewer, on=asked.on)
    return Sheet(
        case,
        visit,
        read,
        name_of_item(item, asked.viewer, on=asked.on),
        points_of(item, asked.viewer, on=asked.on),
        tuple((one, named.get(one, "")) for one in visit.certificates),
        standing(entries),
        frozenset(one.id for one in entries),
    )


def reaches(asked: Asked, case: Case) -> bool:
    """Whether one of the viewer's posts lies at the organ of the case or above: what is open to all shows no visit."""
    paths = (post.organ_path for post, _ in asked.viewer.posts_on(asked.on) if post.organ_path)
    return any(f"{case.organ_path}{SEPARATOR}".startswith(f"{path}{SEPARATOR}") for path in paths)


def visit_of(case: Case, viewer: Viewer, *, on: date) -> Visit | None:
    """The visit of a case, where one was arranged."""
    return visible(Visit.objects.filter(of_case=case.pk), viewer, on=on).first()


def visits_on(viewer: Viewer, *, first: date, last: date, on: date) -> tuple[Visit, ...]:
    """The visits arranged for these days, in order."""
    rows = Visit.objects.filter(planned_on__gte=first, planned_on__lte=last).select_related("of_case")
    return tuple(visible(rows, viewer, on=on).order_by("planned_on", "pk"))


def entries_of(case: Case, viewer: Viewer, *, on: date) -> Iterator[Filled]:
    """What was filled in on site, as it was taken. What was erased is left out."""
    for row in visible(SiteEntry.objects.filter(of_case=case.pk), viewer, on=on).order_by("pk"):
        text = opened(row.ref, row.what, bytes(row.salt) or None, bytes(row.content) or None)
        if text != ERASED:
            yield Filled(row.client_id, row.what, json.loads(text), tuple(row.replaces), row.on, row.by)


def points_of(item: str, viewer: Viewer, *, on: date) -> tuple[Point, ...]:
    """What to look at for an item of the list; where nobody wrote it down, the item itself is the one point."""
    rows = visible(CheckPoint.objects.filter(item=item), viewer, on=on).order_by("position")
    found = tuple(Point(f"{item}-{row.position}", row.text, row.basis, row.photo_basis) for row in rows)
    return found or (Point(f"{item or 'item'}-1", name_of_item(item, viewer, on=on) or "检查事项", "", ""),)


def name_of_item(item: str, viewer: Viewer, *, on: date) -> str:
    """What the list of the year calls an item; «» where it does not have it."""
    rows = CheckItem.objects.filter(key=item, in_force_from__lte=on).order_by("-in_force_from")
    return str(visible(rows, viewer, on=on).values_list("name", flat=True).first() or "")


def names_of(certificates: list[str], viewer: Viewer, *, on: date) -> dict[str, str]:
    """The names of inspectors by certificate, as far as the viewer may see the register."""
    rows = Inspector.objects.filter(key__in=certificates, in_force_from__lte=on).order_by("in_force_from")
    return {row.key: row.name or "" for row in visible(rows, viewer, on=on)}
