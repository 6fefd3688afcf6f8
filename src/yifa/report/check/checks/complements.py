"""«立案86件,已结案72件,未结案16件»: what was done and what was not must make up the whole."""

import re
from collections.abc import Iterator
from itertools import pairwise

from yifa.report.check.findings import Class, Finding, number, written
from yifa.report.check.parts import OVERLAP
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence

_NOT = re.compile(r"^(?:尚未|未|不予|没有|未予)(?P<verb>[\u4e00-\u9fff]{2,4})的?$")
_OTHERWISE = re.compile(r"结转|上年|去年|部分|撤回|补正|审查|其中|正在|含|告知|转送|另|旧存")
_SLIP = 10
"""The whole is missed by less than a tenth of it, or something else is meant."""


def check(report: Report) -> Iterator[Finding]:
    """Find a whole, a done part and its not-done part, next to each other, that do not add up."""
    for sentence in report.sentences:
        counts = [q for q in sentence.quantities if q.kind is Kind.COUNT]
        for place in range(len(counts) - 2):
            whole, done, left = counts[place : place + 3]
            if _is_split(sentence, whole, done, left) and not _goes_on(counts[place + 3 :], whole, sentence):
                yield _finding(report, whole, done, left)


def _is_split(sentence: Sentence, whole: Quantity, done: Quantity, left: Quantity) -> bool:
    negated = _NOT.match(left.lead)
    if (
        negated is None
        or len({whole.unit, done.unit, left.unit}) > 1
        or any(q.approximate for q in (whole, done, left))
    ):
        return False
    affirmed = re.search(rf"(?:^|已|依法|共){negated.group('verb')}的?$", done.lead) is not None
    gaps = [sentence.between(one, other) for one, other in pairwise((whole, done, left))]
    straight = all(len(gap) < 16 and re.match(r"^[，、]", gap) for gap in gaps)
    missed = abs(whole.value - done.value - left.value)
    otherwise = _OTHERWISE.search(sentence.text) or OVERLAP.search(sentence.text)
    return affirmed and straight and not otherwise and 0 < missed * _SLIP <= whole.value


def _goes_on(rest: list[Quantity], whole: Quantity, sentence: Sentence) -> bool:
    """Whether more parts of the same whole follow at once."""
    return bool(rest) and rest[0].unit == whole.unit and not re.search(r"[；。]", sentence.between(whole, rest[0]))


def _finding(report: Report, whole: Quantity, done: Quantity, left: Quantity) -> Finding:
    start, end = report.clauses(whole.start, left.end)
    total = written(done.value + left.value)
    return Finding(
        report.name, Class.ERROR, "sum_parts", start, end,
        f"{number(done)}+{number(left)} = {total}; {total} != {number(whole)}",
        f"「{done.lead}」与「{left.lead}」相加为{total},与{whole.text}不符。请核对三个数,或说明其余的去向。",
    )  # fmt: skip
