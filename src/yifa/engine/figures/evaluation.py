"""Figures evaluated: value, what it was counted from, and the hash of the records, ready for report, page and file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from yifa.engine.figures import live
from yifa.kernel.access import Viewer, visible
from yifa.kernel.figures.amounts import Amount, Value, amounts_of, rounded, value_of
from yifa.kernel.figures.declaration import AS_IT_IS, Figure, Setting, SourceClass, Sum
from yifa.kernel.figures.proof import record_digest, set_hash
from yifa.kernel.figures.sources import Brought, facts_and_steps, place_of_fact
from yifa.kernel.ledger import Table
from yifa.kernel.models import Load

NONE: Mapping[str, object] = MappingProxyType({})
YEARLY = re.compile(r"(\d\d)-(\d\d)")
"""A day fixed for every year, as the district's parameters write it."""
Amounts = Callable[[Iterable[Amount]], Mapping[str, int]]
"""One of the three forms: gives the amounts asked for, by name."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A figure with its proof.

    value: None where there is none (denominator 0, refused, or missing); shown: rounded, without unit; numerator,
    denominator: of rates and averages only; records: keys of the records behind it that the viewer may see, sorted;
    total: how many there are; hash: of all of them, empty for a setting; missing_reason: a sentence, where no value
    can be given; named: what the figure lists, each with its part as shown.
    """

    id: str
    value: int | Decimal | None
    shown: str
    unit: str
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    records: tuple[str, ...] = ()
    total: int = 0
    hash: str = ""
    missing_reason: str = ""
    named: tuple[tuple[str, str], ...] = ()


def evaluate(
    figures: Iterable[Figure],
    *,
    year: int,
    viewer: Viewer,
    on: date,
    settings: Mapping[str, object] = NONE,
    parameters: Mapping[str, object] = NONE,
) -> Mapping[str, Evaluated]:
    """Evaluate figures of a year from the live records, each with its records and their hash, by id.

    viewer, on: who is shown the figures, and on which day; the numbers are the same for all, the records are not.
    settings: further values of the period, for settings (`year` is known); parameters: of the district profile, for
    settings and conditions. A figure whose ledgers were never taken in for the year has a missing_reason, not a 0.
    """
    asked = tuple(figures)
    absent = {f.id: _absence(f, year=year) for f in asked}
    present = [figure for figure in asked if not absent[figure.id]]
    worked_out = values(
        present,
        settings={**parameters, "year": year, **settings},
        amounts=lambda amounts: live.amounts(amounts, year=year, parameters=parameters),
    )
    proof = _Proof(year, parameters, viewer, on)
    found = {f.id: _missing(f, absent[f.id]) for f in asked if absent[f.id]}
    found |= {figure.id: proof.of(figure, worked_out[figure.id]) for figure in present}
    return {f.id: _naming(f, found[f.id], year=year, parameters=parameters) for f in asked}


def counted(
    figures: Iterable[Figure],
    *,
    year: int,
    settings: Mapping[str, object] = NONE,
    parameters: Mapping[str, object] = NONE,
) -> Mapping[str, Evaluated]:
    """The same numbers without the records behind them, by id: for lists of figures, whatever the size of the year."""
    asked = tuple(figures)
    absent = {f.id: _absence(f, year=year) for f in asked}
    worked_out = values(
        [figure for figure in asked if not absent[figure.id]],
        settings={**parameters, "year": year, **settings},
        amounts=lambda amounts: live.amounts(amounts, year=year, parameters=parameters),
    )
    found = {f.id: _missing(f, absent[f.id]) if absent[f.id] else _plain(f, worked_out[f.id]) for f in asked}
    return {f.id: _naming(f, found[f.id], year=year, parameters=parameters) for f in asked}


def values(
    figures: Iterable[Figure], *, amounts: Amounts, settings: Mapping[str, object] = NONE
) -> Mapping[str, Value]:
    """Work figures out by any form that gives amounts, without listing records: for dashboards and recomputation."""
    asked = tuple(figures)
    parts = {figure.id: amounts_of(figure) for figure in asked}
    found = amounts(amount for roles in parts.values() for amount in roles.values())
    return {
        figure.id: _setting(figure, figure.measure.name, settings)
        if isinstance(figure.measure, Setting)
        else value_of(figure, {role: found[amount.name] for role, amount in parts[figure.id].items()})
        for figure in asked
    }


