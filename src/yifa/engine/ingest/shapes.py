"""Telling the lines of a sheet that are no records by their shape alone; a record without its key stays a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yifa.engine.ingest.cell import Cell, text_of
from yifa.engine.ingest.heads import Head, is_serial, tight
from yifa.engine.ingest.outcome import Shape
from yifa.engine.ingest.recognition import Recognition
from yifa.law.fact import Type

_TELLING = frozenset([Type.DATE, Type.MOMENT, Type.FLAG, Type.CREDIT_CODE, Type.PERSON_ID])
_SUM = "合计|小计|总计|共计|累计|总和"
_TOTAL = re.compile(rf".{{0,12}}(?:{_SUM})(?:数|金额)?(?:\([^)]*\))?:?|(?:{_SUM})[::]?[\d,.,、\w]{{0,20}}")
_UNIT = re.compile(r"(?:填报|报送|编制|制表|填表|金额|计量|统计)?单位:|\(单位:")
_NOTE = re.compile(
    r"(?:备?注|附注|说明|填表说明|填报说明|注意事项|备注说明)\d{0,2}\s*[:.、]|^\*"
    r"|(?:制表|填表|填报|审核|复核|统计|编制|经办|负责|联系|报送)(?:人|者|科室|部门|单位|日期|时间|电话|领导|负责人)?\s*(?::|$)"
    r"|(?:单位|部门|科室|主要|分管)?(?:负责人|领导)(?:签字|签章|\(签字\)|\(签章\))?\s*(?::|$)|(?:联系)?电话\s*:|以上.{0,20}[。:]$"
)
_GROUP_MARK = re.compile(
    r"\(?[一二三四五六七八九十百]{1,3}\)?[、.)]?|第[一二三四五六七八九十\d]{1,3}(?:部分|章|类|组|批|节)|[IVX]{1,4}[、.]?"
)
_GROUP = re.compile(
    r"\(?[一二三四五六七八九十百]{1,3}[、.)]|第[一二三四五六七八九十\d]{1,3}(?:部分|章|类|组|批|节)|[IVX]{1,4}[、.]"
)
_HAS_CODE = re.compile(r"[0-9A-Za-z]")
_SENTENCE = re.compile(r"[。;]|.{40}|^\d{1,2}[.、]\D")
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    """One line as a reader sees it: what is in its visible columns, the counted number left out."""

    cells: Sequence[tuple[int, str]]
    serial: str
    key: str
    has_telling: bool
    lone_is_text: bool

    @property
    def first(self) -> str:
        return self.cells[0][1]

    @property
    def is_lone(self) -> bool:
        return len(self.cells) == 1 and not self.serial and self.lone_is_text

    @property
    def leads(self) -> bool:
        """Whether no key stands beside the first cell."""
        return not self.key or self.key == self.first


class Shapes:
    """Knows one sheet's head and so what in it is no record."""

    def __init__(self, recognition: Recognition, rows: Mapping[int, Sequence[Cell]], hidden: frozenset[int]) -> None:
        taken = recognition.assignment.taken
        table = recognition.table
        self._key = taken[table.key].column
        self._hidden = hidden
        self._serials = {h.column for h in recognition.heads if is_serial(h)} - {h.column for h in taken.values()}
        self._mapped = [taken[column.id].column for column in table.columns if column.id in taken]
        self._telling = [taken[c.id].column for c in table.columns if c.id in taken and c.type in _TELLING]
        self._titles = {text for row in rows if row < recognition.first for text in _texts(rows[row])}
        self._head_rows = [
            {column: tight(text) for column, text in enumerate(map(text_of, rows.get(row, ()))) if text}
            for row in range(recognition.first, recognition.last + 1)
        ]
        self._head_words = {word for row in self._head_rows for word in row.values()} | _words(recognition.heads)

    def above(self, cells: Sequence[Cell]) -> Shape:
        """Return what a line above the head is."""
        texts = _texts(cells)
        if not texts:
            return Shape.BLANK
        if any(_UNIT.match(text) for text in texts):
            return Shape.UNIT
        return Shape.NOTE if _NOTE.match(texts[0]) else Shape.TITLE

    def below(self, cells: Sequence[Cell], *, is_first: bool) -> Shape | None:
        """Return what a line below the head is, None where it is a record."""
        if self._is_plain_record(cells) and not is_first:
            return None
        seen = self._seen(cells)
        if not seen.cells:
            return Shape.BLANK
        if self._repeats_head(seen) or (is_first and _counts_columns(seen, cells)):
            return Shape.REPEATED_HEAD
        return self._lone(seen) if seen.is_lone else self._among_others(seen)

    def _is_plain_record(self, cells: Sequence[Cell]) -> bool:
        """Whether nothing about the line asks for a closer look; most lines end here."""
        key = text_of(cells[self._key]) if self._key < len(cells) else ""
        if not key or tight(key) in self._head_words or _TOTAL.fullmatch(key) or _NOTE.match(key):
            return False
        if any(
            text_of(cells[column]) and not _is_count(cells[column]) for column in self._serials if column < len(cells)
        ):
            return False
        others = 0
        for column in self._mapped:
            if column != self._key and column < len(cells) and cells[column] is not None and text_of(cells[column]):
                others += 1
                if others > 1:
                    return True
        return False

    def _seen(self, cells: Sequence[Cell]) -> _Seen:
        shown: list[tuple[int, str]] = []
        serial = ""
        for column, cell in enumerate(cells):
            text = "" if column in self._hidden else text_of(cell)
            if text and column in self._serials and _is_count(cell):
                serial = text
            elif text:
                shown.append((column, text))
        key = next((text for column, text in shown if column == self._key), "")
        told = any(column in self._telling for column, _ in shown)
        return _Seen(shown, serial, key, told, all(isinstance(cells[column], str) for column, _ in shown[:1]))

    def _repeats_head(self, seen: _Seen) -> bool:
        for row in self._head_rows:
            same = sum(row.get(column) == tight(text) for column, text in seen.cells)
            if same and (same == len(seen.cells) or same >= max(_FEW, 0.6 * len(seen.cells))):
                return True
        return False

    def _lone(self, seen: _Seen) -> Shape | None:
        text = seen.first
        if _UNIT.match(text):
            return Shape.UNIT
        if _NOTE.match(text):
            return Shape.NOTE
        if _TOTAL.fullmatch("".join(text.split())):
            return Shape.TOTAL
        if text in self._titles:
            return Shape.TITLE
        if seen.key and _HAS_CODE.search(text) and not (_GROUP.match(text) or _SENTENCE.search(text)):
            return None
        return Shape.NOTE if _SENTENCE.search(text) else Shape.GROUP

    def _among_others(self, seen: _Seen) -> Shape | None:
        if _GROUP_MARK.fullmatch(seen.first) and not _HAS_CODE.search(seen.key) and not seen.has_telling:
            return Shape.GROUP
        if not seen.leads:
            return Shape.TOTAL if self._is_total_in_serial(seen) else None
        if all(_UNIT.match(text) or _NOTE.match(text) for _, text in seen.cells):
            return Shape.UNIT if _UNIT.match(seen.first) else Shape.NOTE
        if seen.has_telling:
            # «制表人:某某 … 日期:2022年12月31日» stands under date columns too.
            return Shape.NOTE if _NOTE.match(seen.first) and not seen.serial else None
        if any(_TOTAL.fullmatch("".join(text.split())) for _, text in seen.cells[:_FEW]):
            return Shape.TOTAL
        if _NOTE.match(seen.first):
            return Shape.NOTE
        return Shape.GROUP if _GROUP.match(seen.first) else None

    def _is_total_in_serial(self, seen: _Seen) -> bool:
        column, text = seen.cells[0]
        return column in self._serials and not seen.has_telling and _TOTAL.fullmatch("".join(text.split())) is not None


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [text for text in map(text_of, cells) if text]


def _words(heads: Sequence[Head]) -> set[str]:
    return {tight(head.path[-1]) for head in heads}


def _is_count(cell: Cell) -> bool:
    return text_of(cell).isdecimal()


def _counts_columns(seen: _Seen, cells: Sequence[Cell]) -> bool:
    """Whether the line only numbers the columns, as statistical forms do: 甲 乙 1 2 3."""
    texts = [text for text in _texts(cells) if text not in set("甲乙丙丁戊己庚辛")]
    start = int(texts[0]) if texts and texts[0].isdecimal() else None
    return start in {0, 1} and len(seen.cells) >= _FEW and texts == [str(start + place) for place in range(len(texts))]
