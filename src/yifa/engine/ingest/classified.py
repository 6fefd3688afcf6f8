"""密级 in a ledger: which column states it, what a row states, and whether a file holds what may not be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from yifa.engine.ingest.cell import Cell, text_of
from yifa.engine.ingest.heads import Head, tight
from yifa.engine.ingest.refusal import UnableToReadFile
from yifa.engine.ingest.sheet import Sheet
from yifa.engine.ingest.workbook import open_sheets, readable
from yifa.kernel.confidentiality import UnableToKeepStateSecret, is_mark, read_level

COLUMN = "confidentiality"
HEADS = frozenset(
    {
        *("密级", "保密级别", "保密等级", "涉密等级", "涉密级别", "秘密等级", "秘密级别", "定密级别", "密级标志"),
        *("是否涉密", "是否涉密件", "涉密情况"),
    }
)
LOOK_AHEAD = 60
"""How many rows may stand above the head of a column."""


def is_level(head: Head) -> bool:
    """Whether the column below this head states a 密级."""
    return _is_head(head.path[-1])


def level_column(heads: Iterable[Head], taken: Iterable[Head]) -> Head | None:
    """The head of the column that states the 密级 of each row, where the table has none of its own."""
    own = {head.column for head in taken}
    return next((head for head in heads if head.column not in own and is_level(head)), None)


def level_of(cell: Cell) -> str:
    """What the cell states, as one of our words; «» where nothing. Raises UnableToKeepStateSecret."""
    return read_level(text_of(cell)) or ""


def holds_state_secrets(path: Path) -> bool:
    """Whether any sheet of the file, taken in or not, carries the mark of a state secret or a row stated as one.

    Such a file is not kept, although the rows that state none are taken in.
    """
    try:
        with readable(path):
            return any(_is_classified(sheet) for sheet in open_sheets(path))
    except UnableToReadFile:
        return False  # Rows that could be read rest on this file, and it was not seen to state anything.


def _is_classified(sheet: Sheet) -> bool:
    lines = iter(sheet.lines())
    columns: set[int] = set()
    for _, cells in islice(lines, LOOK_AHEAD):
        if any(_is_secret(cells[column]) for column in columns if column < len(cells)):
            return True
        if any(map(is_mark, _texts(cells))):
            return True
        columns |= {column for column, cell in enumerate(cells) if _is_head(text_of(cell))}
    return bool(columns) and any(_is_secret(cell) for cell in _cells(lines, columns))


def _cells(lines: Iterator[tuple[int, list[Cell]]], columns: set[int]) -> Iterator[Cell]:
    for _, cells in lines:
        yield from (cells[column] for column in columns if column < len(cells))


def _is_secret(cell: Cell) -> bool:
    try:
        level_of(cell)
    except UnableToKeepStateSecret:
        return True
    return False


def _is_head(text: str) -> bool:
    return tight(text).rstrip("*").partition("(")[0] in HEADS


def _texts(cells: Sequence[Cell]) -> Iterator[str]:
    return (text for text in map(text_of, cells) if text)
