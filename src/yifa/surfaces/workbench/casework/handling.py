"""办理方式: which organ handles which procedure here, in a ministry's system, or on paper; seen and set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.catalogue import catalogue
from yifa.kernel.handling import Set, UnableToSetHandling, set_handling, settings
from yifa.kernel.models import Mode
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.pages import UnableToTake
from yifa.report.punctuation import mended
from yifa.surfaces.shell.forms import Entry, day, filled, word, words_sent
from yifa.surfaces.shell.grid import Choice, Grid, Head, Row
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render

HEADS = ("机关", "程序", "办理方式", "条线系统", "启用日期", "依据或者理由", "最近一次导入")
ORGAN, PROCEDURE, MODE, SYSTEM, FROM, REASON = "organ", "procedure", "mode", "system", "from", "reason"
LONGEST = 120


@for_roles("operator", "system_admin")
def page(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The list, the form, and what becomes of it."""
    words = words_sent(request) if request.method == "POST" else {}
    if request.method != "POST":
        return _page(request, signed, words)
    try:
        said = _set(signed, words)
    except (UnableToTake, UnableToSetHandling) as refused:
        told = {"refused": mended(str(refused)), "fault": getattr(refused, "field", "")}
        return _page(request, signed, words, status=422, **told)
    messages.success(request, said)
    return HttpResponseRedirect("/desk/handling/")


def _set(signed: Signed, words: dict[str, str]) -> str:
    made = set_handling(
        organ=word(words, ORGAN, "机关"),
        procedure=word(words, PROCEDURE, "程序"),
        mode=word(words, MODE, "办理方式"),
        valid_from=day(words, FROM, "启用日期"),
        entered_by=signed.acting.entered_by,
        at=signed.at,
        system=words.get(SYSTEM, "")[:LONGEST],
        reason=word(words, REASON, "依据或者理由")[:LONGEST],
    )
    return f"已经设置:{made.organ.name}自{made.valid_from}起{Mode(made.mode).label}。以前的设置保留。"


def _page(
    request: HttpRequest,
    signed: Signed,
    words: dict[str, str],
    *,
    status: int = 200,
    refused: str = "",
    fault: str = "",
) -> HttpResponseBase:
    entries = _entries(signed)
    return render(
        request,
        signed,
        "workbench/handling.html",
        status=status,
        title="办理方式",
        grid=Grid("已经设置的办理方式", tuple(map(Head, HEADS)), tuple(map(_row, settings(on=signed.on)))),
        entries=filled(entries, words, fault=fault, sentence=refused) if words else entries,
        refused=refused,
        trail=(DESK,),
    )


def _row(one: Set) -> Row:
    imported = one.last_import if one.mode is Mode.ELSEWHERE else ""
    day = one.valid_from.isoformat()
    return Row((one.organ, one.title, one.mode.label, one.system, day, one.reason, imported))


def _entries(signed: Signed) -> tuple[Entry, ...]:
    titles = {text.name: text.title for text in catalogue().procedures.values()}
    organs = tuple(Choice(line.path, line.name) for line in organs_on(signed.on))
    modes = tuple(Choice(mode.value, mode.label) for mode in Mode)
    return (
        Entry(ORGAN, "机关", "select", choices=organs, needed=True, hint="对下属机关同样适用。"),
        Entry(PROCEDURE, "程序", "select", choices=tuple(Choice(*pair) for pair in titles.items()), needed=True),
        Entry(MODE, "办理方式", "choice", Mode.HERE, choices=modes),
        Entry(SYSTEM, "条线系统的名称", hint="条线系统办理的才填。"),
        Entry(FROM, "启用日期", "date", signed.on.isoformat(), needed=True),
        Entry(REASON, "依据或者理由", needed=True),
    )


urlpatterns = [path("desk/handling/", page, name="handling")]
