"""What a sheet is: its head rows, the table it belongs to, and which column stands where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yifa.engine.ingest.assignment import Assignment, assign
from yifa.engine.ingest.cell import Cell, text_of
from yifa.engine.ingest.fitting import Fit, fit_of, is_title_of, naming
from yifa.engine.ingest.head_index import HeadIndex
from yifa.engine.ingest.heads import DEEPEST, Head, read_heads, tight
from yifa.engine.ingest.mapping import MappingLine
from yifa.engine.ingest.outcome import NotTaken
from yifa.engine.ingest.sheet import Sheet
from yifa.engine.ingest.synonyms import Synonyms
from yifa.kernel.ledger import Table

LOOK_AHEAD = 60
"""How many rows of a sheet may stand above the last row of its head."""

# Two tables that fit alike are not decided between.
_MARGIN = 0.08
_LABEL = re.compile(r"[^::]{1,12}[::]|\d{4}[-年./]\d{1,2}|第?\d+页|\d{4}年度?$")


class UnableToRecognise(ValueError):
    """The sheet is of no table that is known here."""

    def __init__(self, not_taken: NotTaken, sentence: str) -> None:
        super().__init__(sentence)
        self.not_taken = not_taken
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Recognition:
    """A sheet recognised: its table, its head rows, the heads that columns took, and those none did."""

    table: Table
    first: int
    last: int
    heads: tuple[Head, ...]
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class _Candidate:
    table: Table
    first: int
    last: int
    heads: tuple[Head, ...]
    meanings: Mapping[Head, Mapping[str, int]]
    forced: Mapping[Head, str]
    fit: Fit
    matched: int


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Recognises sheets of these tables."""

    tables: Sequence[Table]
    synonyms: Synonyms
    index: HeadIndex

    def recognise(
        self, sheet: Sheet, rows: Mapping[int, Sequence[Cell]], *, file: str, lines: Sequence[MappingLine] = ()
    ) -> Recognition:
        """Return what the sheet is, judged by its first rows; UnableToRecognise says why it is nothing known."""
        chosen = self._chosen(sheet, rows, file, lines)

        def filled(heads: Sequence[Head]) -> Sequence[Head]:
            return _filled(sheet, chosen.last, heads)

        assignment = assign(chosen.meanings, forced=chosen.forced, filled=filled)
        return Recognition(chosen.table, chosen.first, chosen.last, chosen.heads, assignment)

    def _chosen(
        self, sheet: Sheet, rows: Mapping[int, Sequence[Cell]], file: str, lines: Sequence[MappingLine]
    ) -> _Candidate:
        best: dict[str, _Candidate] = {}
        for spans in (_spans_below_titles, _every_span):
            best = self._best_by_table(sheet, rows, file, lines, spans)
            enough = sorted((c for c in best.values() if c.fit.is_enough), key=lambda c: -c.fit.value)
            if enough:
                return _clear_winner(enough, lines)
        raise UnableToRecognise(NotTaken.NO_TABLE, _no_table(list(best.values())))

    def _best_by_table(
        self,
        sheet: Sheet,
        rows: Mapping[int, Sequence[Cell]],
        file: str,
        lines: Sequence[MappingLine],
        spans: Callable[[Sheet, Mapping[int, Sequence[Cell]]], Iterator[tuple[int, int]]],
    ) -> dict[str, _Candidate]:
        best: dict[str, _Candidate] = {}
        for first, last in spans(sheet, rows):
            for candidate in self._candidates(sheet, rows, file, lines, first, last):
                known = best.get(candidate.table.id)
                if known is None or candidate.fit.value > known.fit.value:
                    best[candidate.table.id] = candidate
        return best

    def _candidates(
        self,
        sheet: Sheet,
        rows: Mapping[int, Sequence[Cell]],
        file: str,
        lines: Sequence[MappingLine],
        first: int,
        last: int,
    ) -> Iterator[_Candidate]:
        heads = read_heads(rows, sheet.merges, first, last)
        visible = [head for head in heads if head.column not in sheet.hidden_columns]
        meanings = {head: self.index.meanings(head) for head in visible}
        named = {line.table for line in lines if line.column}
        titles = [text for row in rows if row < first for text in map(text_of, rows[row]) if text]
        for table in self.tables:
            if table.id not in named and (named or sum(table.id in m for m in meanings.values()) < 2):  # noqa: PLR2004
                continue
            mine = {head: meant.get(table.id, {}) for head, meant in meanings.items()}
            forced = dict(_forced(visible, [line for line in lines if line.table == table.id]))
            found = assign(mine, forced=forced)
            name = naming(table, self.synonyms.titles(table.id), sheet=sheet.name, titles=titles, file=file)
            fit = fit_of(table, found, visible, name, is_mapped=bool(named))
            if fit.is_exact and not fit.is_enough:
                # Its own heads say what it is, whatever it is called, but for the name of another table.
                fit = replace(fit, is_enough=not self._is_called_like_another(sheet.name, table))
            yield _Candidate(table, first, last, heads, mine, forced, fit, len(found.taken))

    def _is_called_like_another(self, name: str, table: Table) -> bool:
        others = (other for other in self.tables if other is not table)
        return any(is_title_of(other, self.synonyms.titles(other.id), name) for other in others)


