"""The figures of one organ: the same declarations as in the report, over the records of that organ alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yifa.engine.figures import live
from yifa.engine.figures.evaluation import counted, values
from yifa.kernel.catalogue import catalogue
from yifa.kernel.figures.amounts import Value
from yifa.kernel.figures.declaration import Figure, Setting


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One figure of one organ in words; has_records: whether the organ has any record that bears on it."""

    id: str
    title: str
    shown: str
    fraction: str
    definition: str
    basis: str
    has_records: bool


def own_figures(path: str, *, year: int, parameters: Mapping[str, object]) -> tuple[OwnFigure, ...]:
    """The figures of the organ at that path and of those beneath it, those with records first.

    A figure whose ledger nobody has taken in for the year is left out: there is nothing to confirm.
    """
    asked = [f for f in catalogue().figures.values() if f.of is not None and not isinstance(f.measure, Setting)]
    district = counted(asked, year=year, parameters=parameters)
    there = [figure for figure in asked if not district[figure.id].missing_reason]
    found = values(there, amounts=lambda wanted: live.amounts(wanted, year=year, parameters=parameters, beneath=path))
    lines = (_line(figure, found[figure.id]) for figure in there)
    return tuple(sorted(lines, key=lambda one: not one.has_records))


def seen_code(figures: Iterable[OwnFigure]) -> str:
    """What a form carries, so that nobody confirms a number that he was not shown."""
    text = "\n".join(f"{one.id} {one.shown} {one.fraction}" for one in figures)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _line(figure: Figure, value: Value) -> OwnFigure:
    fraction = f"{value.numerator}/{value.denominator}" if value.denominator else ""
    return OwnFigure(
        figure.id,
        figure.title,
        f"{value.shown}{figure.unit}" if value.shown else "无",
        fraction,
        figure.definition,
        figure.basis_shown,
        bool(value.number or value.numerator or value.denominator),
    )
