"""One sheet of any kind of file: where its columns are merged or hidden, and its rows, which can be read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from yifa.engine.ingest.cell import Cell
from yifa.engine.ingest.dates import EPOCH_1900

Line: TypeAlias = tuple[int, list[Cell]]
"""The 1-based number of a row in its sheet, and its cells from the first column on."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: rows as numbered in the sheet, columns from 0; both ends belong to it."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `lines` opens it anew at each call and never holds it whole, where the file allows."""

    name: str
    lines: Callable[[], Iterator[Line]]
    visible: bool = True
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    epoch: date = EPOCH_1900


def column_letters(index: int) -> str:
    """Return the letters under which a spreadsheet shows the column of this index from 0."""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the index from 0 of the column shown under these letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
