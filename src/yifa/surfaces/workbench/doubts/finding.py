"""One doubt: what was found and how it was counted, the course of its case, what was said of it, and what one may say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from yifa.kernel.access import ROLES, Viewer, reached
from yifa.kernel.findings.answering import Answer, Answered, correct, decide, reply
from yifa.kernel.findings.listing import age, entries, finding_for, places
from yifa.kernel.findings.rights import UnableToAnswer, may_answer
from yifa.kernel.models import Act, Finding, FindingEntry, Outcome, Said, State
from yifa.kernel.pages import PageAt, Place
from yifa.kernel.versions import UnableToFindProcedure
from yifa.law.act import Kind
from yifa.report.doubts import rule_titles
from yifa.report.punctuation import mended
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.given import versions
from yifa.surfaces.shell.places import pages_at
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.doubts.findings import FINDINGS, READERS, SCANNERS
from yifa.surfaces.workbench.intake.loads import ROLES as LOADERS
from yifa.surfaces.workbench.page import DESK, render
from yifa.surfaces.workbench.yearly.counting import counting

LONGEST, LONGEST_NAME = 2000, 60
OUTCOMES = {
    Outcome.CONFIRMED: "确有此事，列入监督意见",
    Outcome.UNFOUNDED: "核查原件，没有违反",
    Outcome.LEDGER_WRONG: "事情合法，台账写错了，须更正",
    Outcome.INAPPLICABLE: "这一条法律不适用于本件",
}
SAYING = {"reply": Said.REPLIED, "decide": Said.DECIDED, "correct": Said.CORRECTED}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done or said: on which day, and in words; href: where it is corrected, «» where it is not."""

    on: str
    words: str
    href: str = ""


@for_roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def one_finding(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """The doubt; and, of what somebody says of it, whether it was put down."""
    found = finding_for(signed.viewer, pk, on=signed.on)
    if found is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            done = _said(request, signed, pk)
        except UnableToAnswer as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"已经记下。现在的状态：{mended(done.standing.state.label)}。")
            return HttpResponseRedirect(f"{FINDINGS.href}{pk}/")
    return _page(request, signed, found, refused)


def _page(request: HttpRequest, signed: Signed, found: Finding, refused: str) -> HttpResponseBase:
    alone = _alone(signed)
    may = {name: may_answer(found.case, alone, said, on=signed.on) for name, said in SAYING.items()}
    corrections = _corrections(found, signed)
    state = State(found.state)
    return render(
        request,
        signed,
        "workbench/finding.html",
        title=f"疑点 {found.pk}",
        trail=(DESK, FINDINGS),
        refused=refused,
        found=found,
        state=mended(state.label),
        is_wrong=state is State.TO_CORRECT,
        is_corrected=state is State.CORRECTED,
        case=_case(found),
        facts=_facts(found, signed),
        proof=counting(found, versions()),
        course=_course(found, signed),
        history=[_told(entry) for entry in entries(signed.viewer, found.pk, on=signed.on)],
        may={**may, "correct": may["correct"] and found.outcome == Outcome.LEDGER_WRONG and found.corrected_by is None},
        outcomes=[(one.value, one.label, why) for one, why in OUTCOMES.items()],
        corrections=corrections,
        scans=signed.role in SCANNERS,
        loads=signed.role in LOADERS,
        begins=_begins(signed) if state is State.CONFIRMED else (),
        today=signed.on.isoformat(),
        given={name: request.POST.get(name, "") for name in ("said", "reason", "outcome")},
    )


def _said(request: HttpRequest, signed: Signed, pk: int) -> Answered:
    says = request.POST.get("said", "")
    reason = plain(request.POST.get("reason", ""))[:LONGEST]
    answer = Answer(_day(request.POST.get("on", ""), signed), reason, signed.acting.entered_by)
    person = plain(request.POST.get("person", "")).strip()[:LONGEST_NAME]
    viewer = replace(_alone(signed), name=person or signed.viewer.name)
    if says == "reply":
        return reply(finding_id=pk, answer=answer, viewer=viewer, at=signed.at)
    if says == "decide":
        outcome = request.POST.get("outcome", "")
        if not outcome:
            raise UnableToAnswer("不能核实:没有选择核实结果。请选择属实、不属实、台账填错或者依据不适用。")
        return decide(finding_id=pk, outcome=outcome, answer=answer, viewer=viewer, at=signed.at)
    seq = request.POST.get("act", "")
    if says == "correct" and seq.isascii() and seq.isdecimal() and len(seq) < len("100000"):
        told = replace(answer, reason=reason or "台账已更正")
        return correct(finding_id=pk, act=int(seq), answer=told, viewer=viewer, at=signed.at)
    raise UnableToAnswer("不能办理:没有写明要办理的事项,或者没有选择更正行为。请重新选择后再办理。")


