"""公开征求意见: opening a draft for comment, taking comments in, answering them, publishing what became of them.

A procedure says in a `Consultation` which of its steps this is and what its law asks. Reading: every comment gets an
answer with its reason before the result is published, also where nobody commented; R713 art. 18 and the notices on norms
ask for study, not in so many words for each answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import models, transaction

from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.at_hand import acting_of, case_of, do
from yifa.kernel.attachments import KINDS
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.crowding import count as count_sending
from yifa.kernel.dossiers.crowding import refuse_flood
from yifa.kernel.dossiers.models import Answer, Comment, CommentReceipt, Draft
from yifa.kernel.dossiers.personal import Person, kept
from yifa.kernel.dossiers.sheets import attached, digest, entitled, state
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, File, UnableToTake
from yifa.law.act import Kind
from yifa.law.citation import Citation
from yifa.law.fact import Fact
from yifa.law.procedure import Document

_, _, REJECTED = ADOPTIONS = ("采纳", "部分采纳", "不采纳")
ON_THE_WEB = "网上"
CARRIERS = ("书面来信", "座谈会", "听证会", "实地走访", "电话", "其他方式")
LONGEST = 2000
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and figures of a receipt that nobody mistakes for one another."""


@dataclass(frozen=True, slots=True)
class Least:
    """How many days a draft is open at least, and the article that says so of a draft of this kind."""

    days: int
    basis: Citation


@dataclass(frozen=True, slots=True)
class Consultation:
    """What the law of one procedure asks of its comments.

    at_least: how long a draft is open; opens, answers: the articles that ask for it; reason: the fact that
    says why it was shorter; ends: the acts that end it, told how many comments came and how many were adopted;
    desk, page, receipts: the names of its pages for the organ, for the public, and for whoever asks for his answer;
    templates: the folder of their templates; whole: what a draft is a draft of.
    """

    procedure: str
    step: str
    at_least: Callable[[Asked], Least]
    opens: Citation
    answers: Citation
    reason: Fact
    notice: Document
    ends: Callable[[Asked, int, int, str], tuple[Proposed, ...]]
    desk: str
    page: str
    receipts: str
    templates: str
    whole: str = "草案"


class UnableToOpenDraft(UnableToTake):
    """The draft cannot be opened for comment so."""


class UnableToTakeComment(UnableToTake):
    """The comment is not taken in; the sentence says why and where else one may turn."""


class UnableToAnswer(UnableToTake):
    """The comments cannot be answered so."""


class UnableToCloseDraft(UnableToTake):
    """The result cannot be published yet."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A draft as it is to be opened."""

    title: str
    text: str
    explanation: str
    ways: str
    starts_on: date
    ends_on: date
    shortening: str = ""
    file: File | None = None


def open_draft(of: Consultation, asked: Asked, opening: Opening) -> Draft:
    """Open the draft to all from its first day to its last, and begin the step. Raises UnableToOpenDraft."""
    case = case_of(asked)
    _refuse_closed(of, case, opening.file)
    _refuse_days(of, asked, opening)
    if drafts_of(asked).filter(closed_on=None).exists():
        raise UnableToOpenDraft(
            "不得重复公开:本件已有一份草案正在征求意见。请先公布那一份的结果,再就修改后的草案征求意见。"
        )
    facts = {of.reason.name: opening.shortening} if opening.shortening else {}
    notice = (attached(of.notice, opening.text),)
    with transaction.atomic():
        do(asked, Proposed(Kind.STARTED, of.step, opening.starts_on, facts=facts, documents=notice))
        made = Draft(
            case=case,
            title=opening.title,
            organ=case.organ.name if case.organ is not None else acting_of(asked).holding.organ,
            text=opening.text,
            explanation=opening.explanation,
            ways=opening.ways,
            starts_on=opening.starts_on,
            ends_on=opening.ends_on,
            shortening=opening.shortening,
            file_name=opening.file.name if opening.file is not None else "",
            file=opening.file.content if opening.file is not None else None,
            organ_path=case.organ_path,
            confidentiality=Level.PUBLIC,
        )
        made.save()
        days = {"starts": opening.starts_on.isoformat(), "ends": opening.ends_on.isoformat()}
        state(f"draft/{made.pk}", {"case": str(case.pk), "text": digest(opening.text), **days}, asked)
    return made


