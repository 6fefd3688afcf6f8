"""Sentences that stand word for word in last year's report."""

from collections.abc import Iterator

from yifa.report.check.findings import Class, Finding
from yifa.report.check.sentences import Report

_LONG = 30
"""Shorter sentences may well be the same in every year."""


def check(report: Report) -> Iterator[Finding]:
    """Find long sentences that last year's report has too."""
    for sentence in report.sentences:
        words = "".join(sentence.text.split())
        if len(words) >= _LONG and words in report.last_year:
            yield Finding(
                report.name, Class.TEXT, "same_as_last_year", sentence.start, sentence.end, "",
                "这一句与上年报告一字不差。请核对是否仍是本年度的情况,数字是否已更新。",
            )  # fmt: skip
