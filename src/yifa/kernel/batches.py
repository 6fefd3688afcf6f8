"""Many acts at once: the same guards as for one, one read for all cases, and everything written in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yifa.kernel.acts import ATTEMPTS, Overtaken, Performed, days_late
from yifa.kernel.deciding import Course, Entering, Proposed, UnableToPerform, decide, entering, read
from yifa.kernel.givens import OtherCases
from yifa.kernel.handling import refuse_elsewhere
from yifa.kernel.storage import writing
from yifa.kernel.storage.rows import Actor, Held, Move, Shown, Store
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.fold import Given

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Performing:
    """One act of a batch, in its case."""

    case_id: int
    act: Proposed


Outcome = Performed | UnableToPerform | Overtaken
"""What became of one act of a batch. A refusal stands for itself and leaves the other acts of the batch alone."""


class _Batch:
    """The cases of a batch as they move in memory, and what is to be written of them."""

    def __init__(self, held: dict[int, Held], entry: Entering, given: Given, versions: Versions) -> None:
        self._held = held
        self._entry, self._given, self._versions = entry, given, versions
        self._others = OtherCases(given, versions)
        self._courses: dict[int, Course] = {}
        self.moves: dict[int, Move] = {}
        self.shown: dict[int, Shown] = {}

    def take(self, one: Performing) -> Outcome:
        held = self._held[one.case_id]
        course = self._courses.get(one.case_id) or read(held, self._versions)
        try:
            refuse_elsewhere(held.handling, one.act, self._entry.by, procedure=held.procedure)
            known = self._others.beside(self._given, case_id=one.case_id, procedure=held.procedure)
            act, move, shown = decide(held, course, one.act, self._entry, known)
        except UnableToPerform as refused:
            return refused
        self._courses[one.case_id] = Course(course.procedure, course.table, course.types, (*course.acts, act))
        self._join(move, shown)
        return Performed(one.case_id, act.seq, move.standing, days_late(act.on, self._entry.day))

    def _join(self, move: Move, shown: Shown | None) -> None:
        earlier = self.moves.get(move.case_id)
        self.moves[move.case_id] = move if earlier is None else replace(move, rows=(*earlier.rows, *move.rows))
        if shown is not None:
            before = self.shown.get(move.case_id)
            values = {**before.values, **shown.values} if before is not None else shown.values
            self.shown[move.case_id] = replace(shown, values=values)


def perform_many(
    *, acts: Sequence[Performing], by: Actor, at: datetime, given: Given, versions: Versions = INSTALLED
) -> tuple[Outcome, ...]:
    """Do many acts, in batches of a thousand, each in one transaction; several in one case are taken in order.

    Returns what became of each, in order: a refused act is returned as its refusal and nothing of it is written.
    Raises LookupError where there is no such case: then nothing of that batch is written.
    """
    entry = entering(by, at)
    outcomes: list[Outcome] = []
    for first in range(0, len(acts), BATCH):
        outcomes += _persist(acts[first : first + BATCH], entry, given, versions)
    return tuple(outcomes)


def _persist(acts: Sequence[Performing], entry: Entering, given: Given, versions: Versions) -> list[Outcome]:
    outcomes: dict[int, Outcome] = {}
    left = list(range(len(acts)))
    for attempt in range(ATTEMPTS + 1):
        hold = [acts[place].case_id for place in left] if attempt == ATTEMPTS else []
        with writing(hold=hold) as store:
            found = _perform(store, [acts[place] for place in left], entry, given, versions)
        outcomes.update(zip(left, found, strict=True))
        left = [place for place in left if isinstance(outcomes[place], Overtaken)]
        if not left:
            break
    return [outcomes[place] for place in range(len(acts))]


def _perform(
    store: Store, acts: Sequence[Performing], entry: Entering, given: Given, versions: Versions
) -> list[Outcome]:
    held = store.read_many([one.case_id for one in acts])
    missing = {one.case_id for one in acts} - held.keys()
    if missing:
        msg = f"there is no case {min(missing)}"
        raise LookupError(msg)
    batch = _Batch(held, entry, given, versions)
    outcomes = [batch.take(one) for one in acts]
    moved = store.move_many(tuple(batch.moves.values()), tuple(batch.shown.values()))
    return [_settled(outcome, moved) for outcome in outcomes]


def _settled(outcome: Outcome, moved: set[int]) -> Outcome:
    if isinstance(outcome, Performed) and outcome.case_id not in moved:
        return Overtaken(outcome.case_id)
    return outcome
