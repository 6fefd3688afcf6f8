"""The cells in a slice of an .xlsx sheet: quickly where it is written plainly, by an XML parser where it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from xml.etree import ElementTree as ET

from yifa.engine.ingest.cell import Cell, plain_number
from yifa.engine.ingest.dates import from_serial
from yifa.engine.ingest.shared_strings import PackedStrings, rich_text, unescaped
from yifa.engine.ingest.sheet import Line, column_index

_ROW = re.compile(r'<row\b[^>]*?\sr="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(
    r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(\w+)")?(?:/>'
    r'|>(?:(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<&]+)</v>|<is><t(?: xml:space="preserve")?>([^<&]*)</t></is>)</c>)'
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What numbers in the cells of a workbook stand for: strings, date styles, the first day."""

    strings: PackedStrings
    date_styles: frozenset[str]
    epoch: date


def plain_lines(body: str, meaning: Meaning) -> list[Line] | None:
    """Return the lines of the slice, or None where anything in it is not written as spreadsheets usually do."""
    rows = _ROW.findall(body)
    found = [_CELL.findall(cells) for _, cells in rows]
    if len(rows) != body.count("<row") or sum(map(len, found)) != body.count("<c ") + body.count("<c>"):
        return None
    return [(int(number), _plain_cells(cells, meaning)) for (number, _), cells in zip(rows, found, strict=True)]


def exact_lines(slice_: ET.Element, namespace: str, meaning: Meaning, *, after: int) -> list[Line]:
    """Return the lines of the parsed slice; a row that does not say its number follows the one before."""
    lines: list[Line] = []
    number = after
    for row in slice_:
        number = int(row.get("r", number + 1))
        cells: list[Cell] = []
        for element in row:
            reference = element.get("r")
            place = _place(reference.rstrip("0123456789")) if reference else len(cells)
            cells.extend([None] * (place - len(cells)))
            cells.append(_exact_cell(element, namespace, meaning) if len(element) else None)
        lines.append((number, cells))
    return lines


def _plain_cells(found: list[tuple[str, str, str, str, str]], meaning: Meaning) -> list[Cell]:
    cells: list[Cell] = []
    for letters, style, kind, value, inline in found:
        place = _place(letters)
        if place > len(cells):
            cells.extend([None] * (place - len(cells)))
        if inline:
            cells.append(unescaped(inline))
        else:
            cells.append(_value(kind or "n", value, style, meaning) if value else None)
    return cells


def _exact_cell(element: ET.Element, namespace: str, meaning: Meaning) -> Cell:
    last = element[-1]
    if last.tag == f"{namespace}is":
        return rich_text(last)
    text = (last.text or "") if last.tag == f"{namespace}v" else ""
    kind = element.get("t", "n")
    if text:
        return _value(kind, text, element.get("s", ""), meaning)
    formula = element.findtext(f"{namespace}f")
    # A formula that nobody has calculated: its text is refused where a value is due, rather than read as empty.
    return f"={formula}" if formula and kind != "str" else None


def _value(kind: str, text: str, style: str, meaning: Meaning) -> Cell:
    match kind:
        case "s":
            return meaning.strings[int(text)]
        case "n":
            if style in meaning.date_styles:
                return from_serial(float(text), meaning.epoch)
            return int(text) if text.lstrip("-").isdigit() else plain_number(float(text))
        case "b":
            return text == "1"
        case _:
            return unescaped(text)


@cache
def _place(letters: str) -> int:
    return column_index(letters)
