"""程序疑点(待核实): the desk's list with its filters and counts, as a workbook and back, and the scan that fills it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from yifa.engine.conformance.desk import put_on_desk, scan_of
from yifa.engine.ingest.refusal import UnableToReadFile
from yifa.kernel.access import ROLES, Viewer
from yifa.kernel.access.viewer import ADMINISTRATORS
from yifa.kernel.entitlement import Acting
from yifa.kernel.evidence.sealing import seal_now
from yifa.kernel.findings.listing import age, findings, last_scan, tallies, years
from yifa.kernel.findings.rights import ANSWERING
from yifa.kernel.findings.standing import AWAITING
from yifa.kernel.models import Finding, Said, State
from yifa.report.answers import Became, Taking, take
from yifa.report.doubts import rule_titles, stored_rows
from yifa.report.punctuation import mended
from yifa.report.workbooks import write_findings
from yifa.surfaces.shell.asking import asked
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.given import given_on, versions
from yifa.surfaces.shell.grid import Choice, Filter, Grid, Head, Row
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.paging import paged
from yifa.surfaces.shell.sheets import XLSX_TYPE
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.intake import jobs
from yifa.surfaces.workbench.intake.background import carry_on
from yifa.surfaces.workbench.page import DESK, render

READERS = tuple(ROLES.keys() - ADMINISTRATORS.keys() - {"window"})
SCANNERS = ("supervisor", "reporter", "operator")
FINDINGS = Link("程序疑点", "/desk/findings/")
KIND = "scan"
LARGEST = 20 * 1024 * 1024
OPEN = "awaiting"
"""Under this name the list shows what somebody still has to act on."""
HEADS = (Head("疑点"), Head("状态"), Head("机关"), Head("案件"), Head("检出至今(天)", number=True))


@for_roles(*READERS)
@require_safe
def desk(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The list."""
    known = years(signed.viewer, on=signed.on) or [district().year]
    chosen = _Chosen(request.GET, known)
    leaf = paged(chosen.rows(signed), by=("found_at", "pk"), query=request.GET)
    told = tallies(signed.viewer, on=signed.on, year=chosen.year)
    scanned = last_scan(year=chosen.year)
    return render(
        request,
        signed,
        "workbench/findings.html",
        title="程序疑点（待核实）",
        trail=(DESK,),
        grid=Grid(f"{chosen.year}年程序疑点", HEADS, tuple(_row(one, signed) for one in leaf.items)),
        leaf=leaf,
        filters=chosen.filters(known, {one.rule for one in told}, {one.organ_path for one in told}),
        states=_states(Counter({one.state: 0 for one in told}) + _counted(told), chosen.year),
        total=sum(one.count for one in told),
        open_count=sum(one.count for one in told if one.state in AWAITING),
        year=chosen.year,
        xlsx=f"{FINDINGS.href}findings.xlsx?{request.GET.urlencode()}",
        takes=_takes(signed),
        scans=signed.role in SCANNERS,
        scanned=f"{localtime(scanned.at):%Y年%m月%d日 %H:%M}" if scanned is not None else "",
    )


