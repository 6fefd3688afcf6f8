"""Correcting imported cases by a later load: each difference becomes an act, and what was entered stays on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from yifa.kernel.access.columns import guarded
from yifa.kernel.acts import Overtaken
from yifa.kernel.confidentiality import CONFIDENTIALITY, KNOWN_TO
from yifa.kernel.deciding import Course, Entering, entering, given_for, read
from yifa.kernel.erasure import FACT as ERASED_FACT
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import CASE_COLUMNS, Subject, case_text, committing
from yifa.kernel.evidence.log import write
from yifa.kernel.ledger import Table
from yifa.kernel.models import Act as StoredAct
from yifa.kernel.models import Carrier, Case, Load
from yifa.kernel.projection import project
from yifa.kernel.records import changes, stored
from yifa.kernel.replay import Differing, organ_named, said_by
from yifa.kernel.silence import silent_on, unsaid_columns
from yifa.kernel.standing import where_it_stands
from yifa.kernel.storage import reading, writing
from yifa.kernel.storage.rows import Actor, Held, Lying, Move, Shown, act_row
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Act, Kind, effective
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given, fold


@dataclass(frozen=True, slots=True)
class _Amended:
    held: Held
    course: Course
    differing: Differing
    acts: tuple[Act, ...]


def amend(
    *,
    load: Load,
    table: Table,
    differing: Sequence[Differing],
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
) -> int:
    """Correct the cases of rows that a load found differing, in one transaction; returns the number of acts written.

    A value that was erased by law is not entered again, whatever the row says of it.
    Raises Overtaken where somebody moved one of the cases meanwhile: then nothing is written.
    """
    entry = entering(replace(by, carrier="import"), at)
    with transaction.atomic(), writing() as store:
        ids = [one.case_id for one in differing]
        held, live = store.read_many(ids), _live(ids)
        amended = [
            _amended(held[one.case_id], one, table, entry.day, live.get(one.case_id, frozenset()), versions)
            for one in differing
        ]
        moves = [_move(one, load, table, entry, given) for one in amended if one.acts]
        shown = [shown for one in amended if (shown := _shown(one, table)) is not None]
        overtaken = {move.case_id for move in moves} - store.move_many(moves, shown)
        if overtaken:
            raise Overtaken(min(overtaken))
        _remember(amended, load, table)
    return sum(len(one.acts) for one in amended)


def _amended(
    held: Held,
    differing: Differing,
    table: Table,
    day: date,
    live: frozenset[int],
    versions: Versions,
) -> _Amended:
    course = read(held, versions)
    registered = next((act.on for act in course.acts if act.kind is Kind.REGISTERED), day)
    # A column that the later sheet does not have says nothing against what the earlier one said.
    told_before = project(table, [act for act in course.acts if act.seq not in live])
    never_told = unsaid_columns(table, held.silent_on)
    values = {c: v for c, v in told_before.items() if c not in never_told} | dict(differing.imported.values)
    values |= {column: told_before[column] for column in erased_columns(table, course.acts)}
    stated = {**_stated(course), **differing.imported.stated}
    wanted = said_by(table, values, stated, on_registered=registered, year=held.year)
    acts = tuple(corrections(*_of_the_ledger(course.acts, wanted, live), first_seq=len(course.acts)))
    return _Amended(held, course, differing, acts)


@dataclass(frozen=True, slots=True)
class Sifted:
    """Rows that differ in more than what was erased by law, and how many erased values the rows of the load give."""

    differing: tuple[Differing, ...]
    values: int


def sift(*, table: Table, differing: Sequence[Differing], on: date, versions: Versions = INSTALLED) -> Sifted:
    """Set aside what a load says of values that were erased by law: they count as equal, and are not entered again.

    on: the day of the intake.
    """
    ids = [one.case_id for one in differing]
    touched = set(StoredAct.objects.filter(case_id__in=ids, kind=Kind.ERASED).values_list("case_id", flat=True))
    if not touched:
        return Sifted(tuple(differing), 0)
    with reading() as store:
        held, live = store.read_many(sorted(touched)), _live(sorted(touched))
    asked = [one for one in differing if one.case_id in touched]
    amended = [
        _amended(held[one.case_id], one, table, on, live.get(one.case_id, frozenset()), versions) for one in asked
    ]
    equal = {one.held.case_id for one in amended if not one.acts}
    values = sum(
        one.differing.imported.values.get(column) is not None
        for one in amended
        for column in erased_columns(table, one.course.acts)
    )
    return Sifted(tuple(one for one in differing if one.case_id not in equal), values)


def erased_columns(table: Table, acts: Iterable[Act]) -> tuple[str, ...]:
    """The columns of the facts that were erased in a case by law."""
    erased = {act.facts.get(ERASED_FACT) for act in acts if act.kind is Kind.ERASED}
    return tuple(c.id for c in table.columns if isinstance(c.becomes, Fact) and c.becomes.name in erased)


def _stated(course: Course) -> dict[str, Value]:
    # Nor does a sheet without a column 密级 say that the case has none.
    facts = {name: value for act in effective(list(course.acts)) for name, value in act.facts.items()}
    return {fact.name: facts[fact.name] for fact in (CONFIDENTIALITY, KNOWN_TO) if fact.name in facts}


def _guard(one: _Amended, table: Table) -> dict[str, str]:
    stated = one.differing.imported.stated
    if not stated:
        return {}
    columns = guarded(table, organ_path="", facts={**_stated(one.course), **stated}).columns
    return {name: columns[name] for name in (CONFIDENTIALITY.name, KNOWN_TO.name)}


def _of_the_ledger(acts: Sequence[Act], wanted: Sequence[Act], live: frozenset[int]) -> tuple[list[Act], list[Act]]:
    # What was done or corrected here is not the ledger's to strike out or to say again.
    standing = effective(list(acts))
    ours = {(act.meaning, act.step) for act in standing if act.seq in live}
    return [act for act in standing if act.seq not in live], [a for a in wanted if (a.meaning, a.step) not in ours]


def corrections(standing: Iterable[Act], wanted: Iterable[Act], *, first_seq: int) -> list[Act]:
    """The acts that turn what stands into what is wanted: changed, struck out, and added ones."""
    there, here = _by_event(standing), _by_event(wanted)
    found: list[Act] = []
    for event in {**there, **here}:
        old, new = there.get(event, []), here.get(event, [])
        found += [_replacing(a, b) for a, b in zip(old, new, strict=False) if _content(a) != _content(b)]
        found += [_striking(act) for act in old[len(new) :]]
        found += new[len(old) :]
    return [replace(act, seq=first_seq + place) for place, act in enumerate(found)]


def _by_event(acts: Iterable[Act]) -> dict[tuple[Kind | None, str], list[Act]]:
    found: dict[tuple[Kind | None, str], list[Act]] = {}
    for act in acts:
        found.setdefault((act.meaning, act.step), []).append(act)
    return found


def _content(act: Act) -> tuple[object, ...]:
    return act.on, act.minute, act.until, dict(act.facts)


def _replacing(old: Act, new: Act) -> Act:
    return replace(new, kind=Kind.CORRECTED, corrects=old.seq, replaces=new.kind)


def _striking(old: Act) -> Act:
    return Act(0, Kind.CORRECTED, old.step, old.on, corrects=old.seq)


def _live(case_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
    rows = StoredAct.objects.filter(case_id__in=case_ids).exclude(carrier=Carrier.IMPORT)
    found: dict[int, frozenset[int]] = {}
    for case_id, seq in rows.values_list("case_id", "seq"):
        found[case_id] = found.get(case_id, frozenset()) | {seq}
    return found


def _move(one: _Amended, load: Load, table: Table, entry: Entering, given: Given) -> Move:
    values = one.differing.imported.values
    by = replace(entry.by, organ=organ_named(table, values), person="")
    lying = Lying(load.original_id, load.sheet, one.differing.imported.row)
    rows = tuple(
        act_row(one.held.case_id, act, by, entry.stored_at, lying, one.course.types.write(act.facts), "[]")
        for act in one.acts
    )
    given = given_for(one.held, table, given)
    state = fold(one.course.procedure, (*one.course.acts, *one.acts), given)
    return Move(one.held.case_id, one.held.count, rows, where_it_stands(state, given))


def _shown(one: _Amended, table: Table) -> Shown | None:
    before, after = project(table, one.course.acts), project(table, (*one.course.acts, *one.acts))
    changed = changes(before, after, table)
    return Shown(one.held.case_id, stored(table), changed) if changed else None


def _remember(amended: Sequence[_Amended], load: Load, table: Table) -> None:
    cases = [
        Case(pk=one.held.case_id, digest=_digest(one, table), silent_on=_still_silent(one, table)) for one in amended
    ]
    Case.objects.bulk_update(cases, ["digest", "silent_on"])
    _commit_to_what_the_sheets_say([case.pk for case, one in zip(cases, amended, strict=True) if _speaks(case, one)])
    record = stored(table).model
    for one in amended:
        place = {"original_id": load.original_id, "sheet": load.sheet, "row": one.differing.imported.row}
        guard = _guard(one, table)
        record.objects.filter(of_case_id=one.held.case_id).update(**place, **guard)
        if guard:
            Case.objects.filter(pk=one.held.case_id).update(**guard)


def _speaks(case: Case, one: _Amended) -> bool:
    return case.silent_on != one.held.silent_on


def _commit_to_what_the_sheets_say(case_ids: Sequence[int]) -> None:
    known = Case.objects.filter(pk__in=case_ids).values(*CASE_COLUMNS)
    write([committing(suite_in_use(), Subject.CASE, str(case["id"]), case_text(case)) for case in known])


def _digest(one: _Amended, table: Table) -> str:
    # Of a row with an erased value none is kept: whoever knows the rest of it could guess the value.
    return "" if erased_columns(table, one.course.acts) else one.differing.imported.digest


def _still_silent(one: _Amended, table: Table) -> str:
    now = set(silent_on(table, one.differing.imported.values).split())
    return " ".join(sorted(now & set(one.held.silent_on.split())))
