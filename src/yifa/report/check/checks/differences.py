"""«86万元,同比增加6万元,增长12.8%»: the increase and the growth say different old values."""

import re
from collections.abc import Iterator
from fractions import Fraction

from yifa.report.check.findings import Class, Finding, money_unit, places, written
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.ratios import agrees
from yifa.report.check.sentences import Report, Sentence

_DIFFERENCE = re.compile(r"^(?:同比|[比较](?:上年|去年)(?:同期)?)(?P<up>增加|多)?(?:减少|少)?(?:了)?$")
_PRIOR = re.compile(r"[较比](?:上年|去年|20\d\d年)(?:同期)?的?$")
_CHANGED = re.compile(r"^(?:增加|减少|增长|下降)(?:了)?$")
_RATE = re.compile(r"^，?(?:同比)?(?P<up>增长|上升)?(?:下降|降低)?(?:了)?$")


def check(report: Report) -> Iterator[Finding]:
    """Find a difference and a growth, side by side, that no old value gives both."""
    for sentence in report.sentences:
        for new, difference, rate in zip(
            sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False
        ):
            if _is_against_prior(sentence, new, difference, rate):
                if not agrees(rate, _growth(difference, new.low, new.high)):
                    yield _finding(report, new, difference, rate, is_old=True)
                continue
            old = _old(sentence, new, difference, rate)
            if old and not agrees(rate, _growth(difference, *old)):
                yield _finding(report, new, difference, rate, is_old=False)


def _is_against_prior(sentence: Sentence, old: Quantity, difference: Quantity, rate: Quantity) -> bool:
    """«较上年的268件增加44件,增长14.4%»: the old value itself stands there."""
    said = _PRIOR.search(old.clause) and _CHANGED.match(sentence.between(old, difference))
    vague = any(q.approximate for q in (old, difference, rate))
    belongs = old.unit == difference.unit and rate.kind is Kind.RATE and not vague
    return belongs and said is not None and _RATE.match(sentence.between(difference, rate)) is not None


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


def _finding(report: Report, first: Quantity, difference: Quantity, rate: Quantity, *, is_old: bool) -> Finding:
    """The finding; is_old: whether `first` is the old value itself, or the new one."""
    unit = money_unit(first) if first.kind is Kind.MONEY else Fraction(1)
    sign = "-" if "增" in rate.lead or "上升" in rate.lead else "+"
    changed = first.value - difference.value if sign == "-" else first.value + difference.value
    old = first.value if is_old else changed
    value = written(difference.value * 100 / old, max(1, places(rate)))
    base = written(first.value / unit)
    said = base if is_old else f"({base}{sign}{written(difference.value / unit)})"
    start, end = report.clauses(first.start, rate.end)
    return Finding(
        report.name, Class.ERROR, "growth", start, end,
        f"{written(difference.value / unit)}/{said}*100 ~= {value}; {value} !~ {written(rate.value, 2)}",
        f"按{first.text}和{difference.text}推算,变化幅度约{value}%,文中为「{rate.text}」。请核对增减数和幅度。",
    )  # fmt: skip
