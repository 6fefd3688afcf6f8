"""Editions of the annual report: fixed for submission, compared with one another, submitted, corrected; the leaders' paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from yifa.kernel.access import ROLES, visible
from yifa.kernel.acting import UnableToFindCase, act_in_case, open_in_post
from yifa.kernel.acts import Attachment, Overtaken, Proposed, UnableToPerform
from yifa.kernel.attachments import Upload, keeping
from yifa.kernel.catalogue import catalogue
from yifa.kernel.confidentiality import Level
from yifa.kernel.models import Case
from yifa.kernel.pages import UnableToTake
from yifa.kernel.papers import Paper
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind
from yifa.report import yearly
from yifa.report.campaign_editions import Edition, UnableToFix, changed, content_of, editions, fix
from yifa.report.campaign_honours import Claim, honours, unproved
from yifa.report.campaign_paper import leaders_paper
from yifa.report.docx import docx_bytes
from yifa.report.drafting import draft_of, outline_of
from yifa.report.paper import paper_docx
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.given import given_on, versions
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.casework.proposing import folder
from yifa.surfaces.workbench.page import DESK, render
from yifa.surfaces.workbench.yearly.figures import change
from yifa.surfaces.workbench.yearly.report import DOCX, READERS, WRITER, brief, local

REPORT, CORRECTION, STATED = "annual_report", "report_correction", "stated_figure"
SUBMITTED, TEXT = "submission", "final_draft"
"""The step in which an edition goes up, and the document that it then leaves."""
REFUSED = (UnableToFix, UnableToTake, UnableToPerform, UnableToFindCase, Overtaken)


@dataclass(frozen=True, slots=True)
class Line:
    """One edition in the list; at: in local time; submitted: whether it went up."""

    edition: Edition
    at: str
    submitted: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*READERS)
def index(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """The editions of a year; what can be done with the last one."""
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _do(request, signed, year))
        except REFUSED as refusal:
            refused = str(refusal)
        else:
            return HttpResponseRedirect(f"/desk/report/{year}/editions/")
    case, found = _case(signed, year), editions(year)
    sent = case.state.facts.get("text") if case is not None else None
    acts = ROLES[signed.role].acts
    return render(
        request,
        signed,
        "workbench/campaign_editions.html",
        title=f"{year}年度报告送审稿",
        year=year,
        lines=[Line(one, local(one.at), one.digest == sent) for one in found],
        last=found[0].number if found else 0,
        claims=claims_of(signed, year),
        sources=_sources(signed, year),
        case=case.case.pk if case is not None else 0,
        may_fix=signed.role == WRITER,
        may_submit=acts and case is not None and bool(found) and "approval" not in case.state.done,
        may_correct=acts and case is not None and bool(found) and "publication" in case.state.done,
        refused=refused,
        typed={name: plain(request.POST.get(name, "")) for name in ("reason", "changed", "why")},
        trail=_trail(year),
        status=422 if refused else 200,
    )


@require_safe
@for_roles(*READERS)
def edition(request: HttpRequest, signed: Signed, year: int, number: int) -> HttpResponseBase:
    """One edition: what it changed of the one before, and all that it says."""
    content = content_of(year, number)
    made = next((one for one in editions(year) if one.number == number), None)
    if content is None or made is None:
        raise Http404
    before = content_of(year, number - 1)
    return render(
        request,
        signed,
        "workbench/campaign_edition.html",
        title=f"{year}年度报告第{number}稿",
        year=year,
        edition=made,
        at=local(made.at),
        content=content,
        changed=changed(before, content) if before is not None else None,
        trail=(*_trail(year), Link("送审稿", f"/desk/report/{year}/editions/")),
    )


@require_safe
@for_roles(*READERS)
def leaders(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """The leaders' paper on a page to print."""
    paper = _paper(signed, year)
    return render(
        request,
        signed,
        "workbench/campaign_leaders.html",
        title=paper.title,
        paper=paper,
        blocks=[(type(block).__name__, block) for block in paper.blocks],
        docx=f"/desk/report/{year}/leaders.docx",
        trail=_trail(year),
    )


@require_safe
@for_roles(*READERS)
def leaders_file(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """The leaders' paper as a Word file."""
    del request
    paper = _paper(signed, year)
    content = paper_docx(paper, printed_on=signed.on, synthetic=district().synthetic)
    disposition = content_disposition_header(True, f"{paper.title}.docx") or ""  # noqa: FBT003 - Django's own interface
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition})


def claims_of(signed: Signed, year: int) -> tuple[Claim, ...]:
    """The claims of honours in the words typed so far that no row of the register proves."""
    texts = {title: one.text for title, one in draft_of(year).texts.items()}
    return unproved(texts, honours(signed.viewer, on=signed.on, versions=versions()))


