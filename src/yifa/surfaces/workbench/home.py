"""The first screen of whoever is signed in: what is owed, by when, and where to begin; one for each kind of post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.access import ROLES
from yifa.kernel.access.viewer import ADMINISTRATORS
from yifa.kernel.catalogue import catalogue
from yifa.kernel.disclosure.listing import late
from yifa.kernel.findings.listing import Tally, findings, tallies
from yifa.kernel.fixed_dates import fixed_dates
from yifa.kernel.history import documents_left, lacking
from yifa.kernel.pages import Place
from yifa.kernel.reading import read_cases
from yifa.kernel.trays import TRAYS, AtStep, Filled, at_steps, trays
from yifa.kernel.worklist import Due, Item, work_list
from yifa.report.punctuation import mended
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.given import given_on, versions
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.places import pages_at
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.page import NAVIGATION, render

SHEET = frozenset({"leader", "head"})
"""Whose first screen is one sheet of A4."""
TASKS = frozenset({"handler", "head"})
REVIEWS = frozenset({"reviewer"})
NEW_DAYS, SHOWN = 7, 8
TRAYS_OF: dict[str, tuple[str, ...]] = {
    "reviewer": ("review",),
    "window": ("intake", "correction", "delivery"),
    "handler": ("intake", "correction", "delivery"),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of a first screen, and where it leads; kind: late, today or plain."""

    title: str
    number: int
    says: str
    href: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Task:
    """One case on the desk: until when, and what its file lacks."""

    item: Item
    lacks: tuple[str, ...]


@signed_in
def home(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The first screen."""
    desks = pages_at(Place.DESK, role=signed.role)
    if signed.role in ADMINISTRATORS:
        return render(
            request,
            signed,
            "workbench/home_administrator.html",
            title="工作台",
            desks=desks,
            looks_after=ADMINISTRATORS[signed.role],
            places=_places(signed),
        )
    template = "workbench/home_sheet.html" if signed.role in SHEET else "workbench/home.html"
    return render(request, signed, template, title=_title(signed), desks=desks, **_told(signed))


def _title(signed: Signed) -> str:
    return f"{signed.holding.title}{signed.on}" if signed.role in SHEET else "工作台"


def _told(signed: Signed) -> dict[str, Any]:
    steps = at_steps(signed.viewer, on=signed.on, versions=versions())
    mine = _mine(steps, signed)
    first = _first(mine, signed)
    open_findings = tallies(signed.viewer, on=signed.on, open_only=True)
    fixed = fixed_dates(after=signed.on, parameters=given_on(signed.on).parameters)[:4]
    return {
        "on": signed.on,
        "tiles": tuple(_tiles(steps, mine, signed)),
        "tasks": _tasks(first, signed),
        "shows_lacks": signed.role in TASKS | {"window"},
        "late_steps": tuple(step for step in steps if step.overdue),
        "late_publications": late(signed.viewer, on=signed.on).count(),
        "findings": sum(one.count for one in open_findings),
        "new_findings": _new(signed),
        "asked_about": tuple(_asked_about(open_findings)),
        "fixed": fixed,
        "bases": {one.parameter: district().basis_of(one.parameter) for one in fixed},
        "earliest": min(
            (one.due_on for one in first if one.due_on is not None and one.due_on >= signed.on), default=None
        ),
        "open": sum(step.count for step in mine),
        "places": _places(signed),
        "acts": ROLES[signed.role].acts,
        "report_year": signed.on.year - 1,
    }


def _mine(steps: Sequence[AtStep], signed: Signed) -> tuple[AtStep, ...]:
    """The steps that this post attends to: a reviewer's are reviews, all others look at all that they may see."""
    review = next(tray for tray in TRAYS if tray.name == "review")
    return tuple(step for step in steps if signed.role not in REVIEWS or review.holds(step.step_title))


def _first(mine: Sequence[AtStep], signed: Signed) -> tuple[Item, ...]:
    """What to begin with; of a sheet for leaders what comes up, since what is late stands there already."""
    at = {(step.procedure, step.step) for step in mine} if signed.role in REVIEWS else None
    wanted = (Due.TODAY, Due.THIS_WEEK) if signed.role in SHEET else (None,)
    lists = (work_list(signed.viewer, on=signed.on, due=due, at=at, size=SHOWN, versions=versions()) for due in wanted)
    return tuple(item for found in lists for item in found.items)[:SHOWN]


def _tiles(steps: Sequence[AtStep], mine: Sequence[AtStep], signed: Signed) -> Iterator[Tile]:
    wanted = TRAYS_OF.get(signed.role, ())
    for filled in trays(steps):
        if filled.tray.name in wanted:
            yield Tile(filled.tray.title, filled.count, _says(filled), f"/desk/cases/?tray={filled.tray.name}")
    tray = "tray=review&" if signed.role in REVIEWS else ""
    cases = f"/desk/cases/?{tray}due="
    yield Tile(Due.OVERDUE, sum(step.overdue for step in mine), "件", f"{cases}{Due.OVERDUE}", "late")
    yield Tile(Due.TODAY, sum(step.today for step in mine), "件", f"{cases}{Due.TODAY}", "today")
    yield Tile(Due.THIS_WEEK, sum(step.this_week for step in mine), "件", f"{cases}{Due.THIS_WEEK}")


def _says(filled: Filled) -> str:
    first = f"件,最近到期{filled.earliest}" if filled.earliest is not None else "件"
    return mended(first)


def _tasks(items: Sequence[Item], signed: Signed) -> tuple[Task, ...]:
    ids = [one.case_id for one in items]
    left, given = documents_left(ids), given_on(signed.on)
    reads = {read.case.pk: read for read in read_cases(ids, given=given, versions=versions())}
    none: frozenset[str] = frozenset()
    return tuple(
        Task(one, lacking(reads[one.case_id], left.get(one.case_id, none)) if one.case_id in reads else ())
        for one in items
    )


def _new(signed: Signed) -> int:
    since = signed.at - timedelta(days=NEW_DAYS)
    return findings(signed.viewer, on=signed.on, open_only=True).filter(found_at__gte=since).count()


def _asked_about(open_ones: Sequence[Tally]) -> Iterator[tuple[str, int]]:
    """By rule, in words, how many doubts stand open: what a reader of the report will ask about."""
    titles = {
        rule.code: f"{text.title}「{rule.step.title}」"
        for text in catalogue().procedures.values()
        for rule in text.rules
    }
    found: dict[str, int] = {}
    for one in open_ones:
        name = titles.get(one.rule, one.rule)
        found[name] = found.get(name, 0) + one.count
    yield from sorted(found.items(), key=lambda pair: -pair[1])[:SHOWN]


def _places(signed: Signed) -> tuple[Link, ...]:
    return tuple(link for link, roles in NAVIGATION if signed.role in roles and link.href != "/desk/")


urlpatterns = [path("desk/", home, name="work")]
