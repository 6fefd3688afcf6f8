"""Findings as the report shows them: rows of the workbook for the organs, and open items beside the figures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from yifa.engine.conformance.district import LedgerFinding
from yifa.engine.conformance.identity import as_found
from yifa.kernel.access import Viewer
from yifa.kernel.catalogue import catalogue
from yifa.kernel.findings.found import Identity
from yifa.kernel.findings.listing import findings, places
from yifa.kernel.models import Finding, State
from yifa.law.table import demand
from yifa.report.document import OpenItem
from yifa.report.outline import OUTLINE_2022
from yifa.report.outstanding import outstanding
from yifa.report.workbooks import FindingRow

NOTHING_KNOWN: Mapping[Identity, State] = {}
NONE_SET_ASIDE: Mapping[Identity, str] = {}


def finding_rows(
    found: Iterable[LedgerFinding], *, states: Mapping[Identity, State] = NOTHING_KNOWN
) -> Iterator[FindingRow]:
    """One row a finding, in reading order; states: where each stands on the desk, where it is known there."""
    listed, titles = list(found), rule_titles()
    for finding, same in zip(listed, as_found(listed), strict=True):
        yield FindingRow(
            rule=finding.rule,
            title=titles.get(finding.rule, ""),
            basis=finding.article,
            certainty=finding.certainty,
            organ=finding.organ,
            case=case_named(finding.key, finding.case_id),
            file=finding.file,
            sheet=finding.sheet,
            row=finding.row or 0,
            explanation=finding.sentence,
            proof=proof_shown(finding.detail),
            state=states.get(same.identity, State.OPEN).label,
        )


def stored_rows(findings: Iterable[Finding]) -> Iterator[FindingRow]:
    """One row for each finding of the desk, in the order given."""
    listed, titles = list(findings), rule_titles()
    standing = places({finding.case_id for finding in listed})
    for finding in listed:
        place = standing[finding.case_id]
        yield FindingRow(
            rule=finding.rule,
            title=titles.get(finding.rule, ""),
            basis=finding.article,
            certainty=finding.certainty,
            organ=place.organ,
            case=case_named(finding.case.source_key or finding.case.number or "", finding.case_id),
            file=place.file,
            sheet=place.sheet,
            row=place.row,
            explanation=finding.sentence,
            proof=proof_shown(json.loads(finding.detail)),
            state=State(finding.state).label,
        )


def case_named(key: str, case_id: int) -> str:
    """What a case is called in the workbook, and so in the answers that come back."""
    return key or f"内部号{case_id}"


def proof_shown(detail: Mapping[str, object]) -> str:
    """How a finding was counted, in one cell."""
    return ";".join(f"{name}={value}" for name, value in detail.items())


def open_items(
    found: Iterable[LedgerFinding], *, set_aside: Mapping[Identity, str] = NONE_SET_ASIDE
) -> tuple[OpenItem, ...]:
    """The doubts by rule, each beside the first figure that counts records of the same table.

    set_aside: those that a person decided to be none (不属实, 依据不适用), with the evidence on which; they are left out
    for as long as the scan finds the same.
    """
    everything = list(found)
    pairs = zip(everything, as_found(everything), strict=True)
    listed = [finding for finding, same in pairs if set_aside.get(same.identity) != same.evidence]
    return _items(Counter((finding.rule, finding.article, finding.table) for finding in listed))


def stored_items(viewer: Viewer, *, on: date, year: int) -> tuple[OpenItem, ...]:
    """The same of the findings on the desk, as the last scan left them; and what the year left undone."""
    rows = findings(viewer, on=on, year=year).exclude(state__in=(State.UNFOUNDED, State.INAPPLICABLE, State.GONE))
    found = rows.select_related(None).order_by().values_list("rule", "article", "case__source_table")
    return (*_items(Counter(found)), *outstanding(viewer, on=on, year=year))


def _items(counts: Mapping[tuple[str, str, str], int]) -> tuple[OpenItem, ...]:
    titles, places = rule_titles(), _figure_of_table()
    return tuple(
        OpenItem(rule, titles.get(rule, rule), article, count, places.get(table, ""))
        for (rule, article, table), count in sorted(counts.items())
    )


def rule_titles() -> Mapping[str, str]:
    """What each public rule demands, in words, by its code."""
    procedures = catalogue().procedures.values()
    return {rule.code: demand(rule.code, procedure) for procedure in procedures for rule in procedure.rules}


def _figure_of_table() -> Mapping[str, str]:
    """The figure beside which the doubts of each table are read: the first that every report has, else the first at all."""
    known = catalogue().figures
    first = [n for one in OUTLINE_2022.sections for n in one.placed if n in known and n not in one.optional]
    found: dict[str, str] = {}
    for name in (*first, *known):
        table = known[name].of
        if table is not None:
            found.setdefault(table.id, name)
    return found
