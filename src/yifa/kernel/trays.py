"""How many open cases stand at which step, and in which tray of a first screen they lie (待我审核, 收件, 待补正, 待出件)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min

from yifa.kernel.access import Viewer
from yifa.kernel.versions import INSTALLED, Versions
from yifa.kernel.worklist import Due, due_within, narrowed_to, open_cases, step_at


@dataclass(frozen=True, slots=True)
class AtStep:
    """How many open cases of a procedure stand at a step; earliest: the first due day among them."""

    procedure: str
    procedure_title: str
    step: str
    step_title: str
    duty: str
    count: int
    overdue: int
    today: int
    this_week: int
    earliest: date | None


@dataclass(frozen=True, slots=True)
class Tray:
    """A tray of a first screen: the cases that stand at a step which the statute calls so."""

    name: str
    title: str
    words: tuple[str, ...]

    def holds(self, step_title: str) -> bool:
        """Whether cases at a step of this title lie in the tray."""
        return step_title.endswith(self.words)


@dataclass(frozen=True, slots=True)
class Filled:
    """A tray with what lies in it."""

    tray: Tray
    count: int
    overdue: int
    today: int
    earliest: date | None


TRAYS = (
    Tray("review", "待我审核", ("审核", "审查")),
    Tray("intake", "收件", ("收到申请", "补正告知", "受理")),
    Tray("correction", "待补正", ("补正齐全",)),
    Tray("delivery", "待出件", ("送达",)),
)
"""The trays of reviewers and clerks. They go by the words of the statutes, so that a new procedure finds its tray."""


def at_steps(
    viewer: Viewer, *, on: date, procedure: str = "", organ: str = "", versions: Versions = INSTALLED
) -> list[AtStep]:
    """How many open cases stand at which step, as far as the viewer may see them; one query."""
    rows = open_cases(viewer, on).filter(narrowed_to(procedure, organ)).order_by()
    counted = rows.values_list("procedure", "version", "state").annotate(
        cases=Count("pk"),
        overdue=Count("pk", filter=due_within(Due.OVERDUE, on)),
        today=Count("pk", filter=due_within(Due.TODAY, on)),
        this_week=Count("pk", filter=due_within(Due.THIS_WEEK, on)),
        earliest=Min("due_on"),
    )
    found: dict[tuple[str, str], AtStep] = {}
    for name, version, state, *counts in counted.order_by("procedure", "version", "state"):
        known = found.get((name, state))
        one = _at_step(name, version, state, counts, versions)
        found[name, state] = one if known is None else _together(known, one)
    return list(found.values())


def trays(steps: Iterable[AtStep]) -> tuple[Filled, ...]:
    """What lies in each tray, from the counts of `at_steps`."""
    steps = tuple(steps)
    return tuple(_filled(tray, [one for one in steps if tray.holds(one.step_title)]) for tray in TRAYS)


def _at_step(name: str, version: str, state: str, counts: Sequence[Any], versions: Versions) -> AtStep:
    text, step = step_at(name, version, state, versions)
    title, duty = (step.title, step.actor.title) if step is not None else (state, "")
    return AtStep(name, text, state, title, duty, *counts)


def _together(one: AtStep, other: AtStep) -> AtStep:
    days = [day for day in (one.earliest, other.earliest) if day is not None]
    return AtStep(
        one.procedure,
        other.procedure_title,
        one.step,
        other.step_title,
        other.duty,
        one.count + other.count,
        one.overdue + other.overdue,
        one.today + other.today,
        one.this_week + other.this_week,
        min(days, default=None),
    )


def _filled(tray: Tray, steps: Sequence[AtStep]) -> Filled:
    days = [one.earliest for one in steps if one.earliest is not None]
    return Filled(
        tray,
        sum(one.count for one in steps),
        sum(one.overdue for one in steps),
        sum(one.today for one in steps),
        min(days, default=None),
    )
