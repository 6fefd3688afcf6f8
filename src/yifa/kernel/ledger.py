"""Which workbook tables an institution takes in: declarations only, read by ingest, kernel and scan.

A `Table` names its columns; a column says what its cell becomes in law: a fact, or the date of an act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yifa.law.act import Kind
from yifa.law.citation import Citation
from yifa.law.condition import Condition, Subject, evaluate
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Mark:
    """The cell is the date (or moment) of an act of this kind in this step; public: it may be shown to anyone."""

    step: str
    kind: Kind = Kind.DONE
    type: Type = Type.DATE
    public: bool = False


@dataclass(frozen=True, slots=True)
class Until:
    """The cell is the day to which the term of this step was extended (it belongs to the EXTENDED act)."""

    step: str
    type: Type = Type.DATE


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger table.

    id: the public column id; head: the usual heading, «upper/lower» for two levels; becomes: what the cell is in
    law; synonyms: other headings seen; values: what offices write -> what is meant; fill_down: merged downwards;
    in_unit: factor from the cell's number to the stored one by the unit the sheet states (money only).
    """

    id: str
    head: str
    becomes: Fact | Mark | Until
    synonyms: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    fill_down: bool = False

    @property
    def type(self) -> Type:
        """The type to which a cell must convert."""
        return self.becomes.type


@dataclass(frozen=True, slots=True)
class Part:
    """Several columns that together are one list-valued fact, e.g. first and second officer."""

    fact: Fact
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A value of a status column that ends the case (撤回)."""

    column: str
    value: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class PartyName:
    """A fact that names an entity where `entity_if` holds, and is then no personal value; otherwise a person."""

    fact: Fact
    entity_if: Condition


@dataclass(frozen=True, slots=True)
class Remark:
    """What everybody who looks at such a record must be told, where the condition holds."""

    when: Condition
    says: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table of a ledger.

    id: public table id; ledger: two-digit number of the workbook; title: usual sheet name; key: id of the key
    column; becomes: the procedure whose cases the rows are, or None for a register whose rows are entries with
    validity; record: dotted model «app_label.Model» onto which a row is projected, fields named by column id;
    organ: column that names the acting organ; parts: list-valued facts; ended: status values that end a case;
    year_fact: a fact filled with the year of the period loaded; only_year: the sheet of another year
    (named or titled so) is not taken in; valid: ids of the columns (from, to) of a register entry's validity;
    open_by: the basis on which every row is open to all (None: internal, until published); party_name; remarks.
    """

    id: str
    ledger: str
    title: str
    columns: tuple[Column, ...]
    key: str
    record: str
    becomes: Procedure | None = None
    organ: str | None = None
    parts: tuple[Part, ...] = ()
    ended: tuple[Ended, ...] = ()
    year_fact: Fact | None = None
    valid: tuple[str, str] | None = None
    open_by: Citation | None = None
    party_name: PartyName | None = None
    remarks: tuple[Remark, ...] = ()

    def remarks_on(self, facts: Mapping[str, Value]) -> tuple[str, ...]:
        """What must be told of a record with these facts."""
        return tuple(one.says for one in self.remarks if evaluate(one.when, Subject(facts)) is True)

    def column(self, column_id: str) -> Column:
        """The column of that id; KeyError where there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        msg = f"table {self.id} has no column {column_id}"
        raise KeyError(msg)

    @property
    def witnesses(self) -> frozenset[str]:
        """The steps on which this table says something: an empty cell there means «not done»."""
        return frozenset(c.becomes.step for c in self.columns if isinstance(c.becomes, Mark))


@dataclass(frozen=True, slots=True)
class Period:
    """The period a load is about."""

    year: int

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)
