"""Two texts of one norm beside each other, article by article: the table of changes (修改对照表)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_ARTICLE = re.compile(r"^\s*(第[一二三四五六七八九十百零〇]+条)[\s::]*", re.MULTILINE)
_ALIKE = 0.5
"""From which likeness on an article that took the place of another counts as its new wording."""


class Change(StrEnum):
    """What became of an article."""

    ADDED = "新增"
    STRUCK = "删除"
    REWORDED = "修改"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its number as the text writes it («» for what stands before the first), and its wording."""

    number: str
    wording: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; an added article has no `before`, a struck one no `after`."""

    change: Change
    before: Article | None
    after: Article | None


def articles(text: str) -> tuple[Article, ...]:
    """The text by its articles, spaces and line breaks left out of their wording."""
    first, *rest = _ARTICLE.split(text)
    pairs = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    return tuple(Article(number, "".join(wording.split())) for number, wording in pairs if wording.strip() or number)


def changes(*, before: str, after: str) -> tuple[Line, ...]:
    """What differs, in order: an article that only got another number does not."""
    old, new = articles(before), articles(after)
    matcher = SequenceMatcher(None, [one.wording for one in old], [one.wording for one in new], autojunk=False)
    blocks = (block for block in matcher.get_opcodes() if block[0] != "equal")
    return tuple(line for _, a, b, c, d in blocks for line in _lines(old[a:b], new[c:d]))


def _lines(old: tuple[Article, ...], new: tuple[Article, ...]) -> Iterator[Line]:
    left = list(old)
    for article in new:
        known = next((one for one in left if _is_new_wording_of(one, article)), None)
        if known is None:
            yield Line(Change.ADDED, None, article)
            continue
        passed, left = left[: left.index(known)], left[left.index(known) + 1 :]
        yield from (Line(Change.STRUCK, one, None) for one in passed)
        yield Line(Change.REWORDED, known, article)
    yield from (Line(Change.STRUCK, one, None) for one in left)


def _is_new_wording_of(old: Article, new: Article) -> bool:
    return SequenceMatcher(None, old.wording, new.wording, autojunk=False).ratio() >= _ALIKE
