"""Placeholders of a template that were left standing."""

import re
from collections.abc import Iterator

from yifa.report.check.findings import Class, Finding
from yifa.report.check.sentences import Report

_RESIDUE = re.compile(
    r"(?<![A-Za-z])[XxＸ×✕]{2,}(?=[\u4e00-\u9fff《〔（])|(?<=[\u4e00-\u9fff])[XＸ×✕]{2,}(?![A-Za-z\d])"
    r"|[\[【{｛<＜(（](?:[^\]】}｝>＞)）\n]{0,8}(?:名称|姓名|填写|填入|待补|待定)[^\]】}｝>＞)）\n]{0,6}|此处[^\]】}｝>＞)）\n]{0,8}|日期|单位|数字|数据|区县|年份)[\]】}｝>＞)）]"
    r"|\{\{[^}\n]{0,30}\}\}|_{3,}|＿{2,}|(?<=[\u4e00-\u9fff])[?？]{2,}(?=[\u4e00-\u9fff])"
)
_BRACKETED = re.compile(r"[(（]")


def check(report: Report) -> Iterator[Finding]:
    """Find placeholders; round brackets only where they ask to be filled in."""
    for match in _RESIDUE.finditer(report.text):
        round_one = _BRACKETED.match(match.group())
        if round_one and not re.search(r"填写|填入|此处|待补|待定", match.group()):
            continue
        start, end = report.clauses(match.start(), match.end())
        yield Finding(
            report.name, Class.TEXT, "template_residue", start, end, "",
            f"「{match.group()}」像是模板中没有替换的占位符。请填入实际内容。",
        )  # fmt: skip
