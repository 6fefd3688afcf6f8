"""Acts and facts of the cases of one procedure, written out for the conformance scan.

acts: case_id, seq, kind, step, on, minute, until, corrects, replaces — every act, corrections as they were made.
facts: case_id, source (the ledger table the case came from and what its file was silent on; empty for a live case),
the columns by which it is decided who may see the case, and one column for each fact of the procedure by its name:
what the latest act that stands says of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import models
from django.db.models import Count, Max, QuerySet, Sum, Value
from django.db.models.functions import Concat, Trim

from yifa.engine.snapshots import GUARD, ROWS_AT_A_TIME, Snapshot, guard_mark, replacing, streamed, unchanged
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.personal import stated
from yifa.kernel.models import Act, Case
from yifa.kernel.silence import unsaid, witnessed
from yifa.law.act import Act as LawAct
from yifa.law.act import Kind, effective
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Procedure

ACTS = pa.schema(
    [
        ("case_id", pa.int64()),
        ("seq", pa.int32()),
        ("kind", pa.string()),
        ("step", pa.string()),
        ("on", pa.date32()),
        ("minute", pa.int16()),
        ("until", pa.date32()),
        ("corrects", pa.int32()),
        ("replaces", pa.string()),
    ]
)
TYPES: Mapping[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.MONEY: pa.int64(),
    Type.HUNDREDTHS: pa.int64(),
    Type.DATE: pa.date32(),
    Type.MOMENT: pa.timestamp("us"),
    Type.FLAG: pa.bool_(),
    Type.CREDIT_CODE: pa.string(),
    Type.PERSON_ID: pa.string(),
    Type.CODES: pa.list_(pa.string()),
}
OF_CASE = ("source", *GUARD)


@dataclass(frozen=True, slots=True)
class CaseSnapshot:
    """The two files of one procedure."""

    acts: Snapshot
    facts: Snapshot


def write_cases(procedure: Procedure, folder: Path, *, year: int | None = None) -> CaseSnapshot:
    """Write the cases pinned to this version of the procedure as «acts.parquet» and «facts.parquet» in the folder.

    One pass over the acts; nothing is written where no act was added since the files were. year: only its cases.
    """
    mark = _mark(procedure, year)
    files = folder / "acts.parquet", folder / "facts.parquet"
    acts, facts = (unchanged(file, mark) for file in files)
    if acts is not None and facts is not None:
        return CaseSnapshot(acts, facts)
    schema = facts_schema(procedure)
    with (
        replacing(files[0], schema=ACTS, mark=mark) as acts_writer,
        replacing(files[1], schema=schema, mark=mark) as facts_writer,
    ):
        cases = _Cases(schema, facts_writer)
        for columns in streamed(_acts(procedure, year)):
            acts_writer.write_batch(_acts_batch(columns))
            cases.take(columns)
        cases.finish()
    return CaseSnapshot(*(Snapshot(file, pq.read_metadata(file).num_rows, written=True) for file in files))


def facts_schema(procedure: Procedure) -> pa.Schema:
    """The columns of the file of facts."""
    own = [(fact.name, TYPES[fact.type]) for fact in stated_facts(procedure)]
    guard = [(name, pa.string()) for name in GUARD]
    return pa.schema([("case_id", pa.int64()), ("source", pa.string()), *guard, *own])


def stated_facts(procedure: Procedure) -> tuple[Fact, ...]:
    """The facts that acts of the procedure may state: declared by it, answers to its questions, cells of its ledgers."""
    declared = [*procedure.facts, *(question.fact for question in procedure.questions)]
    declared += [reference.fact for reference in procedure.refers]
    declared += [procedure.officers] if procedure.officers is not None else []
    ledgers = (t for t in catalogue().tables.values() if t.becomes is not None and t.becomes.name == procedure.name)
    for table in ledgers:
        declared += [column.becomes for column in table.columns if isinstance(column.becomes, Fact)]
        declared += [part.fact for part in table.parts]
        declared += [table.year_fact] if table.year_fact is not None else []
    return tuple({fact.name: fact for fact in declared}.values())


@dataclass(frozen=True, slots=True)
class Told:
    """What a source speaks of. witnessed: the steps on which it says anything; unsaid: the facts on which nothing."""

    witnessed: frozenset[str]
    unsaid: frozenset[str]


def sources_of(procedure: Procedure, *, year: int | None = None) -> dict[str, Told]:
    """By source, as the file of facts names it: what that source speaks of."""
    found = _cases(procedure, year).exclude(source_key="").values_list("source_table", "silent_on").distinct()
    tables = catalogue().tables
    return {
        f"{table} {silent}".rstrip(): Told(witnessed(tables[table], silent), unsaid(tables[table], silent))
        for table, silent in found.order_by()
    }


def _cases(procedure: Procedure, year: int | None) -> QuerySet[Case]:
    cases = Case.objects.filter(procedure=procedure.name, version=procedure.version)
    return cases if year is None else cases.filter(year=year)


def _mark(procedure: Procedure, year: int | None) -> str:
    sums = _cases(procedure, year).aggregate(cases=Count("pk"), last=Max("pk"), acts=Sum("acts"))
    names = ",".join(fact.name for fact in stated_facts(procedure))
    return f"{year} {sums['cases']} {sums['last']} {sums['acts']} {names}{guard_mark(_cases(procedure, year))}"


def _acts(procedure: Procedure, year: int | None) -> Any:
    columns = *(field.name for field in ACTS), "facts", "source", *(f"case__{name}" for name in GUARD)
    acts = Act.objects.filter(case__in=_cases(procedure, year))
    # A live case has no source: all that is not on record there did not happen.
    source = Concat("case__source_table", Value(" "), "case__silent_on")
    live = models.When(case__source_key="", then=Value(""))
    told = models.Case(live, default=Trim(source), output_field=models.TextField())
    return acts.annotate(source=told).order_by("case_id", "seq").values_list(*columns)


def _acts_batch(columns: list[tuple[Any, ...]]) -> pa.RecordBatch:
    *own, replaces = columns[: len(ACTS)]
    own.append(tuple(kind or None for kind in replaces))
    return pa.RecordBatch.from_arrays(
        [pa.array(values, kind) for values, kind in zip(own, ACTS.types, strict=True)], schema=ACTS
    )


class _Cases:
    """Takes acts in order of their cases and writes the facts of each case when its last act has come."""

    def __init__(self, schema: pa.Schema, writer: pq.ParquetWriter) -> None:
        self.schema, self.writer = schema, writer
        self.open: list[tuple[Any, ...]] = []
        self.rows: list[Mapping[str, Any]] = []

    def take(self, columns: list[tuple[Any, ...]]) -> None:
        wanted = ("case_id", "seq", "kind", "corrects", "replaces", "facts", *OF_CASE)
        names = [*ACTS.names, "facts", *OF_CASE]
        acts = zip(*(columns[names.index(name)] for name in wanted), strict=True)
        for _, of_case in groupby(acts, key=itemgetter(0)):
            found = list(of_case)
            if self.open and self.open[0][0] != found[0][0]:
                self._close()
            self.open += found

    def finish(self) -> None:
        if self.open:
            self._close()
        self._write()

    def _close(self) -> None:
        first = self.open[0]
        of_case = zip(OF_CASE, first[-len(OF_CASE) :], strict=True)
        self.rows.append({"case_id": first[0], **_facts(self.open), **dict(of_case)})
        self.open = []
        if len(self.rows) >= ROWS_AT_A_TIME:
            self._write()

    def _write(self) -> None:
        if self.rows:
            columns = [_column([row.get(f.name) for row in self.rows], f.type) for f in self.schema]
            self.writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self.schema))
        self.rows = []


def _facts(acts: list[tuple[Any, ...]]) -> Mapping[str, Any]:
    if any(kind == Kind.CORRECTED for _, _, kind, *_ in acts):
        acts = _standing(acts)
    found: dict[str, Any] = {}
    for _, _, _, _, _, text, *_ in acts:
        if text != "{}":
            found.update(stated(text))
    return found


def _standing(acts: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    # Which acts stand, and in which order, is said once, in law; days play no part in it.
    of_law = [
        LawAct(seq, Kind(kind), "", date.min, corrects=corrects, replaces=Kind(replaces) if replaces else None)
        for _, seq, kind, corrects, replaces, *_ in acts
    ]
    by_seq = {act[1]: act for act in acts}
    return [by_seq[act.seq] for act in effective(of_law)]


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_temporal(kind):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)
