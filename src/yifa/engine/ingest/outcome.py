"""What comes of reading a file: rows, rows that come back, repeats, and a report on every sheet. Nothing is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yifa.engine.ingest.refusal import Reason
from yifa.engine.ingest.sheet import column_letters
from yifa.law.fact import Value


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `values` has every column that the sheet has, None where the cell is empty.

    A column that the sheet does not have is absent: an empty cell says «not done», a missing column says nothing.
    digest: hash of the values that are not empty, the same in every layout. level: its 密级, where the sheet states one.
    """

    sheet_row: int
    values: Mapping[str, Value]
    digest: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that comes back to whoever filled it in, with the first thing that is wrong and the cure.

    key: what its key cell says, where it says anything: rows of other tables that name it find nothing.
    """

    file: str
    sheet: str
    row: int
    table: str
    column: str
    column_id: str
    value: str | float | None
    reason: Reason
    sentence: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same record a second time within a file: listed, not loaded. `first_sheet` is where the first one stands."""

    file: str
    sheet: str
    row: int
    table: str
    key: str
    first_row: int
    first_sheet: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One column in which two records of one key are not alike."""

    column_id: str
    first: Value
    this: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another record under a key that the file has used before: listed, not loaded; the first one stays."""

    file: str
    sheet: str
    row: int
    table: str
    key: str
    first_row: int
    first_sheet: str
    differences: tuple[Difference, ...]

    @property
    def sentence(self) -> str:
        """What is wrong and how to cure it."""
        return (
            f"键「{self.key}」已用于「{self.first_sheet}」第{self.first_row}行,两行内容不同,只收第一行。"
            "请核对是编号填错还是内容填错,改正后重新导入。"
        )


@dataclass(slots=True)
class Batch:
    """A stretch of one sheet, in its order: at most a thousand rows and what came back between them."""

    table: str
    file: str
    sheet: str
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


class Shape(StrEnum):
    """What a line of a sheet is when it is no record."""

    BLANK = "blank"
    TITLE = "title"
    UNIT = "unit"
    NOTE = "note"
    TOTAL = "total"
    GROUP = "group"
    REPEATED_HEAD = "repeated_head"


class Because(StrEnum):
    """Why a head of the sheet is in no column of the table."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    HIDDEN = "hidden"
    NO_HEAD = "no_head"


class NotTaken(StrEnum):
    """Why a sheet is not taken in."""

    HIDDEN = "hidden"
    EMPTY = "empty"
    NO_TABLE = "no_table"
    AMBIGUOUS = "ambiguous"
    OTHER_YEAR = "other_year"
    UNREADABLE = "unreadable"
    STATE_SECRET = "state_secret"  # noqa: S105 - a reason, and no password


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A head that no column took, with the column's letters in the sheet."""

    head: str
    letters: str
    because: Because


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """Where in the sheet a column of the table stands, and under which head."""

    index: int
    head: str

    @property
    def letters(self) -> str:
        """The letters that a spreadsheet shows."""
        return column_letters(self.index)


@dataclass(frozen=True, slots=True)
class SheetReport:
    """Closes a sheet: what it was taken for, what of it was not understood, or why it was not taken in.

    table: None where no table fits; not_taken and sentence: why, where it was not taken; head_rows: first and last;
    missing: ids of declared columns the sheet lacks; skipped: lines that are no records, by shape; unused: heads of
    mapping lines that the sheet does not have.
    """

    file: str
    sheet: str
    table: str | None = None
    not_taken: NotTaken | None = None
    sentence: str = ""
    head_rows: tuple[int, int] | None = None
    columns: Mapping[str, SheetColumn] = field(default_factory=dict)
    unrecognised: tuple[Unrecognised, ...] = ()
    missing: tuple[str, ...] = ()
    skipped: Mapping[Shape, int] = field(default_factory=dict)
    rows: int = 0
    rejected: int = 0
    duplicates: int = 0
    conflicts: int = 0
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file from which nothing was read, and why."""

    file: str
    sentence: str
