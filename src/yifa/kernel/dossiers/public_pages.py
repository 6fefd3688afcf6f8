"""The public pages of a consultation: drafts that are open for comment and what became of them, one's own comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yifa.kernel import typed
from yifa.kernel.access import visible
from yifa.kernel.dossiers.consultation import LONGEST, ON_THE_WEB, Consultation, by_receipt, comment, least_of
from yifa.kernel.dossiers.models import Answer, CommentReceipt, Draft
from yifa.kernel.dossiers.personal import Person
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page, UnableToTake

FILE = "-file"


def drafts(of: Consultation, asked: Asked) -> Page | Download:
    """All drafts; or one of them, with its form while it is open and its result afterwards; or the file of one."""
    if not asked.part:
        return _list(of, asked)
    draft = draft_at(of, asked, asked.part.removesuffix(FILE))
    if asked.part.endswith(FILE):
        return _file(draft)
    told = {
        "draft": draft,
        "is_open": is_open(draft, asked),
        "days_left": (draft.ends_on - asked.on).days,
        "trail": _trail(of),
        "of": of,
        "least": least_of(of, asked, draft),
    }
    return Page(f"{of.templates}/draft.html", draft.title, {**told, **outcome(draft, asked), "longest": LONGEST})


def take(of: Consultation, asked: Asked) -> Done:
    """Take a comment in; where it leads is the page of its receipt."""
    draft = draft_at(of, asked, asked.part)
    if asked.word("website"):
        raise UnableToTake("没有收取:请不要填写最后一个隐藏的空格。请清空后再提交。")
    said = typed.words(asked, "words", "意见", longest=LONGEST + 1)
    person = Person(
        typed.maybe(asked, "name", "姓名或者单位名称", longest=60),
        typed.maybe(asked, "contact", "联系方式", longest=120),
    )
    number = comment(of, asked, draft, words=said, person=person, carrier=ON_THE_WEB, received_on=asked.on)
    return Done("您的意见已经收到。", f"/open/{of.receipts}/{number}/")


def receipt(of: Consultation, asked: Asked) -> Page:
    """What became of one's comment, by the number of its receipt."""
    number = asked.part or asked.query.get("number", "").strip()
    found = by_receipt(of, number, on=asked.on) if number else None
    if asked.part and found is None:
        raise NothingThere
    is_new = found is not None and found.received_on == asked.on
    told = {"number": number, "found": found, "is_new": is_new, "trail": _trail(of), "of": of}
    return Page("shell/dossier/receipt.html", "查意见的答复", told)


def draft_at(of: Consultation, asked: Asked, part: str) -> Draft:
    """The draft of that number, if it may be seen. Raises NothingThere."""
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 12 else 0  # noqa: PLR2004 - as the database holds
    found = visible(Draft.objects.filter(pk=number, case__procedure=of.procedure), asked.viewer, on=asked.on).first()
    if found is None:
        raise NothingThere
    return found


def is_open(draft: Draft, asked: Asked) -> bool:
    """Whether comments are taken today."""
    return draft.closed_on is None and draft.starts_on <= asked.on <= draft.ends_on


def outcome(draft: Draft, asked: Asked) -> Mapping[str, Any]:
    """How many comments there were, and what became of them as far as the viewer may see it."""
    received = visible(CommentReceipt.objects.filter(comment__draft=draft), asked.viewer, on=asked.on)
    answers = visible(Answer.objects.filter(draft=draft), asked.viewer, on=asked.on)
    rows = [(one, one.comments.count()) for one in answers.order_by("pk")]
    return {"received": received.count(), "answers": [(one, count) for one, count in rows if count]}


def _trail(of: Consultation) -> tuple[Mapping[str, str], ...]:
    return ({"title": "征求意见", "href": f"/open/{of.page}/"},)


def _list(of: Consultation, asked: Asked) -> Page:
    rows = list(
        visible(Draft.objects.filter(case__procedure=of.procedure), asked.viewer, on=asked.on).order_by(
            "-starts_on", "-pk"
        )
    )
    told = {
        "of": of,
        "open_now": _counted(sorted((one for one in rows if is_open(one, asked)), key=lambda one: one.ends_on), asked),
        "studied": _counted((one for one in rows if one.closed_on is None and one.ends_on < asked.on), asked),
        "closed": _counted((one for one in rows if one.closed_on is not None), asked),
    }
    return Page(f"{of.templates}/drafts.html", "征求意见", told)


def _counted(rows: Iterable[Draft], asked: Asked) -> list[tuple[Draft, int]]:
    received = visible(CommentReceipt.objects.all(), asked.viewer, on=asked.on)
    return [(one, received.filter(comment__draft=one).count()) for one in rows]


def _file(draft: Draft) -> Download:
    if not draft.file:
        raise NothingThere
    return Download(draft.file_name, bytes(draft.file), "application/octet-stream")
