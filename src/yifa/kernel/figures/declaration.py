"""What a figure of the annual report is: declared once, as data. Number, sentence, proof and drill-down follow from it.

    SERVICE_CLOSED = Figure("service_closed", "办结政务服务事项", Count(), of=SERVICE_CASES, where=CLOSED, unit="件",
        basis="本年办理状态为已办结的办件", definition="统计期内办结的政务服务办件数,一件一计。",
        sentence="{year}年共办结政务服务事项{value}{unit}", drill=("no", "name", "decided"))

A figure that cannot be meant (a fact that its table does not record, a sum of words) fails at import.
"""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from fractions import Fraction
from string import Formatter

from yifa.kernel.figures.sources import UnableToResolve, facts_and_steps, place_of_fact, places_of_step
from yifa.kernel.ledger import Table
from yifa.law.citation import Citation
from yifa.law.condition import Condition
from yifa.law.fact import Type

NUMBERS = frozenset({Type.INTEGER, Type.MONEY})
SLOTS = frozenset({"year", "value", "unit", "numerator", "denominator", "names", "parts"})
LISTS = frozenset({"names", "parts"})
BRACKETED = re.compile(r"\[([^\[\]]*)\]")
"""Words of a sentence that go where the list in them is empty."""
AS_IT_IS = Fraction(1)
FEN_TO_YUAN = Fraction(1, 100)
FEN_TO_WAN_YUAN = Fraction(1, 1_000_000)


class SourceClass(StrEnum):
    """Where a figure comes from: only the first kind opens to records of our own."""

    RECORDS = "记录计数"
    SEALED_LETTER = "盖章函报数"
    SUPERIOR_NOTICE = "上级通报引用"


@dataclass(frozen=True, slots=True)
class Count:
    """How many records meet `where`.

    among: the records that were looked at, for a number that may well be 0 (「没有另行制定」): they are shown behind it,
    and where there are none the figure refuses, since nobody looked.
    """

    among: Condition | None = None


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different values stand in these columns (ids), over the records that meet `where`.

    Several columns count as one value together; a record with an empty one is left out. split: the mark that
    separates several values in one cell, for a single column only.
    """

    columns: tuple[str, ...]
    split: str = ""

    def __post_init__(self) -> None:
        """Refuse lists in several columns at once."""
        if not self.columns or (self.split and len(self.columns) > 1):
            msg = "Distinct takes one column where cells are split, otherwise one or more"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class StatedYear:
    """The one year that a text column (id) states over the records that meet `where`: 2022 for «2022年版».

    Cells that state no year are left out; records that state different years make the figure refuse.
    """

    column: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of these columns (ids), added to each other, over the records that meet `where`; empty cells are 0.

    scale: factor from the stored unit to the unit of the figure, e.g. FEN_TO_WAN_YUAN; decimals: places shown.
    """

    columns: tuple[str, ...]
    scale: Fraction = AS_IT_IS
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """The records that meet `where` as per cent of those that meet `among` (None: all of the year).

    A record that meets `where` but not `among` makes the figure refuse; so write where=all_of(among, ...) to say a
    share. A denominator of 0 prints 「无」. decimals: places shown, rounded half up.
    """

    among: Condition | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class RatioOfSums:
    """The sum of columns `over`, divided by the sum of columns `under` (none: by the number of records).

    Empty cells are 0: ask in `where` for both to be known. scale: factor from the stored unit of `over` to the unit
    in which its sum is stated; percent: the quotient is shown as per cent; decimals: places shown, half up.
    """

    over: tuple[str, ...]
    under: tuple[str, ...] = ()
    scale: Fraction = AS_IT_IS
    percent: bool = False
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of the period or the district profile, by its name there, e.g. Setting("year")."""

    name: str


Measure = Count | Distinct | StatedYear | Sum | Rate | RatioOfSums | Setting


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    id: as in the outline; title: Chinese; measure: what is counted; unit; basis: the article that asks for it, or
    the words of 口径; definition: one Chinese sentence; of: the ledger table whose records are counted (None for a
    Setting only); where: which records (None: all of the year) — facts are columns of the table, a step that
    happened is its date column, and facts brought by a register are looked up in `registers`; sentence: template
    with {year} {value} {unit} {numerator} {denominator}, empty where only tables show it; drill: ids of the columns
    a reader sees of each record; dated: id of the date column that tells a record's month; source.

    names: id of a column of words or days whose different values the sentence lists as {names}, or with the amount of each as
    {parts}; the words around them stand in square brackets, «[通过{names},]», and go where there is nothing to list.
    nothing: the sentence of a value of 0, where `sentence` would read as if there were something.
    """

    id: str
    title: str
    measure: Measure
    _: KW_ONLY
    unit: str
    basis: Citation | str
    definition: str
    of: Table | None = None
    where: Condition | None = None
    registers: tuple[Table, ...] = ()
    sentence: str = ""
    drill: tuple[str, ...] = ()
    dated: str = ""
    source: SourceClass = SourceClass.RECORDS
    names: str = ""
    nothing: str = ""

    def __post_init__(self) -> None:
        """Refuse a figure that cannot be meant."""
        for complaint in complaints(self):
            msg = f"figure {self.id}: {complaint}"
            raise ValueError(msg)

    @property
    def table(self) -> Table:
        """The table whose records are counted; raises where the figure is a setting."""
        if self.of is None:
            msg = f"figure {self.id} is a setting and has no records"
            raise ValueError(msg)
        return self.of

    @property
    def record_set(self) -> Condition | None:
        """Which records stand behind the figure: for a rate its denominator, otherwise those counted or looked at."""
        if isinstance(self.measure, Count) and self.measure.among is not None:
            return self.measure.among
        return self.measure.among if isinstance(self.measure, Rate) else self.where

    @property
    def basis_shown(self) -> str:
        """The basis as text."""
        return self.basis if isinstance(self.basis, str) else self.basis.formal


