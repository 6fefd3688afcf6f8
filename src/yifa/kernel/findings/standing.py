"""Where a finding stands: a fold over its entries, as a case is one over its acts. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from yifa.kernel.models.findings import Outcome, Said, State

AWAITING = (State.OPEN, State.REPLIED, State.TO_CORRECT, State.CORRECTED)
"""The states in which somebody, or the next scan, still has to act."""
SET_ASIDE = (Outcome.UNFOUNDED, Outcome.INAPPLICABLE)
"""The outcomes after which a doubt is none any more: it is left out of reports."""
_DECIDED = {
    Outcome.CONFIRMED: State.CONFIRMED,
    Outcome.UNFOUNDED: State.UNFOUNDED,
    Outcome.INAPPLICABLE: State.INAPPLICABLE,
}


class Entered(Protocol):
    """What the fold asks of an entry."""

    @property
    def said(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def act(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a finding stands; corrected_by: the act that corrected the ledger, where one did."""

    outcome: str = ""
    corrected_by: int | None = None
    is_replied: bool = False
    is_gone: bool = False

    @property
    def state(self) -> State:
        """The one word for it."""
        if self.is_gone:
            return State.GONE
        if self.outcome == Outcome.LEDGER_WRONG:
            return State.TO_CORRECT if self.corrected_by is None else State.CORRECTED
        if self.outcome:
            return _DECIDED[Outcome(self.outcome)]
        return State.REPLIED if self.is_replied else State.OPEN


def standing(entries: Iterable[Entered]) -> Standing:
    """Where a finding stands after all its entries, in their order.

    Other evidence, or the same evidence after the ledger was corrected, opens the question anew.
    """
    now = Standing()
    for entry in entries:
        now = _after(now, entry)
    return now


def _after(now: Standing, entry: Entered) -> Standing:
    match Said(entry.said):
        case Said.FOUND | Said.CHANGED | Said.REMAINS:
            return Standing()
        case Said.FOUND_AGAIN:
            return replace(now, is_gone=False)
        case Said.GONE:
            return replace(now, is_gone=True)
        case Said.REPLIED:
            return replace(now, is_replied=True)
        case Said.DECIDED:
            return replace(now, outcome=entry.outcome, corrected_by=entry.act)
        case Said.CORRECTED:
            return replace(now, corrected_by=entry.act)
