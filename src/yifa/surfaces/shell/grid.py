"""A table as it is shown: heads and rows of words, formatted before the template sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

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

    @property
    def body(self) -> Markup:
        """The rows as they stand in the page; a template would take three times as long over them."""
        before = [_opening(head, first=not place) for place, head in enumerate(self.heads)]
        after = ["</td>" if place else "</th>" for place in range(len(self.heads))]
        lines = ("".join(map("".join, zip(before, _contents(row), after, strict=True))) for row in self.rows)
        return Markup("".join(f"<tr>{line}</tr>\n" for line in lines))  # noqa: S704 - every word in it is escaped


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


def _opening(head: Head, *, first: bool) -> str:
    tag, kind = ('th scope="row"', "") if first else ("td", ' class="number"' if head.number else "")
    return f'<{tag} data-head="{escape(head.title)}"{kind}>'


def _contents(row: Row) -> tuple[str, ...]:
    cells = tuple(str(escape(cell)) for cell in row.cells)
    return (f'<a href="{escape(row.href)}">{cells[0] or "(无)"}</a>', *cells[1:]) if row.href else cells


def heads_of(columns: Iterable[Column]) -> tuple[Head, ...]:
    """The heads of ledger columns."""
    return tuple(Head(head_of(column), column.type in NUMBERS) for column in columns)


def head_of(column: Column) -> str:
    """The heading of a column, without the group that it stands under."""
    return column.head.rpartition("/")[2]


def cells_of(values: Mapping[str, Value], columns: Iterable[Column]) -> tuple[str, ...]:
    """The cells of a record in words; «» where there is nothing or it may not be shown."""
    return in_words(columns)(values)


def in_words(columns: Iterable[Column]) -> Callable[[Mapping[str, Value]], tuple[str, ...]]:
    """How records of these columns are put into words: made once for a list."""
    shows: tuple[tuple[str, Callable[[Any], str]], ...] = tuple((c.id, SHOWN.get(c.type, str)) for c in columns)

    def cells(values: Mapping[str, Value]) -> tuple[str, ...]:
        return tuple("" if values.get(name) is None else show(values[name]) for name, show in shows)

    return cells


def words(column: Column, value: Value) -> str:
    """A value of a column in words."""
    show: Callable[[Any], str] = SHOWN.get(column.type, str)
    return show(value) if value is not None else ""
