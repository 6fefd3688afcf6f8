"""My next lawful acts by due date, in one query for a viewer; and how many of them stand where, for first screens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case as Choose
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, Left, Length

from yifa.kernel.access import Viewer, reached
from yifa.kernel.models import Case, Handling, Mode
from yifa.kernel.versions import INSTALLED, UnableToFindProcedure, Versions
from yifa.law.condition import SEPARATOR
from yifa.law.procedure import Step

SIZE = 50
_SUNDAY = 6


class Due(StrEnum):
    """How near the due day of a case is."""

    OVERDUE = "已逾期"
    TODAY = "今日到期"
    THIS_WEEK = "本周到期"
    LATER = "以后到期"
    NONE = "没有期限"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the due day and the internal id of the case; what follows it is the next page."""

    due_on: date | None
    case_id: int


@dataclass(frozen=True, slots=True)
class Item:
    """One open case: where it stands, whose duty that is, and until when.

    name: title, number or ledger key; system: the ministry's system in which the case is handled, «» for here.
    """

    case_id: int
    name: str
    procedure: str
    procedure_title: str
    step: str
    step_title: str
    duty: str
    due_on: date | None
    due_code: str
    due: Due
    organ: str
    organ_path: str
    system: str


@dataclass(frozen=True, slots=True)
class WorkList:
    """A page of the list. following: where the next page begins, None on the last."""

    items: tuple[Item, ...]
    following: Place | None


def work_list(
    viewer: Viewer,
    *,
    on: date,
    procedure: str = "",
    organ: str = "",
    due: Due | None = None,
    at: Collection[tuple[str, str]] | None = None,
    after: Place | None = None,
    size: int = SIZE,
    versions: Versions = INSTALLED,
) -> WorkList:
    """The open cases that the viewer may see, the earliest due first, those without a term last; one query.

    procedure: by name; organ: name or path, with what lies beneath it; at: only cases that stand at one of these
    (procedure, step); after: where the page before ended.
    """
    rows = open_cases(viewer, on).filter(narrowed_to(procedure, organ), due_within(due, on), standing_at(at))
    if after is not None:
        rows = rows.filter(_beyond(after))
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "pk").annotate(system=_system(on))
    found = list(ordered.values_list(*_COLUMNS)[: size + 1])
    items = tuple(_item(row, on, versions) for row in found[:size])
    return WorkList(items, Place(items[-1].due_on, items[-1].case_id) if len(found) > size else None)


def due_of(due_on: date | None, *, on: date) -> Due:
    """How near a due day is on that day; a week ends on Sunday."""
    if due_on is None:
        return Due.NONE
    if due_on < on:
        return Due.OVERDUE
    if due_on == on:
        return Due.TODAY
    return Due.THIS_WEEK if due_on <= _sunday(on) else Due.LATER


_COLUMNS = (
    *("pk", "title", "number", "source_key", "procedure", "version", "state", "due_on", "due_code"),
    *("organ__name", "organ_path", "system"),
)


def open_cases(viewer: Viewer, on: date) -> QuerySet[Case]:
    """The cases that the viewer may see in which something is to be done; of imported ones those with a running term."""
    # What a sheet does not tell of is owed by nobody here.
    owed = Q(source_key="") | Q(due_on__isnull=False)
    return reached(Case.objects.filter(owed).exclude(state=""), viewer, on=on)


def narrowed_to(procedure: str, organ: str) -> Q:
    """Only cases of the procedure, and of the organ with what lies beneath it; «» for all."""
    narrowed = Q(procedure=procedure) if procedure else Q()
    if organ:
        beneath = Q(organ_path=organ) | Q(organ_path__startswith=organ + SEPARATOR)
        narrowed &= beneath | Q(organ__name=organ)
    return narrowed


def standing_at(at: Collection[tuple[str, str]] | None) -> Q:
    """Only cases that stand at one of these (procedure, step); None for all."""
    if at is None:
        return Q()
    return reduce(or_, (Q(procedure=procedure, state=step) for procedure, step in at), Q(pk__in=()))


def due_within(due: Due | None, on: date) -> Q:
    """Only cases that are so near their due day; None for all."""
    match due:
        case None:
            return Q()
        case Due.OVERDUE:
            return Q(due_on__lt=on)
        case Due.TODAY:
            return Q(due_on=on)
        case Due.THIS_WEEK:
            return Q(due_on__gt=on, due_on__lte=_sunday(on))
        case Due.LATER:
            return Q(due_on__gt=_sunday(on))
        case Due.NONE:
            return Q(due_on__isnull=True)


def _beyond(after: Place) -> Q:
    if after.due_on is None:
        return Q(due_on__isnull=True, pk__gt=after.case_id)
    same = Q(due_on=after.due_on, pk__gt=after.case_id)
    return Q(due_on__gt=after.due_on) | same | Q(due_on__isnull=True)


def _system(on: date) -> Subquery:
    """The system in which the organ of the case, or the nearest one above it, handles the procedure on that day."""
    beneath = Concat(F("organ__path"), Value(SEPARATOR))
    above = Q(organ__path=OuterRef("organ_path")) | Q(above=Left(OuterRef("organ_path"), Length(beneath)))
    rows = Handling.objects.filter(procedure=OuterRef("procedure"), valid_from__lte=on).annotate(above=beneath)
    latest = rows.filter(above).order_by(Length("organ__path").desc(), "-valid_from", "-pk")
    return Subquery(latest.annotate(named=_named_if_elsewhere()).values("named")[:1])


def _named_if_elsewhere() -> Choose:
    return Choose(When(mode=Mode.ELSEWHERE, then=F("system")), default=Value(""))


def _item(row: Sequence[Any], on: date, versions: Versions) -> Item:
    pk, title, number, key, procedure, version, state, due_on, code, organ, path, system = row
    text, step = step_at(procedure, version, state, versions)
    return Item(
        case_id=pk,
        name=title or number or key or f"内部号{pk}",
        procedure=procedure,
        procedure_title=text,
        step=state,
        step_title=step.title if step is not None else state,
        duty=step.actor.title if step is not None else "",
        due_on=due_on,
        due_code=code,
        due=due_of(due_on, on=on),
        organ=organ or path,
        organ_path=path,
        system=system or "",
    )


def step_at(procedure: str, version: str, state: str, versions: Versions) -> tuple[str, Step | None]:
    """The title of the procedure and its step, by the pinned text; the bare names where that is not installed."""
    try:
        text = versions.pinned(name=procedure, version=version)
    except UnableToFindProcedure:
        return procedure, None
    return text.title, text.by_name.get(state)


def _sunday(on: date) -> date:
    return on + timedelta(days=_SUNDAY - on.weekday())
