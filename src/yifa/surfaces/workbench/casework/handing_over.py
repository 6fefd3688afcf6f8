"""移交: a matter goes from one case to another procedure, and waits there until somebody takes it up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.entitlement import NOT_ENTITLED, refusal_of_post
from yifa.kernel.handover import UnableToHandOver, hand_over
from yifa.kernel.pages import UnableToTake
from yifa.kernel.reading import Read
from yifa.law.act import Kind
from yifa.law.explain import Refusal
from yifa.report.punctuation import mended
from yifa.surfaces.shell.forms import Entry, day, filled, word, words_sent
from yifa.surfaces.shell.grid import Choice
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.casework.act_form import ON
from yifa.surfaces.workbench.casework.reading_case import CASES, link_to, read_for
from yifa.surfaces.workbench.page import DESK, render

TO, REASON = "procedure", "reason"
LONGEST = 300
REFUSED = (UnableToTake, UnableToPerform, UnableToHandOver)


@signed_in
def page(request: HttpRequest, signed: Signed, case: int) -> HttpResponseBase:
    """The form, and what becomes of it."""
    read = read_for(signed, case)
    words = words_sent(request) if request.method == "POST" else {}
    if request.method != "POST":
        return _page(request, signed, read, words)
    try:
        _hand_over(signed, read, words)
    except REFUSED as refused:
        told = {"refused": mended(str(refused)), "fault": getattr(refused, "field", "")}
        return _page(request, signed, read, words, status=422, **told)
    messages.success(request, "已经移交,等待接收。接收以后,两件互相链接。")
    return HttpResponseRedirect(f"/desk/cases/{case}/")


def _hand_over(signed: Signed, read: Read, words: dict[str, str]) -> None:
    # The case is seen with all posts that one holds; it is handed over in the one of which one makes use.
    if refusal_of_post(signed.acting, case=read.case, kind=Kind.REASSIGNED, step=None, on=signed.on) is not None:
        sentence = f"不得移交:您现在的岗位「{signed.holding.title}」不办理本件。请换用本件承办机关的经办岗位。"
        raise UnableToPerform(Refusal(NOT_ENTITLED, sentence))
    on = day(words, ON, "移交日期")
    if on > signed.on:
        raise UnableToTake("移交日期晚于今天。尚未发生的移交不能登记,请核对日期。", ON)
    reason = word(words, REASON, "移交的事由")[:LONGEST]
    hand_over(from_case=read.case, procedure=word(words, TO, "接收的程序"), on=on, reason=reason)


def _page(
    request: HttpRequest,
    signed: Signed,
    read: Read,
    words: dict[str, str],
    *,
    status: int = 200,
    refused: str = "",
    fault: str = "",
) -> HttpResponseBase:
    titles = {text.name: text.title for text in catalogue().procedures.values()}
    entries = (
        Entry(TO, "移交给哪项程序", "select", choices=tuple(Choice(*pair) for pair in titles.items())),
        Entry(ON, "移交日期", "date", signed.on.isoformat(), needed=True),
        Entry(REASON, "移交的事由和依据的条文", "long", needed=True),
    )
    return render(
        request,
        signed,
        "workbench/hand_over.html",
        status=status,
        title="移交",
        case=read.case,
        entries=filled(entries, words, fault=fault, sentence=refused) if words else entries,
        refused=refused,
        trail=(DESK, CASES, link_to(read)),
    )


urlpatterns = [path("desk/cases/<int:case>/hand-over/", page, name="case_hand_over")]
