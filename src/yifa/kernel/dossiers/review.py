"""Legality review of a draft: the organ's own, the package and whether it is complete, counsel, checklist, opinion.

A procedure says in a `Review` which of its steps this is, what its package holds and what it is measured by.
Reading: what lacks in a package is told at once and once only (R713 art. 26, 国办发〔2018〕115号 let the reviewer ask for
more; neither says how often); the review time runs from the day on which the package is complete. Reading: the opinion
waits until it is said of every counsel engaged whether what he advised was adopted; no article asks for it in so many words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import transaction

from yifa.kernel.at_hand import acting_of, case_of, do, state_of, step_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers import counsel
from yifa.kernel.dossiers.sheets import Written, attached, digest, entitled, name_of, put, standing, the
from yifa.kernel.entitlement import refusal_of_own
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind as ActKind
from yifa.law.act import started
from yifa.law.citation import Citation
from yifa.law.fact import Fact, Value
from yifa.law.procedure import Document

LAWFUL, LAWFUL_AFTER_CHANGES, UNLAWFUL = CONCLUSIONS = ("合法", "修改后合法", "不合法")
FINE, WRONG, NOT_CONCERNED = FINDINGS = ("符合", "存在问题", "不涉及")
COUNSELS = (*counsel.LISTED, "咨询专家")
ADOPTED, _, NOT_ADOPTED = ADVICE = ("采纳", "部分采纳", "不采纳")
COMPETITION = "competition_concerned"


class Kind(StrEnum):
    """Which sheet of a review."""

    OWN_REVIEW = "own_review"
    PACKAGE = "package"
    PACKAGE_RETURN = "package_return"
    CHECK = "check"
    COUNSEL = "counsel"
    OPINION = "opinion"
    ADOPTION = "adoption"
    AMENDED_TEXT = "amended_text"


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


def nothing(_: Asked, __: str) -> None:
    """Where a procedure has no act of its own for what was done."""


def no_facts(_: Mapping[str, Written]) -> Mapping[str, Value]:
    """Where the opinion states no facts of the checklist."""
    return {}


@dataclass(frozen=True, slots=True)
class Review:
    """What one procedure asks of its legality review.

    sends: the step in which the package is put together; own: the step of the organ's own review; step, supplement: the
    review, and that of a text changed after deliberation («» where there is none); once: by which article what lacks is
    told; measured: what is looked at; concluded: what becomes of it; apart: why nobody reviews his own draft; opinion,
    number, text, supplementary: the facts it leaves; package, document: its documents; word: what its law calls it;
    competition: whether the package says that a review of fair competition is due; complete: the fact that it is complete.
    besides: the facts that the opinion states of its checklist; submitted, returned, reviewed_own, adopted: the acts that the procedure has for these besides.
    """

    word: str
    title: str
    sends: str
    own: str
    step: str
    supplement: str
    parts: tuple[Part, ...]
    heads: tuple[Head, ...]
    once: Citation
    measured: Citation
    concluded: Citation
    apart: Citation
    opinion: Fact
    number: Fact
    text: Fact
    package: Document
    document: Document
    series: str
    pattern: str
    least: str = ""
    bars: str = ""
    form: str = "legality_opinion"
    supplementary: Fact | None = None
    competition: bool = True
    complete: Fact | None = None
    template: str = "shell/dossier/review.html"
    besides: Callable[[Mapping[str, Written]], Mapping[str, Value]] = no_facts
    submitted: Callable[[Asked, str], None] = nothing
    returned: Callable[[Asked, str], None] = nothing
    reviewed_own: Callable[[Asked, str], None] = nothing
    adopted: Callable[[Asked, str], None] = nothing


def applies(part: Part, said: Mapping[str, Any], facts: Mapping[str, Value]) -> bool:
    """Whether the part is due in this case, as far as the record says so."""
    return not part.fact or facts.get(part.fact) is True or said.get(part.fact) is True


def lacking(of: Review, said: Mapping[str, Any], facts: Mapping[str, Value]) -> tuple[str, ...]:
    """What the package lacks, by title."""
    return tuple(part.title for part in of.parts if applies(part, said, facts) and not said.get(part.name))


def review_own(of: Review, asked: Asked, *, conclusion: str, words: str) -> None:
    """The undertaking unit's own review of its draft, by somebody else than its drafter."""
    if not is_own(asked):
        raise UnableToReview(f"本部门{of.word}由承办单位自己的法制机构或者负责人办理。请由承办单位登记。")
    with transaction.atomic():
        said = {"conclusion": conclusion, "words": words}
        put(asked, Kind.OWN_REVIEW, step=of.own, said=said, on=asked.on, is_own=True)
        of.reviewed_own(asked, f"{conclusion}\n{words}")


