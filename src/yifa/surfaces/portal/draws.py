"""Random draws as the log knows them: planned, drawn, and also those that nobody finished or that were given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from yifa.engine.draw.seal import Sealed
from yifa.kernel.evidence.bundle import bundle_text
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import UnableToProve, prove, said
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.pages import Link

DRAWS = Link("随机抽取", "/draws/")
JSON_TYPE = "application/json; charset=utf-8"


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
    found = _found(plan)
    return render(request, "portal/draw.html", title=found.title, draw=found, trail=(DRAWS,))


@open_page
def proof(request: HttpRequest, plan: str) -> HttpResponseBase:
    """The file that proves when each part of a draw was fixed."""
    _found(plan)
    subjects = [subject for subject, _ in said(Subject.DRAW) if subject.startswith(f"{plan}/")]
    try:
        text = bundle_text(prove(kind=Subject.DRAW, texts=[(subject, None) for subject in subjects]))
    except UnableToProve as waiting:
        raise Http404 from waiting
    return HttpResponse(
        text, content_type=JSON_TYPE, headers={"Content-Disposition": 'attachment; filename="bundle.json"'}
    )


def draws() -> tuple[Draw, ...]:
    """Every draw that the log knows, in the order in which they were planned."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for subject, told in said(Subject.DRAW):
        plan, _, what = subject.partition("/")
        found.setdefault(plan, {})[what] = told["statement"]
    return tuple(_draw(plan, seals) for plan, seals in found.items())


def _found(plan: str) -> Draw:
    found = next((draw for draw in draws() if draw.plan == plan), None)
    if found is None:
        raise Http404
    return found


def _draw(plan: str, seals: Mapping[str, Mapping[str, Any]]) -> Draw:
    first = next(iter(seals.values()))
    steps = tuple(Step(Sealed(what).title, _local(one["at"]), one["hash"]) for what, one in seals.items())
    state, kind = _state(seals)
    return Draw(plan, first["title"], first["organ"], steps[0].at, state, kind, steps)


def _state(seals: Mapping[str, Any]) -> tuple[str, str]:
    if Sealed.ABORT.value in seals:
        return "已中止", "bad"
    return ("已抽取", "good") if Sealed.RESULT.value in seals else ("已定计划,尚未抽取", "warn")


def _local(instant: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(instant)):%Y-%m-%d %H:%M}"
