"""Opening a case: which procedure, what is known at the start, and why each thing is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.access import visible
from yifa.kernel.access.columns import refusals_of_state_secret
from yifa.kernel.acting import open_in_post
from yifa.kernel.askings import askings, known_values
from yifa.kernel.catalogue import catalogue
from yifa.kernel.confidentiality import CONFIDENTIALITY, KNOWN_TO, Level
from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.entitlement import refusal_to_open
from yifa.kernel.handover import UnableToHandOver, take_up, waiting_for
from yifa.kernel.models import Case, Handover
from yifa.kernel.organs import entity_ids
from yifa.kernel.pages import Place, UnableToTake
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import UnableToFindProcedure
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Procedure
from yifa.report.punctuation import mended
from yifa.surfaces.shell.forms import Entry, day, entry_of, filled, stated, word, words_sent
from yifa.surfaces.shell.given import versions
from yifa.surfaces.shell.grid import Choice
from yifa.surfaces.shell.legal_words import legal
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.places import pages_at
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.casework.act_form import Group, reasons_of
from yifa.surfaces.workbench.casework.reading_case import CASES, sitting_of
from yifa.surfaces.workbench.page import DESK, render

NEW = Link("新立一件", "/desk/cases/new/")
TITLE, ON, LEVEL, POST, HANDOVER = "title", "on", "level", "known-to", "handover"
SECRET_WORDS = ("秘密", "机密", "绝密")
_LEVELS = (
    Choice("", "没有定密"),
    *(Choice(level, level) for level in (Level.INTERNAL, Level.WORK_SECRET)),
    *(Choice(one, one) for one in SECRET_WORDS),
)
REFUSED = (UnableToTake, UnableToPerform, UnableToHandOver)


@dataclass(frozen=True, slots=True)
class Offered:
    """A procedure that may be chosen: what it is for, by its steps, and on which basis it rests."""

    name: str
    title: str
    basis: str
    steps: str


@signed_in
def choose(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The procedures, and what was handed over and waits to be taken up."""
    offered = tuple(_offered(signed))
    waiting = waiting_for(signed.viewer, on=signed.on)
    told = [(one, versions().in_force(name=one.procedure, on=signed.on).title) for one in waiting]
    return render(
        request, signed, "workbench/choose.html", title="新立一件", offered=offered, waiting=told, trail=(DESK, CASES)
    )


@signed_in
def new(request: HttpRequest, signed: Signed, procedure: str) -> HttpResponseBase:
    """The form for one procedure, and what becomes of it."""
    try:
        text = versions().in_force(name=procedure, on=signed.on, organ=signed.holding.organ)
    except UnableToFindProcedure as absent:
        raise Http404 from absent
    words = words_sent(request) if request.method == "POST" else {}
    if _states_a_secret(words):
        # Nothing of it is shown again, kept or named: not even the title that was typed.
        refused = mended(refusals_of_state_secret({CONFIDENTIALITY.name: words[LEVEL]})[0].sentence)
        return _page(request, signed, text, {}, status=422, refused=refused)
    if request.method != "POST":
        return _page(request, signed, text, {})
    try:
        return _opened(request, signed, text, words)
    except REFUSED as refusal:
        told = {"refused": mended(str(refusal)), "fault": getattr(refusal, "field", "")}
        return _page(request, signed, text, words, status=422, **told)


def _opened(request: HttpRequest, signed: Signed, text: Procedure, words: Mapping[str, str]) -> HttpResponseBase:
    title, on, sitting = word(words, TITLE, "标题"), day(words, ON, "立件日期"), sitting_of(signed)
    facts = stated(_facts(text), words)
    handover = _handover(words.get(HANDOVER, ""), signed)
    with transaction.atomic():
        performed = open_in_post(
            signed.acting,
            procedure=text.name,
            on=on,
            at=signed.at,
            given=sitting.given,
            title=title[:_LONGEST],
            facts=facts,
            party_id=_party(text, facts),
            confidentiality=words.get(LEVEL, ""),
            known_to=words.get(POST, "") if words.get(LEVEL) == Level.WORK_SECRET else "",
            versions=sitting.versions,
        )
        if handover is not None:
            opened = next(read_cases([performed.case_id], given=sitting.given, versions=sitting.versions))
            take_up(handover=handover, case=opened.case)
    messages.success(request, f"已经立件「{title}」。")
    return HttpResponseRedirect(f"/desk/cases/{performed.case_id}/")


_LONGEST = 300


def _states_a_secret(words: Mapping[str, str]) -> bool:
    return bool(refusals_of_state_secret({CONFIDENTIALITY.name: words.get(LEVEL, "")}))


