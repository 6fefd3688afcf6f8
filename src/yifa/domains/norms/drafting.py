"""起草: the survey before it, the versions of the text and what differs between them, the review of fair competition.

Source: 国办发〔2018〕37号 (survey, drafting), 公平竞争审查条例 13 to 18 since 2024-08-01, before it 国发〔2016〕34号.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.comparison import Line, changes
from yifa.domains.norms.rules import entry_conditions
from yifa.domains.norms.sheets import Kind, is_done, texts
from yifa.kernel import typed
from yifa.kernel.at_hand import case_of, do, may, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.sheets import Written, attached, put, the
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.typed import done_by
from yifa.law.act import Kind as ActKind

PASSED, EXCEPTED, FAILED, UNTOUCHED = RESULTS = (
    "符合公平竞争审查标准",
    "适用例外规定,可以出台",
    "不符合公平竞争审查标准",
    "不涉及经营者经济活动",
)


def show(asked: Asked) -> Page:
    """The survey, every version of the text, what differs between two of them, doubts of the latest."""
    case = case_of(asked)
    versions = texts(case, asked)
    since, until = _two(asked, versions)
    told = {
        "survey": the(case, Kind.SURVEY, on=asked.on),
        "surveyed": is_done(asked, "survey"),
        "versions": versions,
        "since": since,
        "until": until,
        "differences": _differences(versions, since, until),
        "doubts": entry_conditions(versions[-1].said["text"]) if versions else (),
        "competition": the(case, Kind.COMPETITION, on=asked.on),
        "results": RESULTS,
        "basis": state_of(asked).procedure.by_name["fair_competition_review"].basis.formal,
        "drafts": may(asked, "drafting"),
        "competes": may(asked, "fair_competition_review"),
    }
    return Page("norms/text.html", "起草和文本", told)


def _survey(asked: Asked) -> Done:
    words = typed.words(asked, "words", "评估论证情况", longest=20_000)
    planned = typed.maybe(asked, "planned", "列入的计划或者立项申请", longest=300)
    proposal = (attached(v.PROPOSAL, planned),) if planned else ()
    with transaction.atomic():
        papers = (*proposal, attached(v.SURVEY_REPORT, words))
        do(asked, Proposed(ActKind.DONE, "survey", asked.on, documents=papers))
        put(asked, Kind.SURVEY, step="survey", said={"words": words, "planned": planned}, on=asked.on)
    return Done("评估论证已经登记。")


def _text(asked: Asked) -> Done:
    text = typed.words(asked, "text", "文本", longest=100_000)
    note = typed.words(asked, "note", "这一稿的说明", longest=300)
    versions = texts(case_of(asked), asked)
    if versions and versions[-1].said["text"] == text:
        raise UnableToTake("这一稿与上一稿完全相同,没有登记。请核对文本。", "text")
    key = str(len(versions) + 1)
    with transaction.atomic():
        if not is_done(asked, "drafting"):
            do(asked, Proposed(ActKind.DONE, "drafting", asked.on, documents=(attached(v.DRAFT, text),)))
        put(asked, Kind.TEXT, step="drafting", said={"text": text, "note": note}, on=asked.on, key=key)
    return Done(f"第{key}稿已经登记。")


def _competition(asked: Asked) -> Done:
    result = typed.one_of(asked, "result", "审查结论", RESULTS)
    words = typed.words(asked, "words", "审查情况", longest=20_000)
    facts = {v.FAIR_COMPETITION_RESULT.name: result}
    step, document = "fair_competition_review", (attached(v.FAIR_COMPETITION, f"{result}\n{words}"),)
    with transaction.atomic():
        do(asked, Proposed(ActKind.DONE, step, asked.on, facts=facts, documents=document))
        put(asked, Kind.COMPETITION, step=step, said={"result": result, "words": words}, on=asked.on)
    return Done(f"公平竞争审查已经登记:{result}。")


TAKE = done_by({"survey": _survey, "text": _text, "competition": _competition})


def _two(asked: Asked, versions: Sequence[Written]) -> tuple[str, str]:
    keys = [one.key for one in versions]
    since, until = asked.query.get("since", ""), asked.query.get("until", "")
    if since in keys and until in keys:
        return since, until
    return (keys[-2], keys[-1]) if len(keys) > 1 else ("", "")


def _differences(versions: Sequence[Written], since: str, until: str) -> tuple[Line, ...]:
    by_key = {one.key: str(one.said["text"]) for one in versions}
    return changes(before=by_key[since], after=by_key[until]) if since and until else ()
