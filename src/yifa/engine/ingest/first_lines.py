"""What stands in the first lines of a sheet that was not recognised, for a person who says what it is."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from yifa.engine.ingest.cell import text_of
from yifa.engine.ingest.workbook import open_sheets, readable

LINES, TEXTS, LONGEST = 15, 60, 30


def texts_above(path: Path, sheet: str) -> tuple[str, ...]:
    """The short texts of the first lines, each once, in their order: among them is its head."""
    with readable(path):
        for one in open_sheets(path):
            if one.name == sheet:
                cells = (text_of(cell) for _, line in islice(one.lines(), LINES) for cell in line)
                return tuple(islice(dict.fromkeys(text for text in cells if 0 < len(text) <= LONGEST), TEXTS))
    return ()
