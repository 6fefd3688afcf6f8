"""台账导入: files are sent, tried, and taken in once somebody has looked at the difference; each intake is its sender's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from yifa.engine.ingest.workbook import SUFFIXES
from yifa.kernel.catalogue import catalogue
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.sheets import xlsx_file
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.intake import jobs
from yifa.surfaces.workbench.intake.background import carry_on
from yifa.surfaces.workbench.intake.intake_headings import chosen_lines, remember_lines
from yifa.surfaces.workbench.intake.intake_lines import HEAD, cells_of
from yifa.surfaces.workbench.intake.intake_work import lines_back, loads_of, works
from yifa.surfaces.workbench.intake.jobs import Job
from yifa.surfaces.workbench.intake.loads import history
from yifa.surfaces.workbench.intake.sent_files import seal_files
from yifa.surfaces.workbench.page import DESK, render

ROLES = ("handler", "reporter", "operator", "system_admin")
INGEST = Link("台账导入", "/desk/ingest/")
KIND = "intake"
MOST, LARGEST = 30, 300 * 1024 * 1024
"""Files of one intake, and bytes of them all."""
EARLIEST = 2000
SHOWN = 50
"""So many rows that come back are shown on the page; the workbook has all."""
STAGES = {
    jobs.CHECKING: "正在核对",
    jobs.CHECKED: "等待确认",
    jobs.LOADING: "正在写入",
    jobs.DONE: "已导入",
    jobs.STOPPED: "中断",
}
BACK_NOTES = ("这些行没有导入。请在原件上改正后重新导入;重复的行不需要处理。",)


@for_roles(*ROLES)
def desk(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Send files; the intakes that one has begun, and what one has loaded."""
    scope = _scope(signed)
    refused = ""
    if request.method == "POST":
        files, year = request.FILES.getlist("files"), _year(request, signed)
        refused = _refusal(files, year)
        if not refused and year is not None:
            return _begun(request, signed, files, year, scope)
    return render(
        request,
        signed,
        "workbench/ingest.html",
        title="台账导入",
        trail=(DESK,),
        refused=refused,
        year=district().year,
        years=range(signed.on.year, district().year - 6, -1),
        accept=",".join(sorted(SUFFIXES)),
        scope=scope,
        jobs=[_line(job) for job in jobs.jobs_of(by=signed.acting.entered_by, kind=KIND)],
        loads=history(signed),
    )


