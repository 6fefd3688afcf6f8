"""The days of a year that statutes and the district fix (每年4月30日前…): when the next ones are, by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yifa.kernel.catalogue import catalogue
from yifa.kernel.deadlines import Basis, basis_of
from yifa.law.condition import Parameter
from yifa.law.procedure import By


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A day that comes every year: what must be done by then, in which procedure, and on which basis.

    parameter: where the district sets the day, the name of what it sets; «» for a day of the statute.
    """

    on: date
    what: str
    procedure: str
    basis: Basis
    parameter: str = ""


def fixed_dates(*, after: date, parameters: Mapping[str, object]) -> tuple[FixedDate, ...]:
    """The next occurrence of each fixed day, that day included, the nearest first."""
    return tuple(sorted(set(_all(after, parameters)), key=lambda one: (one.on, one.procedure, one.what)))


def _all(after: date, parameters: Mapping[str, object]) -> Iterator[FixedDate]:
    for text in catalogue().procedures.values():
        for rule in text.rules:
            word = rule.word
            month_day = _month_day(word, parameters) if isinstance(word, By) else None
            if isinstance(word, By) and month_day is not None:
                parameter = word.month_day.name if isinstance(word.month_day, Parameter) else ""
                basis = basis_of(word.basis)
                yield FixedDate(_next(month_day, after), rule.step.title, text.title, basis, parameter)


def _month_day(word: By, parameters: Mapping[str, object]) -> tuple[int, int] | None:
    if isinstance(word.month_day, tuple):
        return word.month_day
    value = parameters.get(word.month_day.name) if isinstance(word.month_day, Parameter) else None
    month, _, day = str(value or "").partition("-")
    return (int(month), int(day)) if month.isdigit() and day.isdigit() else None


def _next(month_day: tuple[int, int], after: date) -> date:
    this_year = date(after.year, *month_day)
    return this_year if this_year >= after else date(after.year + 1, *month_day)
