"""Comparing the columns of visibility with what they follow from: organ, stated 密级, standing publications."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from yifa.kernel.access.columns import COLUMNS, Guard, guard_of, guarded
from yifa.kernel.catalogue import catalogue
from yifa.kernel.confidentiality import CONFIDENTIALITY, KNOWN_TO
from yifa.kernel.ledger import Table
from yifa.kernel.models import Act, Case, Guarded, Publication
from yifa.kernel.organs import paths_named
from yifa.kernel.records import stored
from yifa.law.act import Act as LawAct
from yifa.law.act import Kind, effective
from yifa.law.fact import Value

BATCH = 1000
TITLES = {fact.name: fact.title for fact in COLUMNS}


@dataclass(frozen=True, slots=True)
class _Differing:
    """A row whose columns are not what they should be."""

    row: Guarded
    named: str
    wanted: Guard


def sentences() -> Iterator[str]:
    """A Chinese sentence for every row that does not say whose it is, or how widely known, as it should; for fsck."""
    for one in _differing():
        there, wanted = guard_of(one.row), one.wanted.columns
        wrong = [name for name in wanted if there[name] != wanted[name]]
        said = "、".join(f"{TITLES[name]}记作「{there[name]}」,应为「{wanted[name]}」" for name in wrong)
        yield f"{one.named}:{said}。请重建。"


def rebuild() -> int:
    """Put the columns right; returns of how many rows. To be run once on records of a version that had none."""
    count = 0
    with transaction.atomic():
        for one in _differing():
            type(one.row)._default_manager.filter(pk=one.row.pk).update(**one.wanted.columns)  # noqa: SLF001 - Django's own interface
            count += 1
    return count


def _differing() -> Iterator[_Differing]:
    tables = catalogue().tables
    for cases in _batches(Case):
        records = _records(cases, tables)
        for case, table, wanted in _cases(cases, tables):
            if guard_of(case) != wanted.columns:
                yield _Differing(case, f"案件(内部号{case.pk})", wanted)
            record = records.get(case.pk)
            if record is not None and table is not None and guard_of(record) != wanted.columns:
                yield _Differing(record, f"台账「{table.title}」中案件(内部号{case.pk})的记录", wanted)
    for table in tables.values():
        if table.becomes is None:
            for entries in _batches(stored(table).model):
                yield from _entries(entries, table)


def _cases(cases: Sequence[Case], tables: Mapping[str, Table]) -> Iterator[tuple[Case, Table | None, Guard]]:
    ids = [case.pk for case in cases]
    rows = Publication.objects.filter(case_id__in=ids)
    # Of a case that moved on since its duties were looked at, nobody knows yet whether it stands published.
    unsure = set(rows.exclude(acts=F("case__acts")).values_list("case_id", flat=True))
    public = set(rows.filter(done_on__isnull=False, withdrawn_on=None).values_list("case_id", flat=True))
    stated, paths = _stated(ids), _paths(cases)
    for case in cases:
        if case.pk in unsure:
            continue
        table = tables.get(case.source_table)
        published = case.pk in public
        yield (
            case,
            table,
            guarded(table, organ_path=paths[case.pk], facts=stated.get(case.pk, {}), published=published),
        )


def _records(cases: Sequence[Case], tables: Mapping[str, Table]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for name in {case.source_table for case in cases} & tables.keys():
        ids = [case.pk for case in cases if case.source_table == name]
        found |= {row.of_case_id: row for row in stored(tables[name]).model.objects.filter(of_case_id__in=ids)}
    return found


def _paths(cases: Sequence[Case]) -> dict[int, str]:
    without = [case.pk for case in cases if case.organ_id is None]
    acting = dict(Act.objects.filter(case_id__in=without, seq=0).values_list("case_id", "organ"))
    placed = paths_named(names=acting.values())
    own = {case.pk: case.organ.path for case in cases if case.organ is not None}
    return dict.fromkeys(without, "") | {pk: placed.get(organ, "") for pk, organ in acting.items()} | own


def _stated(case_ids: Sequence[int]) -> dict[int, dict[str, Value]]:
    names = (CONFIDENTIALITY.name, KNOWN_TO.name)
    says = Q(*(("facts__contains", f'"{name}"') for name in names), _connector=Q.OR)
    saying = Act.objects.filter(says, case_id__in=case_ids).values_list("case_id", flat=True).distinct()
    found: dict[int, dict[str, Value]] = {}
    acts = Act.objects.filter(case_id__in=list(saying)).order_by("case_id", "seq")
    by_case: dict[int, dict[int, Any]] = {}
    for act in acts:
        by_case.setdefault(act.case_id, {})[act.seq] = act
    for pk, of_case in by_case.items():
        stood = (json.loads(of_case[act.seq].facts) for act in effective(list(map(_of_law, of_case.values()))))
        facts = {name: value for said in stood for name, value in said.items()}
        found[pk] = {name: facts[name] for name in names if name in facts}
    return found


def _of_law(act: Act) -> LawAct:
    replaces = Kind(act.replaces) if act.replaces else None
    return LawAct(act.seq, Kind(act.kind), act.step, date.min, corrects=act.corrects, replaces=replaces)


def _entries(entries: Sequence[Any], table: Table) -> Iterator[_Differing]:
    organs = {entry.pk: str(getattr(entry, table.organ) or "") if table.organ else "" for entry in entries}
    paths = paths_named(names=organs.values())
    for entry in entries:
        # What a sheet stated of an entry stands in no act: a level that is there is taken as stated.
        level: dict[str, Value] = {CONFIDENTIALITY.name: entry.confidentiality} if entry.confidentiality else {}
        wanted = guarded(table, organ_path=paths.get(organs[entry.pk], ""), facts=level)
        if guard_of(entry) != wanted.columns:
            yield _Differing(entry, f"名录「{table.title}」的「{entry.key}」", wanted)


def _batches(model: Any) -> Iterator[list[Any]]:
    rows, after = model.objects.order_by("pk"), 0
    if model is Case:
        rows = rows.select_related("organ")
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        yield batch
        after = batch[-1].pk
