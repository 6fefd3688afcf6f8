"""Which keys a file has used: a repeat is a duplicate where all is the same, a conflict where it is not."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any, Self, cast

from yifa.engine.ingest.outcome import Difference
from yifa.kernel.ledger import Table
from yifa.law.fact import Type, Value

_DIGEST = 32
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class FirstUse:
    """Where a key was used first, and by what."""

    sheet: str
    row: int
    digest: bytes


def canonical(values: Mapping[str, Value]) -> bytes:
    """Return a record's content as JSON: empty columns do not count, so neither do columns that a layout lacks."""
    said = {
        column: value.isoformat() if isinstance(value, date) else value
        for column, value in values.items()
        if value is not None
    }
    return _CANONICAL.encode(said).encode()


def digest_of(values: Mapping[str, Value]) -> str:
    """Return the hash of a record's content, the same in every layout."""
    return sha256(canonical(values)).hexdigest()


def differences(first: Mapping[str, Value], this: Mapping[str, Value]) -> tuple[Difference, ...]:
    """Return the columns in which two records are not alike, in the order of the second."""
    columns = (*this, *(column for column in first if column not in this))
    pairs = ((column, first.get(column), this.get(column)) for column in columns)
    return tuple(Difference(column, one, two) for column, one, two in pairs if one != two)


class KeyBook:
    """The keys of one table in one file. Contents wait in a temporary file: only a conflict asks for them."""

    def __init__(self, table: Table) -> None:
        self._types = {column.id: column.type for column in table.columns}
        self._places: dict[str, int] = {}
        self._sheets: list[str] = []
        self._rows = array("L")
        self._sheet_of = array("H")
        self._ends = array("Q", [0])
        self._digests = bytearray()
        self._contents = TemporaryFile()  # noqa: SIM115 — closed with the book

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._contents.close()

    def claim(self, *, key: str, sheet: str, row: int, digest: bytes, content: bytes) -> FirstUse | None:
        """Note the key for this row, or return who used it before."""
        place = self._places.setdefault(key, len(self._rows))
        if place < len(self._rows):
            first = self._digests[place * _DIGEST : (place + 1) * _DIGEST]
            return FirstUse(self._sheets[self._sheet_of[place]], self._rows[place], bytes(first))
        if not self._sheets or self._sheets[-1] != sheet:
            self._sheets.append(sheet)
        self._rows.append(row)
        self._sheet_of.append(len(self._sheets) - 1)
        self._digests += digest
        self._ends.append(self._ends[-1] + self._contents.write(content))
        return None

    def content(self, key: str) -> Mapping[str, Value]:
        """Return what the row that used the key first says."""
        start, end = self._ends[self._places[key]], self._ends[self._places[key] + 1]
        self._contents.seek(start)
        said = json.loads(self._contents.read(end - start))
        self._contents.seek(self._ends[-1])
        # The 密级 of a row is kept beside its columns.
        return {column: _restored(self._types.get(column, Type.TEXT), value) for column, value in said.items()}


def _restored(type_: Type, value: Any) -> Value:
    match type_:
        case Type.DATE:
            return date.fromisoformat(value)
        case Type.MOMENT:
            return datetime.fromisoformat(value)
        case Type.CODES:
            return tuple(value)
        case _:
            return cast("Value", value)
