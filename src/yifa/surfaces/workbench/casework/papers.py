"""Papers of a case on a page to print and as a Word file; and signed ones on their way back."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header

from yifa.kernel.acting import act_in_case
from yifa.kernel.acts import Lying, Proposed
from yifa.kernel.attachments import UnableToKeepFile, keeping
from yifa.kernel.deciding import Attachment
from yifa.kernel.models import Carrier
from yifa.kernel.pages import UnableToTake
from yifa.kernel.papers import Paper
from yifa.kernel.particulars import PAPER, SEAL, WHERE
from yifa.kernel.reading import Read
from yifa.law.act import Kind
from yifa.report.paper import Mark, paper_docx
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.forms import Entry, day, filled, word, words_sent
from yifa.surfaces.shell.grid import Choice
from yifa.surfaces.shell.pages import drawn
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.casework.act_form import ON, PERSON, SCAN, name_of
from yifa.surfaces.workbench.casework.printing import SCANNED, SEALS, code_of, forms_of, paper_of, read_code, step_of
from yifa.surfaces.workbench.casework.proposing import REFUSED, files_sent, folder
from yifa.surfaces.workbench.casework.reading_case import CASES, link_to, read_for, sitting_of
from yifa.surfaces.workbench.page import DESK, render

CODE, SEALED = "code", "seal"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def page(request: HttpRequest, signed: Signed, case: int, name: str) -> HttpResponseBase:
    """A paper on a page that prints as one."""
    read = read_for(signed, case)
    paper = paper_of(read, name, on=signed.on)
    if paper is None:
        raise Http404
    state = next((one.state for one in forms_of(read) if one.name == name), "")
    told: dict[str, Any] = {
        "title": paper.title,
        "paper": paper,
        "blocks": [(type(block).__name__, block) for block in paper.blocks],
        "code": code_of(case, name),
        "picture": drawn(_svg(code_of(case, name))),
        "state": state,
        "docx": f"/desk/cases/{case}/papers/{name}.docx",
        "trail": (DESK, CASES, link_to(read)),
    }
    return render(request, signed, "workbench/paper.html", **told)


@signed_in
def file(request: HttpRequest, signed: Signed, case: int, name: str) -> HttpResponseBase:
    """A paper as a Word file."""
    del request
    paper: Paper | None = paper_of(read_for(signed, case), name, on=signed.on)
    if paper is None:
        raise Http404
    mark = Mark(code_of(case, name), _png(code_of(case, name)))
    content = paper_docx(paper, printed_on=signed.on, synthetic=district().synthetic, mark=mark)
    disposition = content_disposition_header(True, f"{paper.title}.docx") or ""  # noqa: FBT003 - Django's own interface
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition})


@signed_in
def scans(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Where the scan of a signed paper returns to its case by the code on it."""
    words = words_sent(request) if request.method == "POST" else {}
    if request.method != "POST":
        return _scans(request, signed, {CODE: request.GET.get(CODE, "")})
    try:
        case, said = _returned(request, signed, words)
    except REFUSED as refused:
        told = {"refused": str(refused), "fault": getattr(refused, "field", "")}
        return _scans(request, signed, words, status=422, **told)
    messages.success(request, said)
    return HttpResponseRedirect(f"/desk/cases/{case}/")


def _returned(request: HttpRequest, signed: Signed, words: dict[str, str]) -> tuple[int, str]:
    code = read_code(word(words, CODE, "文书编码"))
    files = files_sent(request)
    if code is None:
        raise UnableToTake("文书编码不对。编码印在文书末尾，请逐字核对，包括最后两位数字。", CODE)
    if SCAN not in files:
        raise UnableToKeepFile("没有选择扫描件。请选择签字盖章后的扫描件。")
    sitting = sitting_of(signed)
    read, paper = _named(signed, *code)
    facts = {PAPER.name: code[1], SEAL.name: words.get(SEALED) if words.get(SEALED) in SEALS else SCANNED}
    facts |= {WHERE.name: words[name_of(WHERE)]} if words.get(name_of(WHERE)) else {}
    with keeping((files[SCAN],), at=signed.at, folder=folder()) as originals:
        left = (Attachment(f"paper.{code[1]}", originals[0].sha256, f"{paper.title}({facts[SEAL.name]})"),)
        act_in_case(
            signed.acting,
            case_id=code[0],
            act=Proposed(
                Kind.COUNTERSIGNED,
                step_of(read, code[1]),
                day(words, ON, "签字盖章的日期"),
                facts=facts,
                documents=left,
                lying=Lying(originals[0].pk),
            ),
            at=signed.at,
            on=signed.on,
            given=sitting.given,
            person=word(words, PERSON, "签字人"),
            carrier=Carrier.PAPER if facts[SEAL.name] == SCANNED else Carrier.ELECTRONIC,
            versions=sitting.versions,
        )
    return code[0], f"「{paper.title}」的签批件已经归回本件。"


def _named(signed: Signed, case: int, name: str) -> tuple[Read, Paper]:
    try:
        read = read_for(signed, case)
    except Http404:
        raise UnableToTake(_NOT_FOUND, CODE) from None
    paper = paper_of(read, name, on=signed.on)
    if paper is None:
        raise UnableToTake(_NOT_FOUND, CODE)
    return read, paper


_NOT_FOUND = "没有找到这份文书,或者您的岗位不能查看它所属的案件。请核对编码,或者转请承办人归卷。"


def _scans(
    request: HttpRequest,
    signed: Signed,
    words: dict[str, str],
    *,
    status: int = 200,
    refused: str = "",
    fault: str = "",
) -> HttpResponseBase:
    entries = filled(_entries(signed), words, fault=fault, sentence=refused)
    told: dict[str, Any] = {"title": "签批件归卷", "entries": entries, "refused": refused, "trail": (DESK, CASES)}
    return render(request, signed, "workbench/scans.html", status=status, **told)


def _entries(signed: Signed) -> tuple[Entry, ...]:
    seals = tuple(Choice(one, one) for one in SEALS)
    return (
        Entry(CODE, "文书编码", needed=True, hint="印在文书末尾,如12-approval-07;也可以用扫码枪录入。"),
        Entry(SCAN, "扫描件", "file", needed=True, hint="PDF或者图片,20 MB以内。"),
        Entry(SEALED, "签章方式", "choice", SCANNED, choices=seals),
        Entry(PERSON, "签字人", needed=True),
        Entry(ON, "签字盖章的日期", "date", signed.on.isoformat(), needed=True),
        Entry(name_of(WHERE), WHERE.title, hint="纸质件归在哪个档案柜、哪一卷。"),
    )


def _svg(code: str) -> str:
    out = io.BytesIO()
    segno.make(code, error="m", micro=False).save(
        out, kind="svg", omitsize=True, xmldecl=False, svgclass=None, lineclass=None, border=2
    )
    return out.getvalue().decode()


def _png(code: str) -> bytes:
    out = io.BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="png", scale=6, border=2)
    return out.getvalue()


urlpatterns = [
    path("desk/cases/<int:case>/papers/<slug:name>.docx", file, name="case_paper_file"),
    path("desk/cases/<int:case>/papers/<slug:name>/", page, name="case_paper"),
    path("desk/scans/", scans, name="scans"),
]
