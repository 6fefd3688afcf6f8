"""An exact hundred per cent of a number that is only approximately known."""

from collections.abc import Iterator

from yifa.report.check.findings import Class, Finding
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence

_REACH = 45


def check(report: Report) -> Iterator[Finding]:
    """Find 100 % behind 余, 近 or 约."""
    for sentence in report.sentences:
        for rate in sentence.quantities:
            if rate.kind is Kind.RATE and rate.value == 100 and rate.step <= 1 and not rate.approximate:
                base = _base(sentence, rate)
                if base:
                    yield _finding(report, rate, base)


def _base(sentence: Sentence, rate: Quantity) -> Quantity | None:
    """The count before the rate, if it is approximate and no exact one stands nearer."""
    before = [q for q in sentence.quantities if q.start < rate.start and q.kind is Kind.COUNT and not q.is_weak]
    if not before or before[-1].approximate not in {"余", "近", "约", "多"}:
        return None
    gap = sentence.between(before[-1], rate)
    return before[-1] if len(gap) < _REACH and "；" not in gap else None


def _finding(report: Report, rate: Quantity, base: Quantity) -> Finding:
    start, end = report.clauses(base.start, rate.end)
    return Finding(
        report.name, Class.GAP, "exact_rate_approx_base", start, end, "",
        f"「{base.approximate}」数({base.text})算不出精确的{rate.text}。请写出准确的分母和分子。",
    )  # fmt: skip
