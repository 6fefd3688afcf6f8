"""The desk page of a consultation: the draft, the comments, the answers, the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from yifa.kernel import typed
from yifa.kernel.access import visible
from yifa.kernel.at_hand import case_of, may
from yifa.kernel.dossiers import consultation as comments
from yifa.kernel.dossiers.consultation import Consultation
from yifa.kernel.dossiers.models import Comment, Draft
from yifa.kernel.dossiers.personal import Person, person_of
from yifa.kernel.dossiers.public_pages import is_open, outcome
from yifa.kernel.dossiers.sheets import entitled
from yifa.kernel.dossiers.workbook import workbook
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page, UnableToTake

EXCEL = "table.xlsx"
HEADS = ("序号", "提出方式", "收到日期", "意见内容", "采纳情况", "理由", "答复日期")


def show(of: Consultation, asked: Asked, title: str, more: Mapping[str, Any]) -> Page | Download:
    """The latest draft with its comments; or the table of adoption as a workbook; or who made one comment.

    more: what the procedure tells on this page beside it.
    """
    draft = comments.drafts_of(asked).first()
    if asked.part == EXCEL:
        return _excel(asked, draft)
    if asked.part:
        return _person(of, asked)
    rows, least = _comments(asked, draft), of.at_least(asked)
    told = {
        "of": of,
        "draft": draft,
        "rows": rows,
        "waiting": sum(1 for one in rows if one.answer is None),
        "is_open": draft is not None and is_open(draft, asked),
        "result": outcome(draft, asked) if draft is not None else {"received": 0, "answers": []},
        "acts": may(asked, of.step),
        "adoptions": comments.ADOPTIONS,
        "carriers": comments.CARRIERS,
        "today": asked.on,
        "least": least,
        "earliest": asked.on + timedelta(days=least.days),
    }
    return Page(f"{of.templates}/comments.html", title, {**told, **more})


def takes(of: Consultation) -> Mapping[str, Callable[[Asked], Done]]:
    """What the forms of the page do, by name; a procedure may add its own."""
    return {
        "open": partial(_open, of),
        "enter": partial(_enter, of),
        "answer": partial(_answer, of),
        "close": partial(_close, of),
    }


def _open(of: Consultation, asked: Asked) -> Done:
    file = next(iter(asked.files.get("file", ())), None)
    opening = comments.Opening(
        typed.words(asked, "title", "标题", longest=300),
        typed.words(asked, "text", of.whole, longest=100_000),
        typed.words(asked, "explanation", "起草说明", longest=20_000),
        typed.words(asked, "ways", "提出意见的方式"),
        typed.day(asked, "starts_on", "开始日期"),
        typed.day(asked, "ends_on", "截止日期"),
        typed.maybe(asked, "shortening", "缩短期限的理由", longest=300),
        file,
    )
    made = comments.open_draft(of, asked, opening)
    return Done(f"草案已经公开征求意见,到{made.ends_on}为止。公众在「征求意见」页面可以看到并提出意见。")


def _enter(of: Consultation, asked: Asked) -> Done:
    entitled(asked, of.step)
    person = Person(
        typed.maybe(asked, "name", "姓名", longest=60), typed.maybe(asked, "contact", "联系方式", longest=120)
    )
    number = comments.comment(
        of,
        asked,
        _draft(asked),
        words=typed.words(asked, "words", "意见内容", longest=comments.LONGEST + 1),
        person=person,
        carrier=typed.one_of(asked, "carrier", "提出方式", comments.CARRIERS),
        received_on=typed.past_day(asked, "received_on", "收到日期"),
    )
    return Done(f"意见已经登记,回执编号{number}。提意见的人凭编号可以在网上查答复,请告诉他。编号不再显示,请现在抄下。")


def _answer(of: Consultation, asked: Asked) -> Done:
    count = comments.answer(
        of,
        asked,
        _draft(asked),
        chosen=typed.numbers(asked, "chosen"),
        adoption=typed.one_of(asked, "adoption", "采纳情况", comments.ADOPTIONS),
        summary=typed.words(asked, "summary", "意见摘要"),
        reason=typed.words(asked, "reason", "理由"),
    )
    return Done(f"已经答复{count}条意见。结果公布后,摘要、采纳情况和理由会一并公开。")


def _close(of: Consultation, asked: Asked) -> Done:
    count = comments.close(of, asked, _draft(asked), result=typed.words(asked, "result", "采纳情况说明"))
    return Done(f"征求意见结果已经公布:收到意见{count}条。")


def _draft(asked: Asked) -> Draft:
    found = comments.drafts_of(asked).first()
    if found is None:
        raise UnableToTake("本件还没有公开征求意见。请先公开草案。")
    return found


def _comments(asked: Asked, draft: Draft | None) -> list[Comment]:
    rows = visible(Comment.objects.filter(draft=draft), asked.viewer, on=asked.on)
    return list(rows.select_related("answer").order_by("pk")) if draft is not None else []


def _person(of: Consultation, asked: Asked) -> Page:
    number = int(asked.part) if asked.part.isascii() and asked.part.isdigit() else 0
    mine = Comment.objects.filter(pk=number, draft__case=case_of(asked))
    found = visible(mine, asked.viewer, on=asked.on).first()
    if found is None or found.person_id is None:
        raise NothingThere
    purpose = asked.query.get("purpose", "").strip()
    told = {"of": of, "comment": found, "purpose": purpose, "person": None, "why": ""}
    if purpose:
        try:
            told["person"] = person_of(asked, found, purpose=purpose)
        except UnableToTake as refused:
            told["why"] = str(refused)
    return Page("shell/dossier/person.html", "提意见人的联系方式", told)


def _excel(asked: Asked, draft: Draft | None) -> Download:
    rows = []
    for at, one in enumerate(_comments(asked, draft), start=1):
        given = one.answer
        told = (given.adoption, given.reason, str(given.on)) if given is not None else ("尚未答复", "", "")
        rows.append((str(at), one.carrier, str(one.received_on), one.words, *told))
    return workbook("意见采纳情况表", HEADS, rows)
