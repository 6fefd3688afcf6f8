"""Word documents: paragraphs and tables in the order of the page, with insertions and without deletions."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from yifa.report.check.document import Document

_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPHEN = qn("w:noBreakHyphen")
_RUN = qn("w:r")
_UNREAD = frozenset({_BOX, _FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr")})


@dataclass(frozen=True)
class Place:
    """One line of the text and the paragraphs of the file that it came from, with the offset of each in the line."""

    text: str
    paragraphs: tuple[tuple[int, Any], ...]


def read_docx(path: Path) -> Document:
    """Read a Word document."""
    return Document(path.name, "\n".join(place.text for place in places(docx.Document(str(path)).element.body)))


def places(container: Any) -> Iterator[Place]:
    """Each line of the body in order: a paragraph, or a row of a table with its cells joined by tabs."""
    for element in container:
        if element.tag == _PARAGRAPH:
            yield Place(_text(element), ((0, element),))
            yield from _boxes(element)
        elif element.tag == _TABLE:
            yield from _rows(element)
        elif isinstance(element.tag, str):
            yield from places(element)


def _rows(table: Any) -> Iterator[Place]:
    for row in table.iter(_ROW):
        cells: list[str] = []
        found: list[tuple[int, Any]] = []
        length = 0
        for cell in row.iter(_CELL):
            paragraphs = list(cell.iter(_PARAGRAPH))
            texts = [_text(paragraph) for paragraph in paragraphs]
            found += ((length, paragraph) for paragraph in paragraphs[:1])
            cells.append("".join(texts))
            length += len(cells[-1]) + 1
        yield Place("\t".join(cells), tuple(found))


def _boxes(paragraph: Any) -> Iterator[Place]:
    for box in paragraph.iter(_BOX):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield from places(box)


def runs(element: Any) -> Iterator[tuple[Any, str]]:
    """The runs of a paragraph with their text, in order: inserted ones too, deleted and moved ones not."""
    for child in element:
        if child.tag == _RUN:
            yield child, "".join(_characters(child))
        elif child.tag not in _UNREAD and isinstance(child.tag, str):
            yield from runs(child)


def _text(paragraph: Any) -> str:
    return "".join(text for _, text in runs(paragraph))


def _characters(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == _TEXT:
            yield (child.text or "").replace("\n", " ").replace("\t", " ")
        elif child.tag == _TAB or child.tag in _BREAKS:
            yield " "
        elif child.tag == _HYPHEN:
            yield "-"
