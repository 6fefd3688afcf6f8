"""CSV and its kin: UTF-8 with or without its mark, UTF-16, GB18030; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from yifa.engine.ingest.cell import Cell
from yifa.engine.ingest.refusal import UnableToReadFile
from yifa.engine.ingest.sheet import Line, Sheet

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CHUNK = 1 << 20
_SAMPLE = 50
_AS_TEXT = re.compile(r'="([^"]*)"')  # How exports keep a spreadsheet from turning 0012 into 12.


def read_sheet(path: Path) -> Sheet:
    """Return the file as one sheet named after it."""
    encoding = _encoding(path)
    return Sheet(path.stem, partial(_lines, path, encoding, _delimiter(path, encoding)))


def _lines(path: Path, encoding: str, delimiter: str) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as source:
        for number, row in enumerate(csv.reader(source, delimiter=delimiter), start=1):
            yield number, [_cell(text) for text in row]


def _cell(text: str) -> Cell:
    if text.startswith('="') and (found := _AS_TEXT.fullmatch(text)):
        return found[1]
    return text or None


def _encoding(path: Path) -> str:
    with path.open("rb") as source:
        start = source.read(4)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise UnableToReadFile("文字编码不能识别。请另存为UTF-8编码的CSV,或另存为xlsx后重新导入。")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as source:
        try:
            while chunk := source.read(_CHUNK):
                if b"\0" in chunk:
                    return False  # No text has it.
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    """Return the mark that cuts most lines into most cells."""

    def cells(delimiter: str) -> int:
        with path.open(encoding=encoding, newline="") as source:
            return sum(len(row) - 1 for row in islice(csv.reader(source, delimiter=delimiter), _SAMPLE) if row)

    return max(",;\t", key=cells)
