"""Taking back what a load brought (撤销导入): by corrections, and only where nobody has acted on it since.

No act is deleted. What the load entered is struck out and stays on record as struck out; the case ends there, and its
key is free for the next load. A case that the load only corrected goes back to what it said before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from yifa.kernel.access import Viewer, reached
from yifa.kernel.amendments import corrections
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Course, Entering, entering, given_for, read
from yifa.kernel.disclosure.rows import catch_up
from yifa.kernel.evidence.canonical import Json
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import CASE_COLUMNS, Subject, case_text, committing, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.findings.checking import SAID_BY_PEOPLE
from yifa.kernel.ledger import Table
from yifa.kernel.loads import UNDONE, reopen_load
from yifa.kernel.models import Act as StoredAct
from yifa.kernel.models import Carrier, Case, FindingEntry, Handover, Load, Publication
from yifa.kernel.projection import project
from yifa.kernel.records import changes, stored
from yifa.kernel.register_undoing import UnableToUndoEdition, undo_entries
from yifa.kernel.standing import where_it_stands
from yifa.kernel.storage import writing
from yifa.kernel.storage.rows import NOWHERE, Actor, Held, Move, Shown, act_row
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Act, Kind, effective
from yifa.law.fold import Given, fold

BATCH = 500
NAMED = 50
"""Of so many cases that stay it is said which they are, and why."""
Told = Callable[[int], None]


class UnableToUndo(Exception):
    """The load cannot be taken back; its text is a Chinese sentence with the cure."""


@dataclass(frozen=True, slots=True)
class Left:
    """A case that stays as it is, and why."""

    key: str
    why: str


@dataclass(slots=True)
class Undone:
    """What was taken back: cases struck out, cases put back to what they said before, entries of a register; left: not."""

    struck: int = 0
    put_back: int = 0
    entries: int = 0
    left: int = 0
    named: list[Left] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Undoing:
    load: Load
    table: Table
    entry: Entering
    given: Given
    versions: Versions
    within: Viewer | None


def undo_load(
    *,
    load: Load,
    reason: str,
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
    within: Viewer | None = None,
    told: Told | None = None,
) -> Undone:
    """Take back what the load brought, a batch at a time, and open the load anew.

    within: whose posts must reach a case, or it stays; None for all cases. told: is given the number of cases looked
    at. Raises UnableToUndo.
    """
    table = catalogue().tables.get(load.table)
    if table is None or not reason.strip():
        raise UnableToUndo("不能撤销导入:没有写明理由,或者这张台账已经不再使用。请写明理由后再撤销。")
    if table.becomes is None:
        undone = Undone(entries=_entries(load, table))
        _close(load, undone, reason, by, at)
        return undone
    undone, undoing = (
        Undone(),
        _Undoing(load, table, entering(replace(by, carrier="import"), at), given, versions, within),
    )
    looked = 0
    for case_ids in _batches(load):
        _undo(case_ids, undoing, undone)
        looked += len(case_ids)
        if told is not None:
            told(looked)
    _close(load, undone, reason, by, at)
    catch_up(given_of=lambda _: given, versions=versions, year=load.year)
    return undone


def _entries(load: Load, table: Table) -> int:
    try:
        return undo_entries(load=load, table=table)
    except UnableToUndoEdition as refusal:
        raise UnableToUndo(str(refusal)) from None


def _batches(load: Load) -> Iterator[list[int]]:
    rows = StoredAct.objects.filter(original_id=load.original_id, sheet=load.sheet, carrier=Carrier.IMPORT)
    cases = rows.filter(case__source_table=load.table, case__year=load.year)
    ids = iter(list(cases.order_by("case_id").values_list("case_id", flat=True).distinct()))
    while batch := list(islice(ids, BATCH)):
        yield batch


def _undo(case_ids: Sequence[int], undoing: _Undoing, undone: Undone) -> None:
    with transaction.atomic(), writing(hold=case_ids) as store:
        held = store.read_many(case_ids)
        why = _acted_on(held, undoing.load) | _beyond(case_ids, undoing)
        for case_id in why:
            undone.left += 1
            if len(undone.named) < NAMED:
                undone.named.append(Left(held[case_id].source_key, why[case_id]))
        first = _first_of_load([case_id for case_id in case_ids if case_id not in why], undoing.load)
        taken = [_Taken(held[case_id], seq, read(held[case_id], undoing.versions)) for case_id, seq in first.items()]
        moves = [_move(one, undoing) for one in taken]
        store.move_many(moves, [shown for one in taken if (shown := _shown(one, undoing)) is not None])
        _strike([one for one in taken if one.is_new], undoing)
        Case.objects.filter(pk__in=[one.held.case_id for one in taken if not one.is_new]).update(digest="")
        undone.struck += sum(one.is_new for one in taken)
        undone.put_back += sum(not one.is_new for one in taken)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A case of which something is taken back; first: the first act of the load."""

    held: Held
    first: int
    course: Course

    @property
    def is_new(self) -> bool:
        return self.first == 0

    @property
    def acts(self) -> tuple[Act, ...]:
        """What puts it back to where it stood before the load."""
        all_of_it = self.course.acts
        before = effective(all_of_it[: self.first])
        return tuple(corrections(effective(list(all_of_it)), before, first_seq=len(all_of_it)))

    def with_end(self, on: date) -> tuple[Act, ...]:
        """The same; a case that was not there before ends, or lists would wait for its first step."""
        if not self.is_new:
            return self.acts
        return (*self.acts, Act(len(self.course.acts) + len(self.acts), Kind.TERMINATED, "", on))


