"""Random draws at the desk: all that the log knows, and the form in which a new one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from yifa.engine import draw_log, draw_registers
from yifa.engine.ceremonies.preparing import By, open_ceremony, strata
from yifa.engine.ceremonies.stages import ORGANS, ceremonies, known, stage_of
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.request import KNOWN_NUMBERS
from yifa.kernel.ledger import Table
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render

RUN = ("handler", "head")
WATCH = (*RUN, "supervisor", "auditor", "operator")
DRAWS = Link("随机抽取", "/desk/draws/")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One draw in the list: where it leads, and where it stands."""

    title: str
    organ: str
    day: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One stratum in the form, with what was typed beside it."""

    name: str
    size: int
    number: str
    speciality: str


@require_safe
@for_roles(*WATCH)
def index(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """All draws: those prepared here, and those of the command line."""
    mine = tuple(_prepared(signed))
    there = {one.href for one in mine}
    others = tuple(line for line in _logged() if line.href not in there)
    return render(
        request,
        signed,
        "workbench/draws.html",
        title="随机抽取",
        mine=mine,
        others=others,
        registers=draw_registers.of_subjects() if signed.role in RUN else (),
        trail=(DESK,),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*RUN)
def new(request: HttpRequest, signed: Signed, register: str) -> HttpResponseBase:
    """Ask for a draw from a register."""
    table = next((one for one in draw_registers.of_subjects() if one.id == register), None)
    if table is None:
        raise Http404
    typed, refused = _typed(request.POST), ""
    if request.method == "POST":
        try:
            made = open_ceremony(
                request=_request(typed), register=register, by=who_of(signed), at=timezone.localtime(signed.at)
            )
        except UnableToDraw as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"「{made.title}」已经拟定。核对无误后请封存计划,封存以后不能再改。")
            return HttpResponseRedirect(f"/desk/draws/{made.pk}/")
    try:
        sizes = strata(register, on=signed.on)
    except UnableToDraw as refusal:
        sizes, refused = {}, str(refusal)
    return render(
        request,
        signed,
        "workbench/draw_new.html",
        title=f"拟定抽取：{table.title}",
        table=table,
        refused=refused,
        typed=typed,
        strata=[
            Asked(name, size, typed.get(f"number-{n}", ""), typed.get(f"speciality-{n}", ""))
            for n, (name, size) in enumerate(sizes.items())
        ],
        numbers=tuple(KNOWN_NUMBERS),
        people=draw_registers.of_inspectors() if isinstance(table, Table) else (),
        edition=f"{table.title}（{signed.on:%Y-%m-%d}在用）",
        trail=(DESK, DRAWS),
        status=422 if refused and request.method == "POST" else 200,
    )


def who_of(signed: Signed) -> By:
    """Who is signed in, as a ceremony knows him."""
    return By(signed.account.person, signed.account.name, signed.holding.organ, signed.holding.organ_path)


def _prepared(signed: Signed) -> Iterator[Line]:
    for one in ceremonies(signed.viewer, organ=signed.holding.organ, on=signed.on):
        day = f"{timezone.localtime(one.opened_at):%Y-%m-%d}"
        yield Line(one.title, one.organ, f"{day}拟定", stage_of(one).value, f"/desk/draws/{one.pk}/")


def _logged() -> Iterator[Line]:
    for one in reversed(draw_log.draws()):
        ceremony = known(plan=one.plan)
        href = f"/desk/draws/{ceremony.pk}/" if ceremony is not None else f"/draws/{one.plan}/"
        day = f"{timezone.localtime(one.seals[0].at):%Y-%m-%d}封存"
        yield Line(one.title, one.organ, day, one.outcome.value, href)


def _typed(post: QueryDict) -> Mapping[str, str]:
    return {name: plain(str(value)).strip()[:LONGEST] for name, value in post.items()}


def _request(typed: Mapping[str, str]) -> dict[str, Any]:
    organs = _lines(typed.get("participants", ""))
    return {
        **{name: typed.get(name, "") for name in ("title", "purpose", "register")},
        "basis": _lines(typed.get("basis", "")),
        "quotas": list(_quotas(typed)),
        "substitutes": _count(typed, "substitutes", "候补数") or 0,
        "exclusions": [_exclusion(line) for line in _lines(typed.get("exclusions", ""))],
        "staffing": _staffing(typed),
        "beacon": {
            "source": typed.get("source", ""),
            "round": typed.get("round", ""),
            "at": _moment(typed, "at", "公布时间"),
            "reveal_by": _moment(typed, "reveal_by", "揭示截止时间") if organs else None,
        },
        ORGANS: organs,
    }


def _quotas(typed: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for name, number in typed.items():
        kind, _, place = name.partition("-")
        if kind == "number" and number:
            stratum = typed.get(f"stratum-{place}", "")
            yield {"stratum": stratum, "number": number, "speciality": typed.get(f"speciality-{place}", "")}


def _exclusion(line: str) -> dict[str, str]:
    code, _, reason = line.replace("，", ",").partition(",")
    if not reason.strip():
        raise UnableToDraw(f"要排除的「{code}」没有写明理由。请每行写「编码,理由」。")
    return {"code": code.strip(), "reason": reason.strip()}


def _staffing(typed: Mapping[str, str]) -> dict[str, Any] | None:
    if not typed.get("people"):
        return None
    if not typed.get("inspection_on"):
        raise UnableToDraw("派检查人员须写明检查日期,据此核对执法证件是否有效。请填写检查日期。")
    asked = {"register": typed["people"], "on": _day(typed["inspection_on"]), "cap": _count(typed, "cap", "任务上限")}
    return {**asked, "per_subject": _count(typed, "per_subject", "每个对象的人数") or 2}


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UnableToDraw(f"检查日期「{text}」不是日期。请写成如 2022-06-01。") from None


def _moment(typed: Mapping[str, str], name: str, title: str) -> str:
    text = typed.get(name, "")
    try:
        return timezone.make_aware(datetime.fromisoformat(text).replace(tzinfo=None)).isoformat()
    except ValueError:
        raise UnableToDraw(f"{title}没有写明,或者不是时间。请写成如 2022-05-15T21:15。") from None


def _count(typed: Mapping[str, str], name: str, title: str) -> int | None:
    text = typed.get(name, "")
    if text and not (text.isascii() and text.isdecimal() and len(text) < LONGEST.bit_length()):
        raise UnableToDraw(f"{title}「{text}」不是数字。请填写整数。")
    return int(text) if text else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


urlpatterns = [
    path("desk/draws/", index, name="desk_draws"),
    path("desk/draws/from/<slug:register>/", new, name="desk_draw_new"),
]
