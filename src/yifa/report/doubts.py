"""Findings as the report shows them: rows of the workbook for the organs, and open items beside the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from yifa.engine.conformance.district import LedgerFinding
from yifa.kernel.catalogue import catalogue
from yifa.law.table import says
from yifa.report.document import OpenItem
from yifa.report.workbooks import FindingRow

TO_BE_VERIFIED = "待核实"


def finding_rows(found: Iterable[LedgerFinding]) -> Iterator[FindingRow]:
    """One row a finding, in reading order."""
    titles = rule_titles()
    for finding in found:
        yield FindingRow(
            rule=finding.rule,
            title=titles.get(finding.rule, ""),
            basis=finding.article,
            certainty=finding.certainty,
            organ=finding.organ,
            case=finding.key,
            file=finding.file,
            sheet=finding.sheet,
            row=finding.row or 0,
            explanation=finding.sentence,
            proof=";".join(f"{name}={value}" for name, value in finding.detail.items()),
            state=TO_BE_VERIFIED,
        )


def open_items(found: Iterable[LedgerFinding]) -> tuple[OpenItem, ...]:
    """The doubts by rule, each beside the first figure that counts records of the same table."""
    listed = list(found)
    titles, places = rule_titles(), _figure_of_table()
    counts = Counter((finding.rule, finding.article, finding.table) for finding in listed)
    return tuple(
        OpenItem(rule, titles.get(rule, rule), article, count, places.get(table, ""))
        for (rule, article, table), count in sorted(counts.items())
    )


def rule_titles() -> Mapping[str, str]:
    """What each public rule demands, in words, by its code."""
    titles: dict[str, str] = {}
    for procedure in catalogue().procedures.values():
        for rule in procedure.rules:
            titles[rule.code] = f"{rule.step.title}:{says(rule.word, rule.step, procedure)}"
    return titles


def _figure_of_table() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for figure in catalogue().figures.values():
        if figure.of is not None:
            found.setdefault(figure.of.id, figure.id)
    return found
