"""What the interface says and takes, as types: its description is made of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt, StrictStr

Word = Annotated[StrictStr, Field(max_length=300)]
Name = Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_]+$")]
Known = StrictBool | StrictInt | StrictStr | list[StrictStr] | None


class Refused(Schema):
    """Why something was refused, in one Chinese sentence."""

    detail: str


class ProcedureOut(Schema):
    """A procedure that is installed."""

    name: str
    title: str
    basis: str
    version: str


class StepOut(Schema):
    """A step of a procedure, as the table that a lawyer reads has it."""

    name: str
    title: str
    duty: str
    applies: str
    terms: str
    leaves: str
    basis: str


class CaseOut(Schema):
    """A case: where it stands, and until when the next thing is owed."""

    id: int
    procedure: str
    version: str
    title: str
    number: str
    key: str
    organ: str
    year: int
    state: str
    due_on: date | None
    ended: str


class CasesOut(Schema):
    """Cases in the order of their ids; after: what to ask with for the next ones, null on the last page."""

    items: list[CaseOut]
    after: int | None


class ActOut(Schema):
    """An act that is on record, without its facts."""

    seq: int
    kind: str
    step: str
    on: date
    entered_at: datetime
    organ: str
    carrier: str
    corrects: int | None


class NextOut(Schema):
    """A step that comes next: on which basis, until when, what it leaves, and why it may not be done today."""

    step: str
    title: str
    duty: str
    basis: str
    last_on: date | None
    leaves: list[str]
    refusals: list[str]
    doubts: list[str]


class CaseIn(Schema):
    """A case to be opened for the organ of the token."""

    model_config = ConfigDict(extra="forbid")

    procedure: Name
    on: date
    title: Word = ""
    facts: dict[str, Known] = {}
    confidentiality: Annotated[StrictStr, Field(max_length=20)] = ""


class ActIn(Schema):
    """An act to be done: kind and step by name, the legal date, the facts it states."""

    model_config = ConfigDict(extra="forbid")

    kind: Name
    step: Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_]*$")]
    on: date
    minute: Annotated[StrictInt, Field(ge=0, le=1439)] | None = None
    until: date | None = None
    corrects: Annotated[StrictInt, Field(ge=0, le=1_000_000)] | None = None
    replaces: Name | None = None
    facts: dict[str, Known] = {}
    person: Word = ""


class ActDone(Schema):
    """The act is on record; days_late: days from its legal date to its entry."""

    case: int
    seq: int
    state: str
    due_on: date | None
    days_late: int


class RecordsOut(Schema):
    """Records of a table: each the columns that may be shown, personal values masked."""

    table: str
    title: str
    items: list[dict[str, Known]]
    after: str | None


class FigureOut(Schema):
    """A figure as it was frozen for a report."""

    id: str
    title: str
    value: str
    unit: str
    definition: str
    basis: str
    records: int
    set_hash: str


class FindingOut(Schema):
    """A doubt of procedure that awaits a person, or what a person decided of it."""

    id: int
    case: int
    rule: str
    article: str
    sentence: str
    state: str
    outcome: str
