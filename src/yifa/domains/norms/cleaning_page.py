"""The page of a clean-up: every norm in force is judged, the result decided, published and carried out."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.cleaning import UnableToCarryOut, carry_out
from yifa.domains.norms.listing import Status, listed
from yifa.domains.norms.sheets import Kind, is_done
from yifa.domains.norms.texts import UnableToEnterText
from yifa.kernel import typed
from yifa.kernel.at_hand import acting_of, case_of, do, may, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.disclosure.publishing import Entry, Receipt, UnableToPublish, publish
from yifa.kernel.dossiers.sheets import attached, entitled, put, standing
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.typed import done_by
from yifa.law.act import Kind as ActKind
from yifa.law.act import done
from yifa.law.fact import Fact, Value

JUDGEMENTS: dict[str, Fact] = {
    "继续有效": v.KEPT_NORMS,
    "修改": v.AMENDED_NORMS,
    "废止": v.REPEALED_NORMS,
    "宣布失效": v.LAPSED_NORMS,
}
STEPS = ("initiation", "listing", "opinions", "legality_review", "decision", "publication")


def show(asked: Asked) -> Page:
    """The list, the judgement of each, how far the clean-up has come."""
    state = state_of(asked)
    numbers = state.facts.get(v.LISTED_NORMS.name)
    numbers = numbers if isinstance(numbers, tuple) else ()
    known = {one.number: one for one in listed(asked, asked.on)}
    judged = standing(case_of(asked), Kind.JUDGED, on=asked.on)
    told = {
        "days": {name: state.day(done(name)) for name in STEPS},
        "titles": {step.name: step.title for step in state.procedure.steps},
        "in_force": [one for one in known.values() if one.status is Status.IN_FORCE and one.number],
        "rows": [(number, known.get(number), judged.get(number)) for number in numbers],
        "judgements": list(JUDGEMENTS),
        "acts": may(asked, "listing"),
        "reviews": may(asked, "legality_review"),
        "today": asked.on,
    }
    return Page("norms/clean_up.html", "文件清理", told)


def _initiate(asked: Asked) -> Done:
    words = typed.words(asked, "words", "清理工作方案", longest=20_000)
    do(asked, Proposed(ActKind.DONE, "initiation", asked.on, documents=(attached(v.CLEAN_UP_PLAN, words),)))
    return Done("清理已经启动。")


def _list(asked: Asked) -> Done:
    numbers = tuple(dict.fromkeys(asked.sent.get("numbers", ())))
    offered = {one.number for one in listed(asked, asked.on)}
    if not numbers or not set(numbers) <= offered:
        raise UnableToTake("没有选定列入清理的文件,或者选了目录中没有的。请在列表中勾选。", "numbers")
    facts: dict[str, Value] = {v.LISTED_NORMS.name: numbers}
    listing = (attached(v.CLEAN_UP_LIST, "\n".join(numbers)),)
    do(asked, Proposed(ActKind.DONE, "listing", asked.on, facts=facts, documents=listing))
    return Done(f"{len(numbers)}件文件列入清理。")


def _judge(asked: Asked) -> Done:
    number = typed.words(asked, "norm", "文号", longest=120)
    opinion = typed.one_of(asked, "opinion", "清理意见", JUDGEMENTS)
    said = {"opinion": opinion, "words": typed.words(asked, "words", "理由")}
    put(asked, Kind.JUDGED, step="opinions", said=said, on=asked.on, key=number)
    return Done(f"「{number}」的清理意见已经登记:{opinion}。")


def _conclude(asked: Asked) -> Done:
    judged = standing(case_of(asked), Kind.JUDGED, on=asked.on)
    numbers = state_of(asked).facts.get(v.LISTED_NORMS.name)
    missing = [one for one in (numbers if isinstance(numbers, tuple) else ()) if one not in judged]
    if missing or not judged:
        raise UnableToTake(f"不能汇总:{'、'.join(missing) or '清理目录'}还没有清理意见。请逐件提出意见。")
    told = "\n".join(f"{number} {one.said['opinion']} {one.said['words']}" for number, one in judged.items())
    do(asked, Proposed(ActKind.DONE, "opinions", asked.on, documents=(attached(v.CLEAN_UP_OPINIONS, told),)))
    return Done("逐件清理意见已经汇总,等待审核。")


def _review(asked: Asked) -> Done:
    do(asked, Proposed(ActKind.DONE, "legality_review", asked.on))
    return Done("清理意见已经审核。")


def _decide(asked: Asked) -> Done:
    judged = standing(case_of(asked), Kind.JUDGED, on=asked.on)
    facts: dict[str, Value] = {}
    for word, fact in JUDGEMENTS.items():
        chosen = tuple(number for number, one in judged.items() if one.said["opinion"] == word)
        if chosen:
            facts[fact.name] = chosen
    words = typed.words(asked, "words", "审议决定", longest=20_000)
    paper = (attached(v.CLEAN_UP_DECISION, words),)
    do(asked, Proposed(ActKind.DONE, "decision", asked.on, facts=facts, documents=paper))
    return Done("清理结果已经审议决定。")


def _publish(asked: Asked) -> Done:
    entitled(asked, "publication")
    if not is_done(asked, "decision"):
        raise UnableToTake("不得公布:清理结果还没有审议决定。请先登记审议决定。")
    last = typed.past_day(asked, "on", "废止和失效文件的最后有效日")
    case, by = case_of(asked), acting_of(asked).actor()
    entry = Entry(by, asked.at, asked.given, asked.versions)
    try:
        with transaction.atomic():
            publish(case_id=case.pk, channel=GOVERNMENT_SITE.name, on=asked.on, receipt=Receipt(), entry=entry)
            ended = _carry_out(asked, last)
    except (UnableToPublish, UnableToCarryOut, UnableToEnterText) as refused:
        raise UnableToTake(str(refused)) from refused
    return Done(f"清理结果已经公布,{len(ended)}件文件登记为失效。公示地址是 /published/government/{case.pk}/ 。")


def _carry_out(asked: Asked, last: date) -> tuple[str, ...]:
    acting = acting_of(asked)
    return carry_out(
        clean_up_id=case_of(asked).pk,
        last_day=last,
        viewer=acting.viewer,
        by=acting.actor(),
        at=asked.at,
        given=asked.given,
        versions=asked.versions,
    )


TAKE = done_by(
    {
        "initiate": _initiate,
        "list": _list,
        "judge": _judge,
        "conclude": _conclude,
        "review": _review,
        "decide": _decide,
        "publish": _publish,
    }
)
