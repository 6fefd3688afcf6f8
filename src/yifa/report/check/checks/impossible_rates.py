"""Shares and rates above a hundred per cent of things that cannot be more than all."""

import re
from collections.abc import Iterator

from yifa.report.check.denominators import Rate, rates
from yifa.report.check.findings import Class, Finding, written
from yifa.report.check.sentences import Report

_AT_MOST_ALL = re.compile(
    r"办结|审结|结案|受理|合格|通过|采纳|满意|好评|覆盖|出庭|出庭应诉|胜诉|败诉|纠错|报备|备案|公开|回访|整改|核验|网办|网上可办|优秀|优良"
)
_OF_A_PLAN = re.compile(r"计划|目标|任务|预算|上年|去年|同期|年初|应|定额|指标")
_ALL = 100


def check(report: Report) -> Iterator[Finding]:
    """Find «占133%» and «合格率108%»."""
    for sentence in report.sentences:
        for rate in rates(sentence):
            bounded = rate.is_share or _AT_MOST_ALL.search(rate.name[-4:])
            if rate.printed.low > _ALL and bounded and not _OF_A_PLAN.search(rate.printed.clause):
                yield _finding(report, rate)


def _finding(report: Report, rate: Rate) -> Finding:
    start, end = report.clauses(rate.printed.start, rate.printed.end)
    return Finding(
        report.name, Class.ERROR, "share", start, end, f"{written(rate.printed.value)} > 100",
        f"部分不会超过全部,「{rate.printed.text}」大于100%。请核对这个比率。",
    )  # fmt: skip
