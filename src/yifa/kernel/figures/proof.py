"""The hash of a record set: it changes with any record, and with nothing else.

Each record is written as canonical JSON (keys sorted, no spaces, days as ISO text, empty cells and personal values
left out: those are erased one day, and the proof must outlive them) and hashed with its table and key; the hashes, sorted, are hashed again. The order in which records were read does not matter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from yifa.kernel.ledger import Table
from yifa.law.fact import Fact


def record_digest(row: Mapping[str, object], *, table: Table) -> str:
    """The SHA-256 of one record: its table, and its cells by column id."""
    cells = {name: _plain(row[name]) for name in _lasting(table) if row[name] is not None}
    text = json.dumps([table.id, cells], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def set_hash(records: Iterable[tuple[str, str]], *, table: Table) -> str:
    """The SHA-256 of a set of records, each given as key and digest."""
    lines = sorted(f"{table.id}\t{key}\t{digest}\n" for key, digest in records)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@cache
def _lasting(table: Table) -> tuple[str, ...]:
    return tuple(c.id for c in table.columns if not (isinstance(c.becomes, Fact) and c.becomes.personal))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
