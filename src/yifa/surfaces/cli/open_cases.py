"""Open cases to look around with, in an installation that holds sample data and nothing else; dated from the day it is.

Each is entered through the same door as any case, once; what is dated earlier shows as 补录, because that is what it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.models import Carrier, Case
from yifa.kernel.opening import open_case
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.particulars import WHERE
from yifa.kernel.registers import Registers
from yifa.kernel.standing import where_it_stands
from yifa.kernel.versions import UnableToFindProcedure
from yifa.law.act import Act, Kind
from yifa.law.fact import Value
from yifa.law.fold import Given, fold
from yifa.surfaces.cli.surroundings import Surroundings

ENTERED_BY, LIES = "演示数据", "演示案卷(没有纸质原件)"
FARTHEST = 200
"""Days by which a case is moved back at most, to fall due when it should."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A case of the samples: how long ago each act was, and in how many days it is to fall due (None: whenever)."""

    procedure: str
    organ: str
    title: str
    days: int
    facts: Mapping[str, Value]
    acts: tuple[Mapping[str, Any], ...]
    due_in: int | None = None


def open_samples(file: Path, here: Surroundings) -> str:
    """Open the cases of the file that are not there yet; a sentence of how many. Nothing where data are real."""
    if not here.profile.synthetic or not file.is_file():
        return ""
    today = timezone.localdate(here.at)
    opened = sum(_open(one, here, today) for one in _samples(file) if not _is_there(one, today))
    return f"演示案件:立件 {opened} 件。"


def _samples(file: Path) -> Iterator[Sample]:
    for one in json.loads(file.read_text(encoding="utf-8")):
        acts = tuple(one.pop("acts"))
        yield Sample(**one, acts=acts)


def _is_there(one: Sample, today: date) -> bool:
    return visible(Case.objects.filter(title=one.title, procedure=one.procedure), OPERATOR, on=today).exists()


def _open(one: Sample, here: Surroundings, today: date) -> bool:
    organ = next((line for line in organs_on(today) if line.name == f"{here.profile.district}{one.organ}"), None)
    registers = Registers(on=today)
    given = Given(here.calendar, here.profile.parameters(today), registers, loaded=registers.is_loaded)
    if organ is None:
        return False
    try:
        with transaction.atomic():
            _enter(one, organ.pk, organ.name, here, given, today)
    except (UnableToPerform, UnableToFindProcedure) as refused:
        print(f"演示案件「{one.title}」没有立件:{refused}")
        return False
    return True


def _enter(one: Sample, organ_id: int, organ: str, here: Surroundings, given: Given, today: date) -> None:
    moved = timedelta(days=_moved(one, organ, here, given, today))
    opened = open_case(
        procedure=one.procedure,
        on=today - timedelta(days=one.days) - moved,
        by=Actor(ENTERED_BY, organ, ENTERED_BY),
        at=here.at,
        given=given,
        title=one.title,
        facts=one.facts,
        organ_id=organ_id,
        versions=here.versions,
    )
    for act in one.acts:
        on = today - timedelta(days=act["days"]) - moved
        facts = {**act.get("facts", {}), WHERE.name: LIES}
        by = Actor(ENTERED_BY, organ, act["person"], Carrier.PAPER)
        proposed = Proposed(Kind(act["kind"]), act.get("step", ""), on, minute=act.get("minute"), facts=facts)
        perform(case_id=opened.case_id, act=proposed, by=by, at=here.at, given=given, versions=here.versions)


def _moved(one: Sample, organ: str, here: Surroundings, given: Given, today: date) -> int:
    """By how many days the case is moved back, so that it falls due on the day asked for, or as soon before as it can."""
    if one.due_in is None:
        return 0
    text = here.versions.in_force(name=one.procedure, on=today, organ=organ)
    wanted = today + timedelta(days=one.due_in)
    for moved in range(FARTHEST):
        first = today - timedelta(days=moved)
        acts = [Act(0, Kind.REGISTERED, "", first - timedelta(days=one.days), facts=one.facts)]
        acts += [_act(number, act, first) for number, act in enumerate(one.acts, 1)]
        due = where_it_stands(fold(text, acts, given), given).due_on
        if due is not None and due <= wanted:
            return moved
    return 0


def _act(number: int, act: Mapping[str, Any], first: date) -> Act:
    on = first - timedelta(days=act["days"])
    return Act(number, Kind(act["kind"]), act.get("step", ""), on, act.get("minute"), facts=act.get("facts", {}))
