"""Taking ledgers in: what was read from files becomes cases with acts, or entries of registers, batch by batch.

Each batch is one transaction that also acknowledges its last row, so that a load that was killed goes on from there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from yifa.engine.ingest.classified import holds_state_secrets
from yifa.engine.ingest.intake import (
    Batch,
    Conflict,
    Duplicate,
    MappingLine,
    Progress,
    Rejected,
    SheetReport,
    Synonyms,
    Unreadable,
    found_files,
    read_file,
)
from yifa.engine.ingest.screening import Within
from yifa.kernel.amendments import amend, sift
from yifa.kernel.confidentiality import NOT_KEPT
from yifa.kernel.disclosure.rows import catch_up
from yifa.kernel.ledger import Table
from yifa.kernel.loads import UNDONE, begin_load, finish_load, keep_original
from yifa.kernel.models import Load, Original
from yifa.kernel.originals import FOLDER, keep
from yifa.kernel.registers import Registers, enter, finish_edition
from yifa.kernel.replay import Differing, Imported, replay
from yifa.kernel.storage.rows import Actor
from yifa.kernel.versions import Versions
from yifa.law.fold import Given

A_MEGABYTE = 1 << 20
NO_LEDGERS = frozenset({"profile.json", "organs.csv"})
"""What may lie beside the ledgers of a district: its parameters, and its organs, which `yifa organs` enters."""
"""A district's parameters may lie beside its ledgers; they are read before, and are no ledger."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that says something else than the case already on record under its key, and whether that was corrected."""

    file: str
    sheet: str
    row: int
    table: str
    key: str
    is_corrected: bool


@dataclass(slots=True)
class Taken:
    """What came in and what came back, over all files of one intake."""

    accepted: Counter[str] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    amended: int = 0
    left_erased: int = 0
    editions: list[str] = field(default_factory=list)
    sheets: list[SheetReport] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    loads: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Intake:
    """One intake: who loads, when, for which year, and under what the law takes as given.

    given: makes it anew, with registers as they now stand; correct: write corrections for rows that differ from what is on record; otherwise they are only shown. within: the organ whose rows alone are taken in.
    """

    tables: Sequence[Table]
    year: int
    by: Actor
    at: datetime
    given: Callable[[], Given]
    versions: Versions
    mapping: Sequence[MappingLine] = ()
    synonyms: Synonyms | None = None
    progress: Progress | None = None
    correct: bool = False
    within: Within | None = None

    def take(self, paths: Iterable[Path]) -> Taken:
        """Take in all files, registers before the cases that refer to them within each file's order."""
        taken = Taken()
        for path, name in found_files(paths):
            if path.name in NO_LEDGERS:
                continue
            _File(self, path, name, taken, self.given()).take()
        catch_up(given_of=lambda _: self.given(), versions=self.versions, year=self.year)
        return taken


@dataclass(slots=True)
class _Sheet:
    """One sheet on its way in."""

    table: Table
    load: Load
    is_finished: bool


