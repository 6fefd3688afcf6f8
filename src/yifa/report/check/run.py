"""Carry out every check that stands in the folder `checks`, on one report or on several."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from yifa.report.check import checks
from yifa.report.check.clean import Repair
from yifa.report.check.document import Document
from yifa.report.check.findings import Class, Finding
from yifa.report.check.sentences import Report, understood

Check = Callable[[Report], Iterable[Finding]]
Comparison = Callable[[tuple[Report, ...]], Iterable[Finding]]


@dataclass(frozen=True)
class Checked:
    """A checked report: what was found, what was repaired, and how many numbers were read."""

    report: Report
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]

    @property
    def numbers(self) -> int:
        return len(self.report.quantities)


def checked(documents: Iterable[Document], *, last_year: Document | None = None) -> list[Checked]:
    """Check each document, then compare them with each other."""
    before = _sentences(last_year)
    reports = tuple(replace(understood(document), last_year=before) for document in documents)
    across = [finding for compare in _comparisons() for finding in compare(reports)] if len(reports) > 1 else []
    return [_checked(report, [f for f in across if f.file == report.name]) for report in reports]


def _checked(report: Report, across: list[Finding]) -> Checked:
    found = [finding for check in _checks() for finding in check(report)]
    quoted = [_quoted(report, finding) for finding in [*found, *across]]
    return Checked(report, tuple(_once(quoted)), tuple(report.clean.repairs()))


def _sentences(document: Document | None) -> frozenset[str]:
    if document is None:
        return frozenset()
    return frozenset("".join(sentence.text.split()) for sentence in understood(document).sentences)


@cache
def _checks() -> tuple[Check, ...]:
    return tuple(module.check for module in _modules() if hasattr(module, "check"))


@cache
def _comparisons() -> tuple[Comparison, ...]:
    return tuple(module.compare for module in _modules() if hasattr(module, "compare"))


def _modules() -> Iterator[object]:
    for found in sorted(pkgutil.iter_modules(checks.__path__), key=lambda info: info.name):
        yield import_module(f"{checks.__name__}.{found.name}")


def _quoted(report: Report, finding: Finding) -> Finding:
    start, end = report.clean.origin(finding.start, finding.end)
    text = report.document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(finding, quote=text[start:end], origin=(start, end))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what is said a second time of the same words; in the order of the text."""
    kept: list[Finding] = []
    reached: dict[str, int] = {}
    order = list(Class)
    for finding in sorted(findings, key=lambda f: (order.index(f.sort), f.start, -f.end)):
        if finding.end > reached.get(finding.type, -1):
            kept.append(finding)
            reached[finding.type] = finding.end
    yield from sorted(kept, key=lambda f: (f.start, f.end))
