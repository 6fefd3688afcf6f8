"""Parts that do not add up to the total that stands behind them (合计, 共计, 两类共)."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from yifa.report.check.findings import Class, Finding, money_unit, number, written
from yifa.report.check.numerals import chinese
from yifa.report.check.parts import OVERLAP
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence

_CLOSING = re.compile(
    r"(?:([两二三四五六七八九])(?:类|项|者|案|批|种|部分|方面|级|地|家|个|大|次|区|县|年)[^，。；、\d]{0,8}?)?"
    r"(合计|共计|总计|总共|一共|共)([^，。；、\d]{0,6})$"
)
_MANY, _NAME = 9, 14


def check(report: Report) -> Iterator[Finding]:
    """Find totals behind their parts that contradict them."""
    for sentence in report.sentences:
        for place, total in enumerate(sentence.quantities):
            match = _CLOSING.search(total.clause) if _counts(total) else None
            if match and not OVERLAP.search(sentence.text) and "累计" not in total.clause:
                parts = _parts(sentence, place, match)
                if parts and not _closes(total, parts, sentence):
                    yield _finding(report, total, parts)


def _counts(quantity: Quantity) -> bool:
    return quantity.kind in {Kind.COUNT, Kind.MONEY} and not quantity.approximate


def _parts(sentence: Sentence, place: int, match: re.Match[str]) -> tuple[Quantity, ...]:
    """The quantities that the total adds up; none where that is not sure."""
    total = sentence.quantities[place]
    before = [q for q in sentence.quantities[:place] if q.unit == total.unit and q.kind is total.kind and not q.is_weak]
    if any("（" in sentence.between(one, other) for one, other in pairwise([*before, total])):
        return ()
    named = chinese(match.group(1)) if match.group(1) else None
    if named:
        count = int(named.value)
        found = before[-count:] if len(before) >= count else []
        return tuple(found) if found and _stand_together(sentence, [*found, total]) else ()
    if match.group(2) == "共" and total.clause.strip() != "共" and not _in_one_breath(sentence, before, total):
        return ()
    return tuple(before) if len(before) > 1 and _stand_together(sentence, [*before, total]) else ()


def _stand_together(sentence: Sentence, found: list[Quantity]) -> bool:
    gaps = [sentence.between(one, other) for one, other in pairwise(found)]
    return all(len(gap) < 40 and not re.search(r"其中|；|占|同比|上年|去年", gap) for gap in gaps)


def _in_one_breath(sentence: Sentence, before: list[Quantity], total: Quantity) -> bool:
    """«23个部门和14个镇街共37个单位»: nothing but the names of things between the parts and 共."""
    if not total.lead.endswith("共") or (
        total.unit == "个" and not re.match(r"单位|部门|地区|主体|组织|机构", total.after)
    ):
        return False
    gaps = [sentence.between(one, other) for one, other in pairwise([*before[-2:], total])]
    joined = re.search(r"[、和及与]", gaps[0]) is not None if len(gaps) > 1 else False
    return joined and all(len(gap) < _NAME and "，" not in gap for gap in gaps) and len(before) == 2


def _closes(total: Quantity, parts: tuple[Quantity, ...], sentence: Sentence) -> bool:
    """Whether the parts, or some of them, make the total; or it is too far off to be their sum."""
    low = sum((part.low for part in parts), Fraction(0))
    high = sum((part.high for part in parts), Fraction(0))
    if low <= total.high and high >= total.low:
        return True
    if total.value < max(part.value for part in parts) or abs(high - total.value) * 2 > total.value:
        return True
    earlier = [q.value for q in sentence.quantities if q.start < total.start and q.unit == total.unit][-_MANY:]
    sizes = range(2, len(earlier) + 1)
    return any(sum(some, Fraction(0)) == total.value for size in sizes for some in combinations(earlier, size))


def _finding(report: Report, total: Quantity, parts: tuple[Quantity, ...]) -> Finding:
    divisor = money_unit(total) if total.kind is Kind.MONEY else Fraction(1)
    counted = sum((part.value for part in parts), Fraction(0))
    added = "+".join(written(part.value / divisor) for part in parts)
    result = written(counted / divisor)
    start, end = report.clauses(parts[0].start, total.end)
    return Finding(
        report.name, Class.ERROR, "sum_parts", start, end,
        f"{added} = {result}; {result} != {number(total)}",
        f"各项相加得{result},文中合计为{number(total)},相差{written(abs(counted - total.value) / divisor)}。请核对合计和各项。",
    )  # fmt: skip
