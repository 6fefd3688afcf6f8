"""A favourable rate that is printed, while the unfavourable one beside it is left for the reader to work out."""

import re
from collections.abc import Iterator
from fractions import Fraction

from yifa.report.check.denominators import counts, rates
from yifa.report.check.findings import Class, Finding, number, written
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.ratios import agrees
from yifa.report.check.sentences import Report, Sentence

_DUTY = re.compile(r"出庭|备案|报送|整改|采纳|办结|公示|反馈|回复|履行|到位|旁听|通过|完成|落实|公开|回访")
_FAVOURABLE, _POOR = Fraction(90), Fraction(7, 10)


def check(report: Report) -> Iterator[Finding]:
    """Find «审结率95.3%,其中负责人出庭22件»: the second ratio is not printed."""
    for sentence in report.sentences:
        for rate in rates(sentence):
            if rate.printed.value >= _FAVOURABLE and not rate.is_share:
                pair = _left_out(sentence, rate.printed)
                if pair:
                    yield _finding(report, rate.printed, *pair)


def _left_out(sentence: Sentence, printed: Quantity) -> tuple[Quantity, Quantity] | None:
    behind = [q for q in sentence.quantities if q.start > printed.end]
    before = [q for q in counts(sentence.quantities) if q.end <= printed.start]
    if not behind or not before or behind[0].kind is not Kind.COUNT:
        return None
    part = behind[0]
    wholes = [q for q in before if q.unit == part.unit and not q.approximate]
    is_single = len(behind) == 1 or "；" in sentence.between(part, behind[1]) or behind[1].unit != part.unit
    has_rate = len(behind) > 1 and behind[1].kind is Kind.RATE
    alone = is_single and not has_rate and sentence.between(printed, part).startswith("，其中")
    if not wholes or not alone or not _DUTY.search(part.clause):
        return None
    whole = _base_of(printed, wholes)
    return (part, whole) if part.value < _POOR * whole.value else None


def _base_of(printed: Quantity, wholes: list[Quantity]) -> Quantity:
    """What the printed rate stands on, where one of the counts before it gives it over another; else the first."""
    bases = (
        whole
        for whole in wholes
        for part in wholes
        if part.value < whole.value and agrees(printed, (part.low * 100 / whole.high, part.high * 100 / whole.low))
    )
    return next(bases, wholes[0])


def _finding(report: Report, printed: Quantity, part: Quantity, whole: Quantity) -> Finding:
    start, end = report.clauses(whole.start, part.end)
    share = written(part.value * 100 / whole.value, 1)
    return Finding(
        report.name, Class.GAP, "left_out_ratio", start, end,
        f"{number(part)}/{number(whole)}*100 ~= {share}",
        f"只写了有利的{printed.text},没有写{part.text}所占的{share}%。请一并写出。",
    )  # fmt: skip
