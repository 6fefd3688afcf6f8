"""Sentences with their quantities, and tables, of one repaired report."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from yifa.report.check.clean import Clean, repaired
from yifa.report.check.document import Document
from yifa.report.check.quantities import Quantity
from yifa.report.check.tokens import quantities

_SENTENCE = re.compile(r"[^。！？\n]{1,2000}[。！？]?[”’）]?")
_MANY = 100
"""A sentence with more quantities is a table that has lost its lines; nothing is concluded from it."""
_TITLE_YEAR = re.compile(
    r"(20\d{2})\s?年(?!\s?\d)(?:度|全年)?[^。\n]{0,20}(?:法治政府|依法行政|政府工作|工作报告|工作总结|工作情况|年度报告|法治建设)"
)
_ANY_YEAR = re.compile(r"(20\d{2})\s?年")
_HAN_YEAR = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True)
class Sentence:
    """One sentence; places are those of the repaired text of the whole report."""

    start: int
    end: int
    text: str
    paragraph: int
    quantities: tuple[Quantity, ...]

    def between(self, one: Quantity, other: Quantity) -> str:
        """The words behind one quantity and before another."""
        return self.text[one.end - self.start : other.start - self.start]

    def before(self, quantity: Quantity) -> str:
        """The sentence up to the quantity."""
        return self.text[: quantity.start - self.start]

    def behind(self, quantity: Quantity) -> str:
        """The sentence from the quantity on."""
        return self.text[quantity.end - self.start :]


@dataclass(frozen=True)
class Table:
    """Neighbouring rows of cells; each cell with the place of its first character."""

    rows: tuple[tuple[tuple[int, str], ...], ...]


@dataclass(frozen=True)
class Report:
    """A report as the checks see it."""

    document: Document
    clean: Clean
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    quantities: tuple[Quantity, ...]
    starts: tuple[int, ...]
    year: int | None = None
    last_year: frozenset[str] = field(default=frozenset(), compare=False)
    """The sentences of last year's report, without white space."""

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def text(self) -> str:
        return self.clean.text

    def clauses(self, start: int, end: int) -> tuple[int, int]:
        """The span widened to whole clauses."""
        marks = "，。；：！？\n\t"
        floor, ceiling = max(0, start - 120), min(len(self.text), end + 120)
        left = max(self.text.rfind(mark, floor, start) for mark in marks) + 1
        rights = [place for mark in marks if (place := self.text.find(mark, end, ceiling)) >= 0]
        return max(left, floor), min(rights, default=end)

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that start between two places."""
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def understood(document: Document) -> Report:
    """Repair the document and find its sentences, tables and quantities."""
    clean = repaired(document)
    found = quantities(clean.text)
    return Report(
        document=document,
        clean=clean,
        sentences=tuple(_sentences(clean.text, found)),
        tables=tuple(_tables(clean.text)),
        quantities=found,
        starts=tuple(quantity.start for quantity in found),
        year=_year(document, clean),
    )


def _sentences(text: str, found: tuple[Quantity, ...]) -> Iterator[Sentence]:
    starts = [quantity.start for quantity in found]
    place = 0
    for paragraph, line in enumerate(text.split("\n")):
        if "\t" not in line:
            for match in _SENTENCE.finditer(line):
                start, end = place + match.start(), place + match.end()
                inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
                yield Sentence(start, end, match.group(), paragraph, inside if len(inside) <= _MANY else ())
        place += len(line) + 1


def _tables(text: str) -> Iterator[Table]:
    rows: list[tuple[tuple[int, str], ...]] = []
    place = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(tuple(_cells(line, place)))
        else:
            if len(rows) > 1:
                yield Table(tuple(rows))
            rows = []
        place += len(line) + 1


def _cells(line: str, place: int) -> Iterator[tuple[int, str]]:
    for cell in line.split("\t"):
        yield place, cell.strip()
        place += len(cell) + 1


def _year(document: Document, clean: Clean) -> int | None:
    """The year that the report is about: that of its title, else the one it names most."""
    head = re.sub(r"[〇零一二三四五六七八九]{4}(?=年)", lambda m: m.group().translate(_HAN_YEAR), clean.text[:1500])
    titled = _TITLE_YEAR.search(head) or _TITLE_YEAR.search(document.name)
    if titled:
        return int(titled.group(1))
    named = [int(year) for year in _ANY_YEAR.findall(clean.text[:200_000])]
    return max(set(named), key=lambda year: (named.count(year), -year)) if named else None
