"""What was said in a request beside its acts: an act keeps the hash of a paper, the dossier its exact words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from yifa.kernel.dossiers.sheets import Written, put, the
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked


class Kind(StrEnum):
    """Which paper of a request it is, by the step that it belongs to."""

    BASIS_CHECK = "basis_check"
    MINUTES = "approval"
    HANDOVER = "handover"
    UPDATED_LISTS = "publication"


def keep(asked: Asked, kind: Kind, words: str, *, on: date, to: str = "") -> None:
    """Keep the words of a paper of the request of the page; to: to whom it goes. Raises UnableToPerform."""
    put(asked, kind, step=kind, said={"words": words, "to": to}, on=on)


def words_of(case: Case, kind: Kind, *, on: date) -> Written | None:
    """The paper as it stands; None where it was not written here."""
    return the(case, kind, on=on)
