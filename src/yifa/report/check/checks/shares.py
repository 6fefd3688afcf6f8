"""Shares (占) that do not follow from the numbers beside them, or whose base changes in mid-sentence."""

import re
from collections.abc import Iterator

from yifa.report.check.denominators import Rate, counts, fits_any, fits_combined, fits_sum, near, rates
from yifa.report.check.findings import Class, Finding
from yifa.report.check.quantities import Quantity
from yifa.report.check.ratios import against, agrees, quotient, share
from yifa.report.check.sentences import Report, Sentence
from yifa.report.check.units import comparable

_ELSEWHERE = re.compile(
    r"全国|全省|全市|全区|全县|全州|全旗|同期|同类|应|上年|去年|辖区|GDP|地区|本地|人口|面积|收入|支出|预算"
)
_TOGETHER = re.compile(r"依次|分别|各占|合计|两项|三项|共占|两者|三者|总和")
_REBASED = re.compile(r"其中|[^，。；]{2,}中[，、]?|的\d")
_NEAR = 30


def check(report: Report) -> Iterator[Finding]:
    """Find shares that no base near them gives, and shares that silently use another base than the one before."""
    for sentence in report.sentences:
        settled: list[tuple[Quantity, list[Quantity]]] = []
        for rate in rates(sentence):
            if not rate.is_share or _TOGETHER.search(rate.printed.clause):
                continue
            part, base = _part(sentence, rate), _stated(sentence, rate)
            if part is None:
                continue
            if base:
                yield from _against_stated(report, sentence, rate, part, base)
                continue
            fitting = _fitting(sentence, rate, part)
            yield from _judged(report, sentence, rate, part, fitting, settled)
            if fitting:
                settled.append((part, fitting))


def _part(sentence: Sentence, rate: Rate) -> Quantity | None:
    """The count just before 占, within a clause or two."""
    place = sentence.text.rfind("占", 0, rate.printed.start - sentence.start) + sentence.start
    before = [q for q in counts(sentence.quantities) if q.end <= place and not q.is_weak]
    if not before or place - before[-1].end > _NEAR:
        return None
    between = sentence.text[before[-1].end - sentence.start : place - sentence.start]
    return before[-1] if not re.search(r"[；。（）]|\d", between) and between.count("，") <= 1 else None


def _stated(sentence: Sentence, rate: Rate) -> Quantity | None:
    """The base that stands between 占 and the share, with its number."""
    place = sentence.text.rfind("占", 0, rate.printed.start - sentence.start) + sentence.start
    inside = [q for q in counts(sentence.quantities) if place < q.start < rate.printed.start]
    return inside[-1] if inside else None


def _against_stated(
    report: Report, sentence: Sentence, rate: Rate, part: Quantity, base: Quantity
) -> Iterator[Finding]:
    parts = [q for q in counts(sentence.quantities) if q is not base]
    if comparable(part.unit, base.unit) and not fits_any(rate, parts, [base]) and part.value <= base.value:
        yield _error(report, rate, part, base)


def _fitting(sentence: Sentence, rate: Rate, part: Quantity) -> list[Quantity]:
    """The counts before the part that the share is a share of."""
    before = [q for q in counts(sentence.quantities) if q.start < part.start and comparable(q.unit, part.unit)]
    return [q for q in before if agrees(rate.printed, share(part, q))]


def _judged(
    report: Report,
    sentence: Sentence,
    rate: Rate,
    part: Quantity,
    fitting: list[Quantity],
    settled: list[tuple[Quantity, list[Quantity]]],
) -> Iterator[Finding]:
    former = settled[-1] if settled else None
    joined = former is not None and not _REBASED.search(sentence.between(former[0], part).partition("占")[2])
    if fitting:
        if former and joined and not rate.name and not set(fitting) & set(former[1]):
            yield _changed(report, rate, part, former[1][-1], fitting[-1])
        return
    around = near(report, rate)
    if (
        _ELSEWHERE.search(rate.name)
        or fits_any(rate, [part], around)
        or fits_combined(rate, part, counts(sentence.quantities))
    ):
        return
    if former and rate.name and not _is_named(rate.name, former[1][-1]):
        yield _unnamed(report, rate, part, former[1][-1])
        return
    base = former[1][-1] if former and joined and not rate.name else _governing(sentence, part)
    if base and rate.name and not _is_named(rate.name, base):
        return
    before = [q for q in counts(sentence.quantities) if q.end <= rate.printed.start]
    if fits_sum(rate, before):
        return
    if base and not fits_any(rate, counts(sentence.quantities), counts(sentence.quantities)):
        yield _error(report, rate, part, base)


def _governing(sentence: Sentence, part: Quantity) -> Quantity | None:
    """The whole that the sentence puts before the part: with 其中, or by naming the same thing."""
    before = [q for q in counts(sentence.quantities) if q.start < part.start and q.unit == part.unit and not q.is_weak]
    wholes = [q for q in before if q.value >= part.value and not q.approximate]
    if not wholes:
        return None
    whole = wholes[-1]
    gap = sentence.between(whole, part)
    alike = {part.lead[i : i + 2] for i in range(len(part.lead) - 1)} & {
        whole.lead[i : i + 2] for i in range(len(whole.lead) - 1)
    }
    linked = "其中" in gap or re.match(r"^的?[^，]{0,8}中", gap) or alike or (len(before) == 1 and "；" not in gap)
    return whole if linked else None


def _is_named(name: str, base: Quantity) -> bool:
    generic = re.fullmatch(r"(?:全部|总|其|该|所有|全年)?[的数量件比]*", name)
    return bool(generic) or any(name[i : i + 2] in base.clause + base.after for i in range(len(name) - 1))


def _error(report: Report, rate: Rate, part: Quantity, base: Quantity) -> Finding:
    start, end = report.clauses(min(base.start, part.start), rate.printed.end)
    value = part.value * 100 / base.value
    return Finding(
        report.name, Class.ERROR, "share", start, end,
        f"{quotient(part, base, rate.printed)}; {against(value, rate.printed)}",
        f"{part.text}占{base.text}的比例与文中的「{rate.printed.text}」不符。请核对占比,或写明占的是什么。",
    )  # fmt: skip


def _changed(report: Report, rate: Rate, part: Quantity, former: Quantity, base: Quantity) -> Finding:
    start, end = report.clauses(part.start, rate.printed.end)
    return Finding(
        report.name, Class.SCOPE, "base_change", start, end,
        f"{quotient(part, base, rate.printed)}; {quotient(part, former, rate.printed)}",
        f"前一个占比以{former.text}为基数,这里改以{base.text}为基数而没有说明。请写明基数,或统一基数。",
    )  # fmt: skip


def _unnamed(report: Report, rate: Rate, part: Quantity, former: Quantity) -> Finding:
    start, end = report.clauses(part.start, rate.printed.end)
    return Finding(
        report.name, Class.SCOPE, "base_change", start, end,
        quotient(part, former, rate.printed),
        f"前面的占比以{former.text}为基数,这里以「{rate.name.strip('的')}」为基数,却没有给出它的数量,不能与前面比较。请写明该基数。",
    )  # fmt: skip
