"""Averages (平均每期, 案均, 人均) that do not follow from the sum and the number beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from yifa.report.check.denominators import counts
from yifa.report.check.findings import Class, Finding, money_unit, places, written
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.ratios import agrees
from yifa.report.check.sentences import Report, Sentence
from yifa.report.check.units import UNIT, comparable

_EACH = re.compile(rf"(?:平均|均)每一?(?:个(?={UNIT}))?(?P<unit>{UNIT})(?P<what>[^，。；]{{0,10}})$")
_EACH_FIRST = re.compile(rf"每(?:个(?={UNIT}))?(?P<unit>{UNIT})(?:平均|均)(?P<what>[^，。；]{{0,8}})$")
_SHORT = re.compile(r"(?<![年月日周季])(?P<unit>案|件|户|场|期|人|次|家|班|批)均(?P<what>[^，。；]{0,8})$")
_UNITS = {"案": ("件", "起", "宗"), "班": ("期", "班", "次")}
_NOT_SUMS = re.compile(r"时间|时长|得分|成绩|分数|提前|缩短|压缩|节省|节约|减少|增加|增长|每月|月均|日均|年龄|收入")
_REACH = 200


@dataclass(frozen=True)
class _Average:
    said: Quantity
    units: tuple[str, ...]
    thing: str = ""
    """What is counted, where the unit (个) does not say."""


def check(report: Report) -> Iterator[Finding]:
    """Find averages that no sum and number near them give."""
    for sentence in report.sentences:
        for said in sentence.quantities:
            average = _average(said)
            if average:
                pair = _pair(report, sentence, average)
                if pair:
                    yield _finding(report, said, *pair)


def _average(said: Quantity) -> _Average | None:
    match = _EACH.search(said.clause) or _EACH_FIRST.search(said.clause) or _SHORT.search(said.clause)
    if match is None or said.kind not in {Kind.COUNT, Kind.MONEY} or _NOT_SUMS.search(said.clause):
        return None
    unit = match.group("unit")
    what = match.group("what")
    if unit == "项" and what.startswith("目"):
        unit, what = "个", f"项{what}"
    if re.match(r"[\u4e00-\u9fff]*(?:年|每|月|日|周|季度|天|村|镇|街|区|县|乡|社区|单位)", what) or (
        unit == "个" and len(what) < 2
    ):
        return None
    return _Average(said, _UNITS.get(unit, (unit,)), what[:2] if unit == "个" else "")


def _pair(report: Report, sentence: Sentence, average: _Average) -> tuple[Quantity, Quantity] | None:
    """The sum and the number just before, if no two numbers near give the average."""
    said = average.said
    around = [q for q in counts(report.within(said.start - _REACH, said.start + _REACH)) if q is not said]
    sums = [q for q in around if _like(q, said)]
    numbers = [q for q in around if _counts(q, average)]
    if any(agrees(said, _quotient(total, by)) for total in sums for by in numbers if total is not by):
        return None
    here = [q for q in sentence.quantities if q.start < said.start]
    totals = [q for q in here if q in sums and q.value > said.value and not q.is_weak and _is_own(sentence, q, said)]
    by = [q for q in here if q in numbers and q.value > 1 and _is_own(sentence, q, said)]
    return (totals[-1], by[-1]) if len(totals) == 1 and len(by) == 1 and totals[-1] is not by[-1] else None


def _like(quantity: Quantity, said: Quantity) -> bool:
    return quantity.kind is said.kind and comparable(quantity.unit, said.unit)


def _counts(quantity: Quantity, average: _Average) -> bool:
    named = average.thing in quantity.lead + quantity.after
    return named and any(quantity.unit == unit or comparable(quantity.unit, unit) for unit in average.units)


def _is_own(sentence: Sentence, quantity: Quantity, said: Quantity) -> bool:
    """Whether nothing between says that the average is of something else."""
    gap = sentence.between(quantity, said)
    return "；" not in gap and not re.search(r"其中|上年|去年|同期|累计", gap + quantity.clause)


def _quotient(total: Quantity, by: Quantity) -> tuple[Fraction, Fraction]:
    return (total.low / by.high, total.high / by.low) if by.low else (Fraction(0), Fraction(10**12))


def _finding(report: Report, said: Quantity, total: Quantity, by: Quantity) -> Finding:
    unit = money_unit(said) if said.kind is Kind.MONEY else Fraction(1)
    value = total.value / by.value / unit
    text = written(total.value / unit)
    if said.kind is Kind.MONEY and money_unit(total) != unit:
        text = f"{written(total.value / money_unit(total))}*{written(money_unit(total) / unit)}"
    result = written(value, max(1, places(said)))
    start, end = report.clauses(min(total.start, by.start), said.end)
    equal, unequal = ("=", "!=") if value.denominator == 1 else ("~=", "!~")
    return Finding(
        report.name, Class.ERROR, "average", start, end,
        f"{text}/{written(by.value)} {equal} {result}; {result} {unequal} {written(said.value / unit)}",
        f"按{total.text}和{by.text}计算,平均约{result},文中为「{said.text}」。请核对总数、次数和平均数。",
    )  # fmt: skip
