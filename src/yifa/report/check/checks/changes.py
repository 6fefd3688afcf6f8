"""Growth, decrease and shortening that do not follow from the old and the new value."""

from collections.abc import Iterator
from fractions import Fraction

from yifa.report.check.findings import Class, Finding, money_unit, number, places, written
from yifa.report.check.pairs import Change, changes
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.ratios import agrees, change
from yifa.report.check.sentences import Report


def check(report: Report) -> Iterator[Finding]:
    """Find changes in per cent, in times, in points and in numbers that contradict their two values."""
    for sentence in report.sentences:
        stated = list(changes(sentence, report.year))
        for one in stated:
            same = [other for other in stated if other.said is one.said]
            if all(_contradicts(other) for other in same):
                yield _finding(report, one)


def _contradicts(one: Change) -> bool:
    old, new, said = one.pair.old, one.pair.new, one.said
    if not old.value or old.approximate or new.approximate:
        return False
    if old.kind is Kind.RATE and said.kind is Kind.RATE:
        return not _relative(one) or _points_as_percent(one)
    if old.kind is Kind.RATE and said.kind is Kind.POINTS:
        return not _difference_agrees(one, slack=said.step)
    if said.kind is Kind.MULTIPLE:
        return not _times_agree(old, new, said)
    if said.kind is Kind.RATE:
        return not _relative(one) or _is_contrary(one)
    return old.kind is said.kind and not _difference_agrees(one, slack=Fraction(0))


def _relative(one: Change) -> bool:
    """Whether the change in per cent of the old value agrees; 提速 may also be of the new one."""
    old, new, said = one.pair.old, one.pair.new, one.said
    return agrees(said, change(old, new)) or (one.speed and agrees(said, change(new, old)))


def _points_as_percent(one: Change) -> bool:
    return abs(one.pair.new.value - one.pair.old.value) == one.said.value


def _is_contrary(one: Change) -> bool:
    """«增长» beside a value that fell."""
    moved = one.pair.new.value - one.pair.old.value
    return one.direction * moved < 0


def _difference_agrees(one: Change, *, slack: Fraction) -> bool:
    old, new, said = one.pair.old, one.pair.new, one.said
    slack += (old.high - old.low + new.high - new.low) / 2 + (said.high - said.low) / 2
    return abs(abs(new.value - old.value) - said.value) <= slack or bool(said.approximate)


def _times_agree(old: Quantity, new: Quantity, said: Quantity) -> bool:
    """Whether the new value is larger by so many times the old one; whole times are rounded to the nearest."""
    slack = said.step / 2 if said.step == 1 else said.step
    low, high = (said.low, said.high) if said.approximate else (said.value - slack, said.value + slack)
    return new.low / old.high - 1 <= high and new.high / old.low - 1 >= low


def _finding(report: Report, one: Change) -> Finding:
    old, new, said = one.pair.old, one.pair.new, one.said
    start, end = report.clauses(min(old.start, new.start), max(said.end, old.end, new.end))
    kind = _type(one)
    return Finding(report.name, Class.ERROR, kind, start, end, _arithmetic(one, kind), _note(one, kind))


def _type(one: Change) -> str:
    old, said = one.pair.old, one.said
    if old.kind is Kind.RATE and said.kind is Kind.RATE and _points_as_percent(one):
        return "pp_vs_percent"
    if said.kind is Kind.MULTIPLE:
        return "multiple"
    return "days_cut" if old.kind is Kind.TIME else "growth"


def _arithmetic(one: Change, kind: str) -> str:
    old, new, said = one.pair.old, one.pair.new, one.said
    unit = money_unit(old) if old.kind is Kind.MONEY else Fraction(1)
    big, small = (new, old) if new.value >= old.value else (old, new)
    first, second, base = (number(q, unit) for q in (big, small, old))
    difference = big.value - small.value
    ratio = difference / old.value
    decimals = max(1, places(said))
    if kind == "pp_vs_percent":
        return (
            f"{first}-{second} = {written(difference)}; {written(difference)}/{base}*100 ~= {written(ratio * 100, 1)}"
        )
    if kind == "multiple":
        return f"{number(new, unit)}/{base} ~= {written(new.value / old.value, decimals)}; ({first}-{second})/{base} ~= {written(ratio, decimals)}"
    if said.kind in {Kind.POINTS, Kind.COUNT, Kind.MONEY, Kind.TIME}:
        return f"{first}-{second} = {written(difference / unit)}; {written(difference / unit)} != {number(said, unit)}"
    result = written(ratio * 100, decimals)
    sign = "!=" if (ratio * 100).denominator == 1 else "!~"
    equal = "=" if (ratio * 100).denominator == 1 else "~="
    return f"({first}-{second})/{base}*100 {equal} {result}; {result} {sign} {written(said.value, 2)}"


def _note(one: Change, kind: str) -> str:
    old, new, said = one.pair.old, one.pair.new, one.said
    if kind == "pp_vs_percent":
        return f"两个百分率相差{written(abs(new.value - old.value))}个百分点,不是{said.text}。请改为「个百分点」。"
    if kind == "multiple":
        return f"由{old.text}到{new.text}不是增长{said.text}:「是原来的几倍」与「增长几倍」相差一倍。请核对倍数。"
    if _is_contrary(one):
        return f"由{old.text}到{new.text},增减方向与文中所说相反。请核对两个数和增减。"
    return f"由{old.text}到{new.text},变化幅度与文中的「{said.text}」不符。请核对两个数和幅度,或写明与哪个数比较。"
