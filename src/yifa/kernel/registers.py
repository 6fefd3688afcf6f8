"""Registers (lists, catalogues, officers): each year's sheet is one edition, brought into force by one act «版本启用».

The load is that act: it names the file by its hash, the day from which the edition holds, and who entered it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Q

from yifa.kernel.access.columns import Guard, guarded
from yifa.kernel.access.viewer import INSIDE
from yifa.kernel.catalogue import catalogue
from yifa.kernel.editions import state_edition
from yifa.kernel.ledger import Table
from yifa.kernel.loads import acknowledge, finish_load
from yifa.kernel.models import Entry, Load, StruckEntry
from yifa.kernel.organs import paths_named
from yifa.kernel.records import Stored, stored
from yifa.kernel.replay import Imported, organ_named
from yifa.kernel.transcript import values_text
from yifa.law.fact import Fact, Value

DAY = timedelta(days=1)
FEW = 32
"""After so many single entries a register is read whole."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a batch of entries; replaced are those that say something else than before."""

    added: int
    unchanged: int
    replaced: int


def enter(*, load: Load, table: Table, rows: Sequence[Imported]) -> Entered:
    """Enter a batch of rows of one edition, in one transaction, keys unique; `finish_edition` brings it into force.

    An entry that the same edition had before with other content is struck out, and kept among the struck ones.
    """
    record = stored(table)
    with transaction.atomic():
        known = _known(record, load, rows)
        same = [known[row.key].pk for row in rows if row.key in known and known[row.key].digest == row.digest]
        other = [known[row.key] for row in rows if row.key in known and known[row.key].digest != row.digest]
        fresh = [row for row in rows if row.key not in known]
        strike(record, table, other, load)
        record.model.objects.filter(pk__in=same).update(load=load)
        replacing = [row for row in rows if row.key in {entry.key for entry in other}]
        written = (*fresh, *replacing)
        paths = paths_named(names=[organ_named(table, row.values) for row in written])
        record.model.objects.bulk_create(_entry(record, load, row, _guard(table, row, paths)) for row in written)
        entered = Entered(len(fresh), len(same), len(other))
        counts = {"created": entered.added, "unchanged": entered.unchanged, "replaced": entered.replaced}
        acknowledge(load=load, last_row=max((row.row for row in rows), default=0), counts=counts)
    return entered


def finish_edition(*, load: Load, table: Table, at: datetime) -> int:
    """版本启用: put the edition in force from the day of its load; returns how many entries it no longer lists.

    Entries of the same year that this load did not list are struck out; the edition before ends the day before.
    """
    record = stored(table)
    with transaction.atomic():
        dropped = list(record.model.objects.filter(year=load.year).exclude(load=load))
        strike(record, table, dropped, load)
        set_ends(record)
        finish_load(load=load, at=at)
        state_edition(table=table, year=load.year)
    return len(dropped)


def set_ends(record: Stored) -> None:
    """End each edition the day before the next one begins; the last one stays open."""
    starts = _starts(record)
    for year, start in starts.items():
        later = [other for other in starts.values() if other > start]
        record.model.objects.filter(year=year).update(in_force_to=min(later) - DAY if later else None)


def strike(record: Stored, table: Table, entries: Sequence[Any], by: Load) -> None:
    """Strike entries out for a load: they leave the register and are kept among the struck ones, word for word."""
    StruckEntry.objects.bulk_create(
        StruckEntry(
            table=table.id,
            key=entry.key,
            year=entry.year,
            values=values_text({column: getattr(entry, column) for column in record.fields}),
            original_id=entry.original_id,
            sheet=entry.sheet,
            row=entry.row,
            load_id=entry.load_id,
            struck_by=by,
        )
        for entry in entries
    )
    record.model.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


