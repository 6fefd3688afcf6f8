"""An .xlsx workbook: its sheets, which are visible, and what the numbers in its cells stand for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from yifa.engine.ingest.date_styles import date_styles
from yifa.engine.ingest.dates import EPOCH_1900, EPOCH_1904
from yifa.engine.ingest.shared_strings import PackedStrings, read_shared_strings
from yifa.engine.ingest.sheet import Line, Sheet
from yifa.engine.ingest.xlsx_cells import Meaning
from yifa.engine.ingest.xlsx_lines import hidden_and_merged, read_lines


class XlsxWorkbook:
    """The parts of one .xlsx file, each read when first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets in the order of their tabs; charts are none."""
        worksheets = {name: part for name, (kind, part) in self._relations.items() if kind == "worksheet"}
        for element in self._book:
            if element.tag.endswith("}sheets"):
                for sheet in element:
                    part = worksheets.get(_relation(sheet))
                    if part is not None:
                        yield self._sheet(
                            sheet.get("name", ""), part, visible=sheet.get("state", "visible") == "visible"
                        )

    def _sheet(self, name: str, part: str, *, visible: bool) -> Sheet:
        with ZipFile(self._path) as parts, parts.open(part) as source:
            hidden, merges = hidden_and_merged(source)
        return Sheet(name, partial(self._lines, part), visible, hidden, merges, self._epoch)

    def _lines(self, part: str) -> Iterator[Line]:
        with ZipFile(self._path) as parts, parts.open(part) as source:
            yield from read_lines(source, self._meaning)

    @cached_property
    def _book_part(self) -> str:
        with ZipFile(self._path) as parts:
            root = ET.fromstring(parts.read("_rels/.rels"))  # noqa: S314 — expat 2.4+ refuses entity bombs
        targets = [r.get("Target", "") for r in root if r.get("Type", "").endswith("/officeDocument")]
        return (targets[0] if targets else "xl/workbook.xml").lstrip("/")

    @cached_property
    def _book(self) -> ET.Element:
        with ZipFile(self._path) as parts:
            return ET.fromstring(parts.read(self._book_part))  # noqa: S314 — expat 2.4+ refuses entity bombs

    @cached_property
    def _relations(self) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(self._book_part)
        with ZipFile(self._path) as parts:
            root = ET.fromstring(parts.read(f"{folder}/_rels/{name}.rels"))  # noqa: S314 — expat 2.4+ refuses entity bombs
        return {
            element.get("Id", ""): (
                element.get("Type", "").rpartition("/")[2],
                _part(folder, element.get("Target", "")),
            )
            for element in root
        }

    @cached_property
    def _epoch(self) -> date:
        properties = [element for element in self._book if element.tag.endswith("}workbookPr")]
        old = any(element.get("date1904") in {"1", "true"} for element in properties)
        return EPOCH_1904 if old else EPOCH_1900

    @cached_property
    def _meaning(self) -> Meaning:
        kinds = dict(self._relations.values())
        strings, styles = PackedStrings(), frozenset[str]()
        with ZipFile(self._path) as parts:
            if part := kinds.get("sharedStrings"):
                with parts.open(part) as source:
                    strings = read_shared_strings(source)
            if part := kinds.get("styles"):
                with parts.open(part) as source:
                    styles = date_styles(source)
        return Meaning(strings, styles, self._epoch)


def _part(folder: str, target: str) -> str:
    """Return the name within the archive of what a relation points at."""
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _relation(sheet: ET.Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
