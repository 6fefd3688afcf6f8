"""What people write of an annual report: words between the figures, and which doubts they take up and why.

A figure is worked out and never typed: whatever is not the text of a section or the choice of a doubt is refused here,
below every page and every command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from yifa.kernel.drafts.revising import Revised, UnableToRevise, history, latest, revise
from yifa.report.document import OpenItem, Written
from yifa.report.outline import OUTLINE_2022, Outline, Section

SECTION, DOUBT = "section/", "doubt/"
CHOSEN, LEFT_OUT = "采用", "不采用"


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of a year: texts by the title of their section, choices by the key of their item."""

    texts: Mapping[str, Revised]
    choices: Mapping[str, Revised]

    @property
    def written(self) -> Written:
        """As the report takes it."""
        choices = {key: f"{one.verdict}：{one.text}" for key, one in self.choices.items()}
        return Written({title: one.text for title, one in self.texts.items()}, choices)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of which section or doubt, in words; what it said then, by whom and when."""

    what: str
    revised: Revised


class UnableToDraft(ValueError):
    """What was typed is not taken into the draft; its text is a Chinese sentence."""


def outline_of(year: int) -> Outline:
    """The outline of a year's report."""
    del year  # only one is known so far
    return OUTLINE_2022


def draft_of(year: int) -> Draft:
    """What people have written of a year's report so far."""
    parts = latest(document=_document(year))
    return Draft(_beneath(parts, SECTION), _beneath(parts, DOUBT))


def changes(year: int) -> tuple[Change, ...]:
    """Who changed what and when, the latest first; nothing is ever left out."""
    return tuple(Change(_called(one.part), one) for one in history(document=_document(year)))


def write_text(*, year: int, section: str, text: str, after: int, by: str, at: datetime) -> Revised:
    """Write the text of a section, known by its title. after: the revision that the writer had before him.

    Raises UnableToDraft where there is no such section, since everything else of a report is worked out;
    UnableToRevise where somebody else has written since.
    """
    if section not in {one.title for one in outline_of(year).sections}:
        raise UnableToDraft(
            f"不得改写「{section}」:提纲中没有这一节。数字和数字所在的句子由记录算出,不能手工填写;数字有误的,请更正台账。"
        )
    return revise(document=_document(year), part=SECTION + section, after=after, by=by, at=at, text=_even(text))


def choose(
    *, year: int, item: str, chosen: bool, reason: str, items: Iterable[OpenItem], after: int, by: str, at: datetime
) -> Revised:
    """Take a doubt up into the report or leave it out; either needs a reason, and both stay on record.

    items: the doubts that stand. Raises UnableToDraft for another one and without a reason; UnableToRevise.
    """
    if item not in {one.key for one in items}:
        raise UnableToDraft("没有这一类程序疑点,可能已经核实了结。请刷新页面后重新选择。")
    if not reason.strip():
        raise UnableToDraft("没有写明理由。采用和不采用都要写明理由,并一直留存。请补充后再保存。")
    verdict = CHOSEN if chosen else LEFT_OUT
    return revise(
        document=_document(year), part=DOUBT + item, after=after, by=by, at=at, text=reason.strip(), verdict=verdict
    )


def same_as_last_year(year: int) -> Mapping[str, tuple[str, ...]]:
    """The paragraphs of each section that stood in last year's draft word for word, by the title of the section."""
    before = {_bare(line) for one in draft_of(year - 1).texts.values() for line in paragraphs(one.text)}
    found = {
        title: tuple(line for line in paragraphs(one.text) if _bare(line) in before)
        for title, one in draft_of(year).texts.items()
    }
    return {title: lines for title, lines in found.items() if lines}


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def placed_in(section: Section) -> tuple[str, ...]:
    """The ids of the figures of a section."""
    return section.placed


def _document(year: int) -> str:
    return f"report/{year}"


def _beneath(parts: Mapping[str, Revised], kind: str) -> dict[str, Revised]:
    return {part.removeprefix(kind): one for part, one in parts.items() if part.startswith(kind)}


def _called(part: str) -> str:
    if part.startswith(DOUBT):
        return f"程序疑点 {part.removeprefix(DOUBT).partition('/')[0]}"
    return part.removeprefix(SECTION) or "开头"


def _even(text: str) -> str:
    return "\n".join(_lines(text)).strip()


def _lines(text: str) -> Iterator[str]:
    yield from (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _bare(line: str) -> str:
    return "".join(line.split())


__all__ = [
    "Change", "Draft", "UnableToDraft", "UnableToRevise", "changes", "choose", "draft_of", "outline_of", "paragraphs",
    "placed_in", "same_as_last_year", "write_text",
]  # fmt: skip
