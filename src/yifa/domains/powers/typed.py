"""What was typed into a form of the list of powers; what cannot be taken is refused with a sentence naming the field."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from yifa.kernel.acting import Acting
from yifa.kernel.deciding import Attachment
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, NothingThere, UnableToTake
from yifa.law.procedure import Document

LONGEST = 500


def words(asked: Asked, name: str, title: str, *, longest: int = LONGEST) -> str:
    """What was typed; it must be something. Raises UnableToTake."""
    said = asked.word(name).replace("\r\n", "\n")
    if not said:
        raise UnableToTake(f"没有填写「{title}」。请填写后再提交,已经填写的内容仍在页面上。", name)
    if len(said) > longest:
        raise UnableToTake(f"「{title}」有{len(said)}个字,最多可以写{longest}个字。请删减后再提交。", name)
    return said


def maybe(asked: Asked, name: str, title: str, *, longest: int = LONGEST) -> str:
    """What was typed, or nothing. Raises UnableToTake where it is too long."""
    return words(asked, name, title, longest=longest) if asked.word(name) else ""


def past_day(asked: Asked, name: str, title: str) -> date:
    """The day that was typed, today at the latest. Raises UnableToTake."""
    said = day_in(asked.word(name))
    if said is None:
        raise UnableToTake(f"「{title}」不是日期。请按「{asked.on}」的样子填写。", name)
    if said > asked.on:
        raise UnableToTake(f"「{title}」{said}晚于今天{asked.on},尚未发生的不能登记。请核对日期。", name)
    return said


def one_of(asked: Asked, name: str, title: str, choices: Iterable[str]) -> str:
    """The choice that was made. Raises UnableToTake for none, or one that is not offered."""
    said, offered = asked.word(name), tuple(choices)
    if said not in offered:
        raise UnableToTake(f"没有选定「{title}」。请在{'、'.join(offered)}中选定一项。", name)
    return said


def day_in(text: str) -> date | None:
    """The day that these words write, None where they write none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def acting_of(asked: Asked) -> Acting:
    """In which post one acts. Raises NothingThere for the public."""
    if asked.acting is None:
        raise NothingThere
    return asked.acting


def case_of(asked: Asked) -> Case:
    """The case of the page. Raises NothingThere where there is none."""
    if asked.case is None:
        raise NothingThere
    return asked.case


def written(document: Document, text: str) -> Attachment:
    """The document with the hash of exactly this text."""
    return Attachment(document.name, hashlib.sha256(text.encode()).hexdigest(), document.title)
