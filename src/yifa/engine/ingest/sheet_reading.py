"""One recognised sheet, read from top to bottom in batches, and the report that closes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from yifa.engine.ingest.cell import Cell, text_of
from yifa.engine.ingest.classified import is_level
from yifa.engine.ingest.heads import is_serial, tight
from yifa.engine.ingest.mapping import MappingLine
from yifa.engine.ingest.outcome import (
    Batch,
    Because,
    Conflict,
    Duplicate,
    Rejected,
    Row,
    Shape,
    SheetColumn,
    SheetReport,
    Unrecognised,
)
from yifa.engine.ingest.recognition import Recognition
from yifa.engine.ingest.row_reading import RowReader
from yifa.engine.ingest.shapes import Shapes
from yifa.engine.ingest.sheet import Sheet, column_letters

Progress: TypeAlias = Callable[[str, str, int], None]
"""Called with file, sheet and the number of the row reached."""

BATCH = 1000
"""The most rows that a batch has, those that come back among them."""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One recognised sheet being read."""

    file: str
    sheet: Sheet
    recognition: Recognition
    rows: Mapping[int, Sequence[Cell]]
    reader: RowReader
    shapes: Shapes
    lines: Sequence[MappingLine]
    progress: Progress | None

    def read(self) -> Iterator[Batch | SheetReport]:
        counts: Counter[str] = Counter()
        skipped: Counter[Shape] = Counter()
        for batch in self._batches(skipped):
            for kind in ("rows", "rejected", "duplicates", "conflicts"):
                counts[kind] += len(getattr(batch, kind))
            yield batch
        yield self._report(counts, skipped)

    def _batches(self, skipped: Counter[Shape]) -> Iterator[Batch]:
        batch = self._batch()
        is_first, number, size = True, 0, 0
        for number, cells in self.sheet.lines():
            if self.recognition.first <= number <= self.recognition.last:
                continue
            is_above = number < self.recognition.first
            shape = self.shapes.above(cells) if is_above else self.shapes.below(cells, is_first=is_first)
            if shape is not None:
                skipped[shape] += 1
                continue
            is_first = False
            _put(batch, self.reader.read((number, cells)))
            size += 1
            if size == BATCH:
                yield batch
                self._tell(number)
                batch, size = self._batch(), 0
        if size:
            yield batch
        self._tell(number)

    def _batch(self) -> Batch:
        return Batch(self.recognition.table.id, self.file, self.sheet.name)

    def _tell(self, number: int) -> None:
        if self.progress:
            self.progress(self.file, self.sheet.name, number)

    def _report(self, counts: Mapping[str, int], skipped: Mapping[Shape, int]) -> SheetReport:
        table, taken = self.recognition.table, self.recognition.assignment.taken
        heads = {tight(word) for head in self.recognition.heads for word in (head.id, head.path[-1])}
        return SheetReport(
            file=self.file,
            sheet=self.sheet.name,
            table=table.id,
            head_rows=(self.recognition.first, self.recognition.last),
            columns={c.id: SheetColumn(taken[c.id].column, taken[c.id].id) for c in table.columns if c.id in taken},
            unrecognised=tuple(self._unrecognised()),
            missing=tuple(column.id for column in table.columns if column.id not in taken),
            skipped=dict(skipped),
            unused=tuple(line.head for line in self.lines if tight(line.head) not in heads),
            rows=counts["rows"],
            rejected=counts["rejected"],
            duplicates=counts["duplicates"],
            conflicts=counts["conflicts"],
        )

    def _unrecognised(self) -> Iterator[Unrecognised]:
        found = self.recognition.assignment
        taken = {head.column for head in found.taken.values()}
        for head in self.recognition.heads:
            if head.column in taken or is_serial(head) or is_level(head):
                continue
            because = Because.AMBIGUOUS if head in found.ambiguous else Because.UNKNOWN
            if head.column in self.sheet.hidden_columns:
                because = Because.HIDDEN
            yield Unrecognised(head.id, column_letters(head.column), because)
        headed = {head.column for head in self.recognition.heads}
        for column in sorted(_columns_with_content(self.rows, self.recognition.last) - headed):
            yield Unrecognised("", column_letters(column), Because.NO_HEAD)


def _put(batch: Batch, verdict: Row | Rejected | Duplicate | Conflict) -> None:
    match verdict:
        case Row():
            batch.rows.append(verdict)
        case Rejected():
            batch.rejected.append(verdict)
        case Duplicate():
            batch.duplicates.append(verdict)
        case Conflict():
            batch.conflicts.append(verdict)


def _columns_with_content(rows: Mapping[int, Sequence[Cell]], last: int) -> set[int]:
    """Return the columns in which the first lines below the head hold anything."""
    below = [cells for row, cells in rows.items() if row > last]
    return {column for cells in below for column, cell in enumerate(cells) if text_of(cell)}
