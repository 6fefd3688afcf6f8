"""Rates beside which no number stands that they could be a rate of."""

import re
from collections.abc import Iterator

from yifa.report.check.denominators import counts, rates
from yifa.report.check.findings import Class, Finding
from yifa.report.check.quantities import Quantity
from yifa.report.check.sentences import Report, Sentence

_OPINION = re.compile(r"满意|好评|知晓|申报")
_ALL = 100


def check(report: Report) -> Iterator[Finding]:
    """Find a full hundred per cent, and rates of opinion, in a statement without a single count."""
    for sentence in report.sentences:
        for rate in rates(sentence):
            asked = rate.printed.value == _ALL or _OPINION.search(rate.name)
            if not rate.is_share and asked and not _statement_counts(sentence, rate.printed):
                yield _finding(report, rate.printed, rate.name)


def _statement_counts(sentence: Sentence, printed: Quantity) -> bool:
    """Whether the statement, between 。 and ；, counts anything, or speaks of a single case."""
    before = re.split(r"[；。]", sentence.before(printed))[-1]
    start = printed.start - len(before)
    inside = [q for q in counts(sentence.quantities) if start <= q.start < printed.start and not q.is_weak]
    bracket = re.match(r"（[^）]*\d", sentence.behind(printed))
    return bool(inside or bracket) or re.search(r"上述|下表|见表|分别", before) is not None


def _finding(report: Report, printed: Quantity, name: str) -> Finding:
    start, end = report.clauses(printed.start, printed.end)
    return Finding(
        report.name, Class.GAP, "rate_without_base", start, end, "",
        f"「{name[-6:]}率{printed.text}」没有给出分子和分母,无法核对。请写明统计的总数和达到的数。",
    )  # fmt: skip
