"""The page of a decision's public participation: draft, comments, answers, result, hearing."""

from __future__ import annotations

from datetime import timedelta

from yifa.domains.decisions import comments, typed
from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.forms_taken import done_by
from yifa.domains.decisions.models import Comment, Draft
from yifa.domains.decisions.open_pages import is_open, outcome
from yifa.domains.decisions.personal import Person, person_of
from yifa.domains.decisions.sheets import Kind, attached, case_of, do, entitled, may, put, standing, state_of
from yifa.domains.decisions.workbook import workbook
from yifa.kernel.access import visible
from yifa.kernel.deciding import Proposed
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page, UnableToTake
from yifa.law.act import Kind as ActKind
from yifa.law.act import done

EXCEL = "table.xlsx"
HEADS = ("序号", "提出方式", "收到日期", "意见内容", "采纳情况", "理由", "答复日期")


def show(asked: Asked) -> Page | Download:
    """The latest draft with its comments; or the table of adoption as a workbook; or who made one comment."""
    draft = comments.drafts_of(asked).first()
    if asked.part == EXCEL:
        return _excel(asked, draft)
    if asked.part:
        return _person(asked)
    rows = _comments(asked, draft)
    state = state_of(asked)
    told = {
        "draft": draft,
        "rows": rows,
        "waiting": sum(1 for one in rows if one.answer is None),
        "is_open": draft is not None and is_open(draft, asked),
        "result": outcome(draft, asked) if draft is not None else {"received": 0, "answers": []},
        "acts": may(asked, comments.STEP),
        "adoptions": comments.ADOPTIONS,
        "carriers": comments.CARRIERS,
        "today": asked.on,
        "earliest": asked.on + timedelta(days=comments.AT_LEAST),
        "papers_on": state.day(done("hearing_papers")),
        "hearing_on": state.day(done("public_hearing")),
        "hearings": list(standing(case_of(asked), Kind.HEARING, on=asked.on).values()),
    }
    return Page("decisions/comments.html", "公众参与", told)


def _open(asked: Asked) -> Done:
    file = next(iter(asked.files.get("file", ())), None)
    opening = comments.Opening(
        typed.words(asked, "title", "标题", longest=300),
        typed.words(asked, "text", "决策草案", longest=100_000),
        typed.words(asked, "explanation", "起草说明", longest=20_000),
        typed.words(asked, "ways", "提出意见的方式"),
        typed.day(asked, "starts_on", "开始日期"),
        typed.day(asked, "ends_on", "截止日期"),
        typed.maybe(asked, "shortening", "缩短期限的理由", longest=300),
        file,
    )
    made = comments.open_draft(asked, opening)
    return Done(f"草案已经公开征求意见,到{made.ends_on}为止。公众在「征求意见」页面可以看到并提出意见。")


def _enter(asked: Asked) -> Done:
    entitled(asked, comments.STEP)
    person = Person(
        typed.maybe(asked, "name", "姓名", longest=60), typed.maybe(asked, "contact", "联系方式", longest=120)
    )
    number = comments.comment(
        asked,
        _draft(asked),
        words=typed.words(asked, "words", "意见内容", longest=comments.LONGEST + 1),
        person=person,
        carrier=typed.one_of(asked, "carrier", "提出方式", comments.CARRIERS),
        received_on=typed.past_day(asked, "received_on", "收到日期"),
    )
    return Done(f"意见已经登记,回执编号{number}。提意见的人凭编号可以在网上查答复,请告诉他。编号不再显示,请现在抄下。")


def _answer(asked: Asked) -> Done:
    count = comments.answer(
        asked,
        _draft(asked),
        chosen=typed.numbers(asked, "chosen"),
        adoption=typed.one_of(asked, "adoption", "采纳情况", comments.ADOPTIONS),
        summary=typed.words(asked, "summary", "意见摘要"),
        reason=typed.words(asked, "reason", "理由"),
    )
    return Done(f"已经答复{count}条意见。结果公布后,摘要、采纳情况和理由会一并公开。")


def _close(asked: Asked) -> Done:
    count = comments.close(asked, _draft(asked), result=typed.words(asked, "result", "采纳情况说明"))
    return Done(f"征求意见结果已经公布:收到意见{count}条。")


def _papers(asked: Asked) -> Done:
    on, told = typed.past_day(asked, "on", "送达日期"), typed.words(asked, "words", "送达了哪些材料")
    facts = {v.HEARING_NEEDED.fact.name: True}
    do(asked, Proposed(ActKind.DONE, "hearing_papers", on, facts=facts, documents=(attached(v.HEARING_PAPERS, told),)))
    put(asked, Kind.HEARING, step="hearing_papers", said={"title": "听证材料", "words": told}, on=on, key="papers")
    return Done(f"听证材料已经登记为{on}送达。听证会最早可以在{on + timedelta(days=7)}举行。")


def _hearing(asked: Asked) -> Done:
    on, told = typed.past_day(asked, "on", "听证会日期"), typed.words(asked, "words", "听证笔录")
    do(asked, Proposed(ActKind.DONE, "public_hearing", on, documents=(attached(v.HEARING_RECORD, told),)))
    put(asked, Kind.HEARING, step="public_hearing", said={"title": "听证笔录", "words": told}, on=on, key="record")
    return Done(f"听证会已经登记为{on}举行。")


TAKE = done_by(
    {"open": _open, "enter": _enter, "answer": _answer, "close": _close, "papers": _papers, "hearing": _hearing}
)


def _draft(asked: Asked) -> Draft:
    found = comments.drafts_of(asked).first()
    if found is None:
        raise UnableToTake("本件还没有公开征求意见。请先公开草案。")
    return found


def _comments(asked: Asked, draft: Draft | None) -> list[Comment]:
    rows = visible(Comment.objects.filter(draft=draft), asked.viewer, on=asked.on)
    return list(rows.select_related("answer").order_by("pk")) if draft is not None else []


def _person(asked: Asked) -> Page:
    number = int(asked.part) if asked.part.isascii() and asked.part.isdigit() else 0
    mine = Comment.objects.filter(pk=number, draft__case=case_of(asked))
    found = visible(mine, asked.viewer, on=asked.on).first()
    if found is None or found.person_id is None:
        raise NothingThere
    purpose = asked.query.get("purpose", "").strip()
    told = {"comment": found, "purpose": purpose, "person": None, "why": ""}
    if purpose:
        try:
            told["person"] = person_of(asked, found, purpose=purpose)
        except UnableToTake as refused:
            told["why"] = str(refused)
    return Page("decisions/person.html", "提意见人的联系方式", told)


def _excel(asked: Asked, draft: Draft | None) -> Download:
    rows = []
    for at, one in enumerate(_comments(asked, draft), start=1):
        given = one.answer
        told = (given.adoption, given.reason, str(given.on)) if given is not None else ("尚未答复", "", "")
        rows.append((str(at), one.carrier, str(one.received_on), one.words, *told))
    return workbook("意见采纳情况表", HEADS, rows)
