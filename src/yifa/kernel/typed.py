"""What was typed into a form, read field by field; what cannot be taken is refused with a sentence that names the field."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from yifa.kernel.deciding import Attachment
from yifa.kernel.pages import Asked, Done, UnableToTake
from yifa.law.procedure import Document

LONGEST = 4000
"""Characters of a field in which one writes freely."""
DIGITS = 18
"""Of a number that a database keeps for certain."""
Does = Mapping[str, Callable[[Asked], Done]]


def done_by(forms: Does) -> Callable[[Asked], Done]:
    """What a page does: each of its forms names itself in a field «do»."""

    def do(asked: Asked) -> Done:
        form = forms.get(asked.word("do"))
        if form is None:
            raise UnableToTake("没有看懂要办理什么。请刷新页面后再提交。")
        return form(asked)

    return do


def words(asked: Asked, name: str, title: str, *, longest: int = LONGEST) -> str:
    """What was typed; it must be something. Raises UnableToTake."""
    typed = asked.word(name).replace("\r\n", "\n")
    if not typed:
        raise UnableToTake(f"没有填写「{title}」。请填写后再提交,已经填写的内容仍在页面上。", name)
    if len(typed) > longest:
        raise UnableToTake(f"「{title}」有{len(typed)}个字,最多可以写{longest}个字。请删减后再提交。", name)
    return typed


def maybe(asked: Asked, name: str, title: str, *, longest: int = LONGEST) -> str:
    """What was typed, or nothing. Raises UnableToTake where it is too long."""
    return words(asked, name, title, longest=longest) if asked.word(name) else ""


def day(asked: Asked, name: str, title: str) -> date:
    """The day that was typed. Raises UnableToTake."""
    typed = day_in(asked.word(name))
    if typed is None:
        raise UnableToTake(f"「{title}」不是日期。请按「{asked.on}」的样子填写。", name)
    return typed


def day_in(text: str) -> date | None:
    """The day that these words write, None where they write none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def past_day(asked: Asked, name: str, title: str) -> date:
    """The day that was typed, today at the latest: what has not happened is not entered. Raises UnableToTake."""
    typed = day(asked, name, title)
    if typed > asked.on:
        raise UnableToTake(f"「{title}」{typed}晚于今天{asked.on},尚未发生的不能登记。请核对日期。", name)
    return typed


def one_of(asked: Asked, name: str, title: str, choices: Iterable[str]) -> str:
    """The choice that was made. Raises UnableToTake for none, or one that is not offered."""
    typed, offered = asked.word(name), tuple(choices)
    if typed not in offered:
        raise UnableToTake(f"没有选定「{title}」。请在{'、'.join(offered)}中选定一项。", name)
    return typed


def number(asked: Asked, name: str) -> int:
    """The number of a thing that a form names. Raises UnableToTake."""
    typed = asked.word(name)
    if not (typed.isascii() and typed.isdigit() and len(typed) <= DIGITS):
        raise UnableToTake("没有选定要办理的一项。请在列表中选定后再提交。", name)
    return int(typed)


def numbers(asked: Asked, name: str) -> tuple[int, ...]:
    """The numbers of things that were ticked. Raises UnableToTake where none was."""
    ticked = tuple(
        int(one) for one in asked.sent.get(name, ()) if one.isascii() and one.isdigit() and len(one) <= DIGITS
    )
    if not ticked:
        raise UnableToTake("没有勾选任何一项。请在列表中勾选后再提交。", name)
    return ticked


def written(document: Document, text: str) -> Attachment:
    """The document with the hash of exactly this text."""
    return Attachment(document.name, hashlib.sha256(text.encode()).hexdigest(), document.title)
