"""The sheets of the dossier of a decision, by kind."""

from enum import StrEnum


class Kind(StrEnum):
    """Which paper of the dossier a sheet is."""

    EXPERT = "expert"
    RISK_POINT = "risk_point"
    OWN_REVIEW = "own_review"
    PACKAGE = "package"
    PACKAGE_RETURN = "package_return"
    CHECK = "check"
    OPINION = "opinion"
    ADOPTION = "adoption"
    AGENDA = "agenda"
    MINUTES = "minutes"
    AMENDMENT = "amendment"
    AMENDED_TEXT = "amended_text"
    HEARING = "hearing"
    EXECUTION = "execution"