def may_review_own(of: Review, asked: Asked) -> bool:
    """Whether the post reviews the draft within its own organ."""
    refused = refusal_of_own(acting_of(asked), case=case_of(asked), step=step_of(asked, of.own), on=asked.on)
    return refused is None and is_own(asked)


def submit(of: Review, asked: Asked, said: Mapping[str, Any]) -> tuple[str, ...]:
    """Submit the package, again after it was sent back; returns what it still lacks. Raises UnableToSubmit."""
    case = case_of(asked)
    if is_accepted(of, asked):
        raise UnableToSubmit(
            f"不得更换送审材料:材料已经齐备,正在{of.word}或者已经{of.word},{of.word}的是原来的文本({of.once.formal})。"
            f"确需更换的,请由{of.word}部门先退回修改。"
        )
    own = the(case, Kind.OWN_REVIEW, on=asked.on)
    told = {**said, "own_review": own.said["conclusion"] if own is not None else ""}
    with transaction.atomic():
        put(asked, Kind.PACKAGE, step=of.sends, said=told, on=asked.on)
        of.submitted(asked, told["text"])
    return lacking(of, told, state_of(asked).facts)


def send_back(of: Review, asked: Asked, *, lacks: str) -> None:
    """Send the package back with the list of all it lacks: once. Raises UnableToAccept the second time."""
    case = case_of(asked)
    entitled(asked, of.step)
    package(asked)
    if is_accepted(of, asked):
        raise UnableToAccept(
            f"材料已经确认齐备,不能再作补充通知。草案需要修改的,请在{of.word}意见中提出,或者办理退回。"
        )
    if the(case, Kind.PACKAGE_RETURN, on=asked.on) is not None:
        raise UnableToAccept(
            f"不得再次退回补充:需要补充的材料应当一次性列明,本件已经列明过一次({of.once.formal})。"
            f"材料已经可以{of.word}的,请确认齐备;草案本身需要修改的,请出具{of.word}意见。"
        )
    with transaction.atomic():
        put(asked, Kind.PACKAGE_RETURN, step=of.step, said={"lacks": lacks}, on=asked.on)
        of.returned(asked, lacks)


def accept(of: Review, asked: Asked) -> None:
    """Say that the package is complete: from this day the review time is counted. Raises UnableToAccept."""
    entitled(asked, of.step)
    found, wanting = package(asked), lacking(of, package(asked).said, state_of(asked).facts)
    if is_accepted(of, asked):
        raise UnableToAccept(f"材料已经确认齐备,不必重复确认。请继续填写{of.word}清单。")
    if wanting:
        raise UnableToAccept(
            f"不得确认齐备:缺少{'、'.join(wanting)}({of.once.formal})。请一次性列明后退回补充,补齐之日起计算{of.word}时间。"
        )
    facts: dict[str, Value] = {of.complete.name: True} if of.complete is not None else {}
    text = (attached(of.package, found.said["text"]),)
    do(asked, Proposed(ActKind.STARTED, of.step, asked.on, facts=facts, documents=text))


def check(of: Review, asked: Asked, head: str, *, finding: str, words: str, cites: str) -> None:
    """Answer one head of the checklist; of a problem it must be said which, and against which article."""
    entitled(asked, of.step)
    if finding == WRONG and not (words and cites):
        raise UnableToGiveOpinion("存在问题的,应当写明是什么问题、不符合哪一条。请补充问题和依据。", "words")
    put(
        asked,
        Kind.CHECK,
        step=of.step,
        said={"finding": finding, "words": words, "cites": cites},
        on=asked.on,
        key=head,
    )


def engage(of: Review, asked: Asked, *, name: str, kind: str, matter: str) -> None:
    """Engage counsel for this review; what he advises and whether it was adopted is entered later.

    Raises UnableToReview for one who is not in the roster, where one is kept.
    """
    entitled(asked, of.step)
    refused = counsel.why_not(asked, name=name, kind=kind)
    if refused:
        raise UnableToReview(refused, "name")
    key = str(len(standing(case_of(asked), Kind.COUNSEL, on=asked.on)) + 1)
    said = {"name": name, "kind": kind, "matter": matter, "words": "", "adoption": "", "reason": ""}
    put(asked, Kind.COUNSEL, step=of.step, said=said, on=asked.on, key=key)


def settle_counsel(of: Review, asked: Asked, key: str, *, words: str, adoption: str, reason: str) -> None:
    """Enter what counsel advised, and whether it was adopted; what was not adopted wholly needs a reason."""
    entitled(asked, of.step)
    found = the(case_of(asked), Kind.COUNSEL, on=asked.on, key=key)
    if found is None:
        raise UnableToReview("没有聘请过这一位。请先登记聘请的法律顾问或者公职律师。")
    if adoption != ADOPTED and not reason:
        raise UnableToReview(f"没有全部采纳的,应当写明理由({of.apart.formal})。请补充不采纳的理由。", "reason")
    said = {**found.said, "words": words, "adoption": adoption, "reason": reason}
    put(asked, Kind.COUNSEL, step=of.step, said=said, on=asked.on, key=key)


