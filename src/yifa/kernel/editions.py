"""Editions of registers as evidence: what a list said when it came into force stands in the log, entry by entry hashed.

Findings and figures rest on registers (whose certificate was valid, which item was on the list), so that a change by
hand there would change both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.canonical import Json
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.evidence.sealing import said
from yifa.kernel.ledger import Table
from yifa.kernel.loads import UNDONE
from yifa.kernel.models import Load
from yifa.kernel.records import stored
from yifa.kernel.transcript import digest_of

PREFIX = "edition/"
BESIDE = ("key", "year", "in_force_from", "confidentiality", "sheet", "row")
"""What an entry is beside its columns. Whose it is may change with the tree of organs, and until when with the next edition."""


def state_edition(*, table: Table, year: int) -> None:
    """Put on record what the edition of a year says; call it in the transaction that brings it into force."""
    write([stating(suite_in_use(), Subject.STATEMENT, subject_of(table.id, year), statement_of(table, year))])


def sentences() -> Iterator[str]:
    """Yield a Chinese sentence for every edition that is not what it was when it came into force; for fsck."""
    logged = _logged()
    for table, year in _editions():
        name = f"「{table.title}」{year}年版本"
        told = logged.pop(subject_of(table.id, year), None)
        if _is_being_loaded(table, year):
            continue
        if told is None:
            yield f"{name}没有存证。它由较早的版本载入的,请运行 yifa fsck --rebuild 补记;否则请查明来历。"
        elif told != statement_of(table, year):
            yield f"{name}与启用时的内容不一致,条目被改动、增加或者删除过。请从备份核对,或者重新载入原件。"
    for subject in (name for name, told in logged.items() if told["entries"]):
        yield f"名录「{subject.removeprefix(PREFIX)}」有启用的存证而没有条目,被删除过。请从备份恢复。"


def rebuild() -> int:
    """Put on record the editions that an earlier version of the program brought into force; returns how many."""
    logged = _logged()
    with transaction.atomic():
        missing = [one for one in _editions() if subject_of(one[0].id, one[1]) not in logged]
        for table, year in missing:
            state_edition(table=table, year=year)
    return len(missing)


def subject_of(table: str, year: int) -> str:
    """The name of an edition in the log."""
    return f"{PREFIX}{table}/{year}"


def statement_of(table: Table, year: int) -> Mapping[str, Json]:
    """What is on record of an edition: how many entries, and one hash over all of them."""
    lines = sorted(_lines(table, year))
    return {
        "table": table.id,
        "year": year,
        "entries": len(lines),
        "set_hash": hashlib.sha256("".join(lines).encode()).hexdigest(),
    }


def _lines(table: Table, year: int) -> Iterator[str]:
    record = stored(table)
    columns = [*BESIDE, *(column.id for column in table.columns if column.id in record.fields)]
    for row in record.model.objects.filter(year=year).values(*dict.fromkeys(columns)).iterator():
        yield f"{row['key']}\t{digest_of(row)}\n"


def _editions() -> list[tuple[Table, int]]:
    registers = (table for table in catalogue().tables.values() if table.becomes is None)
    return [(table, year) for table in registers for year in _years(stored(table).model)]


def _years(model: Any) -> list[int]:
    return list(model.objects.order_by("year").values_list("year", flat=True).distinct())


def _logged() -> dict[str, Mapping[str, Any]]:
    return {name: one["statement"] for name, one in said(Subject.STATEMENT) if name.startswith(PREFIX)}


def _is_being_loaded(table: Table, year: int) -> bool:
    running = Load.objects.filter(table=table.id, year=year, status=Load.Status.RUNNING)
    return running.exclude(counts__has_key=UNDONE).exists()
