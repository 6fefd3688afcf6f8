"""Checking everything that is cached or counted against the acts it was made from. Finds, never repairs on its own.

`rebuild` puts right what is a cache; what touches acts themselves is for people to look into.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Count, Max, Min

from yifa.kernel import append_only, editions
from yifa.kernel import originals as kept_files
from yifa.kernel.access.checking import rebuild as put_visibility_right
from yifa.kernel.access.checking import sentences as visibility_sentences
from yifa.kernel.access.columns import guard_of
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Course, given_for, read
from yifa.kernel.disclosure import rows as duties
from yifa.kernel.evidence.checking import evidence_sentences
from yifa.kernel.evidence.keys import signing
from yifa.kernel.evidence.personal import UnableToOpenPersonalValue
from yifa.kernel.evidence.personal_checking import personal_sentences
from yifa.kernel.findings.checking import sentences as finding_sentences
from yifa.kernel.ledger import Table
from yifa.kernel.models import Act, Carrier, Case, Series
from yifa.kernel.projection import project
from yifa.kernel.records import stored
from yifa.kernel.standing import Standing, where_it_stands
from yifa.kernel.storage import reading, snapshot
from yifa.kernel.storage.rows import ACT_COLUMNS, Held
from yifa.kernel.versions import INSTALLED, UnableToFindProcedure, Versions
from yifa.law.fact import Value
from yifa.law.fold import Given, fold

BATCH = 1000
GivenOf = Callable[[int], Given]
"""What the law takes as given for cases of a year."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was checked and how many sentences it gave."""

    cases: int
    acts: int
    records: int
    found: int


@dataclass(frozen=True, slots=True)
class _Looked:
    case: Case
    held: Held
    course: Course | None
    unread: str
    record: Any


def fsck(
    *, given_of: GivenOf, versions: Versions = INSTALLED, originals: Path | None = None
) -> Generator[str, None, Checked]:
    """Yield a Chinese sentence for everything that does not agree; returns counts. Memory is bounded by the batch.

    originals: the folder of kept files, to be compared with what was taken in; None leaves them out.
    """
    cases = acts = records = found = 0
    given_of = cache(given_of)
    for batch in _batches(versions):
        for looked in batch:
            cases, acts, records = cases + 1, acts + len(looked.held.rows), records + (looked.record is not None)
            for sentence in _case_sentences(looked, given_of):
                found += 1
                yield sentence
    for sentence in chain(
        _orphans(),
        _gaps_in_series(),
        evidence_sentences(signing=signing(), act_columns=ACT_COLUMNS),
        personal_sentences(suite=signing().suite),
        kept_files.sentences(folder=originals) if originals is not None else (),
        visibility_sentences(),
        finding_sentences(),
        editions.sentences(),
        _unprotected(),
        duties.sentences(given_of=given_of, versions=versions),
    ):
        found += 1
        yield sentence
    return Checked(cases, acts, records, found)


def rebuild(*, given_of: GivenOf, versions: Versions = INSTALLED) -> int:
    """Make the cached columns of all cases and their record rows anew from their acts; returns how many were wrong.

    To be run after a new holiday notice too, which moves due dates that were provisional.
    """
    wrong, given_of = 0, cache(given_of)
    for batch in _batches(versions):
        with transaction.atomic():
            wrong += sum(_put_right(looked, given_of) for looked in batch)
    wrong += put_visibility_right() + editions.rebuild()
    duties.rebuild(given_of=given_of, versions=versions)
    return wrong


def _batches(versions: Versions) -> Iterator[list[_Looked]]:
    batch = _batch(0, versions)
    while batch:
        yield batch
        batch = _batch(batch[-1].case.pk, versions)


def _batch(after: int, versions: Versions) -> list[_Looked]:
    with snapshot():
        return _looked(list(Case.objects.filter(pk__gt=after).order_by("pk")[:BATCH]), versions)


def _looked(cases: Sequence[Case], versions: Versions) -> list[_Looked]:
    held, records = _held([case.pk for case in cases]), _records(cases)
    return [
        _Looked(case, held[case.pk], *_course(case, held[case.pk], versions), records.get(case.pk))
        for case in cases
        if case.pk in held
    ]


