"""Random draws as the log knows them: planned, drawn, and also those that nobody finished or that were given up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from yifa.engine import draw_log
from yifa.engine.ceremonies.stages import known
from yifa.engine.draw_log import LoggedDraw, Outcome
from yifa.kernel.evidence.bundle import bundle_text
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import UnableToProve, prove
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.pages import Link

DRAWS = Link("随机抽取", "/draws/")
JSON_TYPE = "application/json; charset=utf-8"
KINDS: Mapping[Outcome, str] = {
    Outcome.PLANNED: "warn",
    Outcome.DRAWN: "good",
    Outcome.ABORTED: "bad",
    Outcome.CONTRADICTED: "bad",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was fixed: what, when (local time), and its fingerprint."""

    title: str
    at: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw; plan: the fingerprint of its plan, by which it is known; state: drawn, aborted or planned, in words."""

    plan: str
    title: str
    organ: str
    planned_on: str
    state: str
    kind: str
    steps: tuple[Step, ...]


@open_page
def index(request: HttpRequest) -> HttpResponseBase:
    """All draws, the latest first."""
    return render(request, "portal/draws.html", title="随机抽取", draws=tuple(reversed(draws())))


@open_page
def page(request: HttpRequest, plan: str) -> HttpResponseBase:
    """One draw."""
    found, here = _found(plan), known(plan=plan)
    bundle = json.loads(here.bundle) if here is not None and here.bundle else None
    return render(request, "portal/draw.html", title=found.title, draw=found, bundle=bundle, trail=(DRAWS,))


@open_page
def proof(request: HttpRequest, plan: str) -> HttpResponseBase:
    """The file that proves when each part of a draw was fixed."""
    _found(plan)
    try:
        text = bundle_text(prove(kind=Subject.DRAW, texts=[(name, None) for name in draw_log.subjects_of(plan)]))
    except UnableToProve as waiting:
        raise Http404 from waiting
    return HttpResponse(
        text, content_type=JSON_TYPE, headers={"Content-Disposition": 'attachment; filename="bundle.json"'}
    )


@open_page
def result(request: HttpRequest, plan: str) -> HttpResponseBase:
    """The public bundle of a draw that was carried out here, from which anybody computes it again."""
    found = known(plan=plan)
    if found is None or not found.bundle:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="bundle.json"'}
    return HttpResponse(found.bundle, content_type=JSON_TYPE, headers=headers)


def draws() -> tuple[Draw, ...]:
    """Every draw that the log knows, in the order in which they were planned."""
    return tuple(map(_draw, draw_log.draws()))


def _found(plan: str) -> Draw:
    found = next((draw for draw in draws() if draw.plan == plan), None)
    if found is None:
        raise Http404
    return found


def _draw(found: LoggedDraw) -> Draw:
    steps = tuple(Step(one.what.title, _local(one.at), one.digest) for one in found.seals)
    outcome = found.outcome
    return Draw(found.plan, found.title, found.organ, steps[0].at, outcome.value, KINDS[outcome], steps)


def _local(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
