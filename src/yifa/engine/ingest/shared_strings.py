"""The strings that an .xlsx keeps once and refers to by number, packed: two million of them in some tens of MiB."""

from __future__ import annotations

import re
from array import array
from typing import IO
from xml.etree import ElementTree as ET

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class PackedStrings:
    """An append-only list of strings in one buffer; as Python strings they would take five times the memory."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._text[self._ends[index] : self._ends[index + 1]].decode("utf-8", "surrogatepass")

    def append(self, text: str) -> None:
        self._text += text.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._text))


def read_shared_strings(source: IO[bytes]) -> PackedStrings:
    """Return the strings of a sharedStrings.xml, read as a stream."""
    strings = PackedStrings()
    events = ET.iterparse(source, events=("start", "end"))  # noqa: S314 — expat 2.4+ refuses entity bombs
    _, root = next(events)
    name = f"{root.tag.removesuffix('sst')}si"
    for event, element in events:
        if event == "end" and element.tag == name:
            strings.append(rich_text(element))
            root.clear()
    return strings


def rich_text(element: ET.Element) -> str:
    """Return the text of an <si> or <is>, its runs joined, without the phonetic hints."""
    namespace = element.tag[:-2]
    if len(element) == 1 and element[0].tag == f"{namespace}t":  # Nearly all of them.
        return unescaped(element[0].text or "")
    parts = [
        element.findtext(f"{namespace}t", ""),
        *(run.text or "" for run in element.findall(f"{namespace}r/{namespace}t")),
    ]
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Return the text with the escapes of the format (_x000D_ for a carriage return) undone."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