@for_roles(*READERS)
@require_safe
def workbook(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The list as a workbook, with room for answers."""
    known = years(signed.viewer, on=signed.on) or [district().year]
    rows = _Chosen(request.GET, known).rows(signed)
    folder = TemporaryDirectory(prefix="yifa-findings-")
    with folder:
        file = Path(folder.name) / "findings.xlsx"
        write_findings(stored_rows(rows), file, dated_on=signed.on)
        opened = file.open("rb")
    return FileResponse(opened, as_attachment=True, filename="程序疑点.xlsx", content_type=XLSX_TYPE)


@for_roles(*READERS)
@require_POST
def take_back(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The workbook with answers filled in, read row by row."""
    said, file = request.POST.get("said", ""), request.FILES.get("answers")
    if said not in {value for value, _ in _takes(signed)}:
        raise Http404
    if not isinstance(file, UploadedFile) or (file.size or 0) > LARGEST:
        messages.success(request, "没有收到文件,或者文件超过 20 MB。请选择填好的程序疑点工作簿。")
        return HttpResponseRedirect(FINDINGS.href)
    refused, taken = _taken(file, _taking(signed, Said(said)))
    counts = Counter(one.became for one in taken)
    return render(
        request,
        signed,
        "workbench/answers.html",
        title="收回填好的工作簿",
        trail=(DESK, FINDINGS),
        refused=refused,
        counts=[(str(became), f"{counts[became]} 行") for became in Became],
        lines=[one for one in taken if one.became is not Became.EMPTY],
    )


@for_roles(*SCANNERS)
@require_POST
def scan(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Begin a scan of a year."""
    year = request.POST.get("year", "")
    if not (year.isascii() and year.isdecimal() and len(year) == len("2022")):
        raise Http404
    job = jobs.begin(KIND, by=signed.acting.entered_by, at=signed.at, stage=jobs.SCANNING, year=int(year))
    return HttpResponseRedirect(f"{FINDINGS.href}scans/{job.name}/")


@for_roles(*SCANNERS)
@require_safe
def scanning(request: HttpRequest, signed: Signed, name: str) -> HttpResponseBase:
    """How far a scan has come, and what is new."""
    try:
        job = jobs.job_of(name, by=signed.acting.entered_by, kind=KIND)
    except jobs.UnableToFindJob as absent:
        raise Http404 from absent
    carry_on(job, {jobs.SCANNING: partial(_scan, signed.acting)})
    told = job.told
    is_moving = told["stage"] in jobs.MOVING
    # How many there are in the whole district is told only to posts that see the whole of it.
    result = told.get("result") if ROLES[signed.role].everywhere else None
    titles = {jobs.DONE: "检查完成", jobs.STOPPED: "检查中断"}
    response = render(
        request,
        signed,
        "workbench/scanning.html",
        title=titles.get(told["stage"], "正在检查"),
        trail=(DESK, FINDINGS),
        told=told,
        is_moving=is_moving,
        result=result,
    )
    if is_moving:
        response.headers["Refresh"] = "2"
    return response


class _Chosen:
    """What the address asks for."""

    def __init__(self, query: QueryDict, known: list[int]) -> None:
        year = asked(query, "year")
        self.year = int(year) if year.isascii() and year.isdecimal() and int(year) in known else known[0]
        self.organ, self.rule, self.state = asked(query, "organ"), asked(query, "rule"), asked(query, "state")

    def rows(self, signed: Signed) -> Any:
        is_open = self.state == OPEN
        return findings(
            signed.viewer,
            on=signed.on,
            year=self.year,
            organ=self.organ,
            rule=self.rule,
            state="" if is_open else self.state,
            open_only=is_open,
        )

    def filters(self, known: list[int], rules: set[str], organs: set[str]) -> tuple[Filter, ...]:
        titles = rule_titles()
        return (
            Filter("year", "年度", str(self.year), tuple(Choice(str(year), f"{year}年") for year in known)),
            Filter("organ", "机关", self.organ, tuple(Choice(one, _last(one)) for one in sorted(organs - {""}))),
            Filter("rule", "规则", self.rule, tuple(Choice(one, titles.get(one, one)) for one in sorted(rules))),
            Filter(
                "state",
                "状态",
                self.state,
                (Choice(OPEN, "还要办理的"), *(Choice(s.value, mended(s.label)) for s in State)),
            ),
        )


def _scan(acting: Acting, job: jobs.Job) -> None:
    told = job.told
    at = localtime()
    with jobs.one_writer():
        found = scan_of(told["year"], given=given_on(date(told["year"], 12, 31)), versions=versions()).findings()
        stored = put_on_desk(found, year=told["year"], entered_by=acting.entered_by, at=at)
    seal_now(at=at)
    result = {"found": len(found), "new": stored.new, "gone": stored.gone, "left": stored.left}
    job.tell(stage=jobs.DONE, result={**result, "remains": len(stored.remains)})


def _row(one: Finding, signed: Signed) -> Row:
    case = one.case.title or one.case.source_key or one.case.number or f"内部号{one.case_id}"
    organ = one.case.organ.name if one.case.organ is not None else "机关不明"
    return Row(
        (mended(one.sentence), mended(State(one.state).label), organ, case, str(age(one, on=signed.on))),
        f"{FINDINGS.href}{one.pk}/",
    )


def _counted(told: list[Any]) -> Counter[State]:
    counts: Counter[State] = Counter()
    for one in told:
        counts[one.state] += one.count
    return counts


def _states(counts: Counter[State], year: int) -> list[tuple[str, int, str]]:
    return [(mended(s.label), counts[s], f"?year={year}&state={s.value}") for s in State if counts[s]]


def _takes(signed: Signed) -> list[tuple[str, str]]:
    said = {Said.REPLIED: "单位的答复", Said.DECIDED: "核实结论"}
    return [(one.value, title) for one, title in said.items() if signed.role in ANSWERING[one]]


def _taking(signed: Signed, said: Said) -> Taking:
    alone = replace(signed.viewer, posts=(signed.holding.post,))

    def viewer_of(person: str, _: Finding) -> Viewer:
        return replace(alone, name=person)

    return Taking(
        looking=signed.viewer,
        viewer_of=viewer_of,
        entered_by=signed.acting.entered_by,
        at=signed.at,
        on=signed.on,
        as_replies=said is Said.REPLIED,
        person=signed.viewer.name,
    )


def _taken(file: UploadedFile[Any], taking: Taking) -> tuple[str, list[Any]]:
    with TemporaryDirectory(prefix="yifa-answers-") as folder:
        path_ = Path(folder) / f"answers{PurePosixPath(file.name or '').suffix[:6].lower()}"
        with path_.open("wb") as copy:
            copy.writelines(file.chunks())
        read: Callable[[], list[Any]] = partial(take, path_, taking)
        try:
            return "", read()
        except UnableToReadFile as refusal:
            return str(refusal), []


def _last(organ_path: str) -> str:
    return organ_path.rpartition("/")[2]


urlpatterns = [
    path("desk/findings/", desk, name="findings"),
    path("desk/findings/findings.xlsx", workbook, name="findings_workbook"),
    path("desk/findings/answers/", take_back, name="findings_answers"),
    path("desk/findings/scan/", scan, name="findings_scan"),
    path("desk/findings/scans/<slug:name>/", scanning, name="findings_scanning"),
]