def _party(text: Procedure, facts: Mapping[str, Value]) -> int | None:
    """The entity that the case bears on, known by its credit code."""
    code = next((facts.get(fact.name) for fact in text.facts if fact.type is Type.CREDIT_CODE), None)
    named = str(facts.get("name") or facts.get("party") or "")
    return entity_ids(names={code: named}).get(code) if isinstance(code, str) else None


def _handover(text: str, signed: Signed) -> Handover | None:
    waiting = {str(one.pk): one for one in waiting_for(signed.viewer, on=signed.on)}
    return waiting.get(text)


def _page(
    request: HttpRequest,
    signed: Signed,
    text: Procedure,
    words: Mapping[str, str],
    *,
    status: int = 200,
    refused: str = "",
    fault: str = "",
) -> HttpResponseBase:
    groups = tuple(_groups(text, signed))
    if words:
        groups = tuple(
            replace(one, entries=filled(one.entries, words, fault=fault, sentence=refused)) for one in groups
        )
        groups = tuple(replace(one, folded=one.folded and not any(e.value for e in one.entries)) for one in groups)
    told: dict[str, Any] = {
        "title": f"新立一件{text.title}",
        "procedure": text,
        "basis": legal(text.basis.formal),
        "groups": groups,
        "handover": words.get(HANDOVER) or request.GET.get(HANDOVER, ""),
        "refused": refused,
        "trail": (DESK, CASES, NEW),
    }
    return render(request, signed, "workbench/new.html", status=status, **told)


def _groups(text: Procedure, signed: Signed) -> Iterator[Group]:
    entries = {fact: _entry(text, fact, signed) for fact in _facts(text)}
    pages, asked = pages_at(Place.CASE, procedure=text.name), askings(text)
    named = {name for page in pages for name in page.opens_with}
    # What no rule asks for is what the matter is called by on every list and paper: it comes first, and open.
    first = {fact for fact in entries if (fact.name in named if named else not asked.get(fact.name))}
    yield Group("这是什么事", tuple(_first(signed)))
    yield Group("基本情况", tuple(entry for fact, entry in entries.items() if fact in first))
    yield Group(
        "以后各环节登记的事项" if named else "法律据以判断的事项",
        tuple(entry for fact, entry in entries.items() if fact not in first),
        folded=bool(named),
        note="现在知道的先填;还不知道的不填,办到那一环节时再登记。",
    )


def _first(signed: Signed) -> Iterator[Entry]:
    yield Entry(TITLE, "标题", needed=True, hint="写明是什么事,不要写涉密内容。")
    yield Entry(ON, "立件日期", "date", signed.on.isoformat(), needed=True, hint="案件进入办理的那一天,不晚于今天。")
    yield Entry(
        LEVEL, "密级", "select", choices=_LEVELS, hint="秘密、机密、绝密的不得存入本系统,填写后不会保留任何内容。"
    )
    yield Entry(POST, KNOWN_TO.title, hint="只有定为工作秘密的才填:写明可以知悉的岗位名称。")


def _entry(text: Procedure, fact: Fact, signed: Signed) -> Entry:
    table = catalogue().table_of(name=text.name)
    organ = table is not None and table.organ is not None and table.column(table.organ).becomes == fact
    value = signed.holding.organ if organ else ""
    words = known_values(text).get(fact.name, ())
    return entry_of(fact, value=value, reasons=reasons_of(text, fact), words=words)


def _facts(text: Procedure) -> tuple[Fact, ...]:
    officers = (text.officers,) if text.officers is not None else ()
    questions = {question.name for question in text.questions}
    return tuple(fact for fact in dict.fromkeys((*text.facts, *officers)) if fact.name not in questions)


def _offered(signed: Signed) -> Iterator[Offered]:
    """What the post may open, that which its organ opens most often first."""
    own = signed.holding.organ_path
    mine = visible(Case.objects.filter(organ_path=own), signed.viewer, on=signed.on)
    often = Counter(dict(mine.values_list("procedure").annotate(Count("pk")).order_by()))
    for name in sorted(dict.fromkeys(name for name, _ in catalogue().procedures), key=lambda name: -often[name]):
        if refusal_to_open(signed.acting, procedure=name, path=own, on=signed.on, versions=versions()) is not None:
            continue
        text = versions().in_force(name=name, on=signed.on, organ=signed.holding.organ)
        steps = "、".join(step.title for step in text.steps[:6]) + ("等" if len(text.steps) > _SHOWN else "")
        yield Offered(name, text.title, legal(text.basis.formal), steps)


_SHOWN = 6

urlpatterns = [
    path("desk/cases/new/", choose, name="case_choose"),
    path("desk/cases/new/<slug:procedure>/", new, name="case_new"),
]