def comment(
    of: Consultation, asked: Asked, draft: Draft, *, words: str, person: Person, carrier: str, received_on: date
) -> str:
    """Take a comment in; returns the number of its receipt, which is kept nowhere. Raises UnableToTakeComment.

    On the web only while the draft is open; what came on paper in time may be entered later.
    """
    by = asked.acting.entered_by if asked.acting is not None else ""
    _refuse_late(of, asked, draft, received_on)
    if len(words) > LONGEST:
        raise UnableToTakeComment(
            f"意见有{len(words)}个字,网上一次最多{LONGEST}个字。请分几次提交,或者把材料寄给征求意见的机关。", "words"
        )
    place = f"draft/{draft.pk}"
    if carrier == ON_THE_WEB:
        refuse_flood(asked, place)
        _refuse_again(asked, draft, words)
    number = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    with transaction.atomic():
        guard = {"organ_path": draft.organ_path, "confidentiality": Level.INTERNAL}
        made = Comment(
            draft=draft,
            carrier=carrier,
            words=words,
            person=kept(draft.case, person) if person else None,
            received_on=received_on,
            at=asked.at,
            entered_by=by,
            **guard,
        )
        made.save()
        CommentReceipt(
            digest=digest(number), comment=made, organ_path=draft.organ_path, confidentiality=Level.PUBLIC
        ).save()
        count_sending(asked, place)
        said = {"draft": str(draft.pk), "carrier": carrier, "words": digest(words), "on": received_on.isoformat()}
        state(f"comment/{made.pk}", said, asked)
    return number


def answer(
    of: Consultation, asked: Asked, draft: Draft, *, chosen: tuple[int, ...], adoption: str, summary: str, reason: str
) -> int:
    """Answer comments, several alike together; returns how many. Raises UnableToAnswer.

    A comment that has an answer already gets the new one, until the result is published.
    """
    entitled(asked, of.step)
    if draft.closed_on is not None:
        raise UnableToAnswer("不得修改答复:采纳情况已经公布。确有错误的,请更正公布的内容并说明理由。")
    mine = visible(Comment.objects.filter(draft=draft, pk__in=chosen), asked.viewer, on=asked.on)
    found = list(mine)
    if len(found) != len(set(chosen)):
        raise UnableToAnswer("勾选的意见中有不属于本草案的。请刷新页面后重新勾选。")
    with transaction.atomic():
        made = Answer(
            draft=draft,
            adoption=adoption,
            summary=summary,
            reason=reason,
            on=asked.on,
            answered_by=acting_of(asked).entered_by,
            organ_path=draft.organ_path,
            confidentiality=Level.INTERNAL,
        )
        made.save()
        for one in found:
            one.answer = made
            one.save(update_fields=["answer"])
        said = {"adoption": adoption, "reason": digest(reason), "comments": " ".join(str(one.pk) for one in found)}
        state(f"comment-answer/{made.pk}", said, asked)
    return len(found)


def close(of: Consultation, asked: Asked, draft: Draft, *, result: str) -> int:
    """Publish what became of the comments and end the step; returns how many there were. Raises UnableToCloseDraft."""
    if draft.closed_on is not None:
        raise UnableToCloseDraft("采纳情况已经公布,不能重复公布。请核对。")
    if asked.on <= draft.ends_on:
        raise UnableToCloseDraft(
            f"不得提前结束:征求意见到{draft.ends_on}为止,今天还收意见({least_of(of, asked, draft).basis.formal})。请在{draft.ends_on}的次日以后公布结果。"
        )
    received = visible(Comment.objects.filter(draft=draft), asked.viewer, on=asked.on)
    open_ones = received.filter(answer=None).count()
    if open_ones:
        raise UnableToCloseDraft(
            f"不得公布结果:还有{open_ones}条意见没有研究答复({of.answers.formal})。请逐条或者合并答复后再公布。"
        )
    count = received.count()
    with transaction.atomic():
        for act in of.ends(asked, count, received.exclude(answer__adoption=REJECTED).count(), told(count, result)):
            do(asked, act)
        draft.result, draft.closed_on = result, asked.on
        draft.save(update_fields=["result", "closed_on"])
        answers = visible(
            Answer.objects.filter(draft=draft, comments__isnull=False).distinct(), asked.viewer, on=asked.on
        )
        for one in answers:
            one.confidentiality = Level.PUBLIC
            one.save(update_fields=["confidentiality"])
        state(f"draft/{draft.pk}/result", {"count": str(count), "result": digest(result)}, asked)
    return count


