"""What the tests ask of the checker: the findings of a passage, in a report of 2023."""

from collections.abc import Sequence

from yifa.report.check.document import Document
from yifa.report.check.findings import Finding
from yifa.report.check.run import checked

TITLE = "某区2023年法治政府建设情况报告\n"


def findings(passage: str, *, title: str = TITLE) -> Sequence[Finding]:
    return checked([Document("report.txt", title + passage, hard=True)])[0].findings


def types(passage: str, *, title: str = TITLE) -> list[str]:
    return [finding.type for finding in findings(passage, title=title)]


def errors(passage: str, *, title: str = TITLE) -> list[str]:
    return [f"{f.type}: {f.quote} ({f.arithmetic})" for f in findings(passage, title=title) if f.sort.value == "error"]