def _move(one: _Taken, undoing: _Undoing) -> Move:
    acts = one.with_end(undoing.entry.day)
    rows = tuple(
        act_row(
            one.held.case_id,
            act,
            undoing.entry.by,
            undoing.entry.stored_at,
            NOWHERE,
            one.course.types.write(act.facts),
            "[]",
        )
        for act in acts
    )
    given = given_for(one.held, undoing.table, undoing.given)
    state = fold(one.course.procedure, (*one.course.acts, *acts), given)
    return Move(one.held.case_id, one.held.count, rows, where_it_stands(state, given))


def _shown(one: _Taken, undoing: _Undoing) -> Shown | None:
    if one.is_new:
        return None
    before, after = (project(undoing.table, acts) for acts in (one.course.acts, (*one.course.acts, *one.acts)))
    changed = changes(before, after, undoing.table)
    return Shown(one.held.case_id, stored(undoing.table), changed) if changed else None


def _strike(taken: Sequence[_Taken], undoing: _Undoing) -> None:
    """No record row, and no key: neither figures nor scans know the case, and a later load may bring it anew."""
    ids = [one.held.case_id for one in taken]
    stored(undoing.table).model.objects.filter(of_case_id__in=ids).delete()
    free = {"source_table": "", "source_key": "", "silent_on": "", "digest": ""}
    cases = [Case(pk=one.held.case_id, title=f"{one.held.source_key}(导入已撤销)", **free) for one in taken]
    Case.objects.bulk_update(cases, ["title", *free])
    known = Case.objects.filter(pk__in=ids).values(*CASE_COLUMNS)
    write([committing(suite_in_use(), Subject.CASE, str(case["id"]), case_text(case)) for case in known])


def _first_of_load(case_ids: Sequence[int], load: Load) -> dict[int, int]:
    own = StoredAct.objects.filter(case_id__in=case_ids, original_id=load.original_id, sheet=load.sheet)
    found: dict[int, int] = {}
    for case_id, seq in own.order_by("case_id", "seq").values_list("case_id", "seq"):
        found.setdefault(case_id, seq)
    return found


def _beyond(case_ids: Sequence[int], undoing: _Undoing) -> dict[int, str]:
    # Who has changed his post since the load is not asked about the cases of his former organ any more.
    if undoing.within is None:
        return {}
    mine = reached(Case.objects.filter(pk__in=case_ids), undoing.within, on=undoing.entry.day)
    return dict.fromkeys({*case_ids} - set(mine.values_list("pk", flat=True)), "它不属于您现在的岗位所及的机关")


def _acted_on(held: Mapping[int, Held], load: Load) -> dict[int, str]:
    """Why cases cannot be taken back: what others did rests on them."""
    ids, first = list(held), _first_of_load(list(held), load)
    rows = StoredAct.objects.filter(case_id__in=ids).values_list("case_id", "seq", "carrier", "original_id", "sheet")
    why: dict[int, str] = {}
    for case_id, seq, carrier, original, sheet in rows:
        if seq <= first[case_id] or (original, sheet) == (load.original_id, load.sheet):
            continue
        if carrier != Carrier.IMPORT:
            why[case_id] = "导入之后在本系统中又办理过"
        elif original is not None:
            why.setdefault(case_id, "导入之后又按另一份文件更正过")
    said = FindingEntry.objects.filter(finding__case_id__in=ids, scan__isnull=True, said__in=SAID_BY_PEOPLE)
    for reason, found in (
        ("它的程序疑点已经有人答复或者核实", said.values_list("finding__case_id", flat=True)),
        ("它已经公示", Publication.objects.filter(case_id__in=ids).exclude(text="").values_list("case_id", flat=True)),
        ("它已经移交其他程序", _handed(Handover.objects.filter(from_case_id__in=ids).values_list("from_case_id"))),
        ("它由其他案件移交而来", _handed(Handover.objects.filter(to_case_id__in=ids).values_list("to_case_id"))),
        ("它已经编号", Case.objects.filter(pk__in=ids, number__isnull=False).values_list("pk", flat=True)),
    ):
        for case_id in found:
            why.setdefault(case_id, reason)
    return why


def _handed(rows: Iterable[tuple[int | None]]) -> list[int]:
    return [case_id for (case_id,) in rows if case_id is not None]


def _close(load: Load, undone: Undone, reason: str, by: Actor, at: datetime) -> None:
    counts = {UNDONE: undone.struck + undone.put_back + undone.entries, "left": undone.left}
    with transaction.atomic():
        reopen_load(load=load, counts=counts)
        statement: dict[str, Json] = {
            "load": load.pk,
            "entered_by": by.entered_by,
            "at": instant(at),
            "reason": reason.strip(),
            **counts,
        }
        write([stating(suite_in_use(), Subject.STATEMENT, f"load/{load.pk}/{instant(at)}", statement)])
