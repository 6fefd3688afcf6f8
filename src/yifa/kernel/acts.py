"""The write path: an act is checked, written and shown in its case's record in one transaction, or refused.

perform(case_id=…, act=Proposed(Kind.DONE, "legality_review", on), by=Actor("张三"), at=now, given=given)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yifa.kernel.deciding import Attachment, Entering, Proposed, UnableToPerform, decide, entering, read
from yifa.kernel.givens import beside
from yifa.kernel.handling import refuse_elsewhere
from yifa.kernel.standing import Standing
from yifa.kernel.storage import writing
from yifa.kernel.storage.rows import Actor, Lying
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.fold import Given

__all__ = ["Actor", "Attachment", "Lying", "Overtaken", "Performed", "Proposed", "UnableToPerform", "perform"]

ATTEMPTS = 4
"""How often an act is decided anew because somebody else got in first; then the case is held while deciding."""


class Overtaken(Exception):
    """Others kept writing to the same case; nothing was written. Trying again later is safe."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"本件(内部号{case_id})正在被他人办理,本次没有写入。请稍后重试。")


@dataclass(frozen=True, slots=True)
class Performed:
    """An act that is on record. days_late: days from its legal date to its entry; above 0 it shows as 补录."""

    case_id: int
    seq: int
    standing: Standing
    days_late: int


def perform(
    *,
    case_id: int,
    act: Proposed,
    by: Actor,
    at: datetime,
    given: Given,
    versions: Versions = INSTALLED,
) -> Performed:
    """Do one act in a case: at most one read and one write; takes part in an open `atomic()`.

    by: who acted and who enters; at: the instant of entry, with zone; given: calendar, parameters and registers as
    the law takes them; versions: the texts of procedures.

    Raises UnableToPerform where the law forbids the act or it cannot be; Overtaken where others kept getting in
    first; LookupError where there is no such case. Lateness is recorded, never refused.
    """
    entry = entering(by, at)
    for attempt in range(ATTEMPTS + 1):
        hold = (case_id,) if attempt == ATTEMPTS else ()
        performed = _attempt(case_id, act, entry, given, versions, hold)
        if performed is not None:
            return performed
    raise Overtaken(case_id)


def _attempt(
    case_id: int, proposed: Proposed, entry: Entering, given: Given, versions: Versions, hold: tuple[int, ...]
) -> Performed | None:
    with writing(hold=hold) as store:
        held = store.read(case_id)
        if held is None:
            msg = f"there is no case {case_id}"
            raise LookupError(msg)
        refuse_elsewhere(held.handling, proposed, entry.by, procedure=held.procedure)
        known = beside(given, case_id=case_id, procedure=held.procedure, versions=versions)
        act, move, shown = decide(held, read(held, versions), proposed, entry, known)
        if not store.move(move, shown):
            return None
    return Performed(case_id, act.seq, move.standing, days_late(act.on, entry.day))


def days_late(on: date, entered: date) -> int:
    """How many days after its legal date an act was entered."""
    return max(0, (entered - on).days)