def _held(case_ids: Sequence[int]) -> dict[int, Held]:
    # A case with a damaged personal value cannot be read; `personal_sentences` tells of it, the others are checked.
    try:
        with reading() as store:
            return store.read_many(case_ids)
    except UnableToOpenPersonalValue:
        halves = (case_ids[: len(case_ids) // 2], case_ids[len(case_ids) // 2 :])
        return _held(halves[0]) | _held(halves[1]) if len(case_ids) > 1 else {}


def _course(case: Case, held: Held, versions: Versions) -> tuple[Course | None, str]:
    name = _named(case)
    try:
        return read(held, versions), ""
    except UnableToFindProcedure:
        return None, f"{name}:所依程序「{case.procedure}」的版本「{case.version}」没有安装,无法核对。请安装该版本。"
    except (KeyError, ValueError, TypeError):
        return None, f"{name}:行为的内容不可读,被改动过。请从备份恢复。"


def _records(cases: Sequence[Case]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for name in {case.source_table for case in cases}:
        table = catalogue().tables.get(name)
        if table is not None:
            ids = [case.pk for case in cases if case.source_table == name]
            found |= {row.of_case_id: row for row in stored(table).model.objects.filter(of_case_id__in=ids)}
    return found


def _case_sentences(looked: _Looked, given_of: GivenOf) -> Iterator[str]:
    case, course, name = looked.case, looked.course, _named(looked.case)
    if course is None:
        yield looked.unread
        return
    seqs = [act.seq for act in course.acts]
    if seqs != list(range(len(seqs))) or len(seqs) != case.acts:
        yield f"{name}:登记有{case.acts}项行为,实存{len(seqs)}项,或者序号不连续。行为不得删改,请查明原因并从备份核对。"
    wanted, cached = _standing(looked, course, given_of), _cached(case)
    if wanted != cached:
        yield f"{name}:所处环节或到期日记作{_shown(cached)},按行为应为{_shown(wanted)}。请重建缓存列。"
    if course.table is not None:
        yield from _record_sentences(looked, course, course.table)


def _record_sentences(looked: _Looked, course: Course, table: Table) -> Iterator[str]:
    name = _named(looked.case)
    if looked.record is None:
        yield f"{name}:在台账「{table.title}」中没有记录行。请重建记录行。"
        return
    for column, (there, wanted) in _differences(looked.record, course, table).items():
        head = table.column(column).head
        yield f"{name}:台账「{table.title}」的「{head}」记作「{there}」,按行为应为「{wanted}」。请重建记录行。"


def _differences(record: Any, course: Course, table: Table) -> dict[str, tuple[Value, Value]]:
    wanted = project(table, course.acts)
    pairs = {column: (getattr(record, column), wanted[column]) for column in stored(table).fields}
    return {column: pair for column, pair in pairs.items() if pair[0] != pair[1]}


def _standing(looked: _Looked, course: Course, given_of: GivenOf) -> Standing:
    given = given_for(looked.held, course.table, given_of(looked.case.year))
    return where_it_stands(fold(course.procedure, course.acts, given), given)


def _cached(case: Case) -> Standing:
    return Standing(case.state, case.due_on, case.due_code, case.ended)


def _put_right(looked: _Looked, given_of: GivenOf) -> bool:
    course = looked.course
    if course is None:
        return False
    wanted, wrong = _standing(looked, course, given_of), False
    if wanted != _cached(looked.case):
        columns = {"state": wanted.step, "due_on": wanted.due_on, "due_code": wanted.due_code, "ended": wanted.ended}
        # Only if nobody moved the case on since it was read.
        wrong = Case.objects.filter(pk=looked.case.pk, acts=looked.held.count).update(**columns) > 0
    return (_put_record_right(looked, course, course.table) if course.table is not None else False) or wrong


def _put_record_right(looked: _Looked, course: Course, table: Table) -> bool:
    record, case = stored(table), looked.case
    if looked.record is None:
        row = record.of(project(table, course.acts))
        record.model.objects.create(of_case=case, year=case.year, **_place_on_file(case), **guard_of(case), **row)
        return True
    wanted = {column: pair[1] for column, pair in _differences(looked.record, course, table).items()}
    return bool(wanted) and record.model.objects.filter(pk=looked.record.pk).update(**wanted) > 0


def _place_on_file(case: Case) -> dict[str, Any]:
    taken_in = Act.objects.filter(case=case, carrier=Carrier.IMPORT).order_by("-seq")
    return dict(taken_in.values("original_id", "sheet", "row").first() or {})


def _orphans() -> Iterator[str]:
    for case_id in Act.objects.filter(case__isnull=True).values_list("case_id", flat=True).distinct():
        yield f"内部号{case_id}:有行为而没有案件。行为不得删改,请查明原因并从备份核对。"
    for table in catalogue().tables.values():
        if table.becomes is None:
            continue
        rows = stored(table).model.objects.exclude(of_case__source_table=table.id)
        for row in rows.values_list("of_case_id", flat=True):
            yield f"内部号{row}:台账「{table.title}」中有记录行,而案件不存在或者属于其他台账。请查明后删除该记录行。"


def _unprotected() -> Iterator[str]:
    for table in append_only.unprotected(connections[DEFAULT_DB_ALIAS]):
        yield f"表 {table} 的防改保护被撤掉了。请查明是谁在何时撤掉的,并从备份恢复或者重新迁移数据库。"


def _gaps_in_series() -> Iterator[str]:
    counted = Series.objects.annotate(n=Count("numbers"), first=Min("numbers__serial"), top=Max("numbers__serial"))
    for series in counted.order_by("pk").iterator():
        used = series.n or 0
        if used != series.last or (used and (series.first != 1 or series.top != series.last)):
            yield f"编号序列「{series}」已用至{series.last},实存{used}个编号,不连续。编号不得缺漏,请查明原因。"


def _named(case: Case) -> str:
    return f"{case.number or case.title or case.source_key or '案件'}(内部号{case.pk})"


def _shown(standing: Standing) -> str:
    due = f",{standing.due_on}到期({standing.due_code})" if standing.due_on is not None else ",无到期日"
    return f"「{standing.step or standing.ended or '已办结'}」{due}"
