"""Repair of lines: page heads that were read into the text, page marks inside sentences, sentences that a page broke.

Only what is sure is repaired; everything else stays as it came.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from yifa.report.check.revision import Edit
from yifa.report.check.units import AFTER_NUMBER, UNIT

_OPEN = re.compile(r"[^。！？；：.!?;:”》」\s]\s*$")
_LIST_MARK = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、是]|[(（][一二三四五六七八九十\dS]{1,3}[)）]|\d{1,2}[.．、)](?!\d)"
    r"|第[一二三四五六七八九十]+[章节条]|[①-⑳]|[-·•])"
)
_PAGE_MARK = re.compile(r"\s*(\d{1,3})、")
_PAGE_NUMBER = re.compile(r"第\s*\d{1,4}\s*页(?:\s*[/,，]?\s*共\s*\d{1,4}\s*页)?|(?<=\s)\d{1,3}\s*/\s*\d{1,3}\s*$")
_BARE_NUMBER = re.compile(r"\s*[-—–－·]?\s*\d{1,4}\s*[-—–－·]?\s*")
_DIGIT_END = re.compile(r"[\dOol][\dOol,.．]{0,15}\s{0,9}$")
_TAIL, _TITLE_WITHIN = 40, 200
"""So many characters of a line are looked at for how it ends, and for the title."""
_UNIT_ALONE = re.compile(rf"[\dOol.]{{0,15}}(?:{UNIT})(?=[，。；、（,;(]|$)")
_SHORTEST, _TWICE = 6, 2
_SHORT, _RUNNING, _TOO_LONG = 8, 12, 8
_LONG, _PAGE = 25, 40
"""From so many characters on, a line without an end goes on; and is the end of a page."""


@dataclass(frozen=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def line_edits(text: str, *, hard: bool) -> Iterator[Edit]:
    """What to change between lines; `hard` says that lines end where the page ended."""
    lines = [line for line in _split(text) if line.text.strip()]
    heads = _page_heads(lines) if hard else set()
    for line in lines:
        if line.start in heads:
            yield Edit(line.start, min(line.end + 1, len(text)), "", "删去混入正文的页眉页码")
    kept = [line for line in lines if line.start not in heads]
    yield from _joins(kept, hard=hard)


def _split(text: str) -> Iterator[_Line]:
    start = 0
    for piece in text.split("\n"):
        yield _Line(start, piece)
        start += len(piece) + 1


def _page_heads(lines: list[_Line]) -> set[int]:
    """Lines that hold nothing but a page number, with or without a title that the report repeats."""
    titles = Counter(_title(line.text) for line in lines if len(line.text) < 80)
    found = _running_heads(lines)
    for line in lines:
        if len(line.text) > 100 or "\t" in line.text:
            continue
        title = _title(line.text)
        numbered = _PAGE_NUMBER.search(line.text) is not None
        apart = re.search(r"[ \u3000]{2,}(?:第|\d)", line.text) is not None
        known = titles[title] > 1 or any(
            title in other.text[:_TITLE_WITHIN] and other is not line for other in lines[:6]
        )
        if (numbered and (not title or apart or known)) or _BARE_NUMBER.fullmatch(line.text):
            found.add(line.start)
    return found


def _running_heads(lines: list[_Line]) -> set[int]:
    """Short lines that stand in the text three times and more: all but the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if _SHORTEST < len(line.text) < _PAGE and "\t" not in line.text and _OPEN.search(line.text):
            places[re.sub(r"\s+", "", line.text)].append(line.start)
    return {start for starts in places.values() if len(starts) > _TWICE for start in starts[1:]}


def _title(text: str) -> str:
    return re.sub(r"\s+", "", _PAGE_NUMBER.sub("", text))


def _joins(lines: list[_Line], *, hard: bool) -> Iterator[Edit]:
    marks = _page_marks(lines) if hard else set()
    long = _long(lines)
    for before, line in pairwise(lines):
        if "\t" in before.text + line.text or not _OPEN.search(before.text[-_TAIL:]):
            continue
        start = before.start + len(before.text.rstrip())
        mark = _PAGE_MARK.match(line.text)
        if mark and hard and _is_page_mark(before, line, mark, marks):
            yield Edit(start, line.start + mark.end(), "", "去掉夹在句中的页码")
        elif _goes_on(before, line, long, hard=hard) or _breaks_number(before, line):
            yield Edit(start, line.start + len(line.text) - len(line.text.lstrip()), "", "接回断开的行")


def _goes_on(before: _Line, line: _Line, long: int, *, hard: bool) -> bool:
    """Whether a full line runs on: not into a new item, and not behind a telephone number."""
    closed = _DIGIT_END.search(before.text[-_TAIL:]) and not _ends_in_number(before, or_year=True)
    return hard and len(before.text) >= long and not _LIST_MARK.match(line.text) and not closed


def _long(lines: list[_Line]) -> int:
    """The length from which a line is full: less than `_LONG` where the whole file has short lines."""
    lengths = sorted(len(line.text) for line in lines) or [0]
    return max(12, min(_LONG, lengths[len(lengths) * 4 // 5] * 3 // 4))


def _page_marks(lines: list[_Line]) -> set[int]:
    """The line starts «1、 2、 3、 …» that count the pages of the whole file."""
    expected, found = 1, set()
    for line in lines:
        mark = _PAGE_MARK.match(line.text)
        if mark and int(mark.group(1)) == expected:
            found.add(line.start)
            expected += 1
    return found if len(found) > 1 else set()


def _is_page_mark(before: _Line, line: _Line, mark: re.Match[str], marks: set[int]) -> bool:
    rest = line.text[mark.end() :]
    counted = line.start in marks
    if _ends_in_number(before, or_year=counted or _UNIT_ALONE.match(rest) is not None) and len(before.text) > _SHORT:
        return AFTER_NUMBER.match(rest.lstrip("0123456789Ool.")) is not None
    return counted and len(before.text) >= _PAGE


def _breaks_number(before: _Line, line: _Line) -> bool:
    """«31⏎5.6万元», «4月2⏎8日»: digits on both sides and a unit behind, within running text."""
    counts = _UNIT_ALONE.match(line.text) is not None
    if not _ends_in_number(before, or_year=counts) or len(before.text) <= _RUNNING or _LIST_MARK.match(line.text):
        return False
    rest = re.match(r"[\dOol.]*", line.text)
    return AFTER_NUMBER.match(line.text[rest.end() if rest else 0 :]) is not None


def _ends_in_number(line: _Line, *, or_year: bool) -> bool:
    """Whether the line breaks off in a number that may go on; telephone numbers and years do not."""
    number = _DIGIT_END.search(line.text[-_TAIL:])
    if number is None or re.search(r"电话|热线|邮编|传真|http|号码", line.text[-_TAIL:]):
        return False
    digits = number.group().strip()
    return len(digits) < _TOO_LONG and (or_year or re.fullmatch(r"(?:19|20)\d\d", digits) is None)
