"""A composed report as plain values: every surface (docx, HTML, JSON) renders these and asks nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Number = int | Decimal


class SourceClass(StrEnum):
    """Where a figure comes from: only the first kind opens to records of our own."""

    RECORDS = "记录计数"
    SEALED_LETTER = "盖章函报数"
    HIGHER_NOTICE = "上级通报引用"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record behind a figure, and where in which workbook it stands.

    columns: (heading, shown value) for the columns to be read; counted: in a rate, whether it is in the numerator.
    """

    file: str
    sheet: str
    row: int
    key: str
    columns: tuple[tuple[str, str], ...] = ()
    counted: bool | None = None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as it is printed, with all that proves it.

    value: None where there is none (missing, or a denominator of 0); value_shown: rounded, without unit;
    sentence: template with {year} {value} {unit} {numerator} {denominator}, empty where only tables show the figure;
    owner: the organ that answers for it; withheld: records not shown, with the ground; numerator and denominator:
    set for rates and averages only, in the units that the formula names; leaf: its place in the evidence log; named:
    what its sentence lists, each with its part; nothing: the sentence of a 0; stated: where a number that nobody counts
    here comes from, or what somebody else stated of one that is counted.
    """

    id: str
    title: str
    value: Number | None
    value_shown: str
    unit: str
    sentence: str
    definition: str
    formula: str
    basis: str
    source_class: SourceClass
    owner: str
    records: tuple[RecordLine, ...]
    record_hash: str
    numerator: Number | None = None
    denominator: Number | None = None
    withheld: int = 0
    withheld_ground: str = ""
    missing_reason: str = ""
    leaf: int | None = None
    named: tuple[tuple[str, str], ...] = ()
    nothing: str = ""
    stated: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether nobody has given what is needed to count it."""
        return bool(self.missing_reason)

    @property
    def is_void(self) -> bool:
        """Whether it is a rate of nothing: a denominator of 0 has no rate, least of all 100 %."""
        return self.denominator == 0

    @property
    def record_count(self) -> int:
        """How many records stand behind it, shown or withheld."""
        return len(self.records) + self.withheld

    @property
    def shown(self) -> str:
        """The value for a table: 「无」 for a rate of nothing, 「待补」 where it is missing."""
        if self.is_missing:
            return "待补"
        return "无" if self.is_void else self.value_shown

    @property
    def fraction(self) -> str:
        """«numerator/denominator», or nothing for a plain count."""
        if self.numerator is None or self.denominator is None:
            return ""
        return f"{plain(self.numerator)}/{plain(self.denominator)}"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Doubts of one rule, still open, and the figure beside which they must be read.

    is_matter: not what a rule demands, but matters of one kind that nobody has brought to an end.
    """

    rule: str
    title: str
    basis: str
    count: int
    figure_id: str = ""
    is_matter: bool = False

    @property
    def key(self) -> str:
        """By what a person's choice of it is kept."""
        return f"{self.rule}/{self.figure_id}"


@dataclass(frozen=True, slots=True)
class Written:
    """What people added to a report: texts by the title of their section, choices in words by the key of their item."""

    texts: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a figure in the words; nobody types it."""

    figure_id: str
    shown: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """What somebody still owes, shown so that it cannot be overlooked."""

    text: str


Run = Text | Slot | ToDo


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; typed: a person wrote it, and no figure stands in it; draft: for those who write, never published."""

    runs: tuple[Run, ...]
    typed: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; widths: shares of the page in millimetres, whose sum is the width of the text (156)."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    widths: tuple[int, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with its number («一、…», «(一)…», «1.…») and what follows; level 0 has no heading."""

    heading: str
    level: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. identities: sentences on what does not close, out of identities_checked that could be tried."""

    title: str
    district: str
    issuer: str
    year: int
    dated_on: date
    synthetic: bool
    chapters: tuple[Chapter, ...]
    figures: tuple[FigureLine, ...]
    identities: tuple[str, ...] = ()
    identities_checked: int = 0
    open_items: tuple[OpenItem, ...] = ()

    @property
    def to_dos(self) -> tuple[str, ...]:
        """Everything still owed, in the order of the text."""
        return tuple(run.text for run in self._runs() if isinstance(run, ToDo))

    def open_items_of(self, figure_id: str) -> tuple[OpenItem, ...]:
        """The doubts to be read beside that figure."""
        return tuple(item for item in self.open_items if item.figure_id == figure_id)

    def _runs(self) -> Iterator[Run]:
        for block in (block for chapter in self.chapters for block in chapter.blocks):
            if isinstance(block, Paragraph):
                yield from block.runs
            else:
                yield from (run for row in block.rows for run in row)


def plain(number: Number) -> str:
    """The number in plain digits, never in exponents."""
    return str(number) if isinstance(number, int) else f"{number:f}"
