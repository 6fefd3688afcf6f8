"""Writing the annual report: the text of one section, and which doubts are taken up; figures cannot be typed here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_http_methods

from yifa.kernel.drafts.revising import Revised, UnableToRevise
from yifa.report.document import OpenItem
from yifa.report.drafting import CHOSEN, LEFT_OUT, UnableToDraft, choose, draft_of, write_text
from yifa.report.punctuation import mended
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import render
from yifa.surfaces.workbench.yearly.report import WRITER, brief, items_of, local, parts_of, trail_of

UNWRITTEN = Revised("", 0, "", "", "", None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(WRITER)
def section(request: HttpRequest, signed: Signed, year: int, number: int) -> HttpResponseBase:
    """Write the text of one section; what the program fills stands above it and cannot be changed."""
    parts = tuple(parts_of(brief(signed, year), draft_of(year), year))
    if number >= len(parts):
        raise Http404
    part = parts[number]
    standing, refused, theirs = draft_of(year).texts.get(part.section.title, UNWRITTEN), "", None
    typed = standing.text
    if request.method == "POST":
        typed = plain(request.POST.get("text", ""))
        try:
            write_text(
                year=year,
                section=plain(request.POST.get("section", "")),
                text=typed,
                after=_number(request),
                by=signed.acting.entered_by,
                at=signed.at,
            )
        except UnableToDraft as refusal:
            refused = str(refusal)
        except UnableToRevise as refusal:
            refused, theirs, standing = str(refusal), refusal.standing, refusal.standing
        else:
            messages.success(request, f"「{part.section.title or '报告开头'}」已经保存,以前的各稿都在修改记录里。")
            return HttpResponseRedirect(f"/desk/report/{year}/#part-{number}")
    return render(
        request,
        signed,
        "workbench/report_section.html",
        title=part.chapter.heading or "报告开头",
        year=year,
        part=part,
        typed=typed,
        standing=standing,
        theirs=theirs,
        theirs_at=local(theirs.at) if theirs is not None else "",
        refused=refused,
        trail=trail_of(year),
        status=422 if refused else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(WRITER)
def doubt(request: HttpRequest, signed: Signed, year: int, rule: str, figure_id: str = "") -> HttpResponseBase:
    """Take one kind of doubt up into the report or leave it out, with the reason."""
    item = _item(signed, year, f"{rule}/{figure_id}")
    standing, refused = draft_of(year).choices.get(item.key, UNWRITTEN), ""
    verdict, reason = standing.verdict, standing.text
    if request.method == "POST":
        verdict, reason = request.POST.get("verdict", ""), plain(request.POST.get("reason", ""))
        try:
            _choose(request, signed, year, item, verdict, reason)
        except (UnableToDraft, UnableToRevise) as refusal:
            refused = str(refusal)
            standing = refusal.standing if isinstance(refusal, UnableToRevise) else standing
        else:
            messages.success(request, f"「{item.title}」已经选择{verdict},理由留存。")
            return HttpResponseRedirect(f"/desk/report/{year}/#doubts")
    return render(
        request,
        signed,
        "workbench/report_doubt.html",
        title=mended(item.title),
        year=year,
        item=item,
        verdicts=(CHOSEN, LEFT_OUT),
        verdict=verdict,
        reason=reason,
        standing=standing,
        refused=refused,
        trail=trail_of(year),
        status=422 if refused else 200,
    )


def _choose(request: HttpRequest, signed: Signed, year: int, item: OpenItem, verdict: str, reason: str) -> None:
    if verdict not in {CHOSEN, LEFT_OUT}:
        raise UnableToDraft("没有选择采用还是不采用。请选择一项并写明理由。")
    choose(
        year=year,
        item=item.key,
        chosen=verdict == CHOSEN,
        reason=reason,
        items=items_of(signed, year),
        after=_number(request),
        by=signed.acting.entered_by,
        at=signed.at,
    )


def _item(signed: Signed, year: int, key: str) -> OpenItem:
    found = next((one for one in items_of(signed, year) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest) -> int:
    text = request.POST.get("after", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(1 << 31)) else 0


urlpatterns = [
    path("desk/report/<int:year>/section/<int:number>/", section, name="desk_report_section"),
    path("desk/report/<int:year>/doubt/<str:rule>/", doubt, name="desk_report_loose_doubt"),
    path("desk/report/<int:year>/doubt/<str:rule>/<slug:figure_id>/", doubt, name="desk_report_doubt"),
]