def _spans_below_titles(sheet: Sheet, rows: Mapping[int, Sequence[Cell]]) -> Iterator[tuple[int, int]]:
    """Yield head rows that nothing like a head stands directly above of: the upper of two levels is never cut off."""
    for first, last in _every_span(sheet, rows):
        if not _is_head_like(rows.get(first - 1, ())):
            yield first, last


def _every_span(sheet: Sheet, rows: Mapping[int, Sequence[Cell]]) -> Iterator[tuple[int, int]]:
    for first in rows:
        cut = any(merge.first_row < first <= merge.last_row for merge in sheet.merges)
        if cut or not _is_head_like(rows[first]):
            continue
        for last in range(first, first + DEEPEST):
            if not any(map(text_of, rows.get(last, ()))):
                break
            yield first, last


def _is_head_like(cells: Sequence[Cell]) -> bool:
    texts = {text for text in map(text_of, cells) if text}
    return len(texts) > 1 and not all(_LABEL.match(text) for text in texts)


def _forced(heads: Sequence[Head], lines: Sequence[MappingLine]) -> Iterator[tuple[Head, str]]:
    for line in lines:
        wanted = tight(line.head)
        same = [head for head in heads if tight(head.id) == wanted] or [h for h in heads if tight(h.path[-1]) == wanted]
        if len(same) == 1:
            yield same[0], line.column


def _clear_winner(enough: Sequence[_Candidate], lines: Sequence[MappingLine]) -> _Candidate:
    rivals = [c for c in enough[1:] if c.fit.value > enough[0].fit.value - _MARGIN]
    if rivals and not lines:
        named = "、".join(f"「{c.table.title}」({c.table.id})" for c in (enough[0], *rivals))
        sentence = f"本表同样像{named},不能判断是哪一张。请把工作表改成台账的名称,或在对应表中写明。"
        raise UnableToRecognise(NotTaken.AMBIGUOUS, sentence)
    return enough[0]


def _no_table(candidates: Sequence[_Candidate]) -> str:
    nearest = max(candidates, key=lambda c: (c.matched, c.fit.value), default=None)
    if nearest is None or nearest.matched < 2:  # noqa: PLR2004 — by chance
        return "尚无承接的台账。"
    key = nearest.table.column(nearest.table.key).head
    lacks = ",还不足以认定" if nearest.fit.has_key else f",但没有可认作键的列「{key}」"
    return (
        f"尚无承接的台账。最接近的是「{nearest.table.title}」({nearest.table.id}),"
        f"{len(nearest.table.columns)}列中认出{nearest.matched}列{lacks}。如确是此表,请把工作表改成台账的名称,或在对应表中写明各列。"
    )


def _filled(sheet: Sheet, last: int, heads: Sequence[Head]) -> Sequence[Head]:
    """Return the heads below which anything stands; reads the sheet once more."""
    empty = set(heads)
    for number, cells in sheet.lines():
        if number > last:
            empty -= {head for head in empty if head.column < len(cells) and text_of(cells[head.column])}
            if not empty:
                break
    return [head for head in heads if head not in empty]
