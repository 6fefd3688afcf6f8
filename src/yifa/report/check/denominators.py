"""A printed rate, what it is a rate of, and which numbers near it may be its part and its whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.ratios import agrees, share
from yifa.report.check.sentences import Report, Sentence
from yifa.report.check.units import comparable

_SHARE = re.compile(
    r"占(?P<base>[^，。；、]*?)(?:的|总数|比例|比重|比|率)*(?:达到|达|为|约为|约|近|超过|超|接近|到了|有)?$"
)
_NAMED_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{1,10})率(?:分别|均|已|约|高)?(?:达到|达|为|是|在|保持在|上升为)?$")
_CHANGED = re.compile(r"提高|增长|上升|提升|增加|下降|降低|减少|压缩|缩短|压减|由|从|上年|去年|同期|年初|20\d\d年的")
_GOAL = re.compile(r"力争|目标|计划(?!执行|完成|任务)|确保|不低于|以上|要求|争取|达标|预计|到20\d\d年")
_REACH_BACK, _REACH_ON = 300, 150
"""How many characters before and behind a rate its numbers may stand."""


@dataclass(frozen=True)
class Rate:
    """A share (占) or a named rate (受理率) with its printed value."""

    printed: Quantity
    is_share: bool
    name: str
    """The base that a share names, or the stem of the rate."""


def rates(sentence: Sentence) -> Iterator[Rate]:
    """The shares and rates that a sentence states of its own year, goals and changes left out."""
    for quantity in sentence.quantities:
        if quantity.kind is not Kind.RATE or _GOAL.search(quantity.clause):
            continue
        shared = _SHARE.search(quantity.clause)
        named = _NAMED_RATE.search(quantity.clause)
        if shared:
            yield Rate(quantity, is_share=True, name=shared.group("base"))
        elif named and not _CHANGED.search(quantity.clause):
            yield Rate(quantity, is_share=False, name=named.group("stem"))


def counts(found: tuple[Quantity, ...]) -> list[Quantity]:
    """Those that may be a part or a whole."""
    return [q for q in found if q.kind in {Kind.COUNT, Kind.MONEY} and q.value]


def near(report: Report, rate: Rate) -> list[Quantity]:
    """The counts within reach of the rate."""
    return counts(report.within(rate.printed.start - _REACH_BACK, rate.printed.end + _REACH_ON))


def fits_any(rate: Rate, parts: list[Quantity], wholes: list[Quantity]) -> bool:
    """Whether some part and whole in like units give the printed rate."""
    return any(
        part is not whole and comparable(part.unit, whole.unit) and agrees(rate.printed, share(part, whole))
        for part in parts
        for whole in wholes
    )


def fits_complement(rate: Rate, found: list[Quantity]) -> bool:
    """Whether the rate is that of what is left: 不合格14批次 and 合格率98.8%."""
    spans = (
        share(part, whole)
        for part in found
        for whole in found
        if part.value < whole.value and comparable(part.unit, whole.unit)
    )
    return any(agrees(rate.printed, (100 - high, 100 - low)) for low, high in spans)


def fits_sum(rate: Rate, before: list[Quantity]) -> bool:
    """Whether the last few counts together are that share of one before them: 调解20件,和解15件,调解和解率35%."""
    for length in range(2, min(len(before), 7)):
        parts, wholes = before[-length:], before[:-length]
        if len({part.unit for part in parts}) == 1:
            value = sum(part.value for part in parts)
            like = [q for q in wholes if comparable(q.unit, parts[0].unit)]
            if any(agrees(rate.printed, (value * 100 / q.value, value * 100 / q.value)) for q in like):
                return True
    return False


def fits_combined(rate: Rate, part: Quantity, wholes: list[Quantity]) -> bool:
    """Whether the part is that share of two wholes together, or of their difference (carried over, not accepted)."""
    like = [q for q in wholes if comparable(q.unit, part.unit)]
    for one, other in combinations(like[-8:], 2):
        for value in (one.value + other.value, abs(one.value - other.value)):
            if value:
                exact = part.value * 100 / value
                if agrees(rate.printed, (exact, exact)):
                    return True
    return False