def _do(request: HttpRequest, signed: Signed, year: int) -> str:
    what = request.POST.get("do", "")
    if what == "fix" and signed.role == WRITER:
        return _fix(request, signed, year)
    last = next(iter(editions(year)), None)
    if what == "submit" and last is not None:
        return _submit(signed, year, last)
    if what == "correct" and last is not None:
        return _correct(request, signed, year, last)
    raise UnableToTake("没有办成:您现在的岗位不办理这一项,或者还没有形成送审稿。请刷新页面后再试。")


def _fix(request: HttpRequest, signed: Signed, year: int) -> str:
    """Fix an edition, and keep the file that prints it: what goes up is that file, whatever is written afterwards."""
    document = brief(signed, year)
    printed = Upload(f"{document.district}{document.title}.docx", docx_bytes(document))
    with keeping((printed,), at=signed.at, folder=folder()) as kept:
        made = fix(
            document,
            reason=plain(request.POST.get("reason", "")),
            after=_number(request),
            by=signed.acting.entered_by,
            at=signed.at,
            file=kept[0].sha256,
        )
    return f"第{made.number}稿已经形成并存证,核对码{made.digest[:16]}。"


def _submit(signed: Signed, year: int, last: Edition) -> str:
    found = _case(signed, year)
    if found is None:
        raise UnableToTake("不得送审:本年度报告还没有立件。请先在「年度报告报送」发出报送通知。")
    claims = len(claims_of(signed, year))
    act_in_case(
        signed.acting,
        case_id=found.case.pk,
        act=Proposed(
            Kind.DONE,
            SUBMITTED,
            signed.on,
            facts={"edition": last.number, "text": last.digest, "unproved": claims},
            documents=(Attachment(TEXT, last.file or last.digest, f"{year}年度报告第{last.number}稿"),),
        ),
        at=signed.at,
        on=signed.on,
        given=given_on(signed.on),
        versions=versions(),
    )
    doubted = f"送审单会写明有{claims}处荣誉没有登记。" if claims else ""
    return f"第{last.number}稿已经送审。送审单可以在本件的「文书」中打印。{doubted}"


def _correct(request: HttpRequest, signed: Signed, year: int, last: Edition) -> str:
    what, why = plain(request.POST.get("changed", "")).strip(), plain(request.POST.get("why", "")).strip()
    found = _case(signed, year)
    if found is None or "publication" not in found.state.done:
        raise UnableToTake("没有立件:报告还没有公开,不需要更正。请直接修改文字,形成新的一稿。")
    if not what or not why:
        raise UnableToTake("没有立件:更正内容和更正原因都要写明,公开时会一并说明。请补充。")
    opened = open_in_post(
        signed.acting,
        procedure=CORRECTION,
        on=signed.on,
        at=signed.at,
        given=given_on(signed.on),
        title=f"{year}年法治政府建设情况报告更正:{what[:80]}",
        facts={
            "title": f"{year}年法治政府建设情况报告",
            "year": year,
            "changed": what,
            "why": why,
            "edition": last.number,
            "text": last.digest,
        },
        confidentiality=Level.INTERNAL,
        versions=versions(),
    )
    return f"更正已经立件(内部号{opened.case_id}),按第{last.number}稿审定后重新公开。"


def _case(signed: Signed, year: int) -> Read | None:
    return next((one for one in _read(signed, REPORT) if one.state.facts.get("year") == year), None)


def _sources(signed: Signed, year: int) -> tuple[tuple[str, int], ...]:
    """How many figures come from where: our own records, sealed letters, notices of superiors."""
    own = sum(one.of is not None for one in catalogue().figures.values())
    others = [one.state.facts for one in _read(signed, STATED) if one.state.facts.get("year") == year]
    told = [(name, sum(one.get("source") == name for one in others)) for name in ("盖章函报数", "上级通报引用")]
    return (("记录计数", own), *told)


def _read(signed: Signed, procedure: str) -> list[Read]:
    cases = visible(Case.objects.filter(procedure=procedure), signed.viewer, on=signed.on)
    keys = list(cases.values_list("pk", flat=True))
    return list(read_cases(keys, given=given_on(signed.on), versions=versions()))


def _paper(signed: Signed, year: int) -> Paper:
    here = district()
    now, before = yearly.numbers(here, year=year), yearly.numbers(here, year=year - 1)
    changes: Mapping[str, str] = {name: change(now[name], before[name]) for name in now}
    return leaders_paper(brief(signed, year), outline=outline_of(year), change=lambda name: changes.get(name, ""))


def _number(request: HttpRequest) -> int:
    text: Any = request.POST.get("after", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(1 << 31)) else 0


def _trail(year: int) -> tuple[Link, ...]:
    return (DESK, Link(f"{year}年度报告", f"/desk/report/{year}/"))


urlpatterns = [
    path("desk/report/<int:year>/editions/", index, name="desk_report_editions"),
    path("desk/report/<int:year>/editions/<int:number>/", edition, name="desk_report_edition"),
    path("desk/report/<int:year>/leaders/", leaders, name="desk_report_leaders"),
    path("desk/report/<int:year>/leaders.docx", leaders_file, name="desk_report_leaders_file"),
]
