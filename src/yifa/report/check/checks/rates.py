"""Named rates (受理率, 网办率) that do not follow from the numbers beside them."""

import re
from collections.abc import Iterator

from yifa.report.check.denominators import Rate, counts, fits_any, fits_combined, fits_complement, fits_sum, near, rates
from yifa.report.check.findings import Class, Finding, written
from yifa.report.check.quantities import Quantity
from yifa.report.check.ratios import against, agrees, quotient, share
from yifa.report.check.sentences import Report, Sentence

_IN_TIME = re.compile(r"按期|按时|及时|期限|限时|时限")
_QUALIFIED = re.compile(r"按[期时]|及时|期限|限时|时限|审限|提前|当[日场天庭]|即时|网上|线上|一次|首次|初次|自动")
"""What narrows a rate: 提前办结率 is not the rate of what was 办结."""
_OWN_BASE = re.compile(r"满意|知晓|知悉|覆盖|参与|回访|抽检|应(?!诉)|占比|同比|增长|利用|使用|失业|到位|投诉|差评")
_PLAN = re.compile(r"计划(?:执行|完成)$|执行$|完成$")
_NEAR, _REACH = 40, 80


def check(report: Report) -> Iterator[Finding]:
    """Find rates that no part and whole near them give, and plan rates that were turned round."""
    for sentence in report.sentences:
        for rate in rates(sentence):
            if rate.is_share or _OWN_BASE.search(rate.name):
                continue
            turned = _turned(sentence, rate)
            pair = turned or _pair(report, sentence, rate)
            if pair:
                yield _finding(report, rate, *pair)


def _pair(report: Report, sentence: Sentence, rate: Rate) -> tuple[Quantity, Quantity] | None:
    """The part that the rate names and its whole, if no reading of the numbers near gives the rate."""
    before = [q for q in counts(sentence.quantities) if q.end <= rate.printed.start and not q.is_weak]
    if not before or rate.printed.start - before[-1].end > _NEAR:
        return None
    part = before[-1]
    wholes = [q for q in before[:-1] if q.unit == part.unit and q.value >= part.value]
    if not wholes or not _names(rate.name, part) or _has_own_base(sentence, wholes[-1], rate):
        return None
    around = near(report, rate)
    here = counts(sentence.quantities)
    if (
        fits_complement(rate, here)
        or fits_sum(rate, before)
        or fits_any(rate, here, around)
        or fits_combined(rate, part, counts(sentence.quantities))
    ):
        return None
    if _IN_TIME.search(rate.name) and rate.printed.value >= 100:
        return None
    return part, wholes[-1]


def _has_own_base(sentence: Sentence, whole: Quantity, rate: Rate) -> bool:
    between = sentence.between(whole, rate.printed)
    return (
        "。" in between
        or _leaves(whole, between)
        or re.search(r"上年|去年|同期|累计|等|尚未|期限内|未到期|扣除|剔除|除|因|未|不计|特殊|原因|不予", between)
        is not None
    )


def _names(stem: str, part: Quantity) -> bool:
    """Whether the rate is called after its part: 受理率 after 受理66件, 网办率 after 网上办结15322件."""
    words = part.lead + part.after
    narrowed = _QUALIFIED.search(stem)
    if narrowed is not None and narrowed.group() not in words:
        return False
    tail = stem[-2:]
    return tail in words or (len(tail) > 1 and all(character in words for character in tail))


def _turned(sentence: Sentence, rate: Rate) -> tuple[Quantity, Quantity] | None:
    """«计划6450次,实际检查6912次,计划执行率93.3%»: the plan divided by what was done."""
    if not _PLAN.search(rate.name) or rate.printed.value >= 100:
        return None
    before = [q for q in counts(sentence.quantities) if q.end <= rate.printed.start]
    done = next((q for q in reversed(before) if re.search(r"实际|完成|执行", q.lead)), None)
    planned = [q for q in before if done and q.start < done.start and q.unit == done.unit]
    if done is None or not planned or "计划" not in sentence.before(done):
        return None
    plan = planned[-1]
    if (
        done.value <= plan.value
        or agrees(rate.printed, share(done, plan))
        or not agrees(rate.printed, share(plan, done))
    ):
        return None
    return done, plan


def _finding(report: Report, rate: Rate, part: Quantity, whole: Quantity) -> Finding:
    close = 0 < part.start - whole.start < _REACH
    start, end = report.clauses(whole.start if close else part.start, rate.printed.end)
    value = part.value * 100 / whole.value
    return Finding(
        report.name, Class.ERROR, "share", start, end,
        f"{quotient(part, whole, rate.printed)}; {against(value, rate.printed)}",
        f"按{part.text}、{whole.text}计算,{rate.name[-4:]}率应为{written(value, 1)}%,文中为「{rate.printed.text}」。请核对,或写明比率的分子和分母。",
    )  # fmt: skip


def _leaves(whole: Quantity, between: str) -> bool:
    """Whether a semicolon leads to another matter; «；审结案件中», which names the whole, does not."""
    back = re.search(r"；([^，。；]{2,12})中", between)
    return "；" in between and not (back and whole.lead[-2:] in back.group(1))
