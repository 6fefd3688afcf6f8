"""What was typed into a form of supervision; what cannot be taken is refused with a sentence that names the field."""

from __future__ import annotations

from datetime import date
from functools import partial

from yifa.kernel import typed
from yifa.kernel.pages import Asked, UnableToTake

LONGEST = 2000
"""Characters of a field in which one writes freely."""


words, maybe = partial(typed.words, longest=LONGEST), partial(typed.maybe, longest=LONGEST)


def count(asked: Asked, name: str, title: str, *, most: int) -> int:
    """A whole number from 1 on. Raises UnableToTake."""
    said = asked.word(name)
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(most)) and 1 <= int(said) <= most):
        raise UnableToTake(f"「{title}」应当是1到{most}之间的数字。请填写阿拉伯数字。", name)
    return int(said)


def year_of(asked: Asked, *, otherwise: int) -> int:
    """The year that the address asks for, or the other one where it names none that can be."""
    said = asked.query.get("year", "")
    is_year = said.isascii() and said.isdigit() and len(said) == len("2022")
    return int(said) if is_year and date.min.year < int(said) < date.max.year else otherwise