def _begins(signed: Signed) -> list[PageAt]:
    return [page for page in pages_at(Place.DESK, role=signed.role) if page.takes == "finding"]


def _alone(signed: Signed) -> Viewer:
    # One answers in the post of which one makes use now, whatever others one holds.
    return replace(signed.viewer, posts=(signed.holding.post,))


def _day(text: str, signed: Signed) -> date:
    if not text:
        return signed.on
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnableToAnswer(f"不能办理:日期「{text[:20]}」不可读。请写成 2023-01-16 这样。") from None


def _case(found: Finding) -> str:
    return found.case.title or found.case.source_key or found.case.number or f"内部号{found.case_id}"


def _facts(found: Finding, signed: Signed) -> list[tuple[str, Any]]:
    place = places([found.case_id]).get(found.case_id)
    organ = found.case.organ.name if found.case.organ is not None else "机关不明"
    row = f"{place.file}·{place.sheet} 第{place.row}行" if place is not None and place.file else "在本系统中办理"
    return [
        ("要求", mended(rule_titles().get(found.rule, found.rule))),
        ("依据", f"{found.article}{f'（{found.certainty}）' if found.certainty else ''}"),
        ("机关", organ),
        ("来源", row),
        ("检出", f"{localdate(found.found_at)}，已 {age(found, on=signed.on)} 天"),
    ]


def _course(found: Finding, signed: Signed) -> list[Line]:
    acts = reached(Act.objects.filter(case_id=found.case_id), signed.viewer, on=signed.on).order_by("seq")
    titles = _titles(found)
    struck = {act.corrects for act in acts if act.kind == Kind.CORRECTED}
    asked = found.state == State.TO_CORRECT and ROLES[signed.role].acts
    return [
        Line(
            act.on.isoformat(),
            _words(act, titles, is_struck=act.seq in struck),
            f"/desk/cases/{found.case_id}/act/corrected/{act.seq}/" if asked and act.seq not in struck else "",
        )
        for act in acts
    ]


def _words(act: Act, titles: dict[str, str], *, is_struck: bool) -> str:
    step = f"「{titles.get(act.step, act.step)}」" if act.step else ""
    replaced = f"，更正第{act.corrects}项" if act.corrects is not None else ""
    return f"第{act.seq}项 {Kind(act.kind).word}{step}{replaced}{'（已被更正）' if is_struck else ''}"


def _titles(found: Finding) -> dict[str, str]:
    try:
        procedure = versions().pinned(name=found.case.procedure, version=found.case.version)
    except UnableToFindProcedure:
        return {}
    return {name: step.title for name, step in procedure.by_name.items()}


def _corrections(found: Finding, signed: Signed) -> list[Line]:
    acts = reached(Act.objects.filter(case_id=found.case_id, kind=Kind.CORRECTED), signed.viewer, on=signed.on)
    titles = _titles(found)
    return [Line(str(act.seq), f"{act.on} {_words(act, titles, is_struck=False)}") for act in acts.order_by("-seq")]


def _told(entry: FindingEntry) -> Line:
    said, act = Said(entry.said).label, f"（第{entry.act}项行为）" if entry.act is not None else ""
    if entry.scan_id is not None:
        return Line(localdate(entry.at).isoformat(), f"程序检查：{said}{act}")
    outcome = f"「{entry.get_outcome_display()}」" if entry.outcome else ""
    entered = f"，由{entry.entered_by}录入" if not entry.entered_by.startswith(entry.person) else ""
    return Line(str(entry.on), f"{entry.person}（{entry.post}）{said}{outcome}：{entry.reason}{act}{entered}")


urlpatterns = [path("desk/findings/<int:pk>/", one_finding, name="finding")]
