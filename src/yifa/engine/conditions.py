"""A condition as a database expression: the same three values for a million subjects, SQL's NULL being unknown.

AND, OR and NOT of SQL are Kleene's, which is what the law's silence asks for: a fact that is missing decides nothing,
and nothing is decided by it where another fact settles the matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial, reduce
from operator import and_, or_
from typing import assert_never

import ibis

from yifa.law.condition import (
    SEPARATOR,
    AllOf,
    AnyOf,
    Beneath,
    Comparison,
    Condition,
    Depending,
    Happened,
    Known,
    Not,
    OneOf,
    Parameter,
    Sign,
    Switch,
)
from yifa.law.fact import Fact, Type

Column = Callable[[Fact], ibis.Value]
"""Fact → the column that holds it; NULL where the fact is not on record."""

Unsaid = Callable[[Fact], ibis.Value | None]
"""Fact → whether it is missing and its source says nothing of it; None where that is so of no row."""

TYPES: Mapping[Type, str] = {
    Type.TEXT: "string",
    Type.INTEGER: "int64",
    Type.MONEY: "int64",
    Type.HUNDREDTHS: "int64",
    Type.DATE: "date",
    Type.MOMENT: "timestamp",
    Type.FLAG: "boolean",
    Type.CREDIT_CODE: "string",
    Type.PERSON_ID: "string",
    Type.CODES: "array<string>",
}
"""How a fact of each type is held in a bulk table."""

KEYS: Mapping[str, type] = {"string": str, "int64": int, "boolean": bool, "timestamp": datetime, "date": date}


def compile_condition(
    condition: Condition,
    *,
    column: Column,
    happened: Callable[[str], ibis.BooleanValue],
    parameters: Mapping[str, object],
    unsaid: Unsaid | None = None,
) -> ibis.BooleanValue:
    """Compile a condition to a boolean expression: true, false, or NULL where what decides it is not known.

    column: gives the column of a fact; happened: gives, for a step, whether it was done (never NULL); unsaid: gives,
    for a fact, whether its absence says nothing (None where absence always says «none»).
    """
    compiled = partial(compile_condition, column=column, happened=happened, parameters=parameters, unsaid=unsaid)
    match condition:
        case Comparison():
            return _comparison(condition, column=column, parameters=parameters)
        case OneOf(fact, values):
            return _among(column(fact), values)
        case Known(fact):
            return _known(column(fact), None if unsaid is None else unsaid(fact))
        case Beneath(fact, path):
            return (column(fact) == path) | column(fact).startswith(path + SEPARATOR)
        case Happened(step):
            return happened(step)
        case Switch(parameter):
            return _switched(parameters.get(parameter.name))
        case AllOf(parts):
            return reduce(and_, map(compiled, parts), ibis.literal(value=True))
        case AnyOf(parts):
            return reduce(or_, map(compiled, parts), ibis.literal(value=False))
        case Not(part):
            return ~compiled(part)
        case _:
            assert_never(condition)


def compile_parameter(
    parameter: Parameter, *, column: Column, parameters: Mapping[str, object], dtype: str
) -> ibis.Value:
    """The value a district has set, as an expression of `dtype`; by case where a fact chooses; NULL where not set."""
    value = parameters.get(parameter.name)
    if not isinstance(value, Mapping):
        return _stated(value, dtype)
    if parameter.by is None:
        return ibis.null(dtype)
    key_type = KEYS[TYPES[parameter.by.type]]
    choices = [(constant(key), _stated(chosen, dtype)) for key, chosen in value.items() if isinstance(key, key_type)]
    return _chosen(column(parameter.by), choices, dtype)


def compile_bound(comparison: Comparison, *, column: Column, parameters: Mapping[str, object]) -> ibis.Value:
    """What the fact is compared with: the value written, the one for its kind, of another fact, or set by the district."""
    value, dtype = comparison.value, TYPES[comparison.fact.type]
    if isinstance(value, Fact):
        return column(value)
    if isinstance(value, Parameter):
        return compile_parameter(value, column=column, parameters=parameters, dtype=dtype)
    if isinstance(value, Depending):
        choices = [(constant(kind), constant(number)) for kind, number in value.numbers]
        return _chosen(column(value.by).cast("string"), choices, "int64")
    return constant(value)


def constant(value: object) -> ibis.Value:
    """A scalar of the law as a literal of the type in which facts are held."""
    if isinstance(value, int) and not isinstance(value, bool):
        return ibis.literal(value, type="int64")
    return ibis.literal(value)


def _comparison(condition: Comparison, *, column: Column, parameters: Mapping[str, object]) -> ibis.BooleanValue:
    left, right = column(condition.fact), compile_bound(condition, column=column, parameters=parameters)
    match condition.sign:
        case Sign.EQUAL:
            return left == right
        case Sign.LESS:
            return left < right
        case Sign.AT_MOST:
            return left <= right
        case Sign.MORE:
            return left > right
        case Sign.AT_LEAST:
            return left >= right
        case _:
            assert_never(condition.sign)


def _chosen(by: ibis.Value, choices: list[tuple[ibis.Value, ibis.Value]], dtype: str) -> ibis.Value:
    if not choices:
        return ibis.null(dtype)
    return ibis.cases(*((by == key, value) for key, value in choices), else_=ibis.null(dtype))


def _known(value: ibis.Value, unsaid: ibis.Value | None) -> ibis.BooleanValue:
    return value.notnull() if unsaid is None else ibis.ifelse(unsaid, ibis.null("boolean"), value.notnull())


def _switched(value: object) -> ibis.BooleanValue:
    return ibis.null("boolean") if value is None else ibis.literal(bool(value))


def _among(value: ibis.Value, values: tuple[object, ...]) -> ibis.BooleanValue:
    return value.isin(list(values)) if values else _never(value)


def _never(value: ibis.Value) -> ibis.BooleanValue:
    # False, but unknown where the value is: a choice among no values must not decide about a missing fact.
    return value.isnull().nullif(ibis.literal(value=True))


def _stated(value: object, dtype: str) -> ibis.Value:
    return ibis.literal(value, type=dtype) if _stated_as(value, dtype) else ibis.null(dtype)


def _stated_as(value: object, dtype: str) -> bool:
    expected = KEYS.get(dtype)
    return expected is not None and isinstance(value, expected) and (dtype == "boolean") == isinstance(value, bool)
