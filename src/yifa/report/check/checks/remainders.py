"""«其余 n 件»: what is left over must make up the total with what was named."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from yifa.report.check.findings import Class, Finding, number, written
from yifa.report.check.parts import OVERLAP, part_lists
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence

_REST = re.compile(r"^(?:其余|剩余|余下)的?$")
_MANY = 9


def check(report: Report) -> Iterator[Finding]:
    """Find remainders that no total of their sentence leaves."""
    for sentence in report.sentences:
        seen = {part for listed in part_lists(sentence) if len(listed.parts) > 1 for part in listed.parts}
        for rest in sentence.quantities:
            if rest.kind is Kind.COUNT and _REST.match(rest.lead) and rest not in seen:
                before = [
                    q for q in sentence.quantities if q.start < rest.start and q.unit == rest.unit and not q.is_weak
                ]
                if _contradicts(before, rest, sentence):
                    yield _finding(report, before, rest)


def _contradicts(before: list[Quantity], rest: Quantity, sentence: Sentence) -> bool:
    if not 2 <= len(before) <= 3 or OVERLAP.search(sentence.text) or any(q.approximate for q in [*before, rest]):
        return False
    total = before[0]
    if total.value != max(q.value for q in before) or re.search(
        r"其中|；|上年|去年|同比", sentence.between(total, rest)
    ):
        return False
    left = total.value - rest.value
    sizes = range(1, min(len(before), _MANY))
    sums = {sum((q.value for q in some), Fraction(0)) for size in sizes for some in combinations(before[1:], size)}
    return left not in sums and abs(sum(q.value for q in before[1:]) - left) * 2 <= total.value


def _finding(report: Report, before: list[Quantity], rest: Quantity) -> Finding:
    parts = [*before[1:], rest]
    counted = sum((q.value for q in parts), Fraction(0))
    start, end = report.clauses(before[0].start, rest.end)
    return Finding(
        report.name, Class.ERROR, "sum_parts", start, end,
        f"{'+'.join(number(q) for q in parts)} = {written(counted)}; {written(counted)} != {number(before[0])}",
        f"加上「其余」后为{written(counted)},与总数{number(before[0])}不符。请核对总数、已办数和其余数。",
    )  # fmt: skip
