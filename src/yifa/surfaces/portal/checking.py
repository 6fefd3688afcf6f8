"""核对报告: somebody drops a report here and is told, sentence by sentence, what in it does not add up.

It reads files of any origin, which is work for a desk and not for the world: where the pages are served to other
machines, this one is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from yifa.report.check.answers.commented import commented
from yifa.report.check.document import UnableToRead
from yifa.report.check.findings import Finding, legible
from yifa.report.check.reading.files import read
from yifa.report.check.run import Checked, checked
from yifa.surfaces.portal.page import render

LARGEST, FORM = 4 * 1024 * 1024, 64 * 1024
"""Bytes of a report, and of the form around it."""
KINDS = (".docx", ".pdf", ".txt", ".html", ".htm")
"""What is read here; older kinds need an office program, for which there is the command line."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as the page shows it."""

    sort: str
    quote: str
    note: str
    arithmetic: str


@csrf_exempt  # it changes nothing and keeps nothing of what is uploaded
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """The page; or, of a report that was dropped, what does not add up, on the page or as a commented copy."""
    if not settings.YIFA_IS_LOCAL:
        raise Http404
    if request.method != "POST":
        return _page(request)
    given = request.FILES.get("report") if _length(request) <= LARGEST + FORM else None
    if not isinstance(given, UploadedFile):
        return _page(request, refusal="没有收到文件,或者文件超过 4 MB。请选择一份报告再核对。")
    return _answer(request, given)


def _answer(request: HttpRequest, given: UploadedFile[Any]) -> HttpResponse:
    name = PurePath(given.name or "").name
    if PurePath(name).suffix.lower() not in KINDS:
        return _page(request, refusal=f"「{name}」不是 docx、pdf、txt 或 html 文件。请另存为其中一种再核对。")
    with TemporaryDirectory(prefix="yifa-check-") as folder:
        file = Path(folder) / f"report{PurePath(name).suffix.lower()}"
        file.write_bytes(given.read())
        try:
            (result,) = checked([read(file)])
        except UnableToRead as refusal:
            return _page(request, refusal=str(refusal).replace(file.name, name))
        if request.POST.get("answer") == "docx":
            return _copy(file, result, PurePath(name).stem)
    return _page(request, name=name, lines=tuple(_lines(result.findings)), numbers=result.numbers)


def _copy(file: Path, result: Checked, stem: str) -> HttpResponse:
    copy = BytesIO()
    commented(file, result.report.document.text, result.findings).save(copy)
    attached = f"attachment; filename*=UTF-8''{quote(f'{stem}(批注).docx')}"
    return HttpResponse(copy.getvalue(), content_type=DOCX, headers={"Content-Disposition": attached})


def _page(request: HttpRequest, **found: Any) -> HttpResponse:
    shown = {"name": "", "lines": (), "numbers": 0, "refusal": ""} | found
    return render(request, "portal/check.html", title="核对报告", accept=",".join(KINDS), **shown)


def _lines(findings: tuple[Finding, ...]) -> Iterator[Line]:
    for finding in findings:
        yield Line(finding.sort.title, finding.quote, finding.note, legible(finding.arithmetic))


def _length(request: HttpRequest) -> int:
    return int(request.headers.get("Content-Length") or 0)
