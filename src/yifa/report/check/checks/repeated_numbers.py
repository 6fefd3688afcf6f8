"""One uncommon number that stands in the report with two units: one of them may be copied by mistake."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from yifa.report.check.findings import Class, Finding, number
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence
from yifa.report.check.units import comparable

_RARE, _RARE_IN_A_LIST = 1000, 100
"""A number from here on is not met twice by chance: anywhere in the report, and in one enumeration."""


def check(report: Report) -> Iterator[Finding]:
    """Find numbers that two unlike things share."""
    places: dict[Fraction, list[tuple[Sentence, Quantity]]] = defaultdict(list)
    for sentence in report.sentences:
        for quantity in sentence.quantities:
            if _is_rare(quantity):
                places[quantity.value].append((sentence, quantity))
    for found in places.values():
        for one, other in pairwise(found):
            if _to_be_asked(*one, *other):
                yield _finding(report, one[1], other[1])
                break


def _is_rare(quantity: Quantity) -> bool:
    is_count = quantity.kind is Kind.COUNT and quantity.step == 1 and not quantity.approximate
    return is_count and quantity.value >= _RARE_IN_A_LIST and quantity.value % 50 != 0


def _to_be_asked(sentence: Sentence, one: Quantity, elsewhere: Sentence, other: Quantity) -> bool:
    if comparable(one.unit, other.unit) or one.unit.rstrip("次") == other.unit.rstrip("次"):
        return False
    between = sentence.between(one, other) if sentence is elsewhere else "；"
    if "；" not in between:
        return "、" in between and not set("，；。") & set(between)
    return one.value >= _RARE and not _alike(one, other)


def _alike(one: Quantity, other: Quantity) -> bool:
    grams = [{q.lead[i : i + 2] for i in range(len(q.lead) - 1)} for q in (one, other)]
    return bool(grams[0] & grams[1])


def _finding(report: Report, one: Quantity, other: Quantity) -> Finding:
    close = other.end - one.start < 80
    start, end = report.clauses(one.start if close else other.start, other.end)
    return Finding(
        report.name, Class.GAP, "same_number_units", start, end, f"{number(one)} = {number(other)}",
        f"同一个数先后以「{one.text}」和「{other.text}」出现,可能有一处抄错。请核对。",
    )  # fmt: skip
