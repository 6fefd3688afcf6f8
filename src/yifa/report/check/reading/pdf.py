"""PDF: characters are put together to lines by where they stand, and lines to paragraphs by how far they reach."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTPage

from yifa.report.check.document import Document, UnableToRead

_CELL_GAP = 1.6
"""A gap of so many character sizes parts the cells of a table."""
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，共]\s*\d{1,4}\s*页?)?[-—–－·\s]*")

_WORD = re.compile(r"[\x21-\x7e]{2,}")


@dataclass(frozen=True)
class Line:
    """One printed line: its text, where it starts and ends, and the size of its characters."""

    text: str
    left: float
    right: float
    size: float


def read_pdf(path: Path) -> Document:
    """Read a PDF that has a text layer."""
    pages = [list(_lines(page)) for page in extract_pages(str(path), laparams=None)]
    if not any(pages):
        raise UnableToRead(f"「{path.name}」没有文字层,可能是扫描件。请先作文字识别(OCR),或提供 docx 原稿。")
    return Document(path.name, "\n".join(_paragraphs(_without_margins(pages))))


def _lines(page: LTPage) -> Iterator[Line]:
    rows: list[list[LTChar]] = []
    for character in sorted(_characters(page), key=lambda c: (-(c.y0 + c.y1) / 2, c.x0)):
        middle = (character.y0 + character.y1) / 2
        if rows and rows[-1][0].y0 <= middle <= rows[-1][0].y1:
            rows[-1].append(character)
        else:
            rows.append([character])
    for row in rows:
        line = _line(sorted(row, key=lambda c: c.x0))
        if line.text.strip():
            yield line


def _characters(container: LTContainer) -> Iterator[LTChar]:  # type: ignore[type-arg]
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _characters(item)


def _line(row: list[LTChar]) -> Line:
    size = max(character.height for character in row) or 1.0
    pieces = [row[0].get_text()]
    for before, after in pairwise(row):
        gap = after.x0 - before.x1
        pieces += ("\t" if gap > _CELL_GAP * size else "", after.get_text())
    seen = [character for character in row if character.get_text().strip()] or row
    text = re.sub(r"\s*\t\s*", "\t", "".join(pieces)).strip()
    return Line(text, seen[0].x0, seen[-1].x1, size)


def _without_margins(pages: list[list[Line]]) -> Iterator[Line]:
    """Leave out page numbers and the heads and feet that pages repeat."""
    edges = Counter(_mould(line) for page in pages for line in {*page[:2], *page[-2:]})
    for page in pages:
        for place, line in enumerate(page):
            is_edge = place < 2 or place >= len(page) - 2
            repeated = is_edge and edges[_mould(line)] > max(1, len(pages) // 2)
            if not repeated and not (is_edge and _PAGE_NUMBER.fullmatch(line.text)):
                yield line


def _mould(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _paragraphs(lines: Iterable[Line]) -> Iterator[str]:
    """Join a line that reaches the right edge with the next, unless that one is indented or is a row of cells."""
    kept = list(lines)
    right = max((line.right for line in kept), default=0.0)
    left = Counter(round(line.left) for line in kept).most_common(1)[0][0] if kept else 0
    text = ""
    for line, after in zip(kept, [*kept[1:], None], strict=True):
        text += line.text
        goes_on = after is not None and _goes_on(line, after, right) and after.left < left + after.size
        if not goes_on:
            yield text
            text = ""


def _goes_on(line: Line, after: Line, right: float) -> bool:
    """The next line goes on where this one has no room for the next word."""
    if "\t" in line.text + after.text:
        return False
    word = _WORD.match(after.text)
    needed = (2.6 + (0.6 * len(word.group()) if word else 0)) * line.size
    return line.right > right - needed
