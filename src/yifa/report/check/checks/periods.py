"""Figures of part of a year that are called those of the year, and last year's plans named as this year's."""

import re
from collections.abc import Iterator

from yifa.report.check.findings import Class, Finding
from yifa.report.check.sentences import Report, Sentence

_UNTIL = re.compile(
    r"截[至止]到?\s?(?:(20\d\d)\s?年)?\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?(?:底|末|份)?[^。；，]{0,6}，[^。；，]{0,8}(?:全年(?!任务|目标|计划)|本年度(?!任务|目标|计划))"
)
_NAMED_YEAR = re.compile(r"[《“][^》”]{0,30}?(20\d\d)[^》”]{0,30}[》”]")
_THIS_YEAR = re.compile(r"本年度|今年|年初|当年")
_BACKWARD = re.compile(
    r"上年|去年|上一年|较|比|总结|回顾|延续|继续|跨年|印发的|以来|至今|修订|评估|上年度|版|施行|实施以来|（20|—|-|－|至"
)
_LAST_MONTH = 12


def check(report: Report) -> Iterator[Finding]:
    """Find periods that slip within a sentence."""
    for sentence in report.sentences:
        yield from _part_of_year(report, sentence)
        if report.year:
            yield from _other_year(report, sentence, report.year)


def _part_of_year(report: Report, sentence: Sentence) -> Iterator[Finding]:
    for match in _UNTIL.finditer(sentence.text):
        year = int(match.group(1)) if match.group(1) else report.year
        month = int(match.group(2))
        if month < _LAST_MONTH or (report.year and year and year > report.year):
            start, end = report.clauses(sentence.start + match.start(), sentence.start + match.end())
            yield Finding(
                report.name, Class.SCOPE, "period_slip", start, end, "",
                f"截至{year or ''}{'年' if year else ''}{month}月的数字称为「全年」,统计期不一致。请统一到报告年度的12月31日,或去掉「全年」。",
            )  # fmt: skip


def _other_year(report: Report, sentence: Sentence, year: int) -> Iterator[Finding]:
    this_year = _THIS_YEAR.search(sentence.text)
    if not this_year or _BACKWARD.search(sentence.text):
        return
    for match in _NAMED_YEAR.finditer(sentence.text):
        named = int(match.group(1))
        plan = re.search(r"要点|计划|方案|任务|清单|行动|安排|[”]", match.group())
        if named == year - 1 and plan and "本年度" in sentence.text:
            first, last = sorted((match.span(), this_year.span()))
            start, end = report.clauses(sentence.start + first[0], sentence.start + last[1])
            yield Finding(
                report.name, Class.SCOPE, "period_slip", start, end, f"{named} < {year}",
                f"报告年度是{year}年,这里把{named}年的文件或行动作为本年度的。请核对年份。",
            )  # fmt: skip
