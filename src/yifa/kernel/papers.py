"""Documents of a case as data: an institution says what a paper holds, and whoever prints it knows its form.

Source: GB/T 9704-2012 for official letters; the sample forms of enforcement papers are those of each ministry (待核).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yifa.kernel.models import Case
from yifa.law.citation import Citation
from yifa.law.fact import Value
from yifa.law.fold import State


class Family(StrEnum):
    """The family of forms to which a paper belongs."""

    LETTER = "公文"
    ENFORCEMENT = "执法文书"
    NOTICE = "窗口告知书"
    APPROVAL = "审批表"
    SERVICE_RECEIPT = "送达回证"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """A form of two columns: what is asked, and what is on record («» leaves room for the pen)."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A table with heads; shares: how wide each column is beside the others, all alike where none is given."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Boxes:
    """Empty boxes for opinions and signatures, by pen."""

    titles: tuple[str, ...]


Block = Heading | Line | Pairs | Columns | Boxes


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, filled: organ and day of signature as far as they are known."""

    title: str
    family: Family
    blocks: tuple[Block, ...]
    organ: str = ""
    number: str = ""
    to: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """What a form is filled from: the case, its state, the facts by name; on: the day of printing."""

    case: Case
    state: State
    on: date
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of paper: of which procedure, printed from which step on («» at any time), on which basis."""

    name: str
    title: str
    procedure: str
    basis: Citation
    fill: Callable[[Filling], Paper]
    step: str = ""
