"""What machines may read: all of it through the one predicate, for the viewer that the token is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from yifa.kernel.access import Viewer, narrowed, reached, showing, visible
from yifa.kernel.catalogue import catalogue, record_model
from yifa.kernel.findings.listing import findings
from yifa.kernel.ledger import Table
from yifa.kernel.models import Act, Case, Finding
from yifa.kernel.next_acts import NextAct, next_acts
from yifa.kernel.reading import read_cases
from yifa.law.fact import Value
from yifa.law.procedure import Procedure
from yifa.law.table import table as law_table
from yifa.report.publishing import published_reports, statements
from yifa.surfaces.api.said import (
    ActOut,
    CaseOut,
    CasesOut,
    FigureOut,
    FindingOut,
    Known,
    NextOut,
    ProcedureOut,
    StepOut,
)
from yifa.surfaces.shell.given import given_on, versions

SIZE = 100
"""Rows of one answer."""


def procedures() -> list[ProcedureOut]:
    """All procedures installed, each in every version."""
    texts = catalogue().procedures.values()
    return [ProcedureOut(name=p.name, title=p.title, basis=p.basis.formal, version=p.version) for p in texts]


def steps(procedure: Procedure) -> list[StepOut]:
    """The steps of a procedure in the words of its table."""
    return [
        StepOut(
            name=step.name,
            title=line.cells[1],
            duty=line.cells[2],
            applies=line.cells[3],
            terms=line.cells[4],
            leaves=line.cells[5],
            basis=line.cells[6],
        )
        for step, line in zip(procedure.steps, law_table(procedure), strict=True)
    ]


def cases(viewer: Viewer, *, on: date, procedure: str, year: int | None, after: int) -> CasesOut:
    """The cases that the viewer may see, in the order of their ids, beyond one of them."""
    rows = reached(Case.objects.filter(pk__gt=after), viewer, on=on).select_related("organ").order_by("pk")
    rows = rows.filter(procedure=procedure) if procedure else rows
    found = list((rows.filter(year=year) if year is not None else rows)[: SIZE + 1])
    return CasesOut(items=[case_out(case) for case in found[:SIZE]], after=found[SIZE - 1].pk if found[SIZE:] else None)


def case_out(case: Case) -> CaseOut:
    """A case as it is told."""
    return CaseOut(
        id=case.pk,
        procedure=case.procedure,
        version=case.version,
        title=case.title,
        number=case.number or "",
        key=case.source_key,
        organ=case.organ.path if case.organ is not None else case.organ_path,
        year=case.year,
        state=case.state,
        due_on=case.due_on,
        ended=case.ended,
    )


def acts(viewer: Viewer, case: Case, *, on: date) -> list[ActOut]:
    """The acts of a case in order."""
    rows = reached(Act.objects.filter(case=case), viewer, on=on).order_by("seq")
    return [
        ActOut(
            seq=act.seq,
            kind=act.kind,
            step=act.step,
            on=act.on,
            entered_at=act.at,
            organ=act.organ,
            carrier=act.carrier,
            corrects=act.corrects,
        )
        for act in rows
    ]


def following(case: Case, *, on: date) -> list[NextOut]:
    """What comes next in a case that the viewer was seen to be allowed to see."""
    reads = read_cases([case.pk], given=given_on(on), versions=versions())
    return [_next(one) for read in reads for one in next_acts(read, on=on, versions=versions()).acts]


def records(viewer: Viewer, table: Table, *, on: date, after: str) -> dict[str, Any]:
    """The records of a table that the viewer may see, in the order of entry, personal values masked (`RecordsOut`)."""
    model: Any = record_model(table)
    rows = visible(model._default_manager.all(), viewer, on=on).order_by("pk")  # noqa: SLF001 - Django's own interface
    found = list(narrowed(rows.filter(pk__gt=int(after or 0)), table.columns)[: SIZE + 1])
    show = showing(viewer, table=table, on=on)
    following = str(found[SIZE - 1].pk) if found[SIZE:] else None
    items = [_plain(show(one).values) for one in found[:SIZE]]
    return {"table": table.id, "title": table.title, "items": items, "after": following}


def figures(year: int, *, on: date) -> list[FigureOut]:
    """The figures of the published report of a year, none before: their numbers are public, their records are not."""
    standing, known = published_reports(on=on, versions=versions()).get(year), catalogue().figures
    stated = statements(standing) if standing is not None else {}
    return [_figure(known[name].title, name, one) for name, one in stated.items() if name in known]


def doubts(viewer: Viewer, *, on: date, year: int | None, after: int) -> list[FindingOut]:
    """The doubts of procedure that the viewer may see, in the order of their ids, beyond one of them."""
    rows = findings(viewer, on=on, year=year).filter(pk__gt=after).order_by("pk")[:SIZE]
    return [_finding(one) for one in rows]


def _next(one: NextAct) -> NextOut:
    days = [deadline.last_on for deadline in one.deadlines if deadline.last_on is not None]
    return NextOut(
        step=one.step,
        title=one.title,
        duty=one.duty,
        basis=one.basis.article,
        last_on=min(days, default=None),
        leaves=list(one.leaves),
        refusals=list(one.refusals),
        doubts=list(one.doubts),
    )


def _figure(title: str, name: str, statement: Mapping[str, Any]) -> FigureOut:
    return FigureOut(
        id=name,
        title=title,
        value=statement["value"],
        unit=statement["unit"],
        definition=statement["definition"],
        basis=catalogue().figures[name].basis_shown,
        records=int(statement["records"]),
        set_hash=statement["set_hash"],
    )


def _finding(one: Finding) -> FindingOut:
    return FindingOut(
        id=one.pk,
        case=one.case_id,
        rule=one.rule,
        article=one.article,
        sentence=one.sentence,
        state=one.state,
        outcome=one.outcome,
    )


def _plain(values: Mapping[str, Value]) -> dict[str, Known]:
    return {name: _json(value) for name, value in values.items()}


def _json(value: Value | Iterable[str]) -> Known:
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else [str(one) for one in value]
