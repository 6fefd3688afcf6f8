"""One entry of a register that somebody enters here: what the next sheet would say, kept as a sheet of one line.

enter_entry(TABLE, values={"code": "QZ-1", …}, by=acting.entered_by, on=day, at=now, folder=home / "originals")
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from django.db import transaction

from yifa.kernel.attachments import Upload, keeping
from yifa.kernel.editions import state_edition
from yifa.kernel.ledger import Table
from yifa.kernel.loads import begin_load, finish_load
from yifa.kernel.records import stored
from yifa.kernel.registers import edition_in_force, enter, set_ends
from yifa.kernel.replay import Imported
from yifa.law.fact import Value


class UnableToEnterEntry(ValueError):
    """The entry cannot be entered into the edition of that day."""


def enter_entry(table: Table, *, values: Mapping[str, Value], by: str, on: date, at: datetime, folder: Path) -> int:
    """Enter one entry by its key into the edition in force on the day, or replace it there; returns the edition's year.

    What the edition said of it before is kept among the struck entries. Where no edition is in force, one begins
    that day. folder: where originals are kept. Raises UnableToEnterEntry where a later edition is loaded already.
    """
    model = stored(table).model
    year = edition_in_force(register=table.id, on=on) or on.year
    if model.objects.filter(in_force_from__gt=on).exists():
        raise UnableToEnterEntry(
            f"不得登记:「{table.title}」{on}以后启用的版本已经载入,不能再改它之前的版本。请按现行版本的日期登记。"
        )
    key = str(values[table.key])
    line = {column.id: values.get(column.id) for column in table.columns}
    sheet = Upload(f"{table.title}·{key}·{at:%Y%m%d%H%M%S}.xlsx", _sheet(table, line))
    with transaction.atomic(), keeping((sheet,), at=at, folder=folder) as (original,):
        start = model.objects.filter(year=year).order_by("-in_force_from").values_list("in_force_from", flat=True)
        load = begin_load(
            original=original,
            sheet=table.title,
            table=table,
            year=year,
            at=at,
            entered_by=by,
            in_force_from=start.first() or on,
        )
        enter(load=load, table=table, rows=(Imported(key, line, row=2),))
        finish_load(load=load, at=at)
        set_ends(stored(table))
        state_edition(table=table, year=year)
    return year


def _sheet(table: Table, line: Mapping[str, Value]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(table.title[:31])
        sheet.write_row(0, 0, [column.head for column in table.columns])
        sheet.write_row(1, 0, ["" if line[column.id] is None else str(line[column.id]) for column in table.columns])
    return file.getvalue()
