"""Steps that leave one paper each, told in a form: a citizen's request on its way to the answer, a post-evaluation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.sheets import Kind
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
from yifa.law.procedure import Document


@dataclass(frozen=True, slots=True)
class Told:
    """One step: what is asked for, which paper it leaves, and where it decides, among which results."""

    step: str
    asks: str
    document: Document | None = None
    fact: Fact | None = None
    choices: tuple[str, ...] = ()
    publishes: bool = False


REQUEST = (
    Told("acceptance", "登记受理的情况"),
    Told("issuers_note", "制定机关对制定依据、程序和内容的说明", v.ISSUERS_NOTE),
    Told("review", "审查意见", v.REVIEW_NOTE, v.REQUEST_RESULT, ("继续有效", "修改", "废止", "宣布失效", "不予审查")),
    Told("reply", "答复(建议人凭回执编号可以看到)", v.REPLY_LETTER),
)
EVALUATION = (
    Told("plan", "评估方案:对象、内容、方法、时间", v.EVALUATION_PLAN),
    Told("survey", "执行情况、实施效果、存在的问题和原因", v.EVALUATION_SURVEY),
    Told(
        "report",
        "评估报告",
        v.EVALUATION_REPORT,
        v.EVALUATION_RESULT,
        ("继续施行", "修改", "废止", "制定配套措施"),
    ),
    Told("publication", "评估报告的公布", publishes=True),
    Told("follow_up", "评估结果怎样运用", v.FOLLOW_UP_NOTE),
)


def show(steps: tuple[Told, ...], title: str, asked: Asked) -> Page:
    """Each step with what it left, and the form of the one that comes next."""
    state, sheets = state_of(asked), standing(case_of(asked), Kind.STEP, on=asked.on)
    lines = [
        {
            "told": one,
            "title": state.procedure.by_name[one.step].title,
            "duty": state.procedure.by_name[one.step].actor.title,
            "on": state.day(done(one.step)),
            "sheet": sheets.get(one.step),
            "may": may(asked, one.step),
        }
        for one in steps
    ]
    following = next((line["told"] for line in lines if line["on"] is None), None)
    shown = {
        name: state.facts.get(name) for name in (v.REQUESTED_ABOUT.name, v.REQUEST_GROUNDS.name, "object", "result")
    }
    return Page("norms/steps.html", title, {"lines": lines, "following": following, "facts": shown, "today": asked.on})


def takes(steps: tuple[Told, ...]) -> Callable[[Asked], Done]:
    """What the forms do: each of them is one step."""
    forms: Mapping[str, Callable[[Asked], Done]] = {one.step: partial(_do, one) for one in steps}
    return done_by(forms)


def _do(told: Told, asked: Asked) -> Done:
    if told.publishes:
        return _publish(told, asked)
    words = typed.words(asked, "words", told.asks, longest=20_000)
    facts: dict[str, Value] = {}
    if told.fact is not None:
        facts[told.fact.name] = typed.one_of(asked, "result", told.fact.title, told.choices)
    documents = (attached(told.document, words),) if told.document is not None else ()
    with transaction.atomic():
        put(asked, Kind.STEP, step=told.step, said={"words": words}, on=asked.on, key=told.step)
        do(asked, Proposed(ActKind.DONE, told.step, asked.on, facts=facts, documents=documents))
    return Done("已经登记。")


def _publish(told: Told, asked: Asked) -> Done:
    entitled(asked, told.step)
    entry = Entry(acting_of(asked).actor(), asked.at, asked.given, asked.versions)
    receipt = Receipt("", typed.maybe(asked, "words", "公布网址", longest=300))
    case = case_of(asked)
    try:
        publish(case_id=case.pk, channel=GOVERNMENT_SITE.name, on=asked.on, receipt=receipt, entry=entry)
    except UnableToPublish as refused:
        raise UnableToTake(str(refused)) from refused
    return Done(f"已经公布,公示地址是 /published/government/{case.pk}/ 。")
