"""The page of one case: what it is, where it stands, what may be done next and on which basis, and all that was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header

from yifa.kernel.access import UnableToShow, visible
from yifa.kernel.attachments import content_of, of_case
from yifa.kernel.disclosure.rows import duties_of, refresh
from yifa.kernel.findings.listing import findings
from yifa.kernel.handling import handled_at, last_import
from yifa.kernel.handover import handed_over
from yifa.kernel.history import documents_left, grounds, history, lacking
from yifa.kernel.models import Mode, Publication
from yifa.kernel.next_acts import Choice, NextActs, next_acts
from yifa.kernel.pages import Place
from yifa.kernel.particulars import TO_ORGAN, TO_PERSON
from yifa.kernel.reading import Read
from yifa.kernel.versions import UnableToFindProcedure
from yifa.law.act import Kind
from yifa.law.fold import spans
from yifa.report.punctuation import mended
from yifa.surfaces.shell.given import given_of_year, versions
from yifa.surfaces.shell.legal_words import legal
from yifa.surfaces.shell.places import pages_at, pages_of_steps
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.casework.course import course, rounds
from yifa.surfaces.workbench.casework.doing import ANYWHERE
from yifa.surfaces.workbench.casework.printing import forms_of
from yifa.surfaces.workbench.casework.proposing import folder
from yifa.surfaces.workbench.casework.reading_case import CASES, name_of, read_for, sitting_of
from yifa.surfaces.workbench.casework.record import Purpose, record_of
from yifa.surfaces.workbench.page import DESK, render

VERBS = {
    Kind.STARTED: "登记开始",
    Kind.EXTENDED: "延期",
    Kind.SUSPENDED: "中止",
    Kind.RESUMED: "恢复",
    Kind.RETURNED: "退回",
    Kind.ANSWERED: "答复",
    Kind.REASSIGNED: "转办",
    Kind.COUNTERSIGNED: "会签、加签",
    Kind.REMINDED: "催办",
    Kind.WITHDRAWN: "撤回",
    Kind.TERMINATED: "终止",
}


@dataclass(frozen=True, slots=True)
class Way:
    """Another act that may be chosen: where its page is, and on which article it rests."""

    word: str
    title: str
    href: str
    article: str


@signed_in
def case(request: HttpRequest, signed: Signed, case: int) -> HttpResponseBase:
    """One case."""
    try:
        return _page(request, signed, read_for(signed, case))
    except UnableToFindProcedure as absent:
        return render(
            request, signed, "workbench/unread.html", title="读不出本件", sentence=str(absent), trail=(DESK, CASES)
        )


@signed_in
def record(request: HttpRequest, signed: Signed, case: int) -> HttpResponseBase:
    """The record of the case with personal values as they are, for the purpose that was typed."""
    read = read_for(signed, case)
    purpose = Purpose(request.POST.get("purpose", ""), signed.at)
    try:
        return _page(request, signed, read, purpose=purpose)
    except UnableToShow as refused:
        return _page(request, signed, read, status=403, refused=mended(str(refused)))


@signed_in
def file(request: HttpRequest, signed: Signed, case: int, sha256: str) -> HttpResponseBase:
    """A file that an act of the case left."""
    del request
    original = of_case(read_for(signed, case).case, sha256=sha256)
    if original is None:
        raise Http404
    pieces, kind = content_of(original, folder=folder())
    disposition = content_disposition_header(True, original.name) or ""  # noqa: FBT003 - Django's own interface
    return StreamingHttpResponse(pieces, content_type=kind, headers={"Content-Disposition": disposition})


def _page(
    request: HttpRequest,
    signed: Signed,
    read: Read,
    *,
    status: int = 200,
    refused: str = "",
    purpose: Purpose | None = None,
) -> HttpResponse:
    sitting = sitting_of(signed)
    coming = next_acts(read, on=signed.on, versions=sitting.versions)
    held = handled_at(organ_path=read.case.organ_path, procedure=read.case.procedure, on=signed.on)
    elsewhere = held.system if held.mode == Mode.ELSEWHERE else ""
    told: dict[str, Any] = {
        "title": name_of(read),
        "case": read.case,
        "procedure": read.course.procedure,
        "basis": legal(read.course.procedure.basis.formal),
        "facts": _pairs(read),
        "course": course(read),
        "rounds": tuple(map(mended, rounds(read))),
        "acts": () if elsewhere else coming.acts,
        "ended": coming.ended,
        "ways": () if elsewhere else tuple(_ways(read, coming)),
        "elsewhere": elsewhere,
        "last_import": last_import(read.case.procedure) if elsewhere or read.case.source_key else "",
        "history": tuple(reversed(history(read))),
        "lacking": tuple(map(mended, lacking(read, documents_left([read.case.pk]).get(read.case.pk, frozenset())))),
        "findings": tuple(findings(signed.viewer, on=signed.on).filter(case=read.case)),
        "record": record_of(read, signed.viewer, on=signed.on, purpose=purpose),
        "owed": _owed(read, signed),
        "channels": {duty.channel.name: duty.channel.title for duty in duties_of(read.case.procedure)},
        "handovers": handed_over(read.case),
        "pages": pages_at(Place.CASE, procedure=read.case.procedure),
        "page_of": pages_of_steps(read.case.procedure),
        "forms": forms_of(read),
        "trail": (DESK, CASES),
        "refused": refused,
    }
    return render(request, signed, "workbench/case.html", status=status, **told)


def _pairs(read: Read) -> Iterator[tuple[str, str]]:
    found = read.case
    yield "程序", mended(f"{read.course.procedure.title}({found.version.partition('+')[0]}起施行的文本)")
    yield "机关", found.organ.name if found.organ is not None else found.organ_path
    yield "编号", found.number or found.source_key or "还没有编号"
    if found.confidentiality and found.confidentiality != "内部":
        yield "公开属性", found.confidentiality
    paused = [ground for ground in read.state.suspended if spans(read.state, (ground,))[1]]
    if paused:
        yield "中止中", mended("、".join(map(grounds(read).__getitem__, paused)) + ":期限停止计算,到恢复之日为止")
    person = _now_with(read)
    if person:
        yield "现由谁承办", person


def _now_with(read: Read) -> str:
    last = next((act for act in reversed(read.course.acts) if act.kind is Kind.REASSIGNED), None)
    if last is None:
        return ""
    organ, person = (str(last.facts.get(fact.name) or "") for fact in (TO_ORGAN, TO_PERSON))
    return mended(f"{organ} {person}".strip() + f"({last.on}转办)")


def _ways(read: Read, coming: NextActs) -> Iterator[Way]:
    here = f"/desk/cases/{read.case.pk}/act"
    seen: set[str] = set()
    for choice in coming.choices:
        href = f"{here}/{choice.kind.value}/{choice.step}/"
        if href not in seen:
            seen.add(href)
            yield Way(VERBS[choice.kind], mended(choice.title), href, _article(choice))
    if read.state.ended is not None:
        return
    for kind in ANYWHERE if not read.state.closed else (Kind.REMINDED,):
        yield Way(VERBS[kind], "", f"{here}/{kind.value}/", "")
    if not read.state.closed:
        yield Way("移交", "移交给另一项程序", f"/desk/cases/{read.case.pk}/hand-over/", "")


def _article(choice: Choice) -> str:
    return choice.basis.article


def _owed(read: Read, signed: Signed) -> tuple[Publication, ...]:
    duties = duties_of(read.case.procedure)
    rows = _publications(read, signed) if duties else ()
    if len(rows) == len(duties) and all(row.acts == read.case.acts for row in rows):
        return rows
    refresh([read.case.pk], given_of=given_of_year, versions=versions())
    return _publications(read, signed)


def _publications(read: Read, signed: Signed) -> tuple[Publication, ...]:
    rows = Publication.objects.filter(case=read.case)
    return tuple(visible(rows, signed.viewer, on=signed.on).order_by("due_on", "pk"))


urlpatterns = [
    path("desk/cases/<int:case>/", case, name="case"),
    path("desk/cases/<int:case>/record/", record, name="case_record"),
    path("desk/cases/<int:case>/files/<str:sha256>/", file, name="case_file"),
]
