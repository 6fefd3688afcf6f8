"""合法性审查: the department's own review, the package and whether it is complete, the checklist, the numbered opinion.

Source: R713 art. 25 to 28: the package (26), at least seven working days (26), what is reviewed (27), what becomes of
the opinion (28). Reading: what lacks in a package is told at once and once only (26 lets the reviewer send it back or
ask for more); the seven working days run from the day on which the package is complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.sheets import (
    Kind,
    Written,
    acting_of,
    attached,
    case_of,
    digest,
    do,
    entitled,
    name_of,
    put,
    standing,
    state_of,
    the,
)
from yifa.kernel.deciding import Proposed
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind as ActKind
from yifa.law.act import started
from yifa.law.citation import Citation
from yifa.law.fact import Value
from yifa.law.statutes import R713

STEP, SUPPLEMENT = "legality_review", "supplementary_review"
SERIES, PATTERN = "合法性审查意见书", "合审〔{year}〕{serial}号"
LAWFUL, LAWFUL_AFTER_CHANGES, UNLAWFUL = CONCLUSIONS = ("合法", "修改后合法", "不合法")
FINE, WRONG, NOT_CONCERNED = FINDINGS = ("符合", "存在问题", "不涉及")


class UnableToReview(UnableToTake):
    """The organ of the post is not the one whose review this is."""


class UnableToSubmit(UnableToTake):
    """The package cannot be submitted, or not any more."""


class UnableToAccept(UnableToTake):
    """The package cannot be accepted as complete, or cannot be sent back again."""


class UnableToGiveOpinion(UnableToTake):
    """The opinion cannot be given so."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package; fact: the name of the fact that makes it due, «» for one that is always due."""

    name: str
    title: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """One head of the checklist: what is asked, and on which article."""

    name: str
    title: str
    asks: str
    basis: Citation


COMPETITION = "competition_concerned"
PARTS = (
    Part("letter", "送审函"),
    Part("text", "送审稿"),
    Part("explanation", "起草说明"),
    Part("basis", "制定依据"),
    Part("comments", "征求意见和采纳情况"),
    Part("own_review", "本部门合法性审查意见"),
    Part("experts", "专家论证意见", v.SPECIALISED.name),
    Part("risks", "风险评估报告", v.RISKY.name),
    Part("competition", "公平竞争审查结论", COMPETITION),
)
HEADS = (
    Head("power", "权限", "决策事项是否符合法定权限。", R713.art(27)),
    Head("procedure", "程序", "决策草案的形成是否履行相关法定程序。", R713.art(27)),
    Head("content", "内容", "决策草案的内容是否符合有关法律、法规、规章和国家政策的规定。", R713.art(27)),
    Head(
        "burdens",
        "减损权益或者增加义务",
        "是否没有法定依据而减损公民、法人和其他组织合法权益或者增加其义务。",
        R713.art(27),
    ),
    Head("access", "准入条件", "是否违法设定市场准入和退出条件、排除或者限制竞争。", R713.art(27)),
)


def applies(part: Part, said: Mapping[str, Any], facts: Mapping[str, Value]) -> bool:
    """Whether the part is due in this case, as far as the record says so."""
    return not part.fact or facts.get(part.fact) is True or said.get(part.fact) is True


def lacking(said: Mapping[str, Any], facts: Mapping[str, Value]) -> tuple[str, ...]:
    """What the package lacks, by title."""
    return tuple(part.title for part in PARTS if applies(part, said, facts) and not said.get(part.name))


def review_own(asked: Asked, *, conclusion: str, words: str) -> None:
    """The undertaking unit's own review of its draft, by somebody else than its drafter."""
    if not is_own(asked):
        raise UnableToReview("本部门审查由承办单位自己的法制机构或者负责人办理。请由承办单位登记。")
    put(asked, Kind.OWN_REVIEW, step=STEP, said={"conclusion": conclusion, "words": words}, on=asked.on)


def submit(asked: Asked, said: Mapping[str, Any]) -> tuple[str, ...]:
    """Submit the package, again after it was sent back; returns what it still lacks. Raises UnableToSubmit."""
    case = case_of(asked)
    if is_accepted(asked):
        raise UnableToSubmit(
            f"不得更换送审材料:材料已经齐备,正在审查或者已经审查,审查的是原来的文本({R713.art(26).formal})。"
            "确需更换的,请由审查部门先退回修改。"
        )
    own = the(case, Kind.OWN_REVIEW, on=asked.on)
    told = {**said, "own_review": own.said["conclusion"] if own is not None else ""}
    put(asked, Kind.PACKAGE, step="drafting", said=told, on=asked.on)
    return lacking(told, state_of(asked).facts)


def send_back(asked: Asked, *, lacks: str) -> None:
    """Send the package back with the list of all it lacks: once. Raises UnableToAccept the second time."""
    case = case_of(asked)
    as_reviewer(asked, STEP)
    package(asked)
    if is_accepted(asked):
        raise UnableToAccept("材料已经确认齐备,不能再作补充通知。草案需要修改的,请在审查意见中提出,或者办理退回。")
    if the(case, Kind.PACKAGE_RETURN, on=asked.on) is not None:
        raise UnableToAccept(
            f"不得再次退回补充:需要补充的材料应当一次性列明,本件已经列明过一次({R713.art(26).formal})。"
            "材料已经可以审查的,请确认齐备;草案本身需要修改的,请出具审查意见。"
        )
    put(asked, Kind.PACKAGE_RETURN, step=STEP, said={"lacks": lacks}, on=asked.on)