class Registers:
    """The registers as they stood on a day: a `law.fold.Lookup`. Make one for each batch; what it read it keeps."""

    def __init__(self, *, on: date) -> None:
        self._on = on
        self._entries: dict[str, dict[str, Mapping[str, Value] | None]] = {}
        self._whole: set[str] = set()
        self._editions: dict[str, int | None] = {}

    def __call__(self, register: str, key: str) -> Mapping[str, Value] | None:
        """The facts of the entry by name; None where the register has no such entry in force that day."""
        read = self._entries.setdefault(register, {})
        if len(read) == FEW and register not in self._whole:
            self.read_whole(register)
            read = self._entries[register]
        if key not in read and register not in self._whole:
            read[key] = None
            read.update(_facts(register, self._on, key))
        return read.get(key)

    def is_loaded(self, register: str) -> bool:
        """Whether any edition of the register was in force that day: where none was, no absence says anything."""
        if register not in self._editions:
            self._editions[register] = edition_in_force(register=register, on=self._on)
        return self._editions[register] is not None

    def read_whole(self, register: str) -> None:
        """Read all entries of a register at once, before a batch that will ask for many."""
        self._entries[register] = dict(_facts(register, self._on, None))
        self._whole.add(register)


def edition_in_force(*, register: str, on: date) -> int | None:
    """The year of the edition of a register that holds on a day; None where none was loaded.

    A register whose entries are cases (one that another ledger keeps) is loaded once it has a case of that year.
    """
    table = catalogue().tables[register]
    entries = stored(table).model.objects
    if table.becomes is not None:
        return on.year if entries.filter(year=on.year).exists() else None
    found = entries.filter(_in_force(on)).order_by("-in_force_from").values_list("year", flat=True).first()
    return int(found) if found is not None else _empty_edition(register, on)


def _empty_edition(register: str, on: date) -> int | None:
    # An edition all of whose rows came back was loaded all the same.
    loads = Load.objects.filter(table=register, status=Load.Status.FINISHED, year__lte=on.year)
    return loads.order_by("-year").values_list("year", flat=True).first()


def whole(*, register: str, on: date) -> Mapping[str, Mapping[str, Value]]:
    """All entries of a register as it stood on a day, by key: a frame from which one draws, say.

    Whoever asks gets the same, or nobody could draw anew; what only a named post may know is in no frame.
    """
    return _facts(register, on, None, Q(confidentiality__in=INSIDE))


def lookup(*, register: str, key: str, on: date) -> Mapping[str, Value] | None:
    """One entry of a register as it stood on a day; None where there was none."""
    return Registers(on=on)(register, key)


def _facts(register: str, on: date, key: str | None, only: Q | None = None) -> dict[str, Mapping[str, Value]]:
    table = catalogue().tables[register]
    names = _fact_names(table)
    chosen = _in_force(on) if table.becomes is None else Q()
    key_field = "key" if table.becomes is None else table.key
    found = stored(table).model.objects.filter(chosen, only or Q())
    if key is not None:
        found = found.filter(**{key_field: key})
    rows = found.order_by("pk").values_list(key_field, *names)
    return {row[0]: dict(zip(names.values(), row[1:], strict=True)) for row in rows}


def _in_force(on: date) -> Q:
    return Q(in_force_from__lte=on) & (Q(in_force_to__isnull=True) | Q(in_force_to__gte=on))


@cache
def _fact_names(table: Table) -> dict[str, str]:
    fields = stored(table).fields
    return {c.id: c.becomes.name for c in table.columns if isinstance(c.becomes, Fact) and c.id in fields}


def _known(record: Stored, load: Load, rows: Sequence[Imported]) -> dict[str, Entry]:
    found = record.model.objects.filter(year=load.year, key__in=[row.key for row in rows])
    return {entry.key: entry for entry in found}


def _guard(table: Table, row: Imported, paths: Mapping[str, str]) -> Guard:
    organ = organ_named(table, row.values)
    return guarded(table, organ_path=paths.get(organ, ""), facts=row.stated)


def _entry(record: Stored, load: Load, row: Imported, guard: Guard) -> Any:
    return record.model(
        original_id=load.original_id,
        sheet=load.sheet,
        row=row.row,
        year=load.year,
        key=row.key,
        digest=row.digest,
        load=load,
        in_force_from=load.in_force_from or date(load.year, 1, 1),
        **guard.columns,
        **record.of(row.values),
    )


def _starts(record: Stored) -> dict[int, date]:
    found = record.model.objects.order_by("year").values_list("year", "in_force_from").distinct()
    return {year: max(day for other, day in found if other == year) for year, _ in found}
