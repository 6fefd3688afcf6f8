"""The report as a Word document with a comment (批注) at every sentence that something was found in."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.text.run import Run

from yifa.report.check.findings import Finding, legible
from yifa.report.check.reading.docx import Place, places, runs

AUTHOR, INITIALS = "依法核查", "法"
_TEXT = qn("w:t")
_WORD = frozenset({".docx", ".docm"})


@dataclass
class _Piece:
    """A run and the span of the text that it holds."""

    run: Any
    start: int
    end: int


def commented(path: Path, text: str, findings: Iterable[Finding]) -> Word:
    """The document at `path`, or one made of `text` where it is no Word file, with a comment for each finding."""
    word = docx.Document(str(path)) if path.suffix.lower() in _WORD else _made_of(text)
    lines = list(places(word.element.body))
    starts = _starts(lines)
    for finding in sorted(findings, key=lambda f: f.origin, reverse=True):
        _comment(word, lines, starts, finding)
    return word


def remark(finding: Finding) -> str:
    """What the comment says."""
    arithmetic = f"\n算式:{legible(finding.arithmetic)}" if finding.arithmetic else ""
    return f"【{finding.sort.title}】{finding.note}{arithmetic}"


def _made_of(text: str) -> Word:
    word = docx.Document()
    for line in text.split("\n"):
        word.add_paragraph(_printable(line))
    return word


def _printable(line: str) -> str:
    """Keep the length, since places are counted in it: XML holds no control characters."""
    return "".join(c if c >= " " and c not in "\ufffe\uffff" else " " for c in line)


def _starts(lines: Sequence[Place]) -> list[int]:
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line.text) + 1
    return starts


def _comment(word: Word, lines: Sequence[Place], starts: Sequence[int], finding: Finding) -> None:
    first, last = (bisect_right(starts, place) - 1 for place in (finding.origin[0], max(finding.origin[1] - 1, 0)))
    pieces: list[_Piece] = []
    for number in range(first, last + 1):
        pieces += _pieces(lines[number], starts[number])
    inside = _inside(pieces, *finding.origin)
    if inside:
        ends = [Run(piece.run, word._body) for piece in (inside[0], inside[-1])]  # noqa: SLF001 - no public door
        word.add_comment(ends, text=remark(finding), author=AUTHOR, initials=INITIALS)


def _pieces(line: Place, start: int) -> list[_Piece]:
    found = []
    for offset, paragraph in line.paragraphs:
        place = start + offset
        for run, text in runs(paragraph):
            if text:
                found.append(_Piece(run, place, place + len(text)))
            place += len(text)
    return found


def _inside(pieces: list[_Piece], start: int, end: int) -> list[_Piece]:
    """The runs between the two places; plain runs at the ends are cut in two there."""
    kept = [piece for piece in pieces if piece.start < end and start < piece.end]
    if kept and kept[0].start < start:
        kept[0] = _cut(kept[0], start)[1]
    if kept and end < kept[-1].end:
        kept[-1] = _cut(kept[-1], end)[0]
    return kept


def _cut(piece: _Piece, place: int) -> tuple[_Piece, _Piece]:
    """Two runs for one; a run that holds more than text stays whole."""
    texts = piece.run.findall(_TEXT)
    others = [child for child in piece.run if child.tag not in {_TEXT, qn("w:rPr")}]
    if len(texts) != 1 or others:
        return piece, piece
    words, offset = texts[0].text or "", place - piece.start
    second = deepcopy(piece.run)
    _put(texts[0], words[:offset])
    _put(second.find(_TEXT), words[offset:])
    piece.run.addnext(second)
    return _Piece(piece.run, piece.start, place), _Piece(second, place, piece.end)


def _put(element: Any, words: str) -> None:
    element.text = words
    element.set(qn("xml:space"), "preserve")