def accept(asked: Asked) -> None:
    """Say that the package is complete: from this day the review time is counted. Raises UnableToAccept."""
    as_reviewer(asked, STEP)
    found, wanting = package(asked), lacking(package(asked).said, state_of(asked).facts)
    if is_accepted(asked):
        raise UnableToAccept("材料已经确认齐备,不必重复确认。请继续填写审查清单。")
    if wanting:
        raise UnableToAccept(
            f"不得确认齐备:缺少{'、'.join(wanting)}({R713.art(26).formal})。请一次性列明后退回补充,补齐之日起计算审查时间。"
        )
    do(asked, Proposed(ActKind.STARTED, STEP, asked.on, documents=(attached(v.REVIEW_PACKAGE, found.said["text"]),)))


def check(asked: Asked, head: str, *, finding: str, words: str, cites: str) -> None:
    """Answer one head of the checklist; of a problem it must be said which, and against which article."""
    as_reviewer(asked, STEP)
    if finding == WRONG and not (words and cites):
        raise UnableToGiveOpinion("存在问题的,应当写明是什么问题、不符合哪一条。请补充问题和依据。", "words")
    put(asked, Kind.CHECK, step=STEP, said={"finding": finding, "words": words, "cites": cites}, on=asked.on, key=head)


def give_opinion(asked: Asked, *, conclusion: str, words: str) -> str:
    """Give the numbered opinion on the very text submitted; returns its number. Raises UnableToGiveOpinion."""
    as_reviewer(asked, STEP)
    if not is_accepted(asked):
        raise UnableToGiveOpinion(
            f"不得出具意见:送审材料还没有确认齐备({R713.art(26).formal})。请先核对材料,齐备的确认齐备。"
        )
    _refuse_unchecked(asked, conclusion)
    text: str = package(asked).said["text"]
    return _opinion(asked, STEP, conclusion, words, text, fact=v.OPINION.name)


def supplement(asked: Asked, *, conclusion: str, words: str) -> str:
    """Review the text as it was changed after deliberation; returns the opinion's number. Raises UnableToGiveOpinion."""
    as_reviewer(asked, SUPPLEMENT)
    changed = the(case_of(asked), Kind.AMENDED_TEXT, on=asked.on)
    if changed is None or not changed.said["substantive"]:
        raise UnableToGiveOpinion("审议后没有登记实质性修改,不需要补充审查。请核对审议后修改对照表。")
    return _opinion(asked, SUPPLEMENT, conclusion, words, changed.said["text"], fact=v.SUPPLEMENTARY_OPINION.name)


def adopt(asked: Asked, *, words: str) -> None:
    """What the undertaking unit did upon the opinion, point by point."""
    if not standing(case_of(asked), Kind.OPINION, on=asked.on):
        raise UnableToSubmit("还没有审查意见,不能填写采纳回执。请待意见书出具后再填写。")
    put(asked, Kind.ADOPTION, step="drafting", said={"words": words}, on=asked.on)


def as_reviewer(asked: Asked, step: str) -> None:
    """Raise UnableToPerform where the post does not review, UnableToReview where its organ reviews its own draft."""
    entitled(asked, step)
    if is_own(asked):
        raise UnableToReview(
            f"不得自行审查:合法性审查由负责合法性审查的部门办理,承办单位不能审查自己送审的草案({R713.art(25).formal})。"
            "请由司法行政部门办理;承办单位本身就是审查部门的,请在办件页由另一位审核人员办理。"
        )


def is_own(asked: Asked) -> bool:
    """Whether the post stands in the organ whose draft it is."""
    return acting_of(asked).holding.organ_path == case_of(asked).organ_path


def package(asked: Asked) -> Written:
    """The package as submitted last. Raises UnableToAccept where there is none."""
    found = the(case_of(asked), Kind.PACKAGE, on=asked.on)
    if found is None:
        raise UnableToAccept("承办单位还没有送审。请待送审后再办理。")
    return found


def is_accepted(asked: Asked) -> bool:
    """Whether the package was found complete in the present round."""
    return state_of(asked).day(started(STEP)) is not None


def _refuse_unchecked(asked: Asked, conclusion: str) -> None:
    checks = standing(case_of(asked), Kind.CHECK, on=asked.on)
    missing = [head.title for head in HEADS if head.name not in checks]
    if missing:
        raise UnableToGiveOpinion(
            f"不得出具意见:审查清单中{'、'.join(missing)}还没有审查({R713.art(27).formal})。请逐项填写后再出具。"
        )
    wrong = [head.title for head in HEADS if checks[head.name].said["finding"] == WRONG]
    if wrong and conclusion == LAWFUL:
        raise UnableToGiveOpinion(
            f"结论与清单不一致:清单中{'、'.join(wrong)}存在问题,结论不能是「{LAWFUL}」({R713.art(28).formal})。"
            f"请选「{LAWFUL_AFTER_CHANGES}」或者「{UNLAWFUL}」,或者核对清单。",
            "conclusion",
        )


def _opinion(asked: Asked, step: str, conclusion: str, words: str, text: str, *, fact: str) -> str:
    with transaction.atomic():
        series = open_series(name=SERIES, year=asked.on.year, pattern=PATTERN)
        number = give_number(series=series, at=asked.at).text
        facts: dict[str, Value] = {fact: conclusion, v.OPINION_NUMBER.name: number, v.REVIEWED_TEXT.name: name_of(text)}
        title = f"{'补充' if step == SUPPLEMENT else ''}{v.LEGALITY_OPINION.title}({number})"
        given = attached(v.LEGALITY_OPINION, f"{number}\n{conclusion}\n{words}\n{digest(text)}")
        opinion = replace(given, title=title)
        do(asked, Proposed(ActKind.DONE, step, asked.on, facts=facts, documents=(opinion,)))
        said = {"number": number, "conclusion": conclusion, "words": words, "text": digest(text)}
        put(asked, Kind.OPINION, step=step, said=said, on=asked.on, key=step)
    return number
