"""Parts that do not add up to the total that stands before them."""

from collections.abc import Iterator
from fractions import Fraction

from yifa.report.check.exclusive import are_called_alike, exclude_each_other
from yifa.report.check.findings import Class, Finding, money_unit, number, written
from yifa.report.check.parts import Claim, PartList, part_lists
from yifa.report.check.quantities import Kind, Quantity
from yifa.report.check.sentences import Report, Sentence

_NEAR = Fraction(95, 100)
"""Parts that reach so much of the total look complete."""
_FAR = Fraction(1, 2)
"""Parts that miss the total by more than this were not meant to make it up."""
_EXCESS, _SLIGHT = Fraction(15, 100), Fraction(5, 100)
"""Parts that exceed the total by more than this overlap rather than err; the second where only their names are alike."""


def check(report: Report) -> Iterator[Finding]:
    """Find lists that claim to be complete, or exclude each other, and contradict their total."""
    for sentence in report.sentences:
        for listed in part_lists(sentence):
            sort = _sort(listed)
            if sort and not _fits_otherwise(listed, sentence):
                yield _finding(report, listed, sort)


def _sort(listed: PartList) -> Class | None:
    """Which class a list that does not close belongs to; none where it closes or does not claim to."""
    if len(listed.parts) < 2 or listed.claim is Claim.OPEN or _closes(listed):
        return None
    total, counted = listed.total.value, sum((part.value for part in listed.parts), Fraction(0))
    if total == len(listed.parts) or abs(counted - total) > _FAR * total:
        return None
    if listed.claim is Claim.COMPLETE or _says_all(listed):
        return Class.ERROR
    if counted > total:
        excess = (counted - total) / total
        apart = excess <= _EXCESS and exclude_each_other(listed.parts)
        return Class.ERROR if apart or (excess <= _SLIGHT and are_called_alike(listed.parts)) else None
    looks_complete = counted >= _NEAR * total and (len(listed.parts) > 2 or exclude_each_other(listed.parts))
    return Class.GAP if looks_complete else None


def _closes(listed: PartList) -> bool:
    return listed.low <= listed.total.high and listed.high >= listed.total.low


def _says_all(listed: PartList) -> bool:
    """«共检查…户次,包括…»: 包括 behind 共 names all kinds, if the parts come near the total."""
    near = abs(sum((part.value for part in listed.parts), Fraction(0)) - listed.total.value) * 20 <= listed.total.value
    return listed.cue in {"包括", "包含"} and len(listed.parts) > 2 and near and "共" in listed.total.clause


def _fits_otherwise(listed: PartList, sentence: Sentence) -> bool:
    """Whether some of the parts make the total, or the parts make another number of the sentence."""
    values = [part.value for part in listed.parts]
    total = listed.total.value
    heads = [sum(values[:length], Fraction(0)) for length in range(2, len(values))]
    others = [q.value for q in sentence.quantities if q.unit == listed.total.unit and q not in listed.parts]
    return total in heads or (sum(values, Fraction(0)) in others)


def _finding(report: Report, listed: PartList, sort: Class) -> Finding:
    slipped = _slipped(listed)
    unit = min((money_unit(q) for q in (listed.total, *listed.parts)), default=Fraction(1))
    if listed.total.kind is Kind.MONEY:
        unit = money_unit(listed.total)
    counted = sum((part.value for part in listed.parts), Fraction(0))
    added = "+".join(_term(part, unit) for part in listed.parts)
    divisor = unit if listed.total.kind is Kind.MONEY else Fraction(1)
    result, total = written(counted / divisor), written(listed.total.value / divisor)
    sign = "<" if sort is Class.GAP else "!="
    last = listed.parts[-1]
    start, end = report.clauses(listed.total.start, last.end)
    difference = written(abs(counted - listed.total.value) / divisor)
    kind = (
        "sum_units" if slipped else "sum_short" if sort is Class.GAP else "sum_nested" if listed.nested else "sum_parts"
    )
    return Finding(
        report.name, sort, kind, start, end, f"{added} = {result}; {result} {sign} {total}",
        _note(sort, total, result, difference, slipped),
    )  # fmt: skip


def _term(part: Quantity, unit: Fraction) -> str:
    if part.kind is Kind.MONEY and money_unit(part) != unit:
        ratio = unit / money_unit(part)
        factor = f"/{written(ratio)}" if ratio > 1 else f"*{written(1 / ratio)}"
        return f"{number(part)}{factor}"
    return number(part)


def _slipped(listed: PartList) -> Quantity | None:
    """The amount in 元 that was added as if it stood in another unit."""
    if listed.total.kind is not Kind.MONEY:
        return None
    for part in listed.parts:
        missing = listed.total.value - sum((other.value for other in listed.parts if other is not part), Fraction(0))
        if (
            money_unit(part) != money_unit(listed.total)
            and missing > 0 < part.value
            and _only_zeros(missing / part.value)
        ):
            return part
    return None


def _only_zeros(ratio: Fraction) -> bool:
    return str(ratio.numerator).strip("0") == "1" and str(ratio.denominator).strip("0") == "1" and ratio != 1


def _note(sort: Class, total: str, result: str, difference: str, slipped: Quantity | None) -> str:
    if slipped:
        return f"分项按同一单位相加得{result},与总数{total}不符;「{slipped.text}」的单位可能用错。请核对金额单位。"
    if sort is Class.GAP:
        return f"分项合计{result},比总数{total}少{difference},未说明其余。请补写其余{difference}的去向,或注明「等」。"
    return f"分项合计{result},与总数{total}相差{difference}。请核对总数和各分项。"