@for_roles(*ROLES)
@require_safe
def intake(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """One intake: how far it has come, what it would bring, and what became of it."""
    job = _job(signed, name)
    carry_on(job, works(signed.acting))
    told = job.told
    response = render(
        request,
        signed,
        "workbench/intake.html",
        title=f"导入：{STAGES[told['stage']]}",
        trail=(DESK, INGEST),
        job=name,
        told=told,
        is_moving=told["stage"] in jobs.MOVING,
        back=[line for line, _ in zip(lines_back(job), range(SHOWN), strict=False)],
        totals=_totals(told),
        asks=_asks(told),
        tables=sorted(catalogue().tables.values(), key=lambda table: (table.ledger, table.id)),
        loads=loads_of(job, entered_by=signed.acting.entered_by),
    )
    if told["stage"] in jobs.MOVING:
        response.headers["Refresh"] = "2"
    return response


@for_roles(*ROLES)
@require_POST
def headings(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """What a person says of headings and sheets that were not recognised; the files are tried anew."""
    job = _job(signed, name)
    told = job.told
    lines = chosen_lines(told, request.POST) if told["stage"] == jobs.CHECKED else []
    if lines:
        remember_lines(settings.YIFA_HOME, told, lines)
        job.tell(mapping=[*told["mapping"], *lines], stage=jobs.CHECKING)
        messages.success(request, "已按您的指定重新核对。这些表头以后会自动认出。")
    return _back_to(job)


@for_roles(*ROLES)
@require_POST
def confirm(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """Take in what was tried."""
    job = _job(signed, name)
    if job.told["stage"] == jobs.CHECKED:  # a second click finds it under way already
        job.tell(stage=jobs.LOADING, correct=request.POST.get("correct") == "yes")
    return _back_to(job)


@for_roles(*ROLES)
@require_POST
def again(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """Go on with what was broken off."""
    job = _job(signed, name)
    told = job.told
    if told["stage"] == jobs.STOPPED:
        job.tell(stage=told["stopped_in"], sentence="")
    return _back_to(job)


@for_roles(*ROLES)
@require_POST
def discard(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """Throw the files away, with all that was found of them; what is loaded stays."""
    job = _job(signed, name)
    if job.told["stage"] in jobs.MOVING:
        messages.success(request, "正在处理,暂时不能放弃。请等它结束。")
        return _back_to(job)
    job.forget()
    messages.success(request, "已经清除,送来等候导入的文件没有保留。已写入的内容不受影响。")
    return HttpResponseRedirect(INGEST.href)


@for_roles(*ROLES)
@require_safe
def rejected(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """Every row that came back, as a workbook."""
    del request
    job = _job(signed, name)
    rows = map(cells_of, lines_back(job))
    return xlsx_file("退回的行", HEAD, rows, notes=BACK_NOTES)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows may be taken in: of one organ, or («») of any."""

    organ: str = ""
    name: str = ""


def _scope(signed: Signed) -> Scope:
    if signed.role != "handler":
        return Scope()
    if not signed.holding.organ_path:
        raise PermissionDenied
    return Scope(signed.holding.organ_path, signed.holding.organ)


def _year(request: HttpRequest, signed: Signed) -> int | None:
    given = request.POST.get("year", "")
    year = int(given) if given.isascii() and given.isdecimal() and len(given) == len("2022") else 0
    return year if EARLIEST <= year <= signed.on.year else None


def _refusal(files: Sequence[UploadedFile[Any]], year: int | None) -> str:
    if not files:
        return "没有收到文件。请选择一个或者几个表格文件再核对。"
    if year is None:
        return "没有写明是哪一年的台账,或者年度不可能。请选择年度。"
    if len(files) > MOST:
        return f"一次最多导入 {MOST} 个文件。请分几次导入。"
    if sum(file.size or 0 for file in files) > LARGEST:
        return f"文件合计超过 {LARGEST // 1024 // 1024} MB。请分几次导入,或者请系统维护人员用命令行导入。"
    return ""


def _begun(
    request: HttpRequest, signed: Signed, files: Sequence[UploadedFile[Any]], year: int, scope: Scope
) -> HttpResponseBase:
    del request
    job = jobs.begin(
        KIND,
        by=signed.acting.entered_by,
        at=signed.at,
        stage=jobs.STOPPED,
        stopped_in=jobs.CHECKING,
        year=year,
        organ=scope.organ,
        organ_name=scope.name,
        files=[],
        mapping=[],
        correct=False,
        tried=[],
    )
    job.tell(files=[one.told for one in seal_files(job, files)], stage=jobs.CHECKING)
    return _back_to(job)


def _job(signed: Signed, name: str) -> Job:
    try:
        job = jobs.job_of(name, by=signed.acting.entered_by, kind=KIND)
    except jobs.UnableToFindJob as absent:
        raise Http404 from absent
    # What was begun for all organs is not gone on with in a post that takes in those of one.
    if job.told["organ"] != _scope(signed).organ:
        raise Http404
    return job


def _back_to(job: Job) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{INGEST.href}{job.name}/")


def _line(job: Job) -> dict[str, Any]:
    told = job.told
    names = [one["name"] for one in told["files"]] or [one["file"] for one in told["tried"]]
    return {
        "href": f"{INGEST.href}{job.name}/",
        "files": "、".join(names),
        "stage": STAGES[told["stage"]],
        "at": f"{localtime(datetime.fromisoformat(told['at'])):%Y-%m-%d %H:%M}",
        "year": told["year"],
    }


def _asks(told: dict[str, Any]) -> bool:
    """Whether there is anything that a person could name."""
    sheets = [sheet for file in told["tried"] for sheet in file["sheets"]]
    return any(sheet["unknown"] and sheet["missing"] if sheet["table"] else sheet["texts"] for sheet in sheets)


def _totals(told: dict[str, Any]) -> dict[str, int]:
    sheets = [sheet["counts"] for file in told["tried"] for sheet in file["sheets"] if sheet["table"]]
    names = ("new", "unchanged", "changed", "rejected", "duplicates", "conflicts", "dropped")
    return {name: sum(counts[name] for counts in sheets) for name in names}


_ONE = "desk/ingest/<slug:name>/"
urlpatterns = [
    path("desk/ingest/", desk, name="ingest"),
    path(_ONE, intake, name="intake"),
    path(f"{_ONE}headings/", headings, name="intake_headings"),
    path(f"{_ONE}confirm/", confirm, name="intake_confirm"),
    path(f"{_ONE}again/", again, name="intake_again"),
    path(f"{_ONE}discard/", discard, name="intake_discard"),
    path(f"{_ONE}rejected.xlsx", rejected, name="intake_rejected"),
]