@dataclass(slots=True)
class _File:
    """One file on its way in."""

    intake: Intake
    path: Path
    name: str
    taken: Taken
    given: Given
    original: Original | None = None
    sheets: dict[tuple[str, str], _Sheet] = field(default_factory=dict)

    def take(self) -> None:
        intake = self.intake
        for outcome in read_file(
            self.path,
            name=self.name,
            tables=intake.tables,
            period_year=intake.year,
            mapping=intake.mapping,
            synonyms=intake.synonyms,
            progress=intake.progress,
        ):
            match outcome:
                case Batch():
                    self._batch(outcome)
                case SheetReport():
                    self._close(outcome)
                case Unreadable():
                    self.taken.unreadable.append(outcome)

    def _batch(self, batch: Batch) -> None:
        taken = self.taken
        if self.intake.within is not None:
            table = self._table(batch.table)
            batch = self.intake.within.screened(batch, table=table, given=self.given)
        taken.accepted[batch.table] += len(batch.rows)
        taken.rejected += batch.rejected
        taken.duplicates += batch.duplicates
        taken.conflicts += batch.conflicts
        if not batch.rows:
            return
        sheet = self._sheet(batch.table, batch.sheet)
        rows = [
            Imported(str(row.values[sheet.table.key]), row.values, row.sheet_row, row.level)
            for row in batch.rows
            if row.sheet_row > sheet.load.last_row
        ]
        if rows and not sheet.is_finished:
            self._write(sheet, rows)

    def _write(self, sheet: _Sheet, rows: Sequence[Imported]) -> None:
        intake, table = self.intake, sheet.table
        if table.becomes is None:
            self.taken.created[table.id] += enter(load=sheet.load, table=table, rows=rows).added
            return
        done = replay(
            load=sheet.load,
            table=table,
            rows=rows,
            by=intake.by,
            at=intake.at,
            given=self.given,
            versions=intake.versions,
        )
        self.taken.created[table.id] += done.created
        sifted = sift(table=table, differing=done.differing, on=intake.at.date(), versions=intake.versions)
        self.taken.left_erased += sifted.values
        self._differ(sheet, sifted.differing)

    def _differ(self, sheet: _Sheet, differing: Sequence[Differing]) -> None:
        for one in differing:
            where = self.name, sheet.load.sheet, one.imported.row
            self.taken.changed.append(
                Changed(*where, sheet.table.id, one.imported.key, is_corrected=self.intake.correct)
            )
        if differing and self.intake.correct:
            self.taken.amended += amend(
                load=sheet.load,
                table=sheet.table,
                differing=differing,
                by=self.intake.by,
                at=self.intake.at,
                given=self.given,
                versions=self.intake.versions,
            )

    def _close(self, report: SheetReport) -> None:
        self.taken.sheets.append(report)
        if report.table is None or self._is_beyond(self._table(report.table)):
            return
        sheet = self._sheet(report.table, report.sheet)
        if sheet.is_finished:
            return
        if sheet.table.becomes is None:
            finish_edition(load=sheet.load, table=sheet.table, at=self.intake.at)
            self.given = self.intake.given()
            self.taken.editions.append(sheet.table.id)
        elif not self.taken.changed or self.intake.correct:
            # A load whose differences nobody has agreed to yet stays open, so that it can be taken up again.
            finish_load(load=sheet.load, at=self.intake.at)

    def _is_beyond(self, table: Table) -> bool:
        return self.intake.within is not None and table.becomes is None

    def _table(self, table_id: str) -> Table:
        return next(table for table in self.intake.tables if table.id == table_id)

    def _sheet(self, table_id: str, name: str) -> _Sheet:
        if (table_id, name) not in self.sheets:
            sheet = self.sheets[table_id, name] = self._begun(self._table(table_id), name)
            self.taken.loads.append(sheet.load.pk)
        return self.sheets[table_id, name]

    def _begun(self, table: Table, name: str) -> _Sheet:
        original = self.original = self.original or self._kept()
        known = Load.objects.filter(original=original, sheet=name, table=table.id, year=self.intake.year).first()
        if known is not None and known.status == Load.Status.FINISHED:
            return _Sheet(table, known, is_finished=True)
        entered_by = self.intake.by.entered_by
        load = begin_load(
            original=original,
            sheet=name,
            table=table,
            year=self.intake.year,
            at=self.intake.at,
            entered_by=entered_by,
        )
        if load.counts.get("differing") or UNDONE in load.counts:
            # Nobody has agreed to its differences yet, or it was undone: it is read again from its first row.
            load.last_row, load.counts = 0, {}
        return _Sheet(table, load, is_finished=False)

    def _kept(self) -> Original:
        sha256, size = hashlib.sha256(), 0
        with self.path.open("rb") as file:
            while block := file.read(A_MEGABYTE):
                sha256.update(block)
                size += len(block)
        kind = self.path.suffix.lower().lstrip(".")
        if holds_state_secrets(self.path):
            kind = NOT_KEPT
        else:
            keep(self.path, sha256=sha256.hexdigest(), kind=kind, folder=Path(settings.YIFA_HOME) / FOLDER)
        return keep_original(name=self.name, sha256=sha256.hexdigest(), size=size, kind=kind, at=self.intake.at)


def as_json(taken: Taken) -> Mapping[str, object]:
    """The outcome for machines, as the command line documents it."""
    return {
        "accepted": dict(taken.accepted),
        "created": {table: count for table, count in taken.created.items() if count},
        "duplicates": [{**_where(d), "key": d.key, "first_row": d.first_row} for d in taken.duplicates],
        "conflicts": [
            {**_where(c), "key": c.key, "first_row": c.first_row, "difference": c.sentence} for c in taken.conflicts
        ],
        "rejected": [
            {
                **_where(r),
                "column": r.column,
                "column_id": r.column_id,
                "value": r.value,
                "reason": str(r.reason),
                "sentence": r.sentence,
                "key": r.key,
            }
            for r in taken.rejected
        ],
        "changed": [{**_where(c), "key": c.key} for c in taken.changed],
        "amended": taken.amended,
        "unrecognised": [
            {
                "file": s.file,
                "sheet": s.sheet,
                "table": s.table,
                "head": u.head,
                "column": u.letters,
                "because": u.because,
            }
            for s in taken.sheets
            for u in s.unrecognised
        ],
        "missing": [
            {"file": s.file, "sheet": s.sheet, "table": s.table, "columns": list(s.missing)}
            for s in taken.sheets
            if s.missing
        ],
        "not_taken": [
            {"file": s.file, "sheet": s.sheet, "why": s.not_taken, "rows": s.rows, "sentence": s.sentence}
            for s in taken.sheets
            if s.table is None
        ]
        + [
            {"file": u.file, "sheet": None, "why": "unreadable", "rows": 0, "sentence": u.sentence}
            for u in taken.unreadable
        ],
    }


def _where(one: Rejected | Duplicate | Conflict | Changed) -> dict[str, object]:
    return {"file": one.file, "sheet": one.sheet, "row": one.row, "table": one.table}


__all__ = ["Intake", "Registers", "Taken", "as_json"]
