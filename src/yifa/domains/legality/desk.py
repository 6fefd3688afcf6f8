"""合法性审核收件台: everything that waits for a review, of whatever procedure, by kind and by due day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yifa.kernel.access import reached
from yifa.kernel.at_hand import acting_of
from yifa.kernel.catalogue import catalogue
from yifa.kernel.dossiers.models import Sheet
from yifa.kernel.dossiers.review import Kind
from yifa.kernel.pages import Asked, Page, PageAt, Place
from yifa.kernel.trays import TRAYS, AtStep, at_steps
from yifa.kernel.worklist import SIZE, Item, work_list

REVIEW = next(tray for tray in TRAYS if tray.name == "review")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits: where its review is, whether its package was sent in, sent back, found complete."""

    item: Item
    href: str
    sent_on: Any
    returned_on: Any


def show(asked: Asked) -> Page:
    """What waits for a review, the earliest due first; of one kind, where it is chosen."""
    steps = [
        one for one in at_steps(asked.viewer, on=asked.on, versions=asked.versions) if REVIEW.holds(one.step_title)
    ]
    chosen = asked.query.get("kind", "")
    at = [(one.procedure, one.step) for one in steps if chosen in {"", one.procedure}]
    found = work_list(asked.viewer, on=asked.on, at=at, versions=asked.versions)
    told = {
        "kinds": _kinds(steps),
        "chosen": chosen,
        "rows": _rows(asked, found.items),
        "more": found.following is not None,
        "most": SIZE,
        "today": asked.on,
        "counts_days": acting_of(asked).holding.post.role in {"reviewer", "head"},
    }
    return Page("legality/desk.html", "合法性审核收件台", told)


def _kinds(steps: list[AtStep]) -> list[dict[str, Any]]:
    kinds: dict[str, dict[str, Any]] = {}
    for one in steps:
        kind = kinds.setdefault(
            one.procedure, {"name": one.procedure, "title": one.procedure_title, "count": 0, "late": 0}
        )
        kind["count"] += one.count
        kind["late"] += one.overdue
    return sorted(kinds.values(), key=lambda kind: (-kind["count"], kind["title"]))


def _rows(asked: Asked, items: tuple[Item, ...]) -> list[Waiting]:
    kinds = (Kind.PACKAGE, Kind.PACKAGE_RETURN)
    sheets = Sheet.objects.filter(case__in=[one.case_id for one in items], kind__in=kinds)
    days = {
        (case, kind): on
        for case, kind, on in reached(sheets, asked.viewer, on=asked.on)
        .order_by("pk")
        .values_list("case", "kind", "on")
    }
    pages = _pages(catalogue().pages)
    return [
        Waiting(
            one,
            f"/desk/cases/{one.case_id}/{pages.get(one.procedure, '')}/".replace("//", "/"),
            days.get((one.case_id, Kind.PACKAGE.value)),
            days.get((one.case_id, Kind.PACKAGE_RETURN.value)),
        )
        for one in items
    ]


def _pages(pages: Mapping[str, PageAt]) -> dict[str, str]:
    reviews = [one for one in pages.values() if one.place is Place.CASE and one.title.startswith("合法性")]
    return {one.procedure: one.name for one in reviews}
