"""A table as it is shown: heads and rows of words, formatted before the template sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yifa.kernel.ledger import Column
from yifa.law.fact import Type, Value
from yifa.report.assembly import SHOWN

NUMBERS = frozenset({Type.INTEGER, Type.MONEY, Type.HUNDREDTHS})


@dataclass(frozen=True, slots=True)
class Head:
    """One column; number: whether its cells are numbers, to stand flush right."""

    title: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; href: where its first cell leads, «» where it leads nowhere."""

    cells: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter can take."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of the form above a list: free text, or one of the choices."""

    name: str
    title: str
    value: str
    choices: tuple[Choice, ...] = ()


def heads_of(columns: Iterable[Column]) -> tuple[Head, ...]:
    """The heads of ledger columns."""
    return tuple(Head(head_of(column), column.type in NUMBERS) for column in columns)


def head_of(column: Column) -> str:
    """The heading of a column, without the group that it stands under."""
    return column.head.rpartition("/")[2]


def cells_of(values: Mapping[str, Value], columns: Iterable[Column]) -> tuple[str, ...]:
    """The cells of a record in words; «» where there is nothing or it may not be shown."""
    return tuple(words(column, values.get(column.id)) for column in columns)


def words(column: Column, value: Value) -> str:
    """A value of a column in words."""
    show: Callable[[Any], str] = SHOWN.get(column.type, str)
    return show(value) if value is not None else ""
