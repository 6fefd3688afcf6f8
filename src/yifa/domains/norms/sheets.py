"""The sheets of the dossier of a norm, by kind; those of its review and of its comments are of every procedure."""

from __future__ import annotations

from enum import StrEnum

from yifa.kernel.at_hand import state_of
from yifa.kernel.dossiers import review
from yifa.kernel.dossiers.sheets import Written, standing, the
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked
from yifa.law.act import done


class Kind(StrEnum):
    """Which paper of the dossier a sheet is."""

    SURVEY = "survey"
    TEXT = "text"
    COMPETITION = "competition"
    MINUTES = "minutes"
    DEBATED = "debated_text"
    CHANGES = "changes"
    SIGNED = "signed_text"
    INTERPRETATION = "interpretation"
    FILING = "filing"
    RECEIPT = "filing_receipt"
    JUDGED = "judged"
    STEP = "step"


def texts(case: Case, asked: Asked) -> list[Written]:
    """The versions of the text, the first one first."""
    return list(standing(case, Kind.TEXT, on=asked.on).values())


def latest_text(asked: Asked, case: Case) -> str:
    """The text as it stands now: signed, changed after the meeting, submitted, or drafted; «» before any."""
    for kind in (Kind.SIGNED, review.Kind.AMENDED_TEXT, review.Kind.PACKAGE):
        found = the(case, kind, on=asked.on)
        if found is not None:
            return str(found.said["text"])
    versions = texts(case, asked)
    return str(versions[-1].said["text"]) if versions else ""


def is_done(asked: Asked, step: str) -> bool:
    """Whether the step was done, in its present round."""
    return state_of(asked).day(done(step)) is not None
