"""The difference before anything is written: what a file would bring, row by row against what is on record.

It reads as an intake reads, a thousand rows at a time, and writes nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from yifa.engine.ingest.intake import MappingLine, Progress, Synonyms, read_file
from yifa.engine.ingest.outcome import Batch, Conflict, Duplicate, Rejected, Row, SheetReport, Unreadable
from yifa.engine.ingest.screening import Within
from yifa.kernel.access import Viewer
from yifa.kernel.access.masking import masked
from yifa.kernel.access.showing import Shown, UnableToShow, shown
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case
from yifa.kernel.records import stored
from yifa.kernel.replay import Imported
from yifa.law.fact import Value
from yifa.law.fold import Given

SAMPLES = 100
"""Of so many changed rows of a sheet each cell is shown; of further ones only the number."""

Back = Rejected | Duplicate | Conflict


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One column in which a row says something else than what is on record, each value as the viewer may see it."""

    column: str
    was: Value
    now: Value
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that says something else than the record of its key."""

    row: int
    key: str
    cells: tuple[ChangedCell, ...]


@dataclass(slots=True)
class SheetTrial:
    """What one sheet would bring. dropped: entries of a register's edition that the sheet does not list any more."""

    report: SheetReport
    new: int = 0
    unchanged: int = 0
    changed: int = 0
    rejected: int = 0
    duplicates: int = 0
    conflicts: int = 0
    dropped: int = 0
    samples: list[ChangedRow] = field(default_factory=list)


@dataclass(slots=True)
class FileTrial:
    """What one file would bring; unreadable: why nothing was read of it, «» where something was."""

    file: str
    sheets: list[SheetTrial] = field(default_factory=list)
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial of files for a year. viewer, on: who is shown what is on record; back: is told of each row that comes back."""

    tables: Sequence[Table]
    year: int
    given: Given
    viewer: Viewer
    on: date
    back: Callable[[Back], None]
    mapping: Sequence[MappingLine] = ()
    synonyms: Synonyms | None = None
    progress: Progress | None = None
    within: Within | None = None

    def of(self, path: Path, name: str) -> FileTrial:
        """What the file would bring."""
        tried, open_sheets = FileTrial(name), _Counting(self)
        for outcome in read_file(
            path,
            name=name,
            tables=self.tables,
            period_year=self.year,
            mapping=self.mapping,
            synonyms=self.synonyms,
            progress=self.progress,
        ):
            match outcome:
                case Batch():
                    open_sheets.batch(outcome)
                case SheetReport():
                    tried.sheets.append(open_sheets.closed(outcome))
                case Unreadable():
                    tried.unreadable = outcome.sentence
        return tried

    def table(self, table_id: str) -> Table:
        """The table of that id."""
        return next(table for table in self.tables if table.id == table_id)


@dataclass(slots=True)
class _Counting:
    """The sheet that is being read."""

    trial: Trial
    sheet: SheetTrial | None = None

    def batch(self, batch: Batch) -> None:
        trial, table = self.trial, self.trial.table(batch.table)
        if trial.within is not None:
            batch = trial.within.screened(batch, table=table, given=trial.given)
        sheet = self.sheet = self.sheet or SheetTrial(SheetReport(batch.file, batch.sheet))
        for kind in ("rejected", "duplicates", "conflicts"):
            found: Sequence[Back] = getattr(batch, kind)
            setattr(sheet, kind, getattr(sheet, kind) + len(found))
            for one in found:
                trial.back(one)
        self._compare(batch.rows, table, sheet)

    def closed(self, report: SheetReport) -> SheetTrial:
        sheet, self.sheet = self.sheet or SheetTrial(report), None
        sheet.report = report
        table = self.trial.table(report.table) if report.table else None
        if table is not None and table.becomes is None and self.trial.within is None:
            there = stored(table).model.objects.filter(year=self.trial.year).count()
            sheet.dropped = there - sheet.unchanged - sheet.changed
        return sheet

    def _compare(self, rows: Sequence[Row], table: Table, sheet: SheetTrial) -> None:
        said = [Imported(str(row.values[table.key]), row.values, row.sheet_row, row.level) for row in rows]
        known = _known(table, [one.key for one in said], self.trial.year)
        differing = [one for one in said if one.key in known and known[one.key] != one.digest]
        records = _records(table, [one.key for one in differing], self.trial.year)
        changed = [row for one in differing if (row := self._changed(one, records.get(one.key), table)) is not None]
        fresh = sum(one.key not in known for one in said)
        sheet.new += fresh
        sheet.changed += len(changed)
        sheet.unchanged += len(said) - fresh - len(changed)
        sheet.samples += changed[: SAMPLES - len(sheet.samples)]

    def _changed(self, one: Imported, record: object, table: Table) -> ChangedRow | None:
        fields = stored(table).fields
        columns = [column for column in one.values if column in fields]
        other = [column for column in columns if record is None or getattr(record, column) != one.values[column]]
        if not other and not one.level:
            return None  # a sheet with fewer columns says nothing against what is on record
        seen = self._seen(record, table)
        return ChangedRow(one.row, one.key, tuple(_cell(column, one.values[column], seen, table) for column in other))

    def _seen(self, record: object, table: Table) -> Shown | None:
        try:
            return shown(record, self.trial.viewer, table=table, on=self.trial.on)  # type: ignore[arg-type] # a Row, or None
        except (UnableToShow, AttributeError):
            return None


def _cell(column: str, now: Value, seen: Shown | None, table: Table) -> ChangedCell:
    if seen is None or column not in seen.values:
        return ChangedCell(column, None, None, is_shown=False)
    kind = table.column(column).type
    return ChangedCell(column, seen.values[column], masked(now, kind) if column in seen.masked else now, is_shown=True)


def _known(table: Table, keys: Sequence[str], year: int) -> Mapping[str, str]:
    if table.becomes is not None:
        cases = Case.objects.filter(source_table=table.id, source_key__in=keys)
        return dict(cases.values_list("source_key", "digest"))
    entries = stored(table).model.objects.filter(year=year, key__in=keys)
    return dict(entries.values_list("key", "digest"))


def _records(table: Table, keys: Sequence[str], year: int) -> Mapping[str, object]:
    if not keys:
        return {}
    rows = stored(table).model.objects
    if table.becomes is None:
        return {row.key: row for row in rows.filter(year=year, key__in=keys)}
    found = rows.filter(of_case__source_table=table.id, of_case__source_key__in=keys).select_related("of_case")
    return {row.of_case.source_key: row for row in found}
