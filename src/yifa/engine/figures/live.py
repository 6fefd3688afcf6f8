"""Figures from the live record tables: their amounts, and the list of records behind each, as Django querysets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from typing import Any

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Count,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.confidentiality import ORGAN_PATH
from yifa.kernel.figures.amounts import Amount, conjuncts, stated_year
from yifa.kernel.figures.declaration import Distinct, Figure
from yifa.kernel.figures.declaration import Sum as SumOf
from yifa.kernel.figures.predicates import Records, holds
from yifa.kernel.figures.queries import Queries, name_of
from yifa.kernel.figures.sources import Brought, Own, facts_and_steps, place_of_fact
from yifa.kernel.ledger import Table
from yifa.law.condition import Beneath, Condition
from yifa.law.fact import Type


def records(figure: Figure, *, year: int, parameters: Mapping[str, object]) -> QuerySet[Any]:
    """The records behind a figure, in order of their keys: slice it for a page, count it, follow it."""
    asked = conjuncts(figure.record_set)
    rows = _rows(figure.table, figure.registers, asked, year=year)
    return rows.filter(_filter(figure.table, figure.registers, asked, parameters)).order_by(figure.table.key, "pk")


def counted(figure: Figure, *, year: int, parameters: Mapping[str, object]) -> QuerySet[Any]:
    """Of the records behind a figure, those that it counts; for a rate, its numerator."""
    asked = conjuncts(figure.where)
    rows = _rows(figure.table, figure.registers, asked, year=year)
    return rows.filter(_filter(figure.table, figure.registers, asked, parameters)).order_by(figure.table.key, "pk")


def amounts(
    asked: Iterable[Amount], *, year: int, parameters: Mapping[str, object], beneath: str = ""
) -> Mapping[str, int]:
    """The amounts of a year by name: one query for each table, and one for each count of different values.

    beneath: only records of the organ at that path and of those under it; «» for all.
    """
    by_table: dict[str, list[Amount]] = {}
    for amount in {amount.name: amount for amount in asked}.values():
        by_table.setdefault(amount.of.id, []).append(amount)
    found: dict[str, int] = {}
    for of_table in by_table.values():
        found |= _added([a for a in of_table if not a.distinct], year=year, parameters=parameters, beneath=beneath)
        different = [a for a in of_table if a.distinct]
        found |= {a.name: _different(a, year=year, parameters=parameters, beneath=beneath) for a in different}
    return found


def named(figure: Figure, *, year: int, parameters: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
    """The different words of the column that a figure names, each with its part of the amount, the largest first.

    They stand in a text for everybody: a word is told that an open record says, or that is one of the words among
    which the column chooses; a day names nobody. Where one may not be told, none is: the parts would not add up.
    """
    if not figure.names:
        return ()
    column = figure.table.column(figure.names)
    rows = counted(figure, year=year, parameters=parameters).order_by()
    found = _by_word(figure, rows)
    told = {*_by_word(figure, visible(rows, PUBLIC, on=date.max)), *column.values.values()}
    may_be_told = column.type is Type.DATE or found.keys() <= told
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))) if may_be_told else ()


def _by_word(figure: Figure, rows: QuerySet[Any]) -> dict[str, int]:
    of = figure.measure.columns if isinstance(figure.measure, SumOf) else ()
    split = figure.measure.split if isinstance(figure.measure, Distinct) else ""
    found: dict[str, int] = {}
    for cell, amount in rows.values_list(figure.names).annotate(_part=_sum_of(of)).values_list(figure.names, "_part"):
        for name in _words(cell).split(split) if split else (_words(cell),):
            if name.strip():
                found[name.strip()] = found.get(name.strip(), 0) + int(amount or 0)
    return found


def model_of(table: Table) -> type[Model]:
    """The model of the record table."""
    return apps.get_model(table.record)


def _added(asked: list[Amount], *, year: int, parameters: Mapping[str, object], beneath: str) -> Mapping[str, int]:
    if not asked:
        return {}
    table = asked[0].of
    registers = tuple(register for amount in asked for register in amount.registers)
    rows = _rows(table, registers, [c for amount in asked for c in amount.where], year=year, beneath=beneath)
    sums = {f"a{a.name}": _sum(a, _filter(table, a.registers, a.where, parameters)) for a in asked}
    return {name[1:]: int(added or 0) for name, added in rows.aggregate(**sums).items()}


def _sum(amount: Amount, only: Q) -> Count | Sum:
    if not amount.columns:
        return Count("pk", filter=only)
    cells: list[Combinable] = [Coalesce(Cast(F(c), BigIntegerField()), Value(0)) for c in amount.columns]
    return Sum(reduce(lambda total, cell: total + cell, cells), filter=only)


def _words(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell.year}年{cell.month}月{cell.day}日"
    return "" if cell is None else str(cell)


def _sum_of(columns: tuple[str, ...]) -> Count | Sum:
    if not columns:
        return Count("pk")
    cells: list[Combinable] = [Coalesce(Cast(F(c), BigIntegerField()), Value(0)) for c in columns]
    return Sum(reduce(lambda total, cell: total + cell, cells))


def _different(amount: Amount, *, year: int, parameters: Mapping[str, object], beneath: str) -> int:
    rows = _rows(amount.of, amount.registers, amount.where, year=year, beneath=beneath)
    rows = rows.filter(_filter(amount.of, amount.registers, amount.where, parameters))
    found = rows.order_by().values_list(*amount.columns).distinct()
    if amount.end:
        return stated_year((cell for (cell,) in found), end=amount.end)
    if amount.split:
        cells = (cell for (cell,) in found if cell)
        return len({one.strip() for cell in cells for one in cell.split(amount.split)} - {""})
    return sum(None not in cells for cells in found.iterator())


def _filter(
    table: Table, registers: tuple[Table, ...], asked: Iterable[Condition], parameters: Mapping[str, object]
) -> Q:
    algebra, of = Queries(), Records(table, registers, parameters)
    return algebra.every(holds(condition, of, algebra) for condition in asked)


def _rows(
    table: Table, registers: tuple[Table, ...], asked: Iterable[Condition], *, year: int, beneath: str = ""
) -> QuerySet[Any]:
    rows: QuerySet[Any, Any] = QuerySet(model_of(table)).filter(year=year)
    if beneath:
        place = Own(ORGAN_PATH.name)
        rows = rows.filter(Queries().beneath(place, Beneath(ORGAN_PATH, beneath), inside=True))
    facts = {fact for condition in asked for fact in facts_and_steps(condition)[0]}
    places = {place_of_fact(fact, table=table, registers=registers) for fact in facts}
    brought = {name_of(place): _entry(place) for place in places if isinstance(place, Brought)}
    found: QuerySet[Any, Any] = rows.annotate(**brought)
    return found


def _entry(place: Brought) -> Subquery:
    # The entry of the same year: an edition of a register is the list of one year, unique by key and indexed so.
    entries: QuerySet[Any, Any] = QuerySet(model_of(place.register))
    entries = entries.filter(key=OuterRef(place.by), year=OuterRef("year"))
    return Subquery(entries.values(place.column)[:1])
