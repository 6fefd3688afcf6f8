"""Bulk import: rows of a ledger become cases with their acts and records. History is never refused, only scanned.

A later load shows what differs (`replay`) and, once somebody has agreed, corrects it (`amendments.amend`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db import transaction

from yifa.kernel.access.columns import guard_of, guarded
from yifa.kernel.catalogue import catalogue
from yifa.kernel.confidentiality import CONFIDENTIALITY
from yifa.kernel.deciding import Entering, entering, given_for
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import case_leaves
from yifa.kernel.ledger import Table
from yifa.kernel.loads import acknowledge
from yifa.kernel.models import Case, Load
from yifa.kernel.organs import entity_ids, organ_ids, paths_named
from yifa.kernel.projection import acts_of, project
from yifa.kernel.records import stored
from yifa.kernel.silence import silent_on
from yifa.kernel.standing import Standing, where_it_stands
from yifa.kernel.storage import writing
from yifa.kernel.storage.rows import Actor, Held, Lying, act_row
from yifa.kernel.transcript import digest_of, types_of
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Act
from yifa.law.fact import Fact, Type, Value
from yifa.law.fold import Given, fold
from yifa.law.procedure import Procedure


@dataclass(frozen=True)
class Imported:
    """A typed row of a sheet: its key, its values by column id, where it stands in the sheet, and its 密级 if stated."""

    key: str
    values: Mapping[str, Value]
    row: int
    level: str = ""

    @cached_property
    def digest(self) -> str:
        """The hash of what the row says."""
        return digest_of({**self.values, **self.stated})

    @property
    def stated(self) -> dict[str, Value]:
        """The fact of its 密级, where the row states one."""
        return {CONFIDENTIALITY.name: self.level} if self.level else {}


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that says something else than the case of its key: shown to a person before anything is corrected."""

    case_id: int
    imported: Imported


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a batch of rows."""

    created: int
    unchanged: int
    differing: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    imported: Imported
    procedure: Procedure
    acts: tuple[Act, ...]
    standing: Standing
    organ: str
    owner: str


def replay(
    *,
    load: Load,
    table: Table,
    rows: Sequence[Imported],
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
) -> Replayed:
    """Take in a batch of rows of one load, in one transaction; give a thousand or so at a time, keys unique.

    A row whose key is on record with the same content is left alone, one with other content is returned.
    by: who enters (organ and person come from the row); given: as for the year of the load.
    """
    with transaction.atomic(), writing() as store:
        known = _known(table, rows)
        fresh = [row for row in rows if row.key not in known]
        differing = tuple(
            Differing(known[row.key][0], row) for row in rows if row.key in known and known[row.key][1] != row.digest
        )
        entry = entering(replace(by, carrier="import"), at)
        opened = [_opened(table, row, load, entry.day, given, versions) for row in fresh]
        cases = _cases(load, table, opened)
        store.commit_to(case_leaves(suite_in_use(), map(vars, cases)))
        store.insert(
            [row for case, one in zip(cases, opened, strict=True) for row in _act_rows(case, one, load, table, entry)]
        )
        _show(load, table, cases, opened)
        outcome = Replayed(len(fresh), len(rows) - len(fresh) - len(differing), differing)
        counts = {"created": outcome.created, "unchanged": outcome.unchanged, "differing": len(differing)}
        acknowledge(load=load, last_row=max((row.row for row in rows), default=0), counts=counts)
    return outcome


def said_by(
    table: Table, values: Mapping[str, Value], stated: Mapping[str, Value], *, on_registered: date, year: int
) -> tuple[Act, ...]:
    """The acts that a row says; the 密级 stated for it stands with the facts of its registration."""
    registered, *others = acts_of(table, values, on_registered=on_registered, year=year)
    return (replace(registered, facts={**registered.facts, **stated}), *others) if stated else (registered, *others)


def organ_named(table: Table, values: Mapping[str, Value]) -> str:
    """The organ that a row names, «» where its table names none."""
    return str(values.get(table.organ) or "") if table.organ is not None else ""


def owner_named(table: Table, values: Mapping[str, Value], given: Given) -> str:
    """The organ whose case it is: the one the row names, or else that of the register entry which the row names."""
    named = organ_named(table, values)
    for reference in table.becomes.refers if table.becomes is not None and not named else ():
        register = catalogue().tables.get(reference.register)
        column = next((column.id for column in table.columns if column.becomes == reference.fact), "")
        if register is None or register.organ is None or not values.get(column):
            continue
        fact = register.column(register.organ).becomes
        entry = given.lookup(register.id, str(values[column])) if isinstance(fact, Fact) else None
        named = named or str((entry or {}).get(getattr(fact, "name", "")) or "")
    return named


def _known(table: Table, rows: Sequence[Imported]) -> dict[str, tuple[int, str]]:
    keys = [row.key for row in rows]
    found = Case.objects.filter(source_table=table.id, source_key__in=keys)
    return {key: (pk, digest) for key, pk, digest in found.values_list("source_key", "pk", "digest")}


def _opened(table: Table, row: Imported, load: Load, day: date, given: Given, versions: Versions) -> _Opened:
    acts = said_by(table, row.values, row.stated, on_registered=day, year=load.year)
    organ = organ_named(table, row.values)
    assert table.becomes is not None  # noqa: S101 - acts_of refuses registers
    first = min((act.on for act in acts[1:]), default=date(load.year, 1, 1))
    procedure = versions.in_force(name=table.becomes.name, on=first, organ=organ)
    held = Held(0, procedure.name, procedure.version, load.year, table.id, row.key, silent_on(table, row.values), 0, ())
    given = given_for(held, table, given)
    standing = where_it_stands(fold(procedure, acts, given), given)
    return _Opened(row, procedure, acts, standing, organ, owner_named(table, row.values, given))


def _cases(load: Load, table: Table, opened: Sequence[_Opened]) -> list[Case]:
    organs = organ_ids(names={one.owner for one in opened})
    paths = paths_named(names=organs)
    entities = _entities(table, opened)
    return Case.objects.bulk_create(
        Case(
            procedure=one.procedure.name,
            version=one.procedure.version,
            organ_id=organs.get(one.owner),
            party_id=entities.get(_credit_code(table, one.imported.values)),
            year=load.year,
            source_table=table.id,
            source_key=one.imported.key,
            silent_on=silent_on(table, one.imported.values),
            digest=one.imported.digest,
            state=one.standing.step,
            due_on=one.standing.due_on,
            due_code=one.standing.due_code,
            ended=one.standing.ended,
            acts=len(one.acts),
            **guarded(table, organ_path=paths.get(one.owner, ""), facts=one.acts[0].facts).columns,
        )
        for one in opened
    )


def _act_rows(case: Case, one: _Opened, load: Load, table: Table, entry: Entering) -> Iterable[tuple[object, ...]]:
    types = types_of(one.procedure, table)
    by = replace(entry.by, organ=one.organ, person="")
    lying = Lying(load.original_id, load.sheet, one.imported.row)
    for act in one.acts:
        yield act_row(case.pk, act, by, entry.stored_at, lying, types.write(act.facts), "[]")


def _show(load: Load, table: Table, cases: Sequence[Case], opened: Sequence[_Opened]) -> None:
    record = stored(table)
    record.model.objects.bulk_create(
        record.model(
            of_case=case,
            original_id=load.original_id,
            sheet=load.sheet,
            row=one.imported.row,
            year=load.year,
            **guard_of(case),
            **record.of(project(table, one.acts)),
        )
        for case, one in zip(cases, opened, strict=True)
    )


def _entities(table: Table, opened: Sequence[_Opened]) -> dict[str, int]:
    codes = {_credit_code(table, one.imported.values) for one in opened} - {""}
    return entity_ids(names=dict.fromkeys(codes, "")) if codes else {}


def _credit_code(table: Table, values: Mapping[str, Value]) -> str:
    column = next((c.id for c in table.columns if isinstance(c.becomes, Fact) and c.type is Type.CREDIT_CODE), None)
    return str(values.get(column) or "") if column is not None else ""
