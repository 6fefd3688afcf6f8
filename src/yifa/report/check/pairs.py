"""An old and a new value of one thing, as a sentence gives them, and what it says of the change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Sentence
from yifa.report.check.units import comparable

_UP = "增长|增加|提高|提升|上升|扩大|攀升|回升|多|增至|增到|增幅|涨幅"
_DOWN = "下降|减少|降低|压缩|压减|缩短|缩减|精简|整合|减至|降至|减幅|降幅|压缩率"
_TO = re.compile(
    r"^(?:的)?[^，。；]{0,8}?(?:提高|增加|增长|上升|提升|扩大|下降|减少|降低|压缩|压减|缩短|缩减|精简|整合|优化|增|减|降|压|缩|升|跃升|攀升|回升|调整)"
    r"[^，。；]{0,4}?(?:到|至|为)[^，。；]{0,10}$"
)
_FROM = re.compile(r"[由从](?P<what>[^由从，。；]{0,14})$")
_CHANGED = re.compile(
    rf"(?P<up>{_UP}|翻)?(?P<down>{_DOWN})?(?P<speed>提速)?(?:幅度|比例|比率|率)?(?:了|达到|达|为|约|近|超过|超|整整|至少|将近|接近)*$"
)
_REACHED = re.compile(r"(?:(?<!达)到|至|原来的|是|占[^，]*)$")
_PRIOR = re.compile(
    r"(?:上一?年度?|去年)(?:同期|全年|底|末)?(?:的|为|是|仅|有|共|只有|共有)?$|(?P<year>20\d\d)\s?年(?:度|同期|全年|底|末)?(?:的|为|是|仅|有|共)?$|同期(?:的|为)$"
)
_OTHER_BASE = re.compile(
    r"较20\d\d|比20\d\d|环比|前年|前三年|年均|近[三五]年|平均|计划|目标|以来|较年初|比年初|上半年|季度"
)
_STRAIGHT_ON = re.compile(r"^，[由从](?:去年|上年)(?:同期)?的?$")
_NOT_A_YEAR_AGO = re.compile(r"年初|月|季|试点|改革|最初|成立|原来|20\d\d年(?!.*上年)")
_BRACKETS = re.compile(r"（[^（）]*）")


@dataclass(frozen=True)
class Pair:
    """The old and the new value; `fresh` says that the sentence puts them as «由…到…»."""

    old: Quantity
    new: Quantity
    from_to: bool


@dataclass(frozen=True)
class Change:
    """What the sentence says of a pair: by how much, and whether up or down."""

    pair: Pair
    said: Quantity
    direction: int
    """1 up, -1 down, 0 not said or «提速»."""
    speed: bool = False


def changes(sentence: Sentence, year: int | None) -> Iterator[Change]:
    """Every pair of values whose change the sentence states."""
    for pair in _from_to(sentence):
        said = [*_said_behind(sentence, pair, year)]
        yield from said or _said_before(sentence, pair)
    yield from _against_prior(sentence, year)


def _from_to(sentence: Sentence) -> Iterator[Pair]:
    found = sentence.quantities
    for place, old in enumerate(found):
        if not _FROM.search(old.clause[-24:]) or old.approximate:
            continue
        for new in found[place + 1 : place + 6]:
            gap = _BRACKETS.sub("", sentence.between(old, new))
            if _alike(old, new) and _TO.match(gap):
                yield Pair(old, new, from_to=True)
                break


def _alike(old: Quantity, new: Quantity) -> bool:
    return old.kind is new.kind and (old.kind is Kind.RATE or comparable(old.unit, new.unit))


def _said_before(sentence: Sentence, pair: Pair) -> Iterator[Change]:
    """«同比增长25%,由去年的160件增加到180件»."""
    for said in sentence.quantities:
        if said.end <= pair.old.start and _STRAIGHT_ON.match(sentence.between(said, pair.old)):
            stated = _stated(pair, said)
            if stated and said.kind is Kind.RATE and "同比" in said.lead:
                yield stated


def _said_behind(sentence: Sentence, pair: Pair, year: int | None) -> Iterator[Change]:
    """The first statement of change behind the new value, before anything else is counted."""
    behind = [q for q in sentence.quantities if q.start > pair.new.start]
    for said in behind[:2]:
        gap = _BRACKETS.sub("", sentence.between(pair.new, said))
        if len(gap) > 24 or "。" in gap or "；" in gap or gap.count("，") > 2 or not gap.strip():
            return
        stated = _stated(pair, said, year)
        if stated:
            yield stated
            if said.kind in {Kind.RATE, Kind.POINTS, Kind.MULTIPLE}:
                return
        elif said.kind is not pair.new.kind or pair.new.kind is Kind.RATE:
            return


def _a_year_ago(clause: str, year: int | None) -> str:
    """The clause with the year before the report's called what it is to the report."""
    return clause.replace(f"{year - 1}年", "上年") if year else clause


