"""Editions of a year's report: the whole text and every figure as they were when it was submitted or corrected.

An edition is fixed once and never changed; the next one says what it changed. Its digest is stated in the evidence log.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, assert_never

from django.db import transaction

from yifa.kernel.drafts.revising import UnableToRevise, history, latest, revise
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.report.document import Block, Chapter, Document, Paragraph, Run, Slot, Text, ToDo

PART, FIGURES, CHAPTER, TEXT = "edition", "figures", "chapter/", "text/"
ADDED, REMOVED = "增加", "删去"


class UnableToFix(ValueError):
    """No edition is made; its text is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its number, why it was made, the digest of all it says, by whom and when.

    file: the hash of the kept file that prints it, «» where none was kept.
    """

    number: int
    reason: str
    digest: str
    by: str
    at: datetime | None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What an edition says: the paragraphs of each chapter in order, and figures by id as (title, value)."""

    chapters: tuple[tuple[str, tuple[str, ...]], ...]
    figures: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Changed:
    """What one edition changed of the one before: paragraphs (chapter, added or removed, text), figures (before, after)."""

    paragraphs: tuple[tuple[str, str, str], ...]
    figures: tuple[tuple[str, str, str], ...]


def fix(document: Document, *, reason: str, after: int, by: str, at: datetime, file: str = "") -> Edition:
    """Fix the report as it is now as the next edition.

    after: the last edition that the writer saw, 0 for none; file: the hash of the kept file that prints it.
    Raises UnableToFix without a reason, where nothing has changed, and where somebody else was quicker.
    """
    if not reason.strip():
        raise UnableToFix("没有形成送审稿:没有写明事由。请写明是首次送审、修改还是更正,以及原因。")
    content, last = _content(document), editions(document.year)
    digest = digest_of(content)
    if last and last[0].digest == digest:
        raise UnableToFix(f"没有形成送审稿:文字和数字与第{last[0].number}稿完全相同。修改后再形成新的一稿。")
    told = {"reason": reason.strip(), "digest": digest, "file": file}
    said = json.dumps(told, ensure_ascii=False, sort_keys=True)
    try:
        with transaction.atomic():
            made = revise(document=_list(document.year), part=PART, after=after, by=by, at=at, text=said)
            texts = {**_said(content), **dict(_kept_text(document))}
            for name, words in texts.items():
                kept_in = _text(document.year, made.number)
                revise(document=kept_in, part=name, after=0, by=by, at=at, text=words)
            statement = {**told, "by": by, "at": instant(at)}
            subject = f"report-edition/{document.year}/{made.number}"
            write([stating(suite_in_use(), Subject.STATEMENT, subject, statement)])
    except UnableToRevise as overtaken:
        raise UnableToFix("没有形成送审稿:您打开以后,别人已经形成了新的一稿。请刷新页面后再试。") from overtaken
    return Edition(made.number, reason.strip(), digest, by, at, file)


def editions(year: int) -> tuple[Edition, ...]:
    """The editions of a year, the latest first."""
    found = []
    for one in history(document=_list(year)):
        said: Mapping[str, Any] = json.loads(one.text)
        found.append(Edition(one.number, said["reason"], said["digest"], one.by, one.at, said.get("file", "")))
    return tuple(found)


def content_of(year: int, number: int) -> Content | None:
    """What an edition says; None where there is none of that number."""
    parts = latest(document=_text(year, number))
    if FIGURES not in parts:
        return None
    chapters = sorted((part, one.text) for part, one in parts.items() if part.startswith(CHAPTER))
    read = (json.loads(text) for _, text in chapters)
    figures = {name: (title, shown) for name, title, shown in json.loads(parts[FIGURES].text)}
    return Content(tuple((heading, tuple(lines)) for heading, lines in read), figures)


