"""A quantity: a number, its unit, how exact it is printed, and the words around it."""

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction


class Kind(Enum):
    """What sort of quantity it is."""

    COUNT = "count"
    MONEY = "money"
    TIME = "time"
    RATE = "rate"
    """Per cent, 成 and 分之, all in per cent."""
    POINTS = "points"
    """百分点."""
    MULTIPLE = "multiple"
    """倍."""


@dataclass(frozen=True)
class Quantity:
    """One quantity of the text; `low` and `high` are the values it may stand for, after rounding and 约, 近, 余."""

    start: int
    end: int
    text: str
    reading: str
    """As it is read: digits without separators, and the unit as printed."""
    value: Fraction
    step: Fraction
    """One unit of its last printed place."""
    unit: str
    """Normal form: money in 元."""
    kind: Kind
    approximate: str = ""
    """近, 约, 余, 超 … or nothing."""
    chinese: bool = False
    lead: str = field(default="", compare=False)
    """The words between the last punctuation mark or quantity and the number."""
    clause: str = field(default="", compare=False)
    """The words of its clause before the number, other quantities included."""
    after: str = field(default="", compare=False)
    """The words behind the unit up to the next mark or number."""

    @property
    def low(self) -> Fraction:
        return self._range()[0]

    @property
    def high(self) -> Fraction:
        return self._range()[1]

    @property
    def is_weak(self) -> bool:
        """«两个», «三项»: words that count what is named, not what was done."""
        return self.chinese and self.value < 10 and self.kind is Kind.COUNT

    def _range(self) -> tuple[Fraction, Fraction]:
        if self.approximate:
            return _loosened(self.value, self.approximate, self.kind)
        is_rounded = self.step != 1 and not (self.kind is Kind.MONEY and self.step < 1)
        half = self.step / 2 if is_rounded else Fraction(0)
        return self.value - half, self.value + half


def _loosened(value: Fraction, how: str, kind: Kind) -> tuple[Fraction, Fraction]:
    """The values that 近, 约, 余 and 超 leave open, generously."""
    place = Fraction(5) if kind is Kind.RATE else _last_place(value)
    if how in {"余", "多"}:
        return value, value + _last_place(value)
    if how == "近":
        return value - max(place, value / 10), value
    if how in {"不足", "不到", "以下", "以内"}:
        return Fraction(0), value
    if how in {"超", "至少"}:
        return value, value * 3 if kind is not Kind.RATE else max(value * 3, Fraction(100))
    return value * 17 / 20, value * 23 / 20


def _last_place(value: Fraction) -> Fraction:
    """The place of the last digit that is not zero: 100 for 1300."""
    if value.denominator != 1 or not value:
        return max(value / 10, Fraction(0))
    place = 1
    while value.numerator % (place * 10) == 0:
        place *= 10
    return Fraction(place)