def _stated(pair: Pair, said: Quantity, year: int | None = None) -> Change | None:
    words = said.lead if said.start > pair.old.start and not pair.from_to else said.clause
    if pair.from_to and "同比" in said.clause and _NOT_A_YEAR_AGO.search(_a_year_ago(pair.old.clause, year)):
        return None
    if _REACHED.search(said.lead) or _OTHER_BASE.search(words):
        return None
    match = _CHANGED.search(said.lead)
    if match is None or not (match.group("up") or match.group("down") or match.group("speed")):
        return None
    direction = 1 if match.group("up") else -1 if match.group("down") else 0
    is_difference = said.kind not in {Kind.RATE, Kind.POINTS, Kind.MULTIPLE}
    if is_difference and not comparable(said.unit, pair.new.unit):
        return None
    return Change(pair, said, direction, bool(match.group("speed")))


def _against_prior(sentence: Sentence, year: int | None) -> Iterator[Change]:
    """«…N件,同比增长P%(上年M件)», «N件,比上年的M件增长P%»."""
    found = sentence.quantities
    for place, old in enumerate(found):
        if not _is_prior(old, year) or old.kind is Kind.POINTS:
            continue
        new = _new_before(sentence, found[:place], old, year)
        if new is None:
            continue
        for said in _near(sentence, old, new):
            stated = _stated(Pair(old, new, from_to=False), said)
            if stated and _is_yearly(sentence, said, old):
                yield stated


def _is_prior(quantity: Quantity, year: int | None) -> bool:
    match = _PRIOR.search(quantity.clause)
    if match is None or _FROM.search(quantity.clause[-24:]):
        return False
    named = match.group("year")
    return named is None or (year is not None and int(named) == year - 1)


def _new_before(sentence: Sentence, before: tuple[Quantity, ...], old: Quantity, year: int | None) -> Quantity | None:
    """The nearest value before the old one that it can be compared with."""
    like = [
        q for q in before
        if _alike(old, q) and not _is_prior(q, year) and not _CHANGED_LEAD.search(q.lead)
        and "；" not in sentence.between(q, old)
    ]  # fmt: skip
    return like[-1] if like else None


_CHANGED_LEAD = re.compile(rf"(?:{_UP}|{_DOWN})(?:了)?$")


def _near(sentence: Sentence, old: Quantity, new: Quantity) -> Iterator[Quantity]:
    """The statements between the new value and the old one, and just behind the old one."""
    for said in sentence.quantities:
        if new.start < said.start < old.start and len(sentence.between(new, said)) < 16:
            yield said
        if said.start > old.start and len(sentence.between(old, said)) < 22 and "；" not in sentence.between(old, said):
            yield said


def _is_yearly(sentence: Sentence, said: Quantity, old: Quantity) -> bool:
    """Whether no other count stands between, whose change it might be."""
    first, last = (said, old) if said.start < old.start else (old, said)
    inside = [q for q in sentence.quantities if first.start < q.start < last.start]
    return all(q.kind in {Kind.RATE, Kind.POINTS} or q.unit == old.unit for q in inside) and not (
        said.start > old.start and any(q.unit == old.unit and not _CHANGED_LEAD.search(q.lead) for q in inside)
    )
