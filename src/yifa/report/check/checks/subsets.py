"""A part, said with 其中, that is larger than its whole."""

import re
from collections.abc import Iterator

from yifa.report.check.findings import Class, Finding, number
from yifa.report.check.parts import PRIOR, PartList, part_lists
from yifa.report.check.quantities import Quantity
from yifa.report.check.sentences import Report, Sentence

_OTHERWISE = re.compile(rf"{PRIOR.pattern}|达到|总数|总量|存量|共有|[由从]$|[增降减]至|均")


def check(report: Report) -> Iterator[Finding]:
    """Find parts that exceed every number that could be their whole."""
    for sentence in report.sentences:
        for listed in part_lists(sentence):
            if listed.cue in {"其中", "中"}:
                for part in listed.parts:
                    if _exceeds(part, listed, sentence):
                        yield _finding(report, listed, part)


def _exceeds(part: Quantity, listed: PartList, sentence: Sentence) -> bool:
    wholes = [q for q in sentence.quantities if q.start < listed.parts[0].start and q.unit == part.unit]
    return all(part.low > whole.high for whole in wholes) and not _OTHERWISE.search(part.clause)


def _finding(report: Report, listed: PartList, part: Quantity) -> Finding:
    start, end = report.clauses(listed.total.start, part.end)
    return Finding(
        report.name, Class.ERROR, "subset_gt_whole", start, end,
        f"{number(part)} > {number(listed.total)}",
        f"「其中」的{part.text}大于总数{listed.total.text}。请核对这两个数,或说明两者不是包含关系。",
    )  # fmt: skip