def complaints(figure: Figure) -> list[str]:
    """What is wrong with a figure as written, in English, for its author."""
    found = [
        f"the sentence has no slot {{{slot}}}" for slot in sorted(slots_of(figure.sentence + figure.nothing) - SLOTS)
    ]
    if listing := slots_of(BRACKETED.sub("", figure.sentence)) & LISTS:
        found.append(f"{min(listing)} may be empty: it and the words around it stand in square brackets")
    if slots_of(figure.sentence) & LISTS and not figure.names:
        found.append("the sentence lists names, and no column gives them")
    if "parts" in slots_of(figure.sentence) and not isinstance(figure.measure, Count | Sum):
        found.append("only a count or a sum has parts that add up to it")
    if not figure.basis or not figure.definition:
        found.append("basis and definition are required")
    if (figure.of is None) != isinstance(figure.measure, Setting):
        found.append("a setting has no table, and every other figure has one")
    return found + (_table_complaints(figure, figure.of) if figure.of is not None else [])


def _table_complaints(figure: Figure, table: Table) -> list[str]:
    ids = {column.id for column in table.columns}
    named = {*figure.drill, *_columns(figure.measure), *filter(None, (figure.dated, figure.names))}
    found = [f"table {table.id} has no column {name}" for name in sorted(named - ids)]
    added = [name for name in _summed(figure.measure) if name in ids and table.column(name).type not in NUMBERS]
    found += [f"column {name} holds no number that can be added" for name in added]
    if figure.dated in ids and table.column(figure.dated).type not in {Type.DATE, Type.MOMENT}:
        found.append(f"column {figure.dated} tells no month")
    return found + _condition_complaints(figure, table)


def _condition_complaints(figure: Figure, table: Table) -> list[str]:
    among = figure.measure.among if isinstance(figure.measure, Rate | Count) else None
    found = []
    for condition in (figure.where, among):
        if condition is None:
            continue
        facts, steps = facts_and_steps(condition)
        try:
            for fact in facts:
                place_of_fact(fact, table=table, registers=figure.registers)
            for step in steps:
                places_of_step(step, table=table)
        except UnableToResolve as refusal:
            found.append(str(refusal))
    return found


def _columns(measure: Measure) -> tuple[str, ...]:
    if isinstance(measure, StatedYear):
        return (measure.column,)
    return measure.columns if isinstance(measure, Distinct) else _summed(measure)


def _summed(measure: Measure) -> tuple[str, ...]:
    if isinstance(measure, Sum):
        return measure.columns
    return (*measure.over, *measure.under) if isinstance(measure, RatioOfSums) else ()


def slots_of(sentence: str) -> set[str]:
    """The slots that a sentence asks for."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
