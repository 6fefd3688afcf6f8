"""Editions of the annual report on pages: what each says and changed, what can be done with the last; the leaders' paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from yifa.kernel.access import ROLES
from yifa.kernel.acting import UnableToFindCase
from yifa.kernel.acts import Overtaken, UnableToPerform
from yifa.kernel.catalogue import catalogue
from yifa.kernel.pages import UnableToTake
from yifa.kernel.papers import Paper
from yifa.kernel.reading import Read
from yifa.report import yearly
from yifa.report.campaign_editions import Edition, UnableToFix, changed, content_of, editions
from yifa.report.campaign_paper import leaders_paper
from yifa.report.drafting import outline_of
from yifa.report.paper import paper_docx
from yifa.report.punctuation import mended
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import render
from yifa.surfaces.workbench.yearly.figures import change
from yifa.surfaces.workbench.yearly.report import DOCX, READERS, WRITER, brief, local, trail_of
from yifa.surfaces.workbench.yearly.submitting import (
    case_of_year,
    claims_of,
    corrections_of_year,
    done,
    read_all,
)

STATED = "stated_figure"
REFUSED = (UnableToFix, UnableToTake, UnableToPerform, UnableToFindCase, Overtaken)
TYPED = ("reason", "changed", "why", "unproved_why")


@dataclass(frozen=True, slots=True)
class Line:
    """One edition in the list; at: in local time; stands: how far it came, in words, «» where it did not go up."""

    edition: Edition
    at: str
    stands: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*READERS)
def index(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """The editions of a year; what can be done with the last one."""
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, done(request, signed, year))
        except REFUSED as refusal:
            refused = mended(str(refusal))
        else:
            return HttpResponseRedirect(f"/desk/report/{year}/editions/")
    case, found, corrections = case_of_year(signed, year), editions(year), corrections_of_year(signed, year)
    stands = dict(_stands(case, corrections))
    acts = ROLES[signed.role].acts
    return render(
        request,
        signed,
        "workbench/campaign_editions.html",
        title=f"{year}年度报告送审稿",
        year=year,
        lines=[Line(one, local(one.at), stands.get(one.digest, "")) for one in found],
        last=found[0].number if found else 0,
        claims=claims_of(signed, year),
        sources=_sources(signed, year),
        case=case.case.pk if case is not None else 0,
        corrections=[(one.case, _word(one)) for one in corrections],
        may_fix=signed.role == WRITER,
        may_submit=acts and case is not None and bool(found) and "approval" not in case.state.done,
        may_correct=acts and case is not None and bool(found) and "publication" in case.state.done,
        refused=refused,
        typed={name: plain(request.POST.get(name, "")) for name in TYPED},
        trail=trail_of(year),
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
        trail=(*trail_of(year), Link("送审稿", f"/desk/report/{year}/editions/")),
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
        trail=trail_of(year),
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


def _stands(case: Read | None, corrections: tuple[Read, ...]) -> Iterator[tuple[str, str]]:
    """How far each edition came, by its digest."""
    if case is not None:
        is_public = "publication" in case.state.done
        yield str(case.state.facts.get("text")), "已公开" if is_public else "已送审"
    yield from ((str(one.state.facts.get("text")), f"更正稿,{_word(one)}") for one in corrections)


def _word(correction: Read) -> str:
    if "publication" in correction.state.done:
        return "已公开"
    return "等待公开" if "approval" in correction.state.done else "等待审定"


def _sources(signed: Signed, year: int) -> tuple[tuple[str, int], ...]:
    """How many figures come from where: our own records, sealed letters, notices of superiors."""
    own = sum(one.of is not None for one in catalogue().figures.values())
    others = [one.state.facts for one in read_all(signed, STATED) if one.state.facts.get("year") == year]
    told = [(name, sum(one.get("source_class") == name for one in others)) for name in ("盖章函报数", "上级通报引用")]
    return (("记录计数", own), *told)


def _paper(signed: Signed, year: int) -> Paper:
    here = district()
    now, before = yearly.numbers(here, year=year), yearly.numbers(here, year=year - 1)
    changes: Mapping[str, str] = {name: change(now[name], before[name]) for name in now}
    return leaders_paper(brief(signed, year), outline=outline_of(year), change=lambda name: changes.get(name, ""))


urlpatterns = [
    path("desk/report/<int:year>/editions/", index, name="desk_report_editions"),
    path("desk/report/<int:year>/editions/<int:number>/", edition, name="desk_report_edition"),
    path("desk/report/<int:year>/leaders/", leaders, name="desk_report_leaders"),
    path("desk/report/<int:year>/leaders.docx", leaders_file, name="desk_report_leaders_file"),
]
