"""Comparing a printed rate with one that is calculated: by intervals, one unit of the last printed place apart."""

from fractions import Fraction

from yifa.report.check.findings import number, places, written
from yifa.report.check.quantities import Quantity

Span = tuple[Fraction, Fraction]


def share(part: Quantity, whole: Quantity) -> Span:
    """The part in per cent of the whole: the least and the most that it can be."""
    if not whole.low:
        return Fraction(0), Fraction(10**9)
    return part.low * 100 / whole.high, part.high * 100 / whole.low


def change(old: Quantity, new: Quantity) -> Span:
    """By how many per cent of the old value the new one is larger or smaller, without sign."""
    if not old.low:
        return Fraction(0), Fraction(10**9)
    ends = sorted(((new.low - old.high) * 100 / old.high, (new.high - old.low) * 100 / old.low))
    if ends[0] <= 0 <= ends[1]:
        return Fraction(0), max(-ends[0], ends[1])
    return (ends[0], ends[1]) if ends[0] > 0 else (-ends[1], -ends[0])


def agrees(printed: Quantity, span: Span) -> bool:
    """Whether the printed rate may be the calculated one, rounded or cut off."""
    if printed.approximate:
        low, high = printed.low, printed.high
    else:
        low, high = printed.value - printed.step, printed.value + printed.step
    return span[0] <= high and span[1] >= low


def quotient(part: Quantity, whole: Quantity, printed: Quantity) -> str:
    """The calculation of a share, written out: `15322/18460*100 ~= 83.0`."""
    value = part.value * 100 / whole.value
    return f"{number(part)}/{number(whole)}*100 ~= {written(value, _decimals(value, printed))}"


def against(value: Fraction, printed: Quantity) -> str:
    """That a calculated value is not the printed one."""
    return f"{written(value, _decimals(value, printed))} !~ {written(printed.value, 2)}"


def _decimals(value: Fraction, printed: Quantity) -> int:
    """As many as are printed, one more where the two would look alike."""
    return max(1, places(printed)) + (abs(value - printed.value) <= 2 * printed.step)
