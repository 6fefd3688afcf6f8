"""Which columns of which tables a head may mean, and how far-fetched each meaning is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yifa.engine.ingest.heads import Head, folded, tight, time_measure, varied
from yifa.engine.ingest.synonyms import Synonyms
from yifa.kernel.ledger import Column, Table
from yifa.law.fact import Type

# What makes a meaning far-fetched. The same words cost nothing; meanings of unequal cost never compete.
_FOLDED = 1
_DECLARED_SYNONYM = 2
_LISTED_SYNONYM = 3
_VARIED = 4
_RUN_TOGETHER = 1
_LOWER_ALONE = 10
_SHORTEST_LOWER = 4  # Where two upper heads differ, «日期» below them proves nothing; «征求意见起» does.

_DAYS = frozenset([Type.DATE, Type.MOMENT])


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a head, with its cost."""

    kind: str
    text: str
    cost: int


@dataclass(frozen=True, slots=True)
class _Entry:
    table: str
    column: str
    cost: int
    measure: str


class HeadIndex:
    """All headings of all tables, looked up once for each head of a sheet."""

    def __init__(self, tables: Sequence[Table], synonyms: Synonyms) -> None:
        self._entries: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self._last_words: set[str] = set()
        self._known: dict[tuple[str, ...], Mapping[str, Mapping[str, int]]] = {}
        for table in tables:
            for column in table.columns:
                self._add(table.id, column, synonyms.of(table.id, column.id, column.head))

    def meanings(self, head: Head) -> Mapping[str, Mapping[str, int]]:
        """Return, by table id, the columns that the head may mean, each with its cost."""
        if head.path not in self._known:
            self._known[head.path] = self._look_up(head.path)
        return self._known[head.path]

    def _add(self, table: str, column: Column, listed: Sequence[str]) -> None:
        of_day = column.type in _DAYS
        sources = [
            (column.head, 0),
            *((s, _DECLARED_SYNONYM) for s in column.synonyms),
            *((s, _LISTED_SYNONYM) for s in listed),
        ]
        for text, cost in sources:
            words = tuple(text.split("/"))
            for form in _forms(words, of_day=of_day):
                entry = _Entry(table, column.id, cost + form.cost, time_measure(words[-1]))
                self._entries[form.kind, form.text].append(entry)
                self._last_words.add(form.text.rpartition("/")[2])

    def _may_mean_something(self, path: tuple[str, ...]) -> bool:
        # Nearly all cells that are tried as heads are data: most are told by their last word alone.
        ends = ("".join(path[start:]) for start in range(len(path)))
        return any(
            form in self._last_words
            for end in ends
            for form in (tight(end), folded(end), varied(end, of_day=True), varied(end, of_day=False))
        )

    def _look_up(self, path: tuple[str, ...]) -> Mapping[str, Mapping[str, int]]:
        if not self._may_mean_something(path):
            return {}
        found: dict[str, dict[str, int]] = defaultdict(dict)
        measure = time_measure(path[-1])
        for form in _every_form(path):
            for entry in self._entries.get((form.kind, form.text), ()):
                if measure and entry.measure and measure != entry.measure:
                    continue
                if form.cost + entry.cost >= 2 * _LOWER_ALONE and len(form.text) < _SHORTEST_LOWER:
                    continue
                columns = found[entry.table]
                columns[entry.column] = min(columns.get(entry.column, 1000), form.cost + entry.cost)
        return found


def _every_form(path: tuple[str, ...]) -> Iterator[_Form]:
    """Yield the forms of the path and of its lower parts; its lowest word alone is far-fetched."""
    for start in range(max(len(path) - 1, 1)):
        for of_day in (False, True):
            yield from _forms(path[start:], of_day=of_day)


def _forms(words: tuple[str, ...], *, of_day: bool) -> Iterator[_Form]:
    yield from _written("/".join(words), words, 0, of_day=of_day)
    if len(words) > 1:
        yield from _written("", ("".join(words),), _RUN_TOGETHER, of_day=of_day)
        yield from _written(words[-1], words[-1:], _LOWER_ALONE, of_day=of_day)


def _written(exact: str, words: tuple[str, ...], cost: int, *, of_day: bool) -> Iterator[_Form]:
    if exact:
        yield _Form("exact", tight(exact), cost)
    yield _Form("folded", "/".join(map(folded, words)), cost + _FOLDED)
    # Folding a day's word and not folding it are two kinds, so that «受理时间» of a number is never a day.
    last = varied(words[-1], of_day=of_day)
    yield _Form("day" if of_day else "varied", "/".join((*map(folded, words[:-1]), last)), cost + _VARIED)