def drafts_of(asked: Asked) -> models.QuerySet[Draft]:
    """The drafts of the case of the page, the latest first."""
    return visible(Draft.objects.filter(case=case_of(asked)), asked.viewer, on=asked.on).order_by("-pk")


def by_receipt(of: Consultation, number: str, *, on: date) -> Comment | None:
    """The comment to which a receipt leads: who has the number may know what became of it."""
    plain = "".join(letter for letter in number.upper() if letter in ALPHABET)
    groups = "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    known = CommentReceipt.objects.filter(digest=digest(groups), comment__draft__case__procedure=of.procedure)
    rows = visible(known, PUBLIC, on=on)
    found = rows.select_related("comment", "comment__answer", "comment__draft").first()
    return found.comment if found is not None else None


def least_of(of: Consultation, asked: Asked, draft: Draft) -> Least:
    """How long that draft was to be open, and by which article; also for whoever is not at the desk of its case."""
    return of.at_least(replace(asked, case=draft.case))


def told(count: int, result: str) -> str:
    """What is published of the result as a whole."""
    return f"收到意见{count}条。{result}"


def _refuse_closed(of: Consultation, case: Case, file: File | None) -> None:
    if case.confidentiality not in {Level.PUBLIC, Level.INTERNAL}:
        raise UnableToOpenDraft(
            f"不得公开:本件定为工作秘密,或者密级未能识别({of.opens.formal},依法不予公开的除外)。请先依法解除或者核定密级。"
        )
    if file is None:
        return
    suffix = file.name.rpartition(".")[2].lower()
    if suffix not in KINDS or not file.content.startswith(KINDS[suffix][0]):
        raise UnableToOpenDraft(
            f"没有收下附件「{file.name}」:格式不在可以公开的格式之中,或者内容与格式不符。可以用{'、'.join(KINDS)}。",
            "file",
        )


def _refuse_days(of: Consultation, asked: Asked, opening: Opening) -> None:
    days, least = (opening.ends_on - opening.starts_on).days, of.at_least(asked)
    if opening.starts_on > asked.on:
        raise UnableToOpenDraft(f"开始日期{opening.starts_on}晚于今天{asked.on}。请在公开的当天登记。", "starts_on")
    if opening.ends_on <= asked.on:
        raise UnableToOpenDraft("截止日期已经过去,公众没有时间提意见。请把截止日期定在今天以后。", "ends_on")
    if days < least.days and not opening.shortening:
        first = opening.starts_on + timedelta(days=least.days)
        raise UnableToOpenDraft(
            f"不得少于{least.days}日:从{opening.starts_on}到{opening.ends_on}只有{days}日({least.basis.formal})。"
            f"请把截止日期定在{first}以后;因情况紧急等原因需要缩短的,请写明缩短的理由,理由随草案一并公开。",
            "ends_on",
        )


def _refuse_late(of: Consultation, asked: Asked, draft: Draft, received_on: date) -> None:
    if draft.closed_on is not None or received_on > draft.ends_on:
        raise UnableToTakeComment(
            f"不再收取意见:本次征求意见到{draft.ends_on}为止({least_of(of, asked, draft).basis.formal})。"
            f"对这件事仍有意见的,可以按页面上的联系方式直接向{draft.organ}反映。"
        )
    if received_on < draft.starts_on:
        raise UnableToTakeComment(f"收到日期早于公开日期{draft.starts_on}。请核对收到意见的日期。", "received_on")


def _refuse_again(asked: Asked, draft: Draft, words: str) -> None:
    taken = visible(CommentReceipt.objects.filter(comment__draft=draft), PUBLIC, on=asked.on)
    if taken.filter(comment__words=words, comment__received_on=asked.on).exists():
        raise UnableToTakeComment(
            "今天已经收到过一条文字完全相同的意见,不必重复提交。如有补充,请写明补充的内容。", "words"
        )
