"""One page for each act: what it means, what the law says of it today, the form, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.acts import Performed
from yifa.kernel.entitlement import refusal_of_post
from yifa.kernel.handling import handled_at, refusal
from yifa.kernel.history import history
from yifa.kernel.models import Mode
from yifa.kernel.next_acts import NextAct, act_at
from yifa.kernel.numbering import series_of
from yifa.kernel.pages import NothingThere, UnableToTake
from yifa.kernel.publishing_in_post import Sitting, UnableToPublish, text_ready
from yifa.law.act import Act, Kind
from yifa.law.condition import rests_on
from yifa.law.explain import refusals
from yifa.law.procedure import Certified, Gate, Officers, Rule, provisos
from yifa.report.punctuation import mended
from yifa.surfaces.shell.forms import Entry, filled, words_sent
from yifa.surfaces.shell.legal_words import legal
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.places import pages_of_steps
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.casework.act_form import Group, groups, stated_here
from yifa.surfaces.workbench.casework.doing import Doing, doing_of, meaning
from yifa.surfaces.workbench.casework.proposing import RECEIPT_ADDRESS, RECEIPT_NUMBER, REFUSED, Typed, do, files_sent
from yifa.surfaces.workbench.casework.reading_case import CASES, link_to, read_for, sitting_of
from yifa.surfaces.workbench.page import DESK, render

SEEN = "acts"
MOVED_ON = "在您填写期间,本件又有了新的办理记录,所以这次没有登记。请看过最新的办理情况,再提交一次;填写的内容已经保留。"


@dataclass(frozen=True, slots=True)
class Bar:
    """Why the act may not be done today, and where the cure is to be found."""

    sentence: str
    cures: tuple[Link, ...] = ()


@signed_in
def act(request: HttpRequest, signed: Signed, case: int, kind: str, target: str = "") -> HttpResponseBase:
    """The page of one act."""
    try:
        doing = doing_of(read_for(signed, case), kind, target)
    except NothingThere as absent:
        raise Http404 from absent
    if request.method != "POST":
        return _page(request, signed, doing)
    try:
        return _done(request, doing, sitting_of(signed))
    except REFUSED as refused:
        told = {"refused": legal(str(refused)), "fault": getattr(refused, "field", "")}
        return _page(request, signed, doing, status=422, **told)


def _done(request: HttpRequest, doing: Doing, sitting: Sitting) -> HttpResponseBase:
    words = words_sent(request)
    if words.get(SEEN) != str(doing.read.case.acts):
        raise UnableToTake(MOVED_ON)
    performed = do(doing, Typed(words, files_sent(request)), sitting)
    messages.success(request, _said(doing, performed))
    return HttpResponseRedirect(f"/desk/cases/{doing.read.case.pk}/")


def _said(doing: Doing, performed: Performed) -> str:
    title = meaning(doing).title
    late = f"法定日期早于录入日{performed.days_late}日,登记为补录。" if performed.days_late else ""
    ends = "程序到此结束。" if not performed.standing.step else ""
    return mended(f"已经登记「{title}」。{late}{ends}")


def _page(
    request: HttpRequest, signed: Signed, doing: Doing, *, status: int = 200, refused: str = "", fault: str = ""
) -> HttpResponseBase:
    next_act = _next(doing, signed)
    bars = tuple(_bars(doing, signed))
    sent = words_sent(request) if request.method == "POST" else {}
    fixed = _at_fault(_groups(doing, signed), sent, fault, refused)
    corrected = next((one for one in history(doing.read) if doing.corrected and one.seq == doing.corrected.seq), None)
    told: dict[str, Any] = {
        "title": mended(meaning(doing).title),
        "meaning": meaning(doing),
        "next": next_act,
        "bars": bars,
        "own_page": _own_page(doing),
        "groups": fixed,
        "corrected": corrected,
        "case": doing.read.case,
        "procedure": doing.read.course.procedure,
        "seen": doing.read.case.acts,
        "text": _text(doing, signed),
        "resent": bool(request.FILES) if request.method == "POST" else False,
        "trail": (DESK, CASES, link_to(doing.read)),
        "refused": refused,
    }
    return render(request, signed, "workbench/act.html", status=status, **told)


def _own_page(doing: Doing) -> Link | None:
    """The page on which this step is done with its text and papers; None where the form of every act is all there is."""
    page = pages_of_steps(doing.read.case.procedure).get(doing.target) if doing.kind is Kind.DONE else None
    return Link(page.title, f"/desk/cases/{doing.read.case.pk}/{page.name}/") if page is not None else None


def _groups(doing: Doing, signed: Signed) -> tuple[Group, ...]:
    found = groups(doing, on=signed.on, series=series_of(signed.on.year, organ_path=doing.read.case.organ_path))
    if doing.channel and doing.kind is Kind.DONE:
        receipt = (
            Entry(RECEIPT_NUMBER, "公示平台给的回执编号"),
            Entry(RECEIPT_ADDRESS, "公示页面的网址", hint="在其他平台公示的,填写那里的网址。"),
        )
        return (*found, Group("公示回执", receipt))
    return found


def _at_fault(found: tuple[Group, ...], sent: dict[str, str], fault: str, sentence: str) -> tuple[Group, ...]:
    if not sent:
        return found
    shown = (replace(one, entries=filled(one.entries, sent, fault=fault, sentence=sentence)) for one in found)
    return tuple(replace(one, folded=one.folded and not any(e.value for e in one.entries)) for one in shown)


def _next(doing: Doing, signed: Signed) -> NextAct | None:
    if doing.kind is not Kind.DONE:
        return None
    return act_at(doing.read, step=doing.target, on=signed.on, versions=sitting_of(signed).versions)


def _text(doing: Doing, signed: Signed) -> str:
    """The text that would be published, so that it is read before it goes out."""
    if not doing.channel or doing.kind is not Kind.DONE:
        return ""
    try:
        return text_ready(sitting_of(signed), case_id=doing.read.case.pk, channel=doing.channel)
    except UnableToPublish as refused:
        return str(refused)


def _bars(doing: Doing, signed: Signed) -> Iterator[Bar]:
    case = doing.read.case
    held = handled_at(organ_path=case.organ_path, procedure=case.procedure, on=signed.on)
    if held.mode == Mode.ELSEWHERE:
        yield Bar(mended(refusal(held, procedure=case.procedure).sentence))
        return
    step = doing.read.course.procedure.by_name.get(doing.named)
    of_post = refusal_of_post(signed.acting, case=case, kind=doing.kind, step=step, on=signed.on)
    if of_post is not None:
        yield Bar(mended(of_post.sentence))
    yield from _of_law(doing, signed)


def _of_law(doing: Doing, signed: Signed) -> Iterator[Bar]:
    """What the law forbids whatever is typed into the form; what the form itself can cure is left to it."""
    if doing.kind is Kind.DONE:
        found = act_at(doing.read, step=doing.target, on=signed.on, versions=sitting_of(signed).versions)
        told = list(zip(found.barred_by, found.refusals, strict=True))
    else:
        corrected = doing.corrected
        seq = corrected.seq if corrected is not None else None
        trial = Act(
            len(doing.read.course.acts), doing.kind, doing.named, signed.on, None, None, {"reason": "—"}, seq, None
        )
        told = [(one.code, one.sentence) for one in refusals(doing.read.state, trial, doing.read.given)]
    here = {fact.name for fact in stated_here(doing)}
    rules = {rule.code: rule for rule in doing.read.course.procedure.rules}
    for code, sentence in told:
        rule = rules.get(code)
        if rule is None or not _curable_here(rule, here, doing):
            yield Bar(legal(sentence), tuple(_cures(rule, doing)) if rule is not None else ())


def _curable_here(rule: Rule, here: set[str], doing: Doing) -> bool:
    officers = doing.read.course.procedure.officers
    if isinstance(rule.word, Gate):
        return False
    if isinstance(rule.word, Officers | Certified):
        return officers is not None and officers.name in here
    conditions = [one for one in (rule.word.if_, getattr(rule.word, "requirement", None)) if one is not None]
    facts = {fact.name for condition in conditions for fact in rests_on(condition)}
    return bool(facts & here)


def _cures(rule: Rule, doing: Doing) -> Iterator[Link]:
    """Where to go: the step that must come first, and the questions whose answer sets the rule aside."""
    here = f"/desk/cases/{doing.read.case.pk}/act"
    if isinstance(rule.word, Gate) and rule.step.name not in doing.read.state.times:
        page = pages_of_steps(doing.read.case.procedure).get(rule.step.name)
        there = f"{here}/done/{rule.step.name}/" if page is None else f"/desk/cases/{doing.read.case.pk}/{page.name}/"
        yield Link(f"办理「{rule.step.title}」", there)
    asked = {question.name: question for question in doing.read.course.procedure.questions}
    for proviso in provisos(rule):
        for fact in rests_on(proviso.when):
            if fact.name in asked and fact.name not in doing.read.state.facts:
                yield Link(f"答复「{asked[fact.name].title}」", f"{here}/answered/{fact.name}/")


urlpatterns = [
    path("desk/cases/<int:case>/act/<slug:kind>/", act, name="case_act"),
    path("desk/cases/<int:case>/act/<slug:kind>/<str:target>/", act, name="case_act_on"),
]
