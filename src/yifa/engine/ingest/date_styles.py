"""Which cell styles of an .xlsx show a number as a date."""

from __future__ import annotations

import re
from typing import IO
from xml.etree import ElementTree as ET

# Numbers of the built-in formats that show a day; 27-36 and 50-58 are those of Chinese installations.
_BUILT_IN = frozenset([*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58])
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def date_styles(source: IO[bytes]) -> frozenset[str]:
    """Return the style numbers, as cells write them, whose format shows year, month or day."""
    root = ET.parse(source).getroot()  # noqa: S314 — expat 2.4+ refuses entity bombs
    namespace = root.tag.removesuffix("styleSheet")
    formats = {
        int(element.get("numFmtId", "0")): element.get("formatCode", "")
        for element in root.iterfind(f"{namespace}numFmts/{namespace}numFmt")
    }
    styles = root.iterfind(f"{namespace}cellXfs/{namespace}xf")
    numbers = [int(element.get("numFmtId", "0")) for element in styles]
    return frozenset(str(place) for place, number in enumerate(numbers) if _shows_day(number, formats.get(number)))


def _shows_day(number: int, code: str | None) -> bool:
    if code is None:
        return number in _BUILT_IN
    pattern = _LITERAL.sub("", code.split(";")[0]).lower()
    return "y" in pattern or "d" in pattern
