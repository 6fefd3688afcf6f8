"""What an act would do to a case: refused with legal sentences, or decided down to the last column to be written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.timezone import get_default_timezone

from yifa.kernel.access.columns import refusals_of_state_secret
from yifa.kernel.catalogue import catalogue
from yifa.kernel.citing import refusals_of_citations, refusals_of_closed
from yifa.kernel.ledger import Table
from yifa.kernel.projection import project
from yifa.kernel.records import changes, stored
from yifa.kernel.silence import unsaid, witnessed
from yifa.kernel.standing import Standing, where_it_stands
from yifa.kernel.storage.rows import NOWHERE, READ_COLUMNS, Actor, Held, Lying, Move, Shown, act_row
from yifa.kernel.transcript import NO_FACTS, NONE_STATED, Types, types_of
from yifa.kernel.versions import Versions
from yifa.law.act import Act, Kind
from yifa.law.explain import NOT_IN_COURSE, Refusal, refusals
from yifa.law.fact import Value
from yifa.law.fold import Given, State, fold, refer, take
from yifa.law.procedure import Procedure

KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}
_ACT_WIDTH, _ON = len(READ_COLUMNS), READ_COLUMNS.index("on")
FUTURE, NOTHING_TO_CORRECT = "act.in_the_future", "act.corrects_nothing"
_OF_A_STEP = {Kind.STARTED, Kind.DONE, Kind.EXTENDED}


class UnableToPerform(Exception):
    """The law forbids the act, or the case cannot take it; its text is the sentences of the refusals."""

    def __init__(self, *refused: Refusal) -> None:
        super().__init__("".join(refusal.sentence for refusal in refused))
        self.refusals = refused


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document left by an act: its name in the vocabulary and the hash of the exact text."""

    document: str
    sha256: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An act that somebody proposes: what it means, on which legal date, with which facts and documents.

    on, minute, until, corrects, replaces: as in `law.act.Act`; lying: where the signed original lies.
    """

    kind: Kind
    step: str
    on: date
    minute: int | None = None
    until: date | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    documents: tuple[Attachment, ...] = ()
    corrects: int | None = None
    replaces: Kind | None = None
    lying: Lying = NOWHERE


@dataclass(frozen=True, slots=True)
class Entering:
    """Who enters acts, and when: the day on which the future begins, and the instant as the database takes it."""

    by: Actor
    at: datetime
    day: date
    stored_at: Any


@dataclass(frozen=True, slots=True)
class Course:
    """A case ready to be decided on: its text of the law, its ledger table, its acts."""

    procedure: Procedure
    table: Table | None
    types: Types
    acts: tuple[Act, ...]


def entering(by: Actor, at: datetime) -> Entering:
    """The entry of acts at an instant. Raises ValueError for an instant without zone."""
    if at.tzinfo is None:
        msg = f"the instant of entry {at} has no time zone"
        raise ValueError(msg)
    operations = connections[DEFAULT_DB_ALIAS].ops
    return Entering(by, at, at.astimezone(get_default_timezone()).date(), operations.adapt_datetimefield_value(at))


def read(held: Held, versions: Versions) -> Course:
    """The case as law sees it."""
    procedure = versions.pinned(name=held.procedure, version=held.version)
    table = catalogue().tables.get(held.source_table)
    types = types_of(procedure, table)
    return Course(procedure, table, types, tuple(act_of(row, types) for row in held.rows))


def act_of(row: tuple[Any, ...], types: Types) -> Act:
    """An act from the columns read of it (READ_COLUMNS, and what follows them)."""
    read_of_it = row[:_ACT_WIDTH]
    facts = read_of_it[-1]
    return _bare(read_of_it) if facts == NO_FACTS else _made(read_of_it, types.read(facts))


# Most acts state no facts, and many of them are alike: a batch meets each kind of act of a day again and again.
@lru_cache(maxsize=8192)
def _bare(row: tuple[Any, ...]) -> Act:
    return _made(row, NONE_STATED)


def _made(row: tuple[Any, ...], facts: Mapping[str, Value]) -> Act:
    seq, kind, step, on, minute, until, corrects, replaces, _ = row
    replaced = KINDS[replaces] if replaces else None
    return Act(seq, KINDS[kind], step, _day(on), minute, _day(until) if until else None, facts, corrects, replaced)


def _day(stored: date | str) -> date:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def given_for(held: Held, table: Table | None, given: Given) -> Given:
    """What law takes as given for the case: an imported one is witnessed only by the columns its sheet shows.

    One that is handled here keeps the district's numbers of the day on which it was opened, as it keeps its text.
    """
    if table is None or not held.source_key:
        return given.when_opened(_day(held.rows[0][_ON])) if held.rows else given
    silent = held.silent_on
    return replace(given, witnessed=witnessed(table, silent), unsaid=unsaid(table, silent))


def decide(
    held: Held, course: Course, proposed: Proposed, entry: Entering, given: Given
) -> tuple[Act, Move, Shown | None]:
    """The act, and all that it would write. Raises UnableToPerform where it is refused."""
    act = _act(len(course.acts), proposed)
    given = given_for(held, course.table, given)
    _refuse_impossible(course, act, entry.day)
    before = _state_before(course, act, given)
    cited = refusals_of_citations(act.facts, act.on)
    closed = _closed(held, course, before, act)
    refused = (*refusals_of_state_secret(act.facts), *cited, *closed, *refusals(before, act, given))
    if refused:
        raise UnableToPerform(*refused)
    standing = _standing_after(course, before, act, given)
    facts = course.types.write(act.facts)
    row = act_row(
        held.case_id, act, entry.by, entry.stored_at, proposed.lying, facts, documents_text(proposed.documents)
    )
    return act, Move(held.case_id, held.count, (row,), standing), _shown(held.case_id, course, act)


def _closed(held: Held, course: Course, before: State, act: Act) -> tuple[Refusal, ...]:
    # What was closed before the case was opened is not for it, even if it is named only now.
    if held.source_key or not act.facts or not held.rows:
        return ()
    new = {name: value for name, value in act.facts.items() if before.facts.get(name) != value}
    return refusals_of_closed(course.procedure, new, _day(held.rows[0][_ON]))


def documents_text(documents: Iterable[Attachment]) -> str:
    """Documents as JSON text, with their hashes."""
    listed = [{"document": d.document, "sha256": d.sha256, "title": d.title} for d in documents]
    return json.dumps(listed, ensure_ascii=False) if listed else "[]"


def _act(seq: int, proposed: Proposed) -> Act:
    return Act(
        seq,
        proposed.kind,
        proposed.step,
        proposed.on,
        proposed.minute,
        proposed.until,
        proposed.facts,
        proposed.corrects,
        proposed.replaces,
    )


def _refuse_impossible(course: Course, act: Act, day: date) -> None:
    if act.on > day:
        raise UnableToPerform(refusal_of_future(act.on, day))
    if act.kind in _OF_A_STEP and not act.step:
        sentence = f"不得登记「{act.kind.word}」:没有写明是哪一个环节。请写明环节。"
        raise UnableToPerform(Refusal(NOT_IN_COURSE, sentence))
    if act.kind is not Kind.CORRECTED:
        return
    corrected = next((known for known in course.acts if known.seq == act.corrects), None)
    taken = any(known.kind is Kind.CORRECTED and known.corrects == act.corrects for known in course.acts)
    if corrected is None or corrected.step != act.step or taken or not _is_alike(course, corrected, act):
        sentence = (
            f"不得更正:本件没有可供更正的第{act.corrects}项行为,或者该项属于其他环节,或者已经更正,或者更正成了另一种行为。"
            "请指明现行有效的那一项行为及其环节;要办另一种行为的,请另行办理。"
        )
        raise UnableToPerform(Refusal(NOTHING_TO_CORRECT, sentence))


def _is_alike(course: Course, corrected: Act, act: Act) -> bool:
    """Whether a correction stays what it corrects: whoever may correct 整改 may not make it 终止 on the way."""
    by_seq = {known.seq: known for known in course.acts}
    while corrected.kind is Kind.CORRECTED and corrected.corrects is not None:
        corrected = by_seq[corrected.corrects]
    return act.replaces in {None, corrected.kind}


def refusal_of_future(on: date, day: date) -> Refusal:
    """Why an act dated after the day of its entry is refused."""
    return Refusal(
        FUTURE, f"不得登记:行为日期{on}晚于录入日{day},尚未发生的行为不能登记。请核对日期,或者在当日以后登记。"
    )


def _state_before(course: Course, act: Act, given: Given) -> State:
    if act.kind is not Kind.CORRECTED:
        return fold(course.procedure, course.acts, given)
    others = (known for known in course.acts if known.seq != act.corrects)
    return fold(course.procedure, others, given)


def _standing_after(course: Course, before: State, act: Act, given: Given) -> Standing:
    if act.kind is Kind.CORRECTED:
        return where_it_stands(fold(course.procedure, (*course.acts, act), given), given)
    take(before, act)
    if act.facts:
        refer(before, given)
    return where_it_stands(before, given)


def _shown(case_id: int, course: Course, act: Act) -> Shown | None:
    if course.table is None:
        return None
    before, after = project(course.table, course.acts), project(course.table, (*course.acts, act))
    changed = changes(before, after, course.table)
    return Shown(case_id, stored(course.table), changed) if changed else None
