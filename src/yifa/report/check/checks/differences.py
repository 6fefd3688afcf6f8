"""«86万元,同比增加6万元,增长12.8%»: the increase and the growth say different old values."""

import re
from collections.abc import Iterator
from fractions import Fraction

from yifa.report.check.findings import Class, Finding, money_unit, places, written
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.ratios import agrees
from yifa.report.check.sentences import Report, Sentence

_DIFFERENCE = re.compile(r"^(?:同比|[比较](?:上年|去年)(?:同期)?)(?P<up>增加|多)?(?:减少|少)?(?:了)?$")
_RATE = re.compile(r"^，?(?:同比)?(?P<up>增长|上升)?(?:下降|降低)?(?:了)?$")


def check(report: Report) -> Iterator[Finding]:
    """Find a difference and a growth, side by side, that no old value gives both."""
    for sentence in report.sentences:
        for new, difference, rate in zip(
            sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False
        ):
            old = _old(sentence, new, difference, rate)
            if old and not agrees(rate, _growth(difference, *old)):
                yield _finding(report, new, difference, rate)


def _old(sentence: Sentence, new: Quantity, difference: Quantity, rate: Quantity) -> tuple[Fraction, Fraction] | None:
    """The old value, as a range; none where the three do not belong together."""
    if new.kind not in {Kind.COUNT, Kind.MONEY} or new.unit != difference.unit or rate.kind is not Kind.RATE:
        return None
    first = _DIFFERENCE.match(sentence.between(new, difference).lstrip("，"))
    second = _RATE.match(sentence.between(difference, rate))
    vague = any(q.approximate for q in (new, difference, rate))
    if first is None or second is None or vague or bool(first.group("up")) != bool(second.group("up")):
        return None
    sign = -1 if first.group("up") else 1
    ends = sorted(
        (
            new.low + sign * difference.low,
            new.high + sign * difference.high,
            new.low + sign * difference.high,
            new.high + sign * difference.low,
        )
    )
    return (ends[0], ends[-1]) if ends[0] > 0 else None


def _growth(difference: Quantity, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    return difference.low * 100 / high, difference.high * 100 / low


def _finding(report: Report, new: Quantity, difference: Quantity, rate: Quantity) -> Finding:
    unit = money_unit(new) if new.kind is Kind.MONEY else Fraction(1)
    grew = "增" in rate.lead or "上升" in rate.lead
    old = new.value - difference.value if grew else new.value + difference.value
    value = written(difference.value * 100 / old, max(1, places(rate)))
    sign = "-" if grew else "+"
    start, end = report.clauses(new.start, rate.end)
    return Finding(
        report.name, Class.ERROR, "growth", start, end,
        f"{written(difference.value / unit)}/({written(new.value / unit)}{sign}{written(difference.value / unit)})*100 ~= {value}; {value} !~ {written(rate.value, 2)}",
        f"按{new.text}和{difference.text}推算,变化幅度约{value}%,文中为「{rate.text}」。请核对增减数和幅度。",
    )  # fmt: skip
