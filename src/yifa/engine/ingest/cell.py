"""One cell as a file gives it, and the text that it is compared by."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias
from unicodedata import is_normalized, normalize

Cell: TypeAlias = str | float | date | None
"""As read: text, a number (int, float or bool), a date or datetime, or nothing."""

# Word processors and web pages leave these; nobody sees them and no comparison survives them.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_LAST_EXACT = 10**15  # Beyond it a spreadsheet's number has lost digits.


def normal(text: str) -> str:
    """Return the text by which cells are compared: NFKC, nothing invisible, no space around it."""
    if text.isascii():
        return text.strip()
    if not is_normalized("NFKC", text):
        text = normalize("NFKC", text)
    text = text.strip()
    return text if text.isprintable() else text.translate(_INVISIBLE).strip()


def plain_number(number: float) -> float:
    """Return the number as an int where it is whole: readers give 5.0 for 5."""
    if number % 1 == 0 and abs(number) < _LAST_EXACT:
        return int(number)
    return number


def text_of(cell: Cell) -> str:
    """Return the cell as normal text; empty where the cell is."""
    match cell:
        case None:
            return ""
        case str():
            return normal(cell)
        case bool():
            return "是" if cell else "否"
        case datetime():
            return cell.isoformat(" ", "minutes") if (cell.hour or cell.minute) else cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return repr(plain_number(cell))


def as_seen(cell: Cell) -> str | float | None:
    """Return the cell as it goes into a list of what was rejected: a date in words, the rest untouched."""
    if isinstance(cell, (date, bool)):
        return text_of(cell)
    return plain_number(cell) if isinstance(cell, float) else cell
