"""How much room a paper takes on pages of GB/T 9704, so that what must fit on two pages is cut before it is printed.

The heights are those of the styles in gb9704; words are measured as wide as their characters, Latin ones as half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from yifa.kernel.papers import Block, Boxes, Columns, Heading, Line, Pairs, Paper
from yifa.report.paper import BOX_HEIGHT, HEAD, WIDTH, widths_of

PAGE = 225
"""The text of one page in millimetres."""
LINE, CELL_LINE, CELL_ROOM, TITLE_LINE = 10.3, 5.3, 1.7, 12.4
CHARACTER, CELL_CHARACTER, TITLE_CHARACTER = 5.65, 3.71, 7.77
INDENT, PADDING = 2, 4.2
"""Of a paragraph in characters, and beside the words of a cell in millimetres."""
SPARE = 16
"""Left empty at the foot of a page at most, since no row of a table is cut in two."""
GAP, RAGGED = 0.25, 0.5
"""Beside a Latin word, and at the end of a line that no mark may begin, in characters."""
_LATIN = 0x2000


def pages_of(paper: Paper) -> int:
    """How many pages the paper takes, reckoned rather too high than too low."""
    title = _lines(paper.title, WIDTH, TITLE_CHARACTER) * TITLE_LINE
    head = 2 * (CELL_LINE + CELL_ROOM)
    return math.ceil((title + head + sum(map(_height, paper.blocks))) / (PAGE - SPARE))


def _height(block: Block) -> float:
    match block:
        case Heading() | Line():
            return _lines("\u3000" * INDENT + block.text, WIDTH, CHARACTER) * LINE
        case Columns(heads, rows):
            widths = widths_of(block)
            # The heads stand once more on the next page.
            return 2 * _row(heads, widths) + sum(_row(row, widths) for row in rows)
        case Pairs(rows):
            return sum(_row(row, (HEAD, WIDTH - HEAD)) for row in rows)
        case Boxes(titles):
            return BOX_HEIGHT * len(titles)


def _row(cells: Sequence[str], widths: Sequence[int]) -> float:
    lines = (_lines(text, width - PADDING, CELL_CHARACTER) for text, width in zip(cells, widths, strict=True))
    return max(lines) * CELL_LINE + CELL_ROOM


def _lines(text: str, width: float, character: float) -> int:
    room = max(1.0, math.floor(width / character) - RAGGED)
    return max(1, math.ceil(_wide(text) / room))


def _wide(text: str) -> float:
    """How many Chinese characters wide a text is, with the gaps that printing leaves beside Latin words."""
    latin = [ord(one) < _LATIN for one in text]
    gaps = sum(one != other for one, other in pairwise(latin))
    return sum(0.55 if one else 1 for one in latin) + GAP * gaps
