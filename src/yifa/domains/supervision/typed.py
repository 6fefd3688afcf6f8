"""What was typed into a form of supervision; what cannot be taken is refused with a sentence that names the field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yifa.kernel.pages import Asked, UnableToTake

LONGEST = 2000
"""Characters of a field in which one writes freely."""


def words(asked: Asked, name: str, title: str, *, longest: int = LONGEST) -> str:
    """What was typed; it must be something. Raises UnableToTake."""
    said = asked.word(name).replace("\r\n", "\n")
    if not said:
        raise UnableToTake(f"没有填写「{title}」。请填写后再提交，已经填写的内容仍在页面上。", name)
    if len(said) > longest:
        raise UnableToTake(f"「{title}」有{len(said)}个字，最多可以写{longest}个字。请删减后再提交。", name)
    return said


def maybe(asked: Asked, name: str, title: str, *, longest: int = LONGEST) -> str:
    """What was typed, or nothing. Raises UnableToTake where it is too long."""
    return words(asked, name, title, longest=longest) if asked.word(name) else ""


def day(asked: Asked, name: str, title: str) -> date:
    """The day that was typed. Raises UnableToTake."""
    try:
        return date.fromisoformat(asked.word(name))
    except ValueError:
        raise UnableToTake(f"「{title}」不是日期。请按「{asked.on}」的样子填写。", name) from None


def past_day(asked: Asked, name: str, title: str) -> date:
    """The day that was typed, today at the latest. Raises UnableToTake."""
    said = day(asked, name, title)
    if said > asked.on:
        raise UnableToTake(f"「{title}」{said}晚于今天{asked.on}，尚未发生的不能登记。请核对日期。", name)
    return said


def count(asked: Asked, name: str, title: str, *, most: int) -> int:
    """A whole number from 1 on. Raises UnableToTake."""
    said = asked.word(name)
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(most)) and 1 <= int(said) <= most):
        raise UnableToTake(f"「{title}」应当是1到{most}之间的数字。请填写阿拉伯数字。", name)
    return int(said)


def one_of(asked: Asked, name: str, title: str, choices: Iterable[str]) -> str:
    """The choice that was made. Raises UnableToTake for none, or one that is not offered."""
    said, offered = asked.word(name), tuple(choices)
    if said not in offered:
        raise UnableToTake(f"没有选定「{title}」。请在{'、'.join(offered)}中选定一项。", name)
    return said


def year_of(asked: Asked, *, otherwise: int) -> int:
    """The year that the address asks for, or the other one where it names none that can be."""
    said = asked.query.get("year", "")
    is_year = said.isascii() and said.isdigit() and len(said) == len("2022")
    return int(said) if is_year and date.min.year < int(said) < date.max.year else otherwise
