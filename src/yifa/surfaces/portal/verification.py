"""核验: in plain words, what a proof says; here somebody uploads one, or learns to check it without us."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from yifa.engine.draw import standalone as draw_programs
from yifa.engine.draw.bundle import ABORTED, BUNDLE
from yifa.engine.draw.verification import verify as faults_of_draw
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence import standalone as programs
from yifa.kernel.evidence.bundle import Bundle, UnableToReadBundle, bundle_text, read_bundle
from yifa.kernel.evidence.leaves import Subject, statement_text
from yifa.kernel.evidence.notes import UnableToReadNote, read_verifier
from yifa.kernel.evidence.sealing import UnableToProve, prove, public_keys
from yifa.kernel.evidence.serving import checkpoint_text
from yifa.kernel.evidence.verification import disagreements
from yifa.kernel.figures.freezing import figure_subject
from yifa.surfaces.portal.frozen import frozen
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.pages import Link

VERIFY = Link("核验", "/verify/")
LARGEST, FORM = 4 * 1024 * 1024, 64 * 1024
"""Bytes of an uploaded proof, and of the form around it."""
TOO_LONG = "文件超过 4 MB,没有读取。存证文件一般不到 100 KB,请核对是否选错;大文件请下载核验程序自行核验。"
MOST_DRAWN, MOST_WORK = 20_000, 2_000_000
"""Places that a draw may have to be drawn again here, and places times inspectors: larger ones are checked at home."""
SHOWN = 20
"""How many contents of a proof are shown on the page."""
PROGRAMS: Mapping[str, Path] = {
    "verify.py": Path(next(iter(programs.__path__))) / "verify.py",
    "ed25519.py": Path(next(iter(programs.__path__))) / "ed25519.py",
    "replay.py": Path(next(iter(draw_programs.__path__))) / "replay.py",
}
JSON_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Told:
    """What a proof turned out to say; faults: sentences on what does not agree; says: on what is proved."""

    title: str
    faults: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    contents: tuple[str, ...] = field(default=())


@csrf_exempt  # it changes nothing and is for anybody, from any page; what is uploaded is not kept
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """The page, or what an uploaded proof says."""
    return _answer(request) if request.method == "POST" else _asked(request)


@open_page
def _asked(request: HttpRequest) -> HttpResponseBase:
    return _page(request, told=None)


def _answer(request: HttpRequest) -> HttpResponse:
    # Asked before the files are: nothing that is too long is even received.
    if int(request.headers.get("Content-Length") or 0) > LARGEST + FORM:
        return _page(request, told=_refused(TOO_LONG))
    given = request.FILES.get("bundle")
    told = _read(given) if isinstance(given, UploadedFile) else _refused("没有收到文件。请先选择文件再核验。")
    return _page(request, told=told)


def _page(request: HttpRequest, *, told: Told | None) -> HttpResponse:
    note = checkpoint_text()
    keys = public_keys() if note is not None else ()
    return render(request, "portal/verify.html", title="核验", told=told, note=note, keys=keys, programs=PROGRAMS)


@open_page
def figure(request: HttpRequest, year: int, figure_id: str) -> HttpResponseBase:
    """How to verify one figure of a report."""
    statement = frozen(year).get(figure_id)
    if statement is None:
        raise Http404
    return render(
        request,
        "portal/verify_figure.html",
        title=f"核验：{catalogue().figures[figure_id].title}",
        figure=catalogue().figures[figure_id],
        statement=statement,
        year=year,
        is_sealed=_proof(year, figure_id) is not None,
        trail=(VERIFY,),
    )


@open_page
def figure_proof(request: HttpRequest, year: int, figure_id: str) -> HttpResponseBase:
    """The file that proves one figure."""
    found = _proof(year, figure_id) if figure_id in frozen(year) else None
    if found is None:
        raise Http404
    name = f'attachment; filename="{figure_id}-{year}.json"'
    return HttpResponse(bundle_text(found), content_type=JSON_TYPE, headers={"Content-Disposition": name})


@open_page
def program(request: HttpRequest, name: str) -> HttpResponseBase:
    """A program with which anybody checks a proof without us."""
    if name not in PROGRAMS:
        raise Http404
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(PROGRAMS[name].read_bytes(), content_type="text/x-python; charset=utf-8", headers=attached)


def _proof(year: int, figure_id: str) -> Bundle | None:
    try:
        # The statement of the published report: what was frozen later belongs to a report that nobody has published.
        subject = figure_subject(year, figure_id)
        text = statement_text(Subject.FIGURE, subject, frozen(year)[figure_id])
        return prove(kind=Subject.FIGURE, texts=[(subject, text)])
    except UnableToProve:
        return None


def _refused(why: str) -> Told:
    return Told("没有核验", faults=(why,))


def _read(given: UploadedFile[Any]) -> Told:
    if (given.size or 0) > LARGEST:
        return _refused(TOO_LONG)
    try:
        text = given.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused("这不是存证文件或者抽取包:内容不是文字。请选择 bundle.json 一类的原文件。")
    return _of_draw(text) if f'"{BUNDLE}"' in text[:200_000] else _of_evidence(text)


def _of_evidence(text: str) -> Told:
    try:
        bundle = read_bundle(text)
        keys = tuple(read_verifier(key) for key in public_keys()) if checkpoint_text() is not None else ()
        is_ours = any(key.name == bundle.checkpoint.origin for key in keys)
        faults = tuple(disagreements(bundle, trusted=keys if is_ours else ()))
    except (UnableToReadBundle, UnableToReadNote) as refusal:
        return Told("核验未通过", faults=(str(refusal),))
    if faults:
        return Told("核验未通过", faults=faults)
    return Told("核验通过", says=tuple(_proved(bundle, is_ours=is_ours)), contents=_contents(bundle))


def _proved(bundle: Bundle, *, is_ours: bool) -> list[str]:
    checkpoint = bundle.checkpoint
    sentences = [
        f"文件中的{len(bundle.leaves)}条内容,都在「{checkpoint.origin}」封存的{checkpoint.size}条记录之中,封存以后没有改过。",
        "它证明封存时就是这样写的,不证明所写的事属实。",
    ]
    if is_ours:
        return [*sentences, "封存者就是本机关。"]
    return [*sentences, "封存者不是本机关,公钥是随文件来的。请与该机关在政府网站或者公报公布的公钥对照。"]


def _contents(bundle: Bundle) -> tuple[str, ...]:
    return tuple(leaf.text or "(内容未公开,只证明其存在)" for leaf in bundle.leaves[:SHOWN])


def _of_draw(text: str) -> Told:
    try:
        bundle = json.loads(text)
    except (ValueError, RecursionError):
        return _refused("这个文件不是完整的抽取包。请向组织机关重新索取原文件。")
    if _is_too_much(bundle):
        return _refused("这次抽取太大,没有在这里重新计算。请下载 replay.py,在自己的电脑上核验。")
    faults = tuple(faults_of_draw(bundle))
    if faults:
        return Told("核验未通过", faults=faults)
    if bundle["status"] == ABORTED:
        return Told("核验通过", says=("这次抽取已经中止,中止记录与计划一致。",))
    says = f"按计划和公布的号码重新计算,抽中的{len(bundle['result']['drawn'])}个对象与抽取包所列完全一致。"
    return Told("核验通过", says=(says, "计划是否在号码公布之前封存,请再核验同一次抽取的存证文件。"))


def _is_too_much(bundle: Any) -> bool:
    try:
        plan = bundle["plan"]
        asked = sum(max(quota["number"], 0) + max(quota["substitutes"], 0) for quota in plan["quotas"])
        inspectors = len(plan["staffing"]["inspectors"]) if plan["staffing"] else 0
    except (KeyError, TypeError, AttributeError):
        return False  # what is not a plan is refused before anything is drawn
    return bool(asked > MOST_DRAWN or asked * inspectors > MOST_WORK)
