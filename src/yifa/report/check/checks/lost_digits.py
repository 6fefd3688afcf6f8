"""Digits that were lost in scanning, so that a number cannot be read."""

import re
from collections.abc import Iterator

from yifa.report.check.findings import Class, Finding
from yifa.report.check.sentences import Report
from yifa.report.check.units import UNIT

_BLOT = "■□▇█▓◻☐\ufffd"
_LOST = re.compile(
    rf"\d[\d,.]{{0,15}}[{_BLOT}]{{1,9}}\d{{0,15}}|(?<![\u4e00-\u9fff])[{_BLOT}]{{1,9}}\d{{1,15}}|[{_BLOT}]{{1,9}}(?=\s?(?:%|万元|亿元|余(?:{UNIT})))"
)


def check(report: Report) -> Iterator[Finding]:
    """Find numbers with a blot inside."""
    for match in _LOST.finditer(report.text):
        start, end = report.clauses(match.start(), match.end())
        yield Finding(
            report.name, Class.TEXT, "text_lost", start, end, "",
            f"「{match.group()}」中有字缺失,数字无法读出,没有参与核算。请对照原件补正。",
        )  # fmt: skip