def give_opinion(of: Review, asked: Asked, *, conclusion: str, words: str) -> str:
    """Give the numbered opinion on the very text submitted; returns its number. Raises UnableToGiveOpinion."""
    entitled(asked, of.step)
    if not is_accepted(of, asked):
        raise UnableToGiveOpinion(
            f"不得出具意见:送审材料还没有确认齐备({of.once.formal})。请先核对材料,齐备的确认齐备。"
        )
    _refuse_unchecked(of, asked, conclusion)
    text: str = package(asked).said["text"]
    return _opinion(of, asked, of.step, conclusion, words, text, fact=of.opinion)


def supplement(of: Review, asked: Asked, *, conclusion: str, words: str) -> str:
    """Review the text as it was changed after deliberation; returns the opinion's number. Raises UnableToGiveOpinion."""
    entitled(asked, of.supplement)
    changed = the(case_of(asked), Kind.AMENDED_TEXT, on=asked.on)
    if changed is None or not changed.said["substantive"]:
        raise UnableToGiveOpinion(f"审议后没有登记实质性修改,不需要补充{of.word}。请核对审议后修改对照表。")
    return _opinion(
        of, asked, of.supplement, conclusion, words, changed.said["text"], fact=of.supplementary or of.opinion
    )


def adopt(of: Review, asked: Asked, *, words: str) -> None:
    """What the undertaking unit did upon the opinion, point by point."""
    if not standing(case_of(asked), Kind.OPINION, on=asked.on):
        raise UnableToSubmit(f"还没有{of.word}意见,不能填写采纳回执。请待意见书出具后再填写。")
    with transaction.atomic():
        put(asked, Kind.ADOPTION, step=of.sends, said={"words": words}, on=asked.on)
        of.adopted(asked, words)


def is_own(asked: Asked) -> bool:
    """Whether the post stands in the organ whose draft it is."""
    return acting_of(asked).holding.organ_path == case_of(asked).organ_path


def package(asked: Asked) -> Written:
    """The package as submitted last. Raises UnableToAccept where there is none."""
    found = the(case_of(asked), Kind.PACKAGE, on=asked.on)
    if found is None:
        raise UnableToAccept("承办单位还没有送审。请待送审后再办理。")
    return found


def is_accepted(of: Review, asked: Asked) -> bool:
    """Whether the package was found complete in the present round."""
    return state_of(asked).day(started(of.step)) is not None


def _refuse_unchecked(of: Review, asked: Asked, conclusion: str) -> None:
    checks = standing(case_of(asked), Kind.CHECK, on=asked.on)
    missing = [head.title for head in of.heads if head.name not in checks]
    if missing:
        raise UnableToGiveOpinion(
            f"不得出具意见:{of.word}清单中{'、'.join(missing)}还没有{of.word}({of.measured.formal})。请逐项填写后再出具。"
        )
    silent = [
        one.said["name"]
        for one in standing(case_of(asked), Kind.COUNSEL, on=asked.on).values()
        if not one.said["adoption"]
    ]
    if silent:
        raise UnableToGiveOpinion(
            f"不得出具意见:聘请了{'、'.join(silent)},还没有登记其意见和采纳情况({of.measured.formal})。请先登记。"
        )
    wrong = [head.title for head in of.heads if checks[head.name].said["finding"] == WRONG]
    if wrong and conclusion == LAWFUL:
        raise UnableToGiveOpinion(
            f"结论与清单不一致:清单中{'、'.join(wrong)}存在问题,结论不能是「{LAWFUL}」({of.concluded.formal})。"
            f"请选「{LAWFUL_AFTER_CHANGES}」或者「{UNLAWFUL}」,或者核对清单。",
            "conclusion",
        )


def _opinion(of: Review, asked: Asked, step: str, conclusion: str, words: str, text: str, *, fact: Fact) -> str:
    with transaction.atomic():
        series = open_series(name=of.series, year=asked.on.year, pattern=of.pattern)
        number = give_number(series=series, at=asked.at).text
        facts: dict[str, Value] = {fact.name: conclusion, of.number.name: number, of.text.name: name_of(text)}
        facts |= of.besides(standing(case_of(asked), Kind.CHECK, on=asked.on))
        title = f"{'补充' if step == of.supplement else ''}{of.document.title}({number})"
        given = attached(of.document, f"{number}\n{conclusion}\n{words}\n{digest(text)}")
        opinion = replace(given, title=title)
        do(asked, Proposed(ActKind.DONE, step, asked.on, facts=facts, documents=(opinion,)))
        said = {"number": number, "conclusion": conclusion, "words": words, "text": digest(text)}
        put(asked, Kind.OPINION, step=step, said=said, on=asked.on, key=step)
    return number