def as_json(evaluated: Mapping[str, Evaluated]) -> dict[str, dict[str, object]]:
    """The figures for machines, by id: value, unit, numerator, denominator, number of records, hash."""
    return {
        found.id: {
            "value": _number(found.value),
            "unit": found.unit,
            "numerator": _number(found.numerator),
            "denominator": _number(found.denominator),
            "records": found.total,
            "hash": found.hash,
        }
        for found in evaluated.values()
    }


class _Proof:
    """Lists the records behind figures; the digests of a table are worked out once for all its figures."""

    def __init__(self, year: int, parameters: Mapping[str, object], viewer: Viewer, on: date) -> None:
        self.year, self.parameters, self.viewer, self.on = year, parameters, viewer, on
        self.tables: dict[str, dict[int, tuple[str, str]]] = {}

    def of(self, figure: Figure, value: Value) -> Evaluated:
        plain = _plain(figure, value)
        if figure.of is None:
            return plain
        digests = self._digests(figure.of)
        rows = live.records(figure, year=self.year, parameters=self.parameters)
        records = {pk: digests[pk] for pk in rows.order_by().values_list("pk", flat=True)}
        seen = visible(rows, self.viewer, on=self.on).order_by().values_list("pk", flat=True)
        keys = tuple(sorted(records[pk][0] for pk in seen))
        return replace(plain, records=keys, total=len(records), hash=set_hash(records.values(), table=figure.of))

    def _digests(self, table: Table) -> dict[int, tuple[str, str]]:
        if table.id not in self.tables:
            rows = live.model_of(table)._default_manager.filter(year=self.year)  # noqa: SLF001 - Django's own interface
            columns = [column.id for column in table.columns]
            self.tables[table.id] = {
                row["pk"]: (str(row[table.key]), record_digest(row, table=table))
                for row in rows.values("pk", *columns).iterator()
            }
        return self.tables[table.id]


def _plain(figure: Figure, value: Value) -> Evaluated:
    return Evaluated(
        figure.id,
        value.number,
        value.shown,
        figure.unit,
        value.numerator,
        value.denominator,
        missing_reason=value.refusal,
    )


def _naming(figure: Figure, found: Evaluated, *, year: int, parameters: Mapping[str, object]) -> Evaluated:
    if found.missing_reason or not figure.names:
        return found
    parts = live.named(figure, year=year, parameters=parameters)
    measure = figure.measure
    scale, decimals = (measure.scale, measure.decimals) if isinstance(measure, Sum) else (AS_IT_IS, 0)
    return replace(found, named=tuple((name, str(rounded(n * scale, decimals=decimals))) for name, n in parts))


def _absence(figure: Figure, *, year: int) -> str:
    """Why the figure cannot be counted at all: a ledger it needs was neither kept here nor taken in."""
    for table in _needed(figure):
        kept = live.model_of(table)._default_manager.filter(year=year).exists()  # noqa: SLF001 - Django's own interface
        if not kept and not Load.objects.filter(table=table.id, year=year, status=Load.Status.FINISHED).exists():
            return f"{year}年的台账「{table.title}」(第{table.ledger}号)尚未载入,也没有在本系统办理的记录。"
    return ""


def _needed(figure: Figure) -> list[Table]:
    if figure.of is None:
        return []
    amounts = amounts_of(figure).values()
    facts = {fact for amount in amounts for condition in amount.where for fact in facts_and_steps(condition)[0]}
    places = [place_of_fact(fact, table=figure.of, registers=figure.registers) for fact in facts]
    return [figure.of, *(place.register for place in places if isinstance(place, Brought))]


def _missing(figure: Figure, reason: str) -> Evaluated:
    return Evaluated(figure.id, None, "", figure.unit, missing_reason=reason)


def _setting(figure: Figure, name: str, settings: Mapping[str, object]) -> Value:
    if figure.source is not SourceClass.RECORDS:
        return Value(None, "", refusal=f"还没有登记{figure.source.value}。请在函报和引用数字中登记。")
    found = settings.get(name)
    if isinstance(found, int) and not isinstance(found, bool):
        return Value(found, str(found))
    if isinstance(found, str) and (day := YEARLY.fullmatch(found)):
        month, of_month = (int(part) for part in day.groups())
        return Value(None, f"{settings['year']}年{month}月{of_month}日")
    return Value(None, "", refusal="本地参数没有设定这个数字。请在区县参数中写明数值和依据。")


def _number(number: int | Decimal | None) -> int | float | None:
    # JSON knows one kind of number; the shortest text of a double is the rounded decimal, digit for digit.
    return float(number) if isinstance(number, Decimal) else number
