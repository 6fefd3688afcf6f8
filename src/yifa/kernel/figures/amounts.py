"""What is added up over records to make a figure, and how the figure follows from the sums: whole numbers only.

Queryset, bulk expression and roll-up each compute the same amounts; `value_of` turns them into the figure, once,
so that the three agree to the last digit.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import assert_never

from yifa.kernel.figures.declaration import (
    AS_IT_IS,
    Count,
    Distinct,
    Figure,
    Rate,
    RatioOfSums,
    Setting,
    StatedYear,
    Sum,
)
from yifa.kernel.figures.sources import Own, asks_district, facts_and_steps, place_of_fact
from yifa.kernel.ledger import Table
from yifa.law.condition import AllOf, Condition

PERCENT = Fraction(100)
NOTHING = "无"
STATED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Amount:
    """A whole number over the records of a table that meet all conditions.

    columns: their values are added to each other and summed; none: the records are counted. distinct: different
    values are counted instead (split: several in one cell), which cannot be added up from parts. end: the «first» or
    «last» year that the cells of the one column state is taken instead, 0 where none is.
    """

    of: Table
    where: tuple[Condition, ...] = ()
    columns: tuple[str, ...] = ()
    dated: str = ""
    registers: tuple[Table, ...] = ()
    distinct: bool = False
    split: str = ""
    end: str = ""

    @cached_property
    def name(self) -> str:
        """A short digest of the declaration: the same amount of two figures is one, a changed one is another."""
        said = (self.of.id, self.where, self.columns, self.dated, self.distinct, self.split, self.end)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    @cached_property
    def is_additive(self) -> bool:
        """Whether a roll-up can hold it: what it counts follows from the record alone, and can be added up.

        Not so for different values, for facts of another table, and for numbers that the district may change.
        """
        facts = {fact for condition in self.where for fact in facts_and_steps(condition)[0]}
        places = (place_of_fact(fact, table=self.of, registers=self.registers) for fact in facts)
        settled = not any(asks_district(condition) for condition in self.where)
        return not self.distinct and settled and all(isinstance(place, Own) for place in places)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure worked out. number: None where there is none; shown: without unit; refusal: why there is none."""

    number: int | Decimal | None
    shown: str
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    refusal: str = ""


def amounts_of(figure: Figure) -> Mapping[str, Amount]:
    """The amounts that a figure is made of, by the part they play in it; none for a setting."""
    where = conjuncts(figure.where)
    match figure.measure:
        case Count(among):
            looked_at = {} if among is None else {"looked_at": _amount(figure, conjuncts(among))}
            return {"value": _amount(figure, where), **looked_at}
        case Sum(columns):
            return {"value": _amount(figure, where, columns)}
        case Distinct(columns, split):
            amount = Amount(figure.table, where, columns, figure.dated, figure.registers, distinct=True, split=split)
            return {"value": amount}
        case StatedYear(column):
            ends = {"first": "first", "last": "last"}
            return {
                role: Amount(figure.table, where, (column,), figure.dated, figure.registers, distinct=True, end=end)
                for role, end in ends.items()
            }
        case Rate(among):
            return _share(figure, where, conjuncts(among))
        case RatioOfSums(over, under):
            return {"numerator": _amount(figure, where, over), "denominator": _amount(figure, where, under)}
        case Setting():
            return {}
        case _:
            assert_never(figure.measure)


def value_of(figure: Figure, amounts: Mapping[str, int]) -> Value:
    """Work the figure out from its amounts, by the part each plays; a setting is given as «value»."""
    match figure.measure:
        case Count() if amounts.get("looked_at") == 0:
            return Value(None, "", refusal="没有一条记录写明是否属于所问的情形,不能得出0;请补填后再计算。")
        case Count() | Distinct() | Setting():
            return Value(amounts["value"], str(amounts["value"]))
        case StatedYear():
            return _stated_year(amounts["first"], amounts["last"])
        case Sum(_, scale, decimals):
            number = rounded(amounts["value"] * scale, decimals=decimals)
            return Value(number, str(number))
        case Rate(_, decimals):
            return _rate(amounts, decimals=decimals)
        case RatioOfSums(_, _, scale, percent, decimals):
            factor = PERCENT if percent else AS_IT_IS
            return _quotient(amounts["numerator"] * scale, amounts["denominator"], factor=factor, decimals=decimals)
        case _:
            assert_never(figure.measure)


def conjuncts(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that must all hold for this one to hold."""
    if condition is None:
        return ()
    if isinstance(condition, AllOf):
        return tuple(single for part in condition.parts for single in conjuncts(part))
    return (condition,)


def rounded(number: Fraction, *, decimals: int) -> int | Decimal:
    """The number to so many places, half away from zero; an int where there are none."""
    tens = 10**decimals
    whole, rest = divmod(abs(number) * tens, 1)
    units = (int(whole) + (rest * 2 >= 1)) * (-1 if number < 0 else 1)
    return Decimal(units).scaleb(-decimals) if decimals else units


def stated_year(cells: Iterable[str | None], *, end: str) -> int:
    """The first or the last year that these cells state, 0 where none states one."""
    years = [int(found) for cell in cells if cell for found in STATED_YEAR.findall(cell)]
    return (min(years) if end == "first" else max(years)) if years else 0


def _stated_year(first: int, last: int) -> Value:
    if first != last:
        return Value(None, "", refusal=f"记录所载年份不一致,最早{first}年,最晚{last}年,不予计算;请核对版本。")
    return Value(last, str(last)) if last else Value(None, NOTHING)


def _amount(figure: Figure, where: tuple[Condition, ...], columns: tuple[str, ...] = ()) -> Amount:
    return Amount(figure.table, where, columns, figure.dated, figure.registers)


def _share(figure: Figure, where: tuple[Condition, ...], among: tuple[Condition, ...]) -> Mapping[str, Amount]:
    share = {"numerator": _amount(figure, where), "denominator": _amount(figure, among)}
    if all(condition in where for condition in among):
        return share  # no record can stand outside: there is nothing to look for
    return {**share, "inside": _amount(figure, (*where, *among))}


def _rate(amounts: Mapping[str, int], *, decimals: int) -> Value:
    numerator, denominator = amounts["numerator"], amounts["denominator"]
    outside = numerator - amounts.get("inside", numerator)
    if outside:
        refusal = f"分子有{outside}条记录不在分母之内,此比率不能成立,不予计算;请核对口径或改正记录。"
        return Value(None, "", numerator, denominator, refusal)
    return _quotient(Fraction(numerator), denominator, factor=PERCENT, decimals=decimals)


def _quotient(numerator: Fraction, denominator: int, *, factor: Fraction, decimals: int) -> Value:
    stated = _exact(numerator)
    if denominator == 0:
        return Value(None, NOTHING, stated, denominator)
    number = rounded(numerator * factor / denominator, decimals=decimals)
    return Value(number, str(number), stated, denominator)


def _exact(number: Fraction) -> int | Decimal:
    # Scales are powers of ten, so the division ends.
    return int(number) if number.denominator == 1 else Decimal(number.numerator) / Decimal(number.denominator)
