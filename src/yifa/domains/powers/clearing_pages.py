"""Pages of clean-ups of approvals: all of them, one with its items to be judged, and the results open to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yifa.domains.powers import clearing, typed
from yifa.domains.powers.clean_up import CLEAN_UP
from yifa.domains.powers.clearing import Judgement, Outcome
from yifa.kernel.access import reached, visible
from yifa.kernel.at_hand import acting_of, case_of, may, read_of, state_of
from yifa.kernel.deadlines import deadlines
from yifa.kernel.entitlement import refusal_to_open
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place
from yifa.kernel.publishing_in_post import Receipt
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.typed import day as day_of
from yifa.kernel.typed import done_by, one_of, past_day
from yifa.law.act import done

MOST = 300
LONG = 4000
SEEING = ("handler", "head", "reviewer", "supervisor", "leader", "auditor")
Line = Mapping[str, Any]


def desk(asked: Asked) -> Page:
    """The clean-ups that a post of the viewer reaches, and the form for a new one."""
    acting = acting_of(asked)
    refused = refusal_to_open(acting, procedure=CLEAN_UP.name, path=acting.holding.organ_path, on=asked.on)
    rows = reached(Case.objects.filter(procedure=CLEAN_UP.name), asked.viewer, on=asked.on)
    reads = read_cases([row.pk for row in rows], given=asked.given, versions=asked.versions)
    told = {"may_begin": refused is None, "reads": tuple(reversed(list(reads))), "titles": _titles()}
    return Page("powers/clean_ups.html", "行政审批事项清理", told)


def begin(asked: Asked) -> Done:
    """Open one."""
    name = typed.words(asked, "name", "清理名称", longest=100)
    case = clearing.initiate(asked, name=name, plan=typed.words(asked, "plan", "清理工作方案", longest=LONG))
    return Done("清理已经启动,请列出清理事项。", f"/desk/cases/{case.pk}/approval-clean-up/")


def one(asked: Asked) -> Page:
    """One clean-up: how far it has come, what is said of each item, and the form of the next step."""
    read, state, known = read_of(asked), state_of(asked), clearing.approvals(asked.on)
    codes, judged = clearing.listed(asked), clearing.judged(asked)
    told = {
        "days": [(step.title, step.actor.title, state.day(done(step.name))) for step in CLEAN_UP.steps],
        "done": {step.name: state.day(done(step.name)) for step in CLEAN_UP.steps},
        "may": {step.name: may(asked, step.name) for step in CLEAN_UP.steps},
        "lines": tuple(_line(code, known, judged) for code in sorted(codes, key=lambda code: code not in judged))[
            :MOST
        ],
        "count": len(codes),
        "most": MOST,
        "left": tuple(code for code in codes if code not in judged),
        "sums": tuple((word, sum(row.said["outcome"] == word for row in judged.values())) for word in Outcome),
        "choices": tuple(f"{code} {known.get(code, {}).get('name') or ''}" for code in codes),
        "kinds": sorted({str(item["kind"]) for item in known.values() if item.get("kind")}),
        "organs": sorted({str(item["organ"]) for item in known.values() if item.get("organ")}),
        "outcomes": tuple(Outcome),
        "left_open": clearing.left_open(asked),
        "due": _due(asked, read),
        "on": asked.on,
    }
    return Page("powers/clean_up.html", read.case.title or "行政审批事项清理", told)


def results(asked: Asked) -> Page:
    """What published clean-ups made of each approval, for everybody; kept ones are only counted."""
    rows = visible(Case.objects.filter(procedure=CLEAN_UP.name), asked.viewer, on=asked.on)
    known = clearing.approvals(asked.on)
    reads = read_cases([row.pk for row in rows], given=asked.given, versions=asked.versions)
    published = [(read, day) for read in reads if (day := read.state.day(done("publication"))) is not None]
    told = {"groups": tuple(_group(asked, read, day, known) for read, day in reversed(published))}
    return Page("powers/cleared.html", "行政审批事项清理结果", told)


def _group(asked: Asked, read: Read, day: Any, known: Mapping[str, Any]) -> Mapping[str, Any]:
    judged = clearing.judged_in(read.case, viewer=asked.viewer, on=asked.on)
    changed = {code: row for code, row in judged.items() if row.said["outcome"] != Outcome.KEPT}
    lines = tuple(_line(code, known, judged, published_on=day) for code in changed)
    return {"title": read.case.title, "day": day, "lines": lines, "kept": len(judged) - len(changed)}


def _enlist(asked: Asked) -> Done:
    kind = typed.words(asked, "kind", "事项类型", longest=60)
    count = clearing.enlist(asked, kind=kind, organ=typed.maybe(asked, "organ", "实施机构", longest=120))
    return Done(f"已列入{count}项,请逐项提出处理意见。")


def _judge(asked: Asked) -> Done:
    code = typed.words(asked, "code", "事项").partition(" ")[0]
    outcome = Outcome(_one_of(asked, "outcome", "处理意见"))
    wanted = Judgement(
        outcome,
        typed.words(asked, "basis", "依据"),
        day_of(asked, "effective_on", "施行日期") if asked.word("effective_on") else None,
        typed.maybe(asked, "to", "承接机关或者并入的事项", longest=120),
        typed.maybe(asked, "handover", "衔接办法"),
    )
    clearing.judge(asked, code, wanted)
    return Done(f"「{code}」的处理意见已经登记:{outcome}。")


def _one_of(asked: Asked, name: str, title: str) -> str:
    return one_of(asked, name, title, tuple(Outcome))


def _rest(asked: Asked) -> Done:
    count = clearing.keep_the_rest(asked, basis=typed.words(asked, "basis", "保留的理由"))
    return Done(f"其余{count}项登记为保留。")


def _conclude(asked: Asked) -> Done:
    clearing.conclude(asked)
    return Done("逐项处理意见已经汇总,等待合法性审核。")


def _review(asked: Asked) -> Done:
    clearing.review(asked, words=typed.words(asked, "words", "审核意见", longest=LONG))
    return Done("合法性审核意见已经登记。")


def _decide(asked: Asked) -> Done:
    words = typed.words(asked, "words", "决定", longest=LONG)
    clearing.decide(asked, words=words, on=past_day(asked, "day", "决定日期"))
    return Done("清理结果已经决定,请在20个工作日内公布。")


def _publish(asked: Asked) -> Done:
    receipt = Receipt("", typed.maybe(asked, "address", "公布网址", longest=300))
    codes = clearing.publish(asked, on=past_day(asked, "day", "公布日期"), receipt=receipt)
    where = f"/published/government/{case_of(asked).pk}/"
    return Done(f"清理结果已经公布,{len(codes)}项按期停止受理新的申请。公示地址是 {where} 。")


def _close(asked: Asked) -> Done:
    day = state_of(asked).day(done("publication")) or asked.on
    return Done(f"{len(clearing.close(asked, on=day))}项已经登记停止受理。")


TAKE = done_by(
    {
        "enlist": _enlist,
        "judge": _judge,
        "rest": _rest,
        "conclude": _conclude,
        "review": _review,
        "decide": _decide,
        "publish": _publish,
        "close": _close,
    }
)


def _line(code: str, known: Mapping[str, Any], judged: Mapping[str, Any], *, published_on: Any = None) -> Line:
    row, item = judged.get(code), known.get(code, {})
    said = row.said if row is not None else None
    closes = said is not None and said["outcome"] in clearing.CLOSING and published_on is not None
    return {
        "code": code,
        "name": item.get("name") or code,
        "organ": item.get("organ") or "",
        "said": said,
        "closes_on": clearing.closes_on(said, published_on) if said is not None and closes else None,
    }


def _due(asked: Asked, read: Read) -> Any:
    terms = deadlines(CLEAN_UP.by_name["publication"], read.state, read.given, asked.on)
    return next((term for term in terms if term.last_on is not None), None)


def _titles() -> Mapping[str, str]:
    return {"": "已办结", **{step.name: f"待{step.title}" for step in CLEAN_UP.steps}}


PAGES = (
    PageAt(
        "approval-clean-ups",
        "行政审批事项清理",
        Place.DESK,
        desk,
        begin,
        roles=SEEING,
        says="逐项判断行政审批事项保留、取消、下放还是合并,取消的按期停止受理。",
    ),
    PageAt(
        "approval-clean-up",
        "逐项清理",
        Place.CASE,
        one,
        TAKE,
        procedure=CLEAN_UP.name,
        steps=tuple(step.name for step in CLEAN_UP.steps),
    ),
    PageAt(
        "approvals-cleared",
        "行政审批事项清理结果",
        Place.OPEN,
        results,
        says="哪些审批事项取消、下放、合并了,从哪一天起、依据什么、以后找谁办。",
    ),
)
