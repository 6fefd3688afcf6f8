"""The day on which a step of another case was done, beside each case that names the other."""

from __future__ import annotations

import ibis

from yifa.engine.conformance.almanac import ordinal
from yifa.engine.conformance.premises import Premises
from yifa.law.procedure import OtherCase

NAMED = "other case"


def day_elsewhere(other: OtherCase) -> str:
    """The column with the ordinal of the day on which the other case's step was done."""
    return f"elsewhere:{other.procedure}:{other.step}:{other.named_by.name}"


def with_other_cases(rows: ibis.Table, premises: Premises) -> ibis.Table:
    """The rows, each beside the days of the other cases that it names; NULL where there is none on record."""
    for other in premises.procedure.other_cases:
        rows = _beside(rows, other, premises.elsewhere.get((other.procedure, other.step)))
    return rows


def _beside(rows: ibis.Table, other: OtherCase, days: ibis.Table | None) -> ibis.Table:
    column = day_elsewhere(other)
    if days is None:
        return rows.mutate(**{column: ibis.null("int64")})
    known = days.filter(days.on.notnull()).group_by(**{NAMED: days.key}).aggregate(**{column: ordinal(days.on).min()})
    named = rows.mutate(**{NAMED: rows[other.named_by.name].cast("string")})
    return named.left_join(known, NAMED).drop(NAMED, f"{NAMED}_right")
