"""Rates whose part and whole are counted in different units (人次 over 人, 个 over 户次)."""

from collections.abc import Iterator

from yifa.report.check.denominators import Rate, counts, fits_any, rates
from yifa.report.check.findings import Class, Finding
from yifa.report.check.quantities import Quantity
from yifa.report.check.ratios import quotient, share
from yifa.report.check.sentences import Report, Sentence
from yifa.report.check.units import comparable

_REACH = 30


def check(report: Report) -> Iterator[Finding]:
    """Find rates that only a pair in unlike units gives, one of them counted each time it comes (人次)."""
    for sentence in report.sentences:
        for rate in rates(sentence):
            found = [q for q in counts(sentence.quantities) if not q.is_weak and not q.approximate]
            before = [q for q in found if q.end <= rate.printed.start][-2:]
            if len(before) > 1 and not fits_any(rate, found, found) and _is_mixed(sentence, rate, *before):
                yield _finding(report, rate, *before)


def _is_mixed(sentence: Sentence, rate: Rate, one: Quantity, other: Quantity) -> bool:
    """Whether the two counts give the rate to its last place and one of them counts visits."""
    part, whole = sorted((one, other), key=lambda q: q.value)
    low, high = share(part, whole)
    exact = abs((low + high) / 2 - rate.printed.value) * 2 <= rate.printed.step
    visits = one.unit.endswith("次") != other.unit.endswith("次")
    near = len(sentence.between(other, rate.printed)) < _REACH and "；" not in sentence.between(one, rate.printed)
    return exact and visits and near and not comparable(one.unit, other.unit) and one.kind is other.kind


def _finding(report: Report, rate: Rate, one: Quantity, other: Quantity) -> Finding:
    part, whole = (one, other) if one.value < other.value else (other, one) if other.value < one.value else (one, other)
    start, end = report.clauses(one.start, rate.printed.end)
    return Finding(
        report.name, Class.SCOPE, "unit_mix", start, end, quotient(part, whole, rate.printed),
        f"「{part.text}」与「{whole.text}」单位不同,不能相除得出{rate.printed.text}。请用同一单位的分子和分母。",
    )  # fmt: skip
