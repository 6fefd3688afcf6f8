"""The draw ceremony: one step a screen, large enough for a meeting room; where it stands is read anew each time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from yifa.engine import draw_log
from yifa.engine.ceremonies import carrying_out, preparing
from yifa.engine.ceremonies.models import Ceremony
from yifa.engine.ceremonies.stages import (
    Stage,
    ceremonies,
    commitments,
    doings,
    entries,
    nonces,
    participants,
    planned,
    request_of,
    seals_of,
    stage_of,
)
from yifa.engine.draw.refusal import UnableToDraw
from yifa.kernel.evidence.log import UnableToSeal
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.drawing.draws import RUN, WATCH, who_of
from yifa.surfaces.workbench.page import render

LIGHT = "light_stage"
TITLES: Mapping[str, str] = {
    "plan": "抽取方案",
    "commit": "各机关承诺",
    "seal": "封存计划",
    "reveal": "各机关揭示",
    "number": "公开号码",
    "draw": "抽取",
    "result": "结果",
}
WITH_ORGANS = frozenset({"commit", "reveal"})
SAID: Mapping[str, str] = {
    "commit": "承诺已经收下。",
    "seal": "计划已经封存,从现在起谁也不能改动。",
    "reveal": "揭示已经收下,与承诺相符。",
    "close": "揭示已经截止并封存。",
    "number": "号码已经录入。",
    "draw": "抽取完成,结果已经封存。",
    "abort": "本次抽取已经中止,中止记录公开。",
    "withdraw": "申请已经撤回。没有封存过的申请不公开。",
}


@dataclass(frozen=True, slots=True)
class Screen:
    """One step: its name in the address, its title, whether it is behind us, whether it is the one to do now."""

    name: str
    title: str
    done: bool
    now: bool


@require_safe
@for_roles(*WATCH)
def begin(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """Lead to the step that is to be done now."""
    ceremony = ceremony_of(signed, pk)
    return HttpResponseRedirect(f"/desk/draws/{pk}/{_now(ceremony)}/")


@require_safe
@for_roles(*WATCH)
def screen(request: HttpRequest, signed: Signed, pk: int, step: str) -> HttpResponseBase:
    """One step."""
    ceremony = ceremony_of(signed, pk)
    return _screen(request, signed, ceremony, step)


@require_POST
@for_roles(*WATCH)
def do(request: HttpRequest, signed: Signed, pk: int, act: str) -> HttpResponseBase:
    """Do one thing in the ceremony; the engine refuses what is out of order."""
    ceremony = ceremony_of(signed, pk)
    if act == "theme":
        request.session[LIGHT] = not request.session.get(LIGHT, False)
        return HttpResponseRedirect(f"/desk/draws/{pk}/{_step_named(request)}/")
    doing = ACTS.get(act)
    if doing is None:
        raise Http404
    try:
        _check_organ(signed, ceremony, act)
        doing(ceremony, request, signed)
    except (UnableToDraw, UnableToSeal) as refusal:
        return _screen(request, signed, ceremony_of(signed, pk), _step_named(request), refused=str(refusal))
    messages.success(request, SAID[act])
    return HttpResponseRedirect(f"/desk/draws/{pk}/")


@require_safe
@for_roles(*WATCH)
def state(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """A mark that changes whenever somebody has done something: the projected page asks for it."""
    return HttpResponse(_mark(ceremony_of(signed, pk)), content_type="text/plain; charset=utf-8")


def ceremony_of(signed: Signed, pk: int) -> Ceremony:
    """The ceremony, if whoever is signed in may know of it. Raises Http404."""
    found = ceremonies(signed.viewer, organ=signed.holding.organ, on=signed.on).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _now(ceremony: Ceremony) -> str:
    match stage_of(ceremony):
        case Stage.PREPARING:
            owing = set(participants(ceremony)) - set(commitments(ceremony))
            return "commit" if owing else "plan"
        case Stage.REVEALING:
            return "reveal"
        case Stage.AWAITING:
            return "draw" if len(entries(ceremony)) == carrying_out.PERSONS else "number"
        case _:
            return "result"


def _steps(ceremony: Ceremony, step: str) -> tuple[Screen, ...]:
    joint = bool(participants(ceremony))
    names = [name for name in TITLES if joint or name not in WITH_ORGANS]
    if step not in names:
        raise Http404
    now = _now(ceremony)
    reached = names.index("seal" if now == "plan" else now)
    over = stage_of(ceremony).is_over
    return tuple(Screen(name, TITLES[name], over or place < reached, name == step) for place, name in enumerate(names))


def _screen(
    request: HttpRequest, signed: Signed, ceremony: Ceremony, step: str, *, refused: str = ""
) -> HttpResponseBase:
    steps, stage = _steps(ceremony, step), stage_of(ceremony)
    place = next(n for n, one in enumerate(steps) if one.now)
    plan = planned(ceremony) if ceremony.plan_hash else None
    told = {
        "title": ceremony.title,
        "ceremony": ceremony,
        "stage": stage,
        "is_over": stage.is_over,
        "is_prepared": stage is Stage.PREPARING,
        "is_sealed": plan is not None,
        "step": step,
        "steps": steps,
        "before": steps[place - 1] if place else None,
        "after": steps[place + 1] if place + 1 < len(steps) else None,
        "asked": request_of(ceremony),
        "plan": plan,
        "number_of": draw_log.number_of(plan) if plan is not None else 0,
        "seals": [(one.what.title, one.digest, _local(one.at)) for one in seals_of(ceremony)],
        "organs": participants(ceremony),
        "commitments": commitments(ceremony),
        "nonces": nonces(ceremony),
        "entries": entries(ceremony),
        "i_entered": signed.account.name in {one.account for one in entries(ceremony)},
        "agreed": len(entries(ceremony)) == carrying_out.PERSONS,
        "doings": [(_local(one.at), one.get_done_display(), one.organ, one.person) for one in doings(ceremony)],
        "bundle": json.loads(ceremony.bundle) if ceremony.bundle else None,
        "announced": _announced(ceremony, plan),
        "announced_passed": plan is not None and signed.at >= plan.beacon.number.at,
        "reveal_by": _local(plan.beacon.reveal_by) if plan is not None and plan.beacon.reveal_by else "",
        "late_reveal": bool(plan and plan.beacon.reveal_by and signed.at > plan.beacon.reveal_by),
        "may_run": signed.role in RUN and signed.holding.organ_path == ceremony.organ_path,
        "my_organ": signed.holding.organ if signed.role in RUN else "",
        "light": request.session.get(LIGHT, False),
        "mark": _mark(ceremony),
        "refused": refused,
    }
    return render(request, signed, "workbench/ceremony.html", status=422 if refused else 200, **told)


def _announced(ceremony: Ceremony, plan: Any) -> str:
    if plan is not None:
        return _local(plan.beacon.number.at)
    return str(request_of(ceremony)["beacon"]["at"])[:16].replace("T", " ")


def _check_organ(signed: Signed, ceremony: Ceremony, act: str) -> None:
    if signed.role not in RUN:
        raise PermissionDenied
    joins = act in {"commit", "reveal", "number"} and signed.holding.organ in participants(ceremony)
    if signed.holding.organ_path != ceremony.organ_path and not joins:
        raise UnableToDraw(f"这次抽取由「{ceremony.organ}」组织,您现在的岗位不能办理这一步。请由该机关的人员办理。")


def _step_named(request: HttpRequest) -> str:
    asked = request.POST.get("step", "")
    return asked if asked in TITLES else "plan"


def _mark(ceremony: Ceremony) -> str:
    return f"{ceremony.pk}.{len(doings(ceremony))}"


def _local(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _at(signed: Signed) -> datetime:
    # A record says when something was done in the time of the place.
    return timezone.localtime(signed.at)


def _words(request: HttpRequest, name: str) -> str:
    return plain(request.POST.get(name, "")).strip()[:500]


Act = Callable[[Ceremony, HttpRequest, Signed], object]
ACTS: Mapping[str, Act] = {
    "commit": lambda c, r, s: preparing.commit(c, digest=_words(r, "digest").lower(), by=who_of(s), at=_at(s)),
    "seal": lambda c, _, s: preparing.seal_plan(c, by=who_of(s), at=_at(s)),
    "reveal": lambda c, r, s: carrying_out.reveal(c, nonce=_words(r, "nonce"), by=who_of(s), at=_at(s)),
    "close": lambda c, _, s: carrying_out.close_reveals(c, by=who_of(s), at=_at(s)),
    "number": lambda c, r, s: carrying_out.enter_number(c, number=_words(r, "number"), by=who_of(s), at=_at(s)),
    "draw": lambda c, _, s: carrying_out.carry_out(c, by=who_of(s), at=_at(s)),
    "withdraw": lambda c, _, s: preparing.withdraw(c, by=who_of(s), at=_at(s)),
    "abort": lambda c, r, s: carrying_out.abort(c, why=_words(r, "why"), by=who_of(s), at=_at(s)),
}

urlpatterns = [
    path("desk/draws/<int:pk>/", begin, name="desk_draw"),
    path("desk/draws/<int:pk>/state/", state, name="desk_draw_state"),
    path("desk/draws/<int:pk>/do/<slug:act>/", do, name="desk_draw_do"),
    path("desk/draws/<int:pk>/<slug:step>/", screen, name="desk_draw_step"),
]
