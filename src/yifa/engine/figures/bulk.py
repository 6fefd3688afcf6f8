"""Figures from a Parquet snapshot of the record tables: every amount of a table in one pass, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import ibis

from yifa.engine.conditions import compile_condition
from yifa.engine.visibility import visible_rows
from yifa.kernel.access import Viewer
from yifa.kernel.figures.amounts import Amount, conjuncts, stated_year
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.figures.sources import Brought, Own, facts_and_steps, place_of_fact, places_of_step
from yifa.kernel.ledger import Table
from yifa.law.condition import Condition
from yifa.law.fact import Fact


@dataclass(frozen=True)
class Bulk:
    """A snapshot opened for counting: a folder of record tables, one file for each, by the id of its ledger table."""

    backend: Any
    folder: Path
    parameters: Mapping[str, object] = field(default_factory=dict)

    def table(self, table: Table) -> ibis.Table:
        """The snapshot of the record table."""
        return self.backend.read_parquet(self.folder / f"{table.id}.parquet")

    def amounts(self, asked: Iterable[Amount], *, year: int) -> Mapping[str, int]:
        """The amounts of a year by name, in one pass over each table."""
        by_table: dict[str, list[Amount]] = {}
        for amount in {amount.name: amount for amount in asked}.values():
            by_table.setdefault(amount.of.id, []).append(amount)
        found: dict[str, int] = {}
        for of_table in by_table.values():
            found |= self._pass(of_table, year=year)
        return found

    def records(self, figure: Figure, *, year: int, viewer: Viewer, on: date) -> Iterator[Mapping[str, object]]:
        """The records behind a figure that the viewer may see on that day, with all columns of its table by their ids.

        Personal values are as they are: `kernel.access.shown` masks them, record by record.
        """
        asked = conjuncts(figure.record_set)
        rows = visible_rows(self._rows(figure.table, figure.registers, asked, year=year), viewer, on=on)
        only = self._only(rows, figure.table, figure.registers, asked)
        wanted = rows.filter(only).select(*(column.id for column in figure.table.columns))
        for batch in wanted.to_pyarrow_batches():
            yield from batch.to_pylist()

    def _pass(self, asked: list[Amount], *, year: int) -> Mapping[str, int]:
        registers = tuple(register for amount in asked for register in amount.registers)
        rows = self._rows(asked[0].of, registers, [c for a in asked for c in a.where], year=year)
        sums = {f"a{a.name}": self._sum(rows, a) for a in asked if not (a.split or a.end)}
        one = rows.aggregate(**sums).to_pyarrow().to_pylist()[0] if sums else {}
        found = {name[1:]: int(added or 0) for name, added in one.items()}
        found |= {a.name: self._stated_year(rows, a) for a in asked if a.end}
        return found | {a.name: self._in_lists(rows, a) for a in asked if a.split}

    def _sum(self, rows: ibis.Table, amount: Amount) -> ibis.Value:
        only = self._only(rows, amount.of, amount.registers, amount.where)
        if amount.distinct:
            known = reduce(lambda found, name: found & rows[name].notnull(), amount.columns, only)
            return ibis.struct({name: rows[name] for name in amount.columns}).nunique(where=known)
        if not amount.columns:
            return rows.count(where=only)
        cells = [rows[name].cast("int64").fill_null(0) for name in amount.columns]
        return reduce(lambda total, cell: total + cell, cells).sum(where=only)

    def _in_lists(self, rows: ibis.Table, amount: Amount) -> int:
        only = self._only(rows, amount.of, amount.registers, amount.where)
        cells = rows.filter(only).select(one=rows[amount.columns[0]].split(amount.split).unnest().strip())
        return int(cells.filter(cells.one != "").one.nunique().to_pyarrow().as_py())

    def _stated_year(self, rows: ibis.Table, amount: Amount) -> int:
        only = self._only(rows, amount.of, amount.registers, amount.where)
        cells = rows.filter(only).select(cell=rows[amount.columns[0]]).distinct().to_pyarrow()
        return stated_year(cells["cell"].to_pylist(), end=amount.end)

    def _only(
        self, rows: ibis.Table, table: Table, registers: tuple[Table, ...], asked: Iterable[Condition]
    ) -> ibis.BooleanValue:
        def column(fact: Fact) -> ibis.Value:
            place = place_of_fact(fact, table=table, registers=registers)
            return rows[place.column if isinstance(place, Own) else _brought(place)]

        def happened(step: str) -> ibis.BooleanValue:
            marks = [rows[place.column].notnull() for place in places_of_step(step, table=table)]
            return reduce(lambda found, mark: found | mark, marks)

        compiled = (compile_condition(c, column=column, happened=happened, parameters=self.parameters) for c in asked)
        return reduce(lambda found, condition: found & condition, compiled, ibis.literal(value=True))

    def _rows(self, table: Table, registers: tuple[Table, ...], asked: Iterable[Condition], *, year: int) -> ibis.Table:
        rows = self.table(table)
        rows = rows.filter(rows.year == year)
        facts = {fact for condition in asked for fact in facts_and_steps(condition)[0]}
        places = {place_of_fact(fact, table=table, registers=registers) for fact in facts}
        brought = {_brought(place): place for place in places if isinstance(place, Brought)}
        for name, place in sorted(brought.items()):
            entries = self.table(place.register)
            entries = entries.filter(entries.year == year)
            entries = entries.select(_key=entries[place.register.key], **{name: entries[place.column]})
            rows = rows.left_join(entries, rows[place.by] == entries["_key"]).drop("_key")
        return rows


def open_snapshot(folder: Path, *, parameters: Mapping[str, object] | None = None) -> Bulk:
    """Open a folder of record tables written by `snapshots.write_records`, with DuckDB in this process."""
    return Bulk(ibis.duckdb.connect(), folder, parameters or {})


def _brought(place: Brought) -> str:
    return f"brought_{place.by}_{place.column}"
