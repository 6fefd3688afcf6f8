"""Steps that leave one paper each, told in a form: a citizen's request, a post-evaluation, the check of a drawn document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.sheets import Kind
from yifa.kernel import typed
from yifa.kernel.at_hand import acting_of, case_of, do, may, read_of, state_of
from yifa.kernel.deadlines import deadlines
from yifa.kernel.deciding import Proposed
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.disclosure.publishing import Entry, Receipt, UnableToPublish, publish
from yifa.kernel.dossiers.sheets import attached, entitled, put, standing
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.pages import Asked, Done, Page, UnableToTake
from yifa.kernel.reading import Read
from yifa.kernel.typed import done_by
from yifa.law.act import Kind as ActKind
from yifa.law.act import done
from yifa.law.condition import Subject, evaluate
from yifa.law.fact import Fact, Value
from yifa.law.fold import State
from yifa.law.procedure import Document


@dataclass(frozen=True, slots=True)
class Told:
    """One step: what is asked for, which paper it leaves, and where it decides, among which results.

    days: where it sets a term, under which fact it states how many days; number: where its paper is numbered, under
    which fact, the number being written as `pattern` says.
    """

    step: str
    asks: str
    document: Document | None = None
    fact: Fact | None = None
    choices: tuple[str, ...] = ()
    publishes: bool = False
    days: Fact | None = None
    number: Fact | None = None
    pattern: str = ""


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
FAULTLESS = "没有发现问题"
SPOT_CHECK = (
    Told(
        "review",
        "审查意见:权限、程序、内容、是否减损权益或者增加义务",
        v.CHECK_OPINION,
        v.CHECK_RESULT,
        (FAULTLESS, "责令改正", "建议修改", "建议废止"),
    ),
    Told(
        "correction_order",
        "存在的问题和改正要求",
        v.CORRECTION_ORDER,
        days=v.ANSWER_DAYS,
        number=v.ORDER_NUMBER,
        pattern="备审改〔{year}〕{serial}号",
    ),
    Told("correction", "整改情况(逐项说明)", v.CORRECTION_REPORT),
    Told(
        "closing",
        "办结的理由",
        None,
        v.CHECK_OUTCOME,
        ("没有问题予以办结", "已经改正予以办结", "没有改正提请有权机关处理"),
    ),
)
MOST_DAYS = 90
"""Days that an order to correct may leave for the answer; our own bound, against a slip of the pen."""


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
            "due": due_on(asked, read_of(asked), one.step),
        }
        for one in steps
        if _applies(one.step, state)
    ]
    following = next((line["told"] for line in lines if line["on"] is None), None)
    shown = {
        name: state.facts.get(name) for name in (v.REQUESTED_ABOUT.name, v.REQUEST_GROUNDS.name, "object", "result")
    }
    told = {"lines": lines, "following": following, "facts": shown, "today": asked.on, "spot": None}
    return Page("norms/steps.html", title, told)


def takes(steps: tuple[Told, ...]) -> Callable[[Asked], Done]:
    """What the forms do: each of them is one step."""
    forms: Mapping[str, Callable[[Asked], Done]] = {one.step: partial(_do, one) for one in steps}
    return done_by(forms)


def due_on(asked: Asked, read: Read, step: str) -> date | None:
    """By when the step is owed, or was; None where nothing is owed."""
    found = deadlines(read.state.procedure.by_name[step], read.state, asked.given, asked.on)
    return next((one.last_on for one in found if one.last_on is not None), None)


def _applies(step: str, state: State) -> bool:
    condition = state.procedure.by_name[step].if_
    return condition is None or evaluate(condition, Subject(state.facts)) is True


def _do(told: Told, asked: Asked) -> Done:
    if told.publishes:
        return _publish(told, asked)
    words = typed.words(asked, "words", told.asks, longest=20_000)
    facts: dict[str, Value] = {}
    if told.fact is not None:
        facts[told.fact.name] = typed.one_of(asked, "result", told.fact.title, told.choices)
    if told.days is not None:
        facts[told.days.name] = _days(asked, told.days)
    documents = (attached(told.document, words),) if told.document is not None else ()
    with transaction.atomic():
        if told.number is not None:
            facts[told.number.name] = _numbered(asked, told)
        put(asked, Kind.STEP, step=told.step, said={"words": words}, on=asked.on, key=told.step)
        do(asked, Proposed(ActKind.DONE, told.step, asked.on, facts=facts, documents=documents))
    return Done("已经登记。")


def _days(asked: Asked, fact: Fact) -> int:
    said = asked.word("days")
    count = int(said) if said.isascii() and said.isdigit() and len(said) <= len(str(MOST_DAYS)) else 0
    if not 0 < count <= MOST_DAYS:
        raise UnableToTake(f"「{fact.title}」应当是1到{MOST_DAYS}之间的整数。请更正。", "days")
    return count


def _numbered(asked: Asked, told: Told) -> str:
    title = told.document.title if told.document is not None else told.step
    series = open_series(name=title, year=asked.on.year, pattern=told.pattern)
    return give_number(series=series, at=asked.at).text


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
