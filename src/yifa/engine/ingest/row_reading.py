"""From the lines of a recognised sheet to records, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from typing import TypeAlias

from yifa.engine.ingest.cell import Cell, as_seen, text_of
from yifa.engine.ingest.cell_reading import Reader, reader_for
from yifa.engine.ingest.classified import COLUMN, level_column, level_of
from yifa.engine.ingest.heads import Head
from yifa.engine.ingest.keys import KeyBook, canonical, differences
from yifa.engine.ingest.mapping import MappingLine
from yifa.engine.ingest.numbers import UNITS, unit_in_head, unit_in_row
from yifa.engine.ingest.outcome import Conflict, Duplicate, Rejected, Row
from yifa.engine.ingest.recognition import Recognition
from yifa.engine.ingest.refusal import Reason, UnableToReadCell
from yifa.engine.ingest.sheet import Line, Sheet
from yifa.kernel.confidentiality import UnableToKeepStateSecret
from yifa.kernel.ledger import Column, Table
from yifa.law.fact import Fact, Type, Value

_REMEMBERED = 2000
"""How many texts of a column are remembered: dates and words repeat, numbers and names do not."""

Verdict: TypeAlias = Row | Rejected | Duplicate | Conflict


@dataclass(frozen=True, slots=True)
class _Place:
    """One column of the table at its place in the sheet."""

    index: int
    column: Column
    read: Reader
    known: dict[str, Value] = field(default_factory=dict)  # What texts of this column have been read as.


class RowReader:
    """Reads the records of one sheet, top to bottom: what is merged downwards depends on the lines above."""

    def __init__(
        self,
        recognition: Recognition,
        sheet: Sheet,
        *,
        file: str,
        rows: Mapping[int, Sequence[Cell]],
        keys: KeyBook,
        lines: Sequence[MappingLine] = (),
    ) -> None:
        self._table = recognition.table
        self._file, self._sheet, self._keys = file, sheet.name, keys
        above = [" ".join(map(text_of, rows[row])) for row in rows if row < recognition.first]
        stated = next((unit for unit in map(unit_in_row, above) if unit), None)
        taken = recognition.assignment.taken
        self._places = tuple(sorted(_places(self._table, taken, stated, sheet, lines), key=lambda place: place.index))
        self._key = next(place for place in self._places if place.column.id == self._table.key)
        self._downwards = [place.index for place in self._places if place.column.fill_down]
        self._level = level_column(recognition.heads, taken.values())
        columns = [place.index for place in self._places]
        self._width = max([*columns, self._level.column] if self._level else columns) + 1
        self._last: dict[int, Cell] = {}

    def read(self, line: Line) -> Verdict:
        """Return the record of the line, or why it is not loaded."""
        number, cells = line
        cells.extend([None] * (self._width - len(cells)))
        try:
            level = level_of(cells[self._level.column]) if self._level else ""
        except UnableToKeepStateSecret as refusal:
            return self._state_secret(number, str(refusal))
        self._fill_down(cells)
        if not text_of(cells[self._key.index]):
            return self._missing_key(number)
        values: dict[str, Value] = {}
        for place in self._places:
            try:
                values[place.column.id] = _value(place, cells[place.index])
            except UnableToReadCell as refusal:
                rejected = self._rejected(number, place.column, as_seen(cells[place.index]), refusal)
                return replace(rejected, key=text_of(cells[self._key.index]))
        if values[self._table.key] is None:
            return self._missing_key(number)
        return self._claimed(number, values, level)

    def _fill_down(self, cells: list[Cell]) -> None:
        for index in self._downwards:
            if text_of(cells[index]):
                self._last[index] = cells[index]
            else:
                cells[index] = self._last.get(index)

    def _claimed(self, number: int, values: Mapping[str, Value], level: str) -> Verdict:
        key = text_of(_as_cell(values[self._table.key]))
        said = {**values, COLUMN: level} if level else values
        content = canonical(said)
        digest = sha256(content).digest()
        first = self._keys.claim(key=key, sheet=self._sheet, row=number, digest=digest, content=content)
        if first is None:
            return Row(number, values, digest.hex(), level)
        where = (self._file, self._sheet, number, self._table.id, key, first.row, first.sheet)
        if first.digest == digest:
            return Duplicate(*where)
        return Conflict(*where, differences(self._keys.content(key), said))

    def _state_secret(self, number: int, sentence: str) -> Rejected:
        # Nothing of the row is repeated here, not even its key.
        head = self._level.path[-1] if self._level else ""
        return Rejected(
            self._file, self._sheet, number, self._table.id, head, COLUMN, None, Reason.STATE_SECRET, sentence
        )

    def _missing_key(self, number: int) -> Rejected:
        head = self._key.column.head
        sentence = f"「{head}」为空,无法确认是哪一条记录。请按原件补填后重新导入。"
        return self._rejected(number, self._key.column, None, UnableToReadCell(Reason.MISSING_KEY, sentence))

    def _rejected(self, number: int, column: Column, value: str | float | None, refusal: UnableToReadCell) -> Rejected:
        return Rejected(
            self._file,
            self._sheet,
            number,
            self._table.id,
            column.head,
            column.id,
            value,
            refusal.reason,
            refusal.sentence,
        )


def _value(place: _Place, cell: Cell) -> Value:
    if not isinstance(cell, str):
        return None if cell is None else place.read(cell)
    known = place.known
    if cell in known:
        return known[cell]
    value = place.read(cell)
    if len(known) < _REMEMBERED:
        known[cell] = value
    return value


def _places(
    table: Table, taken: Mapping[str, Head], stated: Decimal | None, sheet: Sheet, lines: Sequence[MappingLine]
) -> Iterator[_Place]:
    said = {line.column: line.values for line in lines if line.table == table.id}
    for column in table.columns:
        if column.id in taken:
            head = taken[column.id]
            values = {**column.values, **said.get(column.id, {})}
            unit = _unit(column, head, stated) if column.type is Type.MONEY else Decimal(1)
            yield _Place(head.column, column, reader_for(column.type, values=values, unit=unit, epoch=sheet.epoch))


def _unit(column: Column, head: Head, stated: Decimal | None) -> Decimal:
    """Return the money unit: of the head, else of the sheet, else as declared, else yuan."""
    own = next((unit for word in reversed(head.path) if (unit := unit_in_head(word))), None)
    fact_unit = column.becomes.unit if isinstance(column.becomes, Fact) else ""
    return own or stated or unit_in_head(column.head) or UNITS.get(fact_unit, UNITS["元"])


def _as_cell(value: Value) -> Cell:
    return "、".join(value) if isinstance(value, tuple) else value
