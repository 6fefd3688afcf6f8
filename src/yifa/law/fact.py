"""A fact: one typed thing that the record of a case or a register states, declared once.

Form field, ledger column, Parquet column, API name and condition name are all derived from this declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

type_of_value = bool | int | str | date | datetime | tuple[str, ...]
Value = type_of_value | None
"""What a fact may hold. No floats: money is whole fen, shares are two integers."""


class Type(StrEnum):
    """The closed list of types a fact may have."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"  # whole fen
    HUNDREDTHS = "hundredths"  # whole hundredths of the unit: 3.25% is 325
    DATE = "date"
    MOMENT = "moment"  # date with the hour, local time
    FLAG = "flag"
    CREDIT_CODE = "credit_code"
    PERSON_ID = "person_id"
    CODES = "codes"  # several codes, e.g. the certificate numbers of the officers on a case


@dataclass(frozen=True, slots=True)
class Fact:
    """One declared fact.

    name: identifier, unique within a procedure; title: Chinese; unit: 元, 工作日 …
    personal: a personal value (masked by default); public: may be shown to anyone.
    """

    name: str
    title: str
    type: Type = Type.TEXT
    unit: str = ""
    personal: bool = False
    public: bool = False

    def __post_init__(self) -> None:
        """Refuse a fact that is both personal and public."""
        if self.personal and self.public:
            msg = f"fact {self.name}: a personal value is never public by declaration"
            raise ValueError(msg)
