"""Pages of the evaluation: at the desk, where it is set up, counted and followed up, and the public one for a code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import segno
from django.conf import settings
from markupsafe import Markup

from yifa.domains.leadership import evaluating, remarks, representatives, sides, typed
from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.drawn import of_held, representatives_in
from yifa.domains.leadership.evaluating import FACTS, GRADES
from yifa.domains.leadership.procedure import EVALUATION
from yifa.domains.leadership.rules import WEIGHTS
from yifa.domains.leadership.sides import OFFICE
from yifa.engine.draws_held import draw_chosen
from yifa.kernel.at_hand import case_of, read_of
from yifa.kernel.pages import Asked, Done, NothingThere, Page, PageAt, Place, UnableToTake
from yifa.kernel.typed import maybe, number, one_of, past_day
from yifa.law.act import done

BALLOT = "/open/leading-ballot/"


def one(asked: Asked) -> Page:
    """One evaluation: the draw, the way of voting, the counts; the result once two people agree."""
    if asked.part == "slips":
        return _slips(asked)
    if asked.part == "paper":
        return _paper_ballot(asked)
    read, case = read_of(asked), case_of(asked)
    facts, waiting = read.state.facts, evaluating.counts_of(case, on=asked.on)
    urn = evaluating.urn_of(case, on=asked.on)
    by_code = evaluating.is_by_code(case, on=asked.on)
    told: dict[str, Any] = {
        "organ": facts.get(v.SCORED_ORGAN.name) or "",
        "drawn_on": read.state.day(done("draw")),
        "bundle": facts.get(v.DRAW_BUNDLE.name) or "",
        "urn": urn,
        "by_code": by_code,
        "unused": evaluating.unused(case, on=asked.on),
        "waiting": waiting,
        "is_office": sides.may(asked, OFFICE),
        "draws": representatives.held(asked) if urn is None else (),
        "people": representatives.drawn(asked, urn.plan) if urn is not None and sides.may(asked, OFFICE) else (),
        "by_code_counted": remarks.are_closed(asked),
        "remarks": remarks.remarks_of(asked) if "counting" in read.state.done else (),
        "longest": remarks.LONGEST,
        "grades": GRADES,
        "counted_on": read.state.day(done("counting")),
        "result": [(fact.title, facts.get(fact.name)) for fact in FACTS.values()],
        "score": _hundredths(facts.get(v.SCORE.name)),
        "number": facts.get(v.SCORES_NUMBER.name) or "",
        "on": asked.on,
    }
    return Page("leadership/evaluation.html", "述法现场评议", told)


def take(asked: Asked) -> Done:
    """Do what was sent: enter the draw, or one of the two counts."""
    what = one_of(asked, "do", "要办理的事项", ACTS)
    return ACTS[what](asked, past_day(asked, "day", "日期"))


def _slips(asked: Asked) -> Page:
    urn = evaluating.urn_of(case_of(asked), on=asked.on)
    if urn is None or not urn.seed or not sides.may(asked, OFFICE):
        raise NothingThere
    address = "" if settings.YIFA_IS_LOCAL else f"https://{settings.ALLOWED_HOSTS[0]}{BALLOT}"
    told = {"codes": evaluating.codes_to_print(urn), "address": address, "picture": _picture(address)}
    return Page("leadership/codes.html", "评议码", told)


def _paper_ballot(asked: Asked) -> Page:
    urn, facts = evaluating.urn_of(case_of(asked), on=asked.on), read_of(asked).state.facts
    if urn is None or not sides.may(asked, OFFICE):
        raise NothingThere
    told = {"organ": facts.get(v.SCORED_ORGAN.name) or "", "grades": GRADES, "drawn": urn.drawn}
    return Page("leadership/paper_ballot.html", "述法现场评议票", told)


def _picture(address: str) -> Markup:
    # The page alone, never the code: what a phone asks for may be written down on the way.
    if not address:
        return Markup("")
    drawn: str = segno.make(address, error="m").svg_inline(scale=3, svgclass="code", lineclass=None)
    return Markup(drawn)  # noqa: S704 - drawn by segno from our own address


def ballot(asked: Asked) -> Page:
    """The public page: a code and one of four grades; and what is said after, which says nothing of the score."""
    if asked.part == "voted":
        return Page("leadership/voted.html", "评议已经计入")
    return Page("leadership/ballot.html", "述法现场评议", {"grades": GRADES, "longest": remarks.LONGEST})


def take_ballot(asked: Asked) -> Done:
    """Take one score, and the remark beside it."""
    remark = maybe(asked, "remark", "意见", longest=remarks.LONGEST)
    evaluating.cast(asked.word("code"), asked.word("grade"), on=asked.on, remark=remark)
    return Done("您的评议已经计入,评议码已经作废。", f"{BALLOT}voted/")


def _draw(asked: Asked, on: date) -> Done:
    del on
    found = of_held(draw_chosen(asked, "draw", register=representatives.POOL, title="评议代表的抽取"))
    evaluating.enter_draw(asked, found)
    return Done(f"已登记抽取结果,评议代表{found.count}人。")


def _draw_elsewhere(asked: Asked, on: date) -> Done:
    files = asked.files.get("bundle", ())
    if not files:
        raise UnableToTake("没有选择抽取公开包。请选择抽取时生成的 bundle.json。", "bundle")
    found = representatives_in(files[0].content, on=on)
    evaluating.enter_draw(asked, found)
    return Done(f"已按公开包重新计算,结果相符;已登记评议代表{found.count}人。")


def _remark(asked: Asked, on: date) -> Done:
    del on
    remarks.enter_from_paper(asked, typed.words(asked, "remark", "纸质票上的意见", longest=remarks.LONGEST))
    return Done("已录入一条意见,与票数分开保存。")


def _problem(asked: Asked, on: date) -> Done:
    del on
    problem = typed.words(asked, "problem", "问题", longest=remarks.LONGEST)
    case = remarks.make_problem(asked, pk=number(asked, "remark"), problem=problem)
    return Done(f"已列为问题{case.number},由被评议单位制定整改措施。")


def _paper(asked: Asked, on: date) -> Done:
    evaluating.refuse_by_code(asked)
    found = {grade: _number(asked, grade) for grade in WEIGHTS}
    return _counted(evaluating.enter_count(asked, found, on=on))


def _codes_counted(asked: Asked, on: date) -> Done:
    found = evaluating.in_urn(case_of(asked), on=asked.on)
    return _counted(evaluating.enter_count(asked, found, on=on))


def _make(asked: Asked, on: date) -> Done:
    del on
    evaluating.make_codes(asked)
    return Done("已生成评议码,请打印后裁开,由代表随机领取。")


def _begin(asked: Asked, on: date) -> Done:
    del on
    evaluating.begin_voting(asked)
    return Done("评议已经开始,评议码不能再次打印。")


ACTS: Mapping[str, Callable[[Asked, date], Done]] = {
    "draw": _draw,
    "elsewhere": _draw_elsewhere,
    "remark": _remark,
    "problem": _problem,
    "paper": _paper,
    "codes": _codes_counted,
    "make": _make,
    "begin": _begin,
}


def _counted(is_counted: bool) -> Done:  # noqa: FBT001 - what enter_count says
    return Done("两位计票人员的结果一致,评议已经计票。" if is_counted else "已登记清点结果,等待另一位计票人员登记。")


def _number(asked: Asked, grade: str) -> int:
    said = asked.word(grade)
    if not said.isascii() or not said.isdigit() or len(said) > len("9999"):
        raise UnableToTake(f"「{GRADES[grade]}」的票数应当是数字,没有的填0。请更正。", grade)
    return int(said)


def _hundredths(score: object) -> str:
    return f"{score // 100}.{score % 100:02}" if isinstance(score, int) else ""


PAGES = (
    PageAt(
        "leading-evaluation",
        "办理现场评议",
        Place.CASE,
        one,
        take,
        procedure=EVALUATION.name,
        steps=tuple(step.name for step in EVALUATION.steps),
    ),
    PageAt("leading-ballot", "述法现场评议", Place.OPEN, ballot, take_ballot),
)
