"""Why a cell cannot be taken in: the closed list of reasons, and the refusal that carries the sentence."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The closed list of reasons for which a row comes back."""

    MISSING_KEY = "missing_key"
    BAD_CHECK_DIGIT = "bad_check_digit"
    IMPOSSIBLE_DATE = "impossible_date"
    NOT_A_DATE = "not_a_date"
    NEGATIVE_AMOUNT = "negative_amount"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_FLAG = "not_a_flag"
    FORMULA_ERROR = "formula_error"
    STATE_SECRET = "state_secret"  # noqa: S105 - a reason, and no password
    OTHER_ORGAN = "other_organ"


class UnableToReadCell(ValueError):
    """The cell does not hold what its column is for; the message is a Chinese sentence with the cure."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence


class UnableToReadFile(ValueError):
    """The file cannot be read as a workbook; the message is a Chinese sentence with the cure."""
