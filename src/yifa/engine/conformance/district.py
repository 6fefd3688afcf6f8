"""The scan of a district's year: every pinned procedure over a snapshot of its cases, findings traced to their rows.

What the scan finds is explained by the other reading: the case is folded, and its verdict put into words. The two
share no code, so a finding that the fold does not confirm is a fault of the program and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import ibis

from yifa.engine.case_snapshots import sources_of, write_cases
from yifa.engine.conformance.company import Company
from yifa.engine.conformance.findings import Finding
from yifa.engine.conformance.scanning import scan
from yifa.engine.snapshots import write_register
from yifa.kernel.catalogue import catalogue
from yifa.kernel.givens import OtherCases
from yifa.kernel.ledger import Table
from yifa.kernel.models import Act, Case
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.registers import edition_in_force
from yifa.kernel.versions import Versions
from yifa.law.explain import sentence
from yifa.law.fold import Given
from yifa.law.judge import Verdict, verdicts
from yifa.law.procedure import Procedure

A_BATCH = 500


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """程序疑点(待核实) with the row that it rests on. sentence: what was found, in words, with its article."""

    ledger: str
    file: str
    sheet: str
    row: int | None
    table: str
    key: str
    organ: str
    rule: str
    article: str
    certainty: str
    detail: Mapping[str, object]
    sentence: str
    case_id: int

    @property
    def order(self) -> tuple[str, str, int, str]:
        """The order in which people read findings: by ledger, table, row and rule."""
        return self.ledger, self.table, self.row or 0, self.rule

    def as_json(self) -> dict[str, object]:
        """The finding for machines, as the command line documents it."""
        return {
            "ledger": self.ledger,
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "key": self.key,
            "rule": self.rule,
            "article": self.article,
            "detail": dict(self.detail),
        }


@dataclass(frozen=True, slots=True)
class AbsentEdition:
    """A register without an edition of the scanned year; instead: the year of the one still in force, if any."""

    table: Table
    instead: int | None


@dataclass(frozen=True, slots=True)
class YearScan:
    """One scan of a year's cases, as of its last day, on snapshots kept in `folder`.

    returned: (table, key) of register rows that came back at intake → where each stands, so that a finding which
    rests on the absence of one can say so.
    """

    year: int
    as_of: date
    given: Given
    versions: Versions
    folder: Path
    returned: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def findings(self) -> list[LedgerFinding]:
        """Every finding of every case of the year, in reading order."""
        found = [finding for procedure in self._procedures() for finding in self._of(procedure)]
        return sorted(found, key=lambda finding: finding.order)

    def _procedures(self) -> Iterator[Procedure]:
        pinned = Case.objects.filter(year=self.year).values_list("procedure", "version").distinct()
        for name, version in pinned.order_by("procedure", "version"):
            procedure = self.versions.pinned(name=name, version=version)
            if procedure.rules:
                yield procedure

    def _of(self, procedure: Procedure) -> Iterator[LedgerFinding]:
        found = self._scanned(procedure)
        for start in range(0, len(found), A_BATCH):
            yield from self._explained(found[start : start + A_BATCH])

    def _scanned(self, procedure: Procedure) -> tuple[Finding, ...]:
        cases = write_cases(procedure, self.folder / procedure.name / procedure.version, year=self.year)
        connection, company = ibis.duckdb.connect(), Company(self.given, self.versions, self.year)
        sources = sources_of(procedure, year=self.year)
        try:
            return scan(
                procedure,
                acts=connection.read_parquet(cases.acts.file),
                facts=connection.read_parquet(cases.facts.file),
                calendar=self.given.calendar,
                as_of=self.as_of,
                connection=connection,
                registers=self._registers(procedure, connection),
                witnessed={source: told.witnessed for source, told in sources.items()},
                unsaid={source: told.unsaid for source, told in sources.items()},
                parameters=self.given.parameters,
                elsewhere=company.elsewhere(procedure, connection),
                siblings=company.siblings(procedure, connection),
            ).findings
        finally:
            connection.disconnect()

    def _registers(self, procedure: Procedure, connection: ibis.BaseBackend) -> Mapping[str, ibis.Table]:
        named = _registers_asked(procedure)
        editions = {name: edition_in_force(register=name, on=self.as_of) for name in sorted(named)}
        tables = catalogue().tables
        return {name: self._register(tables[name], year, connection) for name, year in editions.items() if year}

    def _register(self, table: Table, edition: int, connection: ibis.BaseBackend) -> ibis.Table:
        file = write_register(table, self.folder / "registers", year=edition).file
        return connection.read_parquet(file)

    def _explained(self, found: Iterable[Finding]) -> Iterator[LedgerFinding]:
        by_case: dict[int, list[Finding]] = {}
        for finding in found:
            by_case.setdefault(finding.case_id, []).append(finding)
        origins, others = _origins(by_case), OtherCases(self.given, self.versions, self.year)
        for read in read_cases(by_case, given=self.given, versions=self.versions):
            given = others.beside(read.given, case_id=read.case.pk, procedure=read.case.procedure)
            confirmed = {verdict.rule.code: verdict for verdict in verdicts(read.state, given, self.as_of)}
            for finding in by_case[read.case.pk]:
                told = _ledger_finding(finding, read, confirmed[finding.code], origins[read.case.pk])
                yield replace(told, sentence=told.sentence + self._absence(finding, read))

    def absent_editions(self) -> list[AbsentEdition]:
        """The registers that cases of the year refer to and of which the year has no edition of its own."""
        named = {name for procedure in self._procedures() for name in _registers_asked(procedure)}
        tables = sorted((catalogue().tables[name] for name in named), key=lambda table: (table.ledger, table.id))
        found = (AbsentEdition(table, edition_in_force(register=table.id, on=self.as_of)) for table in tables)
        return [one for one in found if one.instead != self.year]

    def _absence(self, finding: Finding, read: Read) -> str:
        """Where the row of the register stands that the finding says is not there, if it came back at intake."""
        procedure, facts = read.course.procedure, read.state.facts
        named = {(r.register, str(facts.get(r.fact.name))) for r in procedure.refers if r.fact.name in finding.detail}
        named |= {(procedure.certificates, str(finding.detail["certificate"]))} if _unheld(finding) else set()
        places = [self.returned[one] for one in sorted(named) if one in self.returned]
        return "".join(f"该条登记在{place}被退回,按没有登记处理;补正后请重新检查。" for place in places)


def _registers_asked(procedure: Procedure) -> frozenset[str]:
    named = {reference.register for reference in procedure.refers} | {procedure.certificates}
    return frozenset(named - {""})


def _unheld(finding: Finding) -> bool:
    return "certificate" in finding.detail and finding.detail.get("why") == "unknown"


@dataclass(frozen=True, slots=True)
class _Origin:
    file: str
    sheet: str
    row: int | None
    organ: str


def _origins(case_ids: Iterable[int]) -> dict[int, _Origin]:
    rows = Act.objects.filter(case_id__in=list(case_ids), seq=0)
    columns = ("case_id", "original__name", "sheet", "row", "organ")
    return {pk: _Origin(file or "", sheet, row, organ) for pk, file, sheet, row, organ in rows.values_list(*columns)}


def _ledger_finding(finding: Finding, read: Read, verdict: Verdict, origin: _Origin) -> LedgerFinding:
    table = catalogue().tables.get(read.case.source_table)
    agreed = verdict.value is finding.value
    return LedgerFinding(
        ledger=table.ledger if table is not None else "",
        file=origin.file,
        sheet=origin.sheet,
        row=origin.row,
        table=read.case.source_table,
        key=read.case.source_key,
        organ=origin.organ,
        rule=finding.code,
        article=finding.basis.short,
        certainty=finding.basis.certainty.label,
        detail=finding.detail,
        sentence=sentence(verdict) if agreed else "两种读法的结论不一致,请把本条报告给系统维护人员。",
        case_id=read.case.pk,
    )
