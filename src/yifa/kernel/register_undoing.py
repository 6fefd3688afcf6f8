"""Taking back an edition of a register that a load brought: its entries are struck, and what it had struck is restored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yifa.kernel.access.columns import guard_of, guarded
from yifa.kernel.confidentiality import Level
from yifa.kernel.editions import state_edition
from yifa.kernel.ledger import Table
from yifa.kernel.models import Load, StruckEntry
from yifa.kernel.organs import paths_named
from yifa.kernel.records import Stored, stored
from yifa.kernel.registers import set_ends, strike
from yifa.kernel.replay import organ_named
from yifa.kernel.transcript import digest_of
from yifa.law.fact import Type, Value

_READERS: Mapping[Type, Callable[[Any], Value]] = {
    Type.DATE: date.fromisoformat,
    Type.MOMENT: datetime.fromisoformat,
    Type.CODES: tuple,
}
LIMITED = (Level.WORK_SECRET, Level.UNRECOGNIZED)


class UnableToUndoEdition(Exception):
    """The edition cannot be taken back; its text is a Chinese sentence with the cure."""


def undo_entries(*, load: Load, table: Table) -> int:
    """Take back the entries that the load brought, and put those back that it struck; returns how many it brought.

    Raises UnableToUndoEdition where a later load stands on the edition.
    """
    record = stored(table)
    with transaction.atomic():
        here = record.model.objects.filter(year=load.year)
        _refuse_later(load, table, here)
        own = list(here.filter(load=load, original_id=load.original_id, sheet=load.sheet))
        guards = {entry.key: guard_of(entry) for entry in own}
        struck = StruckEntry.objects.filter(struck_by=load, table=table.id, year=load.year)
        before = [one for one in struck if (one.original_id, one.sheet) != (load.original_id, load.sheet)]
        strike(record, table, own, load)
        _keep_under_their_own_load(record, load, table)
        record.model.objects.bulk_create(_restored(record, table, one, guards) for one in before)
        StruckEntry.objects.filter(pk__in=[one.pk for one in before]).delete()
        set_ends(record)
        state_edition(table=table, year=load.year)
    return len(own)


def _refuse_later(load: Load, table: Table, here: Any) -> None:
    later = Load.objects.filter(table=table.id, year=load.year, pk__gt=load.pk, last_row__gt=0)
    if later.exists() or StruckEntry.objects.filter(load=load, table=table.id).exclude(struck_by=load).exists():
        raise UnableToUndoEdition(
            f"不能撤销导入:「{table.title}」{load.year}年版本在这之后又导入过,后一次以这一次为基础。请先撤销后一次导入。"
        )
    if here.filter(confidentiality__in=LIMITED).exists():
        raise UnableToUndoEdition(
            f"不能撤销导入:「{table.title}」中有限定知悉范围的条目,恢复时不能保证范围不变。请导入更正后的名录。"
        )


def _keep_under_their_own_load(record: Stored, load: Load, table: Table) -> None:
    # What an earlier file had brought and this load found unchanged is again that file's.
    for entry in record.model.objects.filter(year=load.year, load=load):
        own = {"original_id": entry.original_id, "sheet": entry.sheet, "table": table.id, "year": load.year}
        earlier = Load.objects.filter(**own).first()
        if earlier is not None:
            record.model.objects.filter(pk=entry.pk).update(load=earlier)


def _restored(record: Stored, table: Table, one: StruckEntry, guards: Mapping[str, Mapping[str, str]]) -> Any:
    values = _values(table, one.values)
    starts = Load.objects.filter(pk=one.load_id).values_list("in_force_from", flat=True).first()
    guard = guards.get(one.key) or _guard(table, values)
    return record.model(
        original_id=one.original_id,
        sheet=one.sheet,
        row=one.row,
        year=one.year,
        key=one.key,
        digest=digest_of(values),
        load_id=one.load_id,
        in_force_from=starts or date(one.year, 1, 1),
        **guard,
        **record.of(values),
    )


def _guard(table: Table, values: Mapping[str, Value]) -> Mapping[str, str]:
    organ = organ_named(table, values)
    return guarded(table, organ_path=paths_named(names=[organ]).get(organ, ""), facts={}).columns


def _values(table: Table, text: str) -> dict[str, Value]:
    told: dict[str, Any] = json.loads(text)
    types = {column.id: column.type for column in table.columns}
    return {name: _read(types[name], value) for name, value in told.items() if name in types}


def _read(kind: Type, value: Any) -> Value:
    reader = _READERS.get(kind)
    return value if value is None or reader is None else reader(value)
