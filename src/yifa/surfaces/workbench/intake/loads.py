"""What was loaded, sheet by sheet, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from yifa.kernel.catalogue import catalogue
from yifa.kernel.loads import UNDONE, load_entered, loads_entered
from yifa.kernel.models import Load
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.intake import jobs
from yifa.surfaces.workbench.intake.background import carry_on
from yifa.surfaces.workbench.intake.intake_work import works
from yifa.surfaces.workbench.page import DESK, render

ROLES = ("handler", "reporter", "operator", "system_admin")
ALL = frozenset({"operator", "system_admin"})
"""Who sees and may take back what others loaded."""
INGEST = Link("台账导入", "/desk/ingest/")
KIND = "undoing"
NEWEST, LONGEST = 50, 300
COUNTS = {
    "created": "新入库",
    "unchanged": "没有变化",
    "differing": "与已入库不同",
    "replaced": "替换",
    UNDONE: "已撤销",
    "left": "没有撤销",
}


@dataclass(frozen=True, slots=True)
class LoadLine:
    """One load as a list shows it."""

    href: str
    at: str
    file: str
    sheet: str
    title: str
    year: int
    by: str
    counts: str
    stands: str


def history(signed: Signed) -> list[LoadLine]:
    """The latest loads that whoever is signed in may take back."""
    return [line_of(load) for load in loads_entered(by=_whose(signed), newest=NEWEST)]


def line_of(load: Load) -> LoadLine:
    """The load in words."""
    table = catalogue().tables.get(load.table)
    counts = "、".join(f"{title} {load.counts[name]}" for name, title in COUNTS.items() if load.counts.get(name))
    return LoadLine(
        f"{INGEST.href}loads/{load.pk}/",
        f"{localtime(load.started_at):%Y-%m-%d %H:%M}",
        load.original.name,
        load.sheet,
        table.title if table is not None else load.table,
        load.year,
        load.entered_by,
        counts or "没有新的内容",
        _stands(load),
    )


@for_roles(*ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def one_load(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """One load; and, asked with a reason, taking back what it brought."""
    load = load_entered(load_id=pk, by=_whose(signed))
    if load is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()[:LONGEST]
        refused = _refusal(load, reason)
        if not refused:
            return _begun(signed, load, reason)
    table = catalogue().tables.get(load.table)
    return render(
        request,
        signed,
        "workbench/load.html",
        title="导入记录",
        trail=(DESK, INGEST),
        refused=refused,
        line=line_of(load),
        is_register=table is not None and table.becomes is None,
        may_undo=UNDONE not in load.counts,
    )


@for_roles(*ROLES)
@require_safe
def undoing(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """How far the taking back has come, and what became of it."""
    try:
        job = jobs.job_of(name, by=signed.acting.entered_by, kind=KIND)
    except jobs.UnableToFindJob as absent:
        raise Http404 from absent
    carry_on(job, works(signed.acting))
    told: dict[str, Any] = job.told
    is_moving = told["stage"] in jobs.MOVING
    title = "正在撤销导入" if is_moving else "撤销导入的结果"
    shown: dict[str, Any] = {"told": told, "is_moving": is_moving, "result": told.get("result")}
    response = render(request, signed, "workbench/undoing.html", title=title, trail=(DESK, INGEST), **shown)
    if is_moving:
        response.headers["Refresh"] = "2"
    return response


def _whose(signed: Signed) -> str | None:
    return None if signed.role in ALL else signed.acting.entered_by


def _stands(load: Load) -> str:
    if UNDONE in load.counts:
        return "已撤销"
    if load.status == Load.Status.FINISHED:
        return "已完成"
    return "有不同的行没有登记更正" if load.counts.get("differing") else "没有读完"


def _refusal(load: Load, reason: str) -> str:
    if not reason:
        return "没有写明撤销的理由。请写明理由再撤销。"
    return "这次导入已经撤销过。" if UNDONE in load.counts else ""


def _begun(signed: Signed, load: Load, reason: str) -> HttpResponseBase:
    job = jobs.begin(
        KIND,
        by=signed.acting.entered_by,
        at=signed.at,
        stage=jobs.UNDOING,
        load=load.pk,
        entered_by=_whose(signed),
        reason=reason,
    )
    return HttpResponseRedirect(f"{INGEST.href}undoing/{job.name}/")


urlpatterns = [
    path("desk/ingest/loads/<int:pk>/", one_load, name="load"),
    path("desk/ingest/undoing/<slug:name>/", undoing, name="undoing"),
]