def text_of(year: int, number: int) -> tuple[Chapter, ...]:
    """The text of an edition with its figures in their places; no tables of the draft. Empty where none is kept."""
    parts = latest(document=_text(year, number))
    found = sorted((part, json.loads(one.text)) for part, one in parts.items() if part.startswith(TEXT))
    chapters: list[Chapter] = []
    for _, said in found:
        if "heading" in said:
            chapters.append(Chapter(said["heading"], said["level"], ()))
        else:
            runs = tuple(_run(kind, words) for kind, words in said["runs"])
            paragraph = Paragraph(runs, typed=said["typed"], draft=said["draft"])
            chapters[-1] = replace(chapters[-1], blocks=(*chapters[-1].blocks, paragraph))
    return tuple(chapters)


def changed(before: Content, after: Content) -> Changed:
    """What the later edition changed."""
    return Changed(tuple(_paragraphs(before, after)), tuple(_figures(before, after)))


def digest_of(content: Content) -> str:
    """The hash of all that an edition says."""
    said = [content.chapters, sorted(content.figures.items())]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _content(document: Document) -> Content:
    chapters = tuple(
        (chapter.heading, tuple(text for block in chapter.blocks for text in _plain(block) if text))
        for chapter in document.chapters
    )
    return Content(
        chapters, {one.id: (one.title, f"{one.shown}{_unit(one.shown, one.unit)}") for one in document.figures}
    )


def _said(content: Content) -> dict[str, str]:
    said: dict[str, object] = {f"{CHAPTER}{place:03d}": one for place, one in enumerate(content.chapters)}
    said[FIGURES] = [[name, title, shown] for name, (title, shown) in content.figures.items()]
    return {name: json.dumps(one, ensure_ascii=False) for name, one in said.items()}


def _kept_text(document: Document) -> Iterator[tuple[str, str]]:
    """Each heading and paragraph as a part of its own: no part may be longer than a person can write."""
    for place, chapter in enumerate(document.chapters):
        heading = {"heading": chapter.heading, "level": chapter.level}
        yield f"{TEXT}{place:03d}", json.dumps(heading, ensure_ascii=False)
        paragraphs = (one for one in chapter.blocks if isinstance(one, Paragraph))
        for number, one in enumerate(paragraphs):
            said = {"typed": one.typed, "draft": one.draft, "runs": list(map(_as_kept, one.runs))}
            yield f"{TEXT}{place:03d}/{number:03d}", json.dumps(said, ensure_ascii=False)


def _as_kept(run: Run) -> tuple[str, str]:
    """What kind of run it is (for a figure, whose), and its words."""
    match run:
        case Slot(figure, shown):
            return f"figure:{figure}", shown
        case ToDo(text):
            return "owed", text
        case Text(text):
            return "text", text
        case _:
            assert_never(run)


def _run(kind: str, words: str) -> Run:
    if kind.startswith("figure:"):
        return Slot(kind.partition(":")[2], words)
    return ToDo(words) if kind == "owed" else Text(words)


def _paragraphs(before: Content, after: Content) -> Iterator[tuple[str, str, str]]:
    old, new = list(_lines(before)), list(_lines(after))
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from ((heading, REMOVED, text) for heading, text in old[a:b])
            yield from ((heading, ADDED, text) for heading, text in new[c:d])


def _figures(before: Content, after: Content) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys([*before.figures, *after.figures]):
        (title, old), (_, new) = before.figures.get(name, ("", "没有")), after.figures.get(name, ("", "没有"))
        if old != new:
            yield title or after.figures[name][0], old, new


def _lines(content: Content) -> Iterator[tuple[str, str]]:
    for heading, lines in content.chapters:
        yield from ((heading, line) for line in lines)


def _plain(block: Block) -> Iterator[str]:
    """A paragraph as one line, a table as one line for each row: so that a change shows where it is."""
    if isinstance(block, Paragraph):
        yield "".join(map(_words, block.runs))
    else:
        yield from (" | ".join(map(_words, row)) for row in block.rows)


def _words(run: Run) -> str:
    return run.shown if isinstance(run, Slot) else run.text


def _unit(shown: str, unit: str) -> str:
    return "" if shown in {"无", "待补"} else unit


def _list(year: int) -> str:
    return f"report-editions/{year}"


def _text(year: int, number: int) -> str:
    return f"report-edition/{year}/{number}"
