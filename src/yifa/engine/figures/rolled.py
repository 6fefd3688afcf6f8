"""Figures from the roll-up: what can be added up is read from it, the rest is counted from the live records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from yifa.engine.figures import live
from yifa.kernel.figures import rollup
from yifa.kernel.figures.amounts import Amount, amounts_of
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.ledger import Table


@dataclass(frozen=True, slots=True)
class Difference:
    """An amount of which the roll-up says another number than the records; figures: those that it goes into."""

    figures: tuple[str, ...]
    kept: int
    counted: int


def amounts(asked: Iterable[Amount], *, year: int, parameters: Mapping[str, object]) -> Mapping[str, int]:
    """The amounts of a year by name; raises UnableToReadRollUp where the roll-up was not built for one of them."""
    by_name = {amount.name: amount for amount in asked}
    kept = [name for name, amount in by_name.items() if amount.is_additive]
    rest = [amount for name, amount in by_name.items() if name not in kept]
    with connection.cursor() as cursor:
        read = rollup.read(cursor, kept, year=year) if kept else {}
    return {**read, **live.amounts(rest, year=year, parameters=parameters)}


def build(table: Table, figures: Iterable[Figure]) -> None:
    """Count the roll-up of a table anew, from all its records; do it after figures were declared or changed."""
    columns = [column.id for column in table.columns]
    with transaction.atomic(), connection.cursor() as cursor:
        rows = live.model_of(table)._default_manager.values("year", *columns)  # noqa: SLF001 - Django's own interface
        rollup.rebuild(cursor, rollup.plan(table, figures), rows.iterator())


def differences(figures: Iterable[Figure], *, year: int) -> tuple[Difference, ...]:
    """What the roll-up of a year and its records do not agree on; nothing, where all is well."""
    named = [(figure.id, amount) for figure in figures for amount in amounts_of(figure).values() if amount.is_additive]
    asked = {amount.name: amount for _, amount in named}
    kept = amounts(asked.values(), year=year, parameters={})
    counted = live.amounts(asked.values(), year=year, parameters={})
    return tuple(
        Difference(tuple(figure for figure, amount in named if amount.name == name), kept[name], counted[name])
        for name in asked
        if kept[name] != counted[name]
    )
