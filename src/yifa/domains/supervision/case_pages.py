"""The pages of supervision: the list with the form that begins a case, and the case with the one act that comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from yifa.domains.supervision import typed
from yifa.domains.supervision import vocabulary as v
from yifa.domains.supervision.procedure import SUPERVISION
from yifa.domains.supervision.proving import folder
from yifa.domains.supervision.sides import SUPERVISOR
from yifa.domains.supervision.supervising import (
    PROCEDURE,
    Clue,
    begin,
    begun_from,
    confirmed,
    in_words,
    matters,
    may_mend,
    may_supervise,
    mend,
    paper_number,
    proofs_of,
    supervise,
)
from yifa.kernel.at_hand import acting_of, case_of, organs_beneath, read_of
from yifa.kernel.attachments import UnableToKeepFile, Upload, keeping
from yifa.kernel.deadlines import deadlines
from yifa.kernel.deciding import Attachment
from yifa.kernel.models import Case, Finding
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place, UnableToTake
from yifa.kernel.reading import Read
from yifa.kernel.typed import one_of, past_day
from yifa.law.act import Kind, done
from yifa.law.fact import Value
from yifa.law.fold import standing

DESK = "/desk/office/supervision/"
Facts = dict[str, Value]
MOST_DAYS = 366
OTHER = "other"
"""Under this name an act leaves what its procedure does not name."""
SOURCES = ("投诉举报", "案卷评查", "专项检查", "上级交办", "其他机关移送", "媒体反映", "日常监督")
FROM_FINDING = "程序检查"
TOLD = (
    *(v.ORGAN, v.SUPERVISING, v.SOURCE, v.PROBLEM, v.ARTICLE, v.VERIFIED_HOW, v.PAPER, v.PAPER_NUMBER),
    *(v.REQUIRED, v.DAYS, v.RECTIFIED_HOW, v.RECTIFIED_BY, v.RECHECKED_HOW, v.RECHECKED_BY),
)


def desk(asked: Asked) -> Page:
    """The cases, and the form for a new one; from a doubt, where the address names one that was decided to be so."""
    finding = _finding(asked)
    begun = begun_from(finding, asked.viewer, on=asked.on) if finding is not None else None
    told = {
        "matters": tuple(_line(case, asked) for case in matters(asked.viewer, on=asked.on)),
        "finding": finding,
        "words": (in_words(finding.sentence), in_words(finding.article)) if finding is not None else (),
        "begun": begun,
        "asked_for": asked.query.get("finding", ""),
        "organs": organs_beneath(asked) if _is_supervisor(asked) else (),
        "sources": SOURCES,
        "on": asked.on,
    }
    return Page("supervision/matters.html", "行政执法监督", told)


def take_clue(asked: Asked) -> Done:
    """Begin a case from the doubt that the address names, or from one that somebody typed."""
    on, finding = past_day(asked, "day", "登记日期"), _finding(asked)
    if finding is not None:
        clue = Clue(
            finding.case.organ_path, in_words(finding.sentence), FROM_FINDING, in_words(finding.article), finding
        )
    else:
        problem = typed.words(asked, "problem", "疑点", longest=500)
        source = one_of(asked, "source", "线索来源", SOURCES)
        article = typed.maybe(asked, "article", "对照的依据", longest=200)
        clue = Clue(asked.word("organ"), problem, source, article)
    case = begin(asked, clue, on=on)
    return Done(f"已立{case.number}，请核实。", f"/desk/cases/{case.pk}/supervision-case/")


def one(asked: Asked) -> Page:
    """The case: what is on record, the terms that run, and the form of the next act for whoever may do it."""
    read = read_of(asked)
    here = standing(read.state, read.given)
    step = here[0].name if here else ""
    facts = read.state.facts
    told: Mapping[str, Any] = {
        "facts": [
            (fact.title, _shown(facts.get(fact.name)) + fact.unit) for fact in TOLD if facts.get(fact.name) is not None
        ],
        "steps": [(s.title, s.actor.title, _day_of(read, s.name)) for s in read.course.procedure.steps],
        "here": here[0] if here else None,
        "step": step,
        "ended": asked.case.ended if asked.case is not None else "",
        "terms": tuple(deadlines(here[0], read.state, read.given, asked.on)) if here else (),
        "supervises": may_supervise(asked),
        "mends": may_mend(asked),
        "papers": v.PAPERS,
        "proofs": proofs_of(asked),
        "is_issued": "issuing" in read.state.done,
        "is_mended": "rectification" in read.state.done,
        "on": asked.on,
        "me": asked.viewer.name,
    }
    return Page("supervision/matter.html", case_of(asked).number or "监督件", told)


def take_act(asked: Asked) -> Done:
    """Do the act whose form was sent. Raises UnableToTake where it is none of them."""
    act = ACTS.get(asked.word("do"))
    if act is None:
        raise UnableToTake("没有办成：没有写明要办理的事项。请在页面上重新选择。")
    return Done(act(asked, past_day(asked, "day", "日期")))


def _verify(asked: Asked, on: date) -> str:
    said = one_of(asked, "verified", "核实结果", ("属实", "不属实"))
    how = typed.words(asked, "how", "核实情况")
    with transaction.atomic():
        facts: Facts = {v.VERIFIED.name: said == "属实", v.VERIFIED_HOW.name: how}
        supervise(asked, Kind.DONE, "verification", on=on, facts=facts, leaves=v.VERIFICATION)
        if said != "属实":
            supervise(asked, Kind.TERMINATED, "", on=on, facts={})
    return "已登记核实结果，疑点属实，请制发监督文书。" if said == "属实" else "已登记核实结果，疑点不属实，本件终止。"


def _issue(asked: Asked, on: date) -> str:
    paper = one_of(asked, "paper", "监督文书", v.PAPERS)
    required = typed.words(asked, "required", "整改要求")
    days = typed.count(asked, "days", "整改期限", most=MOST_DAYS)
    with transaction.atomic():
        number = paper_number(asked, paper, on=on)
        facts: Facts = {
            v.PAPER.name: paper,
            v.PAPER_NUMBER.name: number,
            v.REQUIRED.name: required,
            v.DAYS.name: days,
        }
        supervise(asked, Kind.DONE, "issuing", on=on, facts=facts, leaves=v.SUPERVISION_PAPER)
    return f"已制发{paper}{number}，可以打印；送达后请登记送达日期。"


def _serve(asked: Asked, on: date) -> str:
    supervise(asked, Kind.DONE, "service", on=on, facts={}, leaves=v.RECEIPT)
    return "已登记送达，由被监督机关在整改期限内整改。"


def _mend(asked: Asked, on: date) -> str:
    how = typed.words(asked, "how", "整改情况")
    who = typed.words(asked, "who", "整改责任人", longest=60)
    files = [Upload(one.name, one.content) for one in asked.files.get("proof", ())]
    try:
        with keeping(files, at=asked.at, folder=folder()) as kept:
            proofs = tuple(Attachment(OTHER, one.sha256, one.name) for one in kept)
            mend(asked, on=on, how=how, who=who, documents=proofs)
    except UnableToKeepFile as refusal:
        raise UnableToTake(str(refusal), "proof") from None
    return "已登记整改情况，由监督机关复核。"


def _recheck(asked: Asked, on: date) -> str:
    said = one_of(asked, "rechecked", "复核结果", ("整改到位", "没有整改到位"))
    how = typed.words(asked, "how", "复核情况")
    facts: Facts = {
        v.RECHECKED.name: said == "整改到位",
        v.RECHECKED_HOW.name: how,
        v.RECHECKED_BY.name: asked.viewer.name,
    }
    if said == "整改到位":
        supervise(asked, Kind.DONE, "recheck", on=on, facts=facts, leaves=v.RECHECK)
        return "已登记复核结果，可以销号。"
    supervise(asked, Kind.RETURNED, "recheck", on=on, facts=facts, leaves=v.RECHECK)
    return "没有整改到位。请再次制发监督文书，写明新的整改要求和期限。"


def _close(asked: Asked, on: date) -> str:
    supervise(asked, Kind.DONE, "closing", on=on, facts={}, leaves=v.CLOSE_OUT)
    return "已销号。"


def _reopen(asked: Asked, on: date) -> str:
    how = typed.words(asked, "how", "重新整改的原因")
    facts: Facts = {v.RECHECKED.name: False, v.RECHECKED_HOW.name: how}
    supervise(asked, Kind.RETURNED, "closing", on=on, facts=facts)
    return "已重新打开。请再次制发监督文书，写明整改要求和期限。"


ACTS: Mapping[str, Callable[[Asked, date], str]] = {
    "verify": _verify,
    "issue": _issue,
    "serve": _serve,
    "mend": _mend,
    "recheck": _recheck,
    "close": _close,
    "reopen": _reopen,
}


def _finding(asked: Asked) -> Finding | None:
    said = asked.query.get("finding", "")
    is_number = said.isascii() and said.isdigit() and len(said) < len("1000000000")
    return confirmed(asked, int(said)) if is_number else None


def _is_supervisor(asked: Asked) -> bool:
    return acting_of(asked).holding.post.role in SUPERVISOR.roles


def _line(case: Case, asked: Asked) -> tuple[Case, str, str]:
    step = asked.versions.pinned(name=PROCEDURE, version=case.version).by_name.get(case.state)
    if step is None:
        return case, "已终止" if case.ended else "已销号", "good"
    late = case.due_on is not None and case.due_on < asked.on
    return case, f"待{step.title}", "bad" if late else "warn"


def _day_of(read: Read, step: str) -> str:
    return _shown(read.state.day(done(step)))


def _shown(value: object) -> str:
    return "" if value is None else str(value)


PAGES = (
    PageAt(
        "supervision",
        "行政执法监督",
        Place.DESK,
        desk,
        take_clue,
        roles=("supervisor", "reviewer", "head", "handler", "leader", "auditor", "reporter"),
        says="疑点核实、监督文书、整改、复核、销号，每件都有期限。",
        takes="finding",
    ),
    PageAt(
        "supervision-case",
        "办理监督件",
        Place.CASE,
        one,
        take_act,
        procedure=PROCEDURE,
        says="核实、监督文书、送达、整改、复核、销号。",
        steps=tuple(step.name for step in SUPERVISION.steps),
    ),
)
