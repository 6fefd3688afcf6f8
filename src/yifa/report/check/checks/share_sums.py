"""Shares of parts that exclude each other and do not add up to a hundred per cent."""

import re
from collections.abc import Iterator
from fractions import Fraction

from yifa.report.check.exclusive import in_a_family, names_exclude
from yifa.report.check.findings import Class, Finding, written
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence

_SUFFIX = re.compile(r"([类级型档])(?:[^类级型档，、；]{0,4})?占(?:比)?(?:达|为)?$|([类级型档])(?:占比)?(?:为)?$")
_MOST = Fraction(150)
_OVERLAPS = re.compile(r"交叉|重复|重叠|兼|同时|并处|多选|[超大][过于]\s?100")
"""The sentence itself says that a thing may be in two classes."""


def check(report: Report) -> Iterator[Finding]:
    """Find grades or classes whose shares exceed the whole by more than rounding."""
    for sentence in report.sentences:
        for run in _runs(sentence):
            total = sum((share.value for share in run), Fraction(0))
            slack = sum((share.step for share in run), Fraction(0))
            alike = all(_SUFFIX.search(share.lead) for share in run) or names_exclude([share.lead for share in run])
            if len(run) > 2 and alike and 100 + slack < total <= _MOST and not _OVERLAPS.search(sentence.text):
                yield _finding(report, run, total)


def _runs(sentence: Sentence) -> Iterator[list[Quantity]]:
    """Neighbouring shares of parts that are called alike (A级, B级, C级)."""
    run: list[Quantity] = []
    for quantity in sentence.quantities:
        if quantity.kind is not Kind.RATE:
            continue
        if run and re.search(r"[；，]", sentence.between(run[-1], quantity)) and "占" not in quantity.lead:
            yield run
            run = []
        is_share = re.search(r"占|[类级型档]", quantity.lead) or in_a_family(quantity.lead)
        if not quantity.approximate and is_share:
            run.append(quantity)
    yield run


def _finding(report: Report, run: list[Quantity], total: Fraction) -> Finding:
    start, end = report.clauses(run[0].start, run[-1].end)
    added = "+".join(written(share.value) for share in run)
    return Finding(
        report.name, Class.ERROR, "share_sum", start, end,
        f"{added} = {written(total)}; {written(total)} != 100",
        f"各级占比相加为{written(total)}%,超出四舍五入的误差。请核对各项占比。",
    )  # fmt: skip
