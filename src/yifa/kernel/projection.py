"""A record row is what its acts say, column by column; and an imported row is the acts it says.

`project(table, acts_of(table, row)) == row` for every row of every table of cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache

from yifa.kernel.ledger import Column, Ended, Mark, Table, Until
from yifa.kernel.transcript import OWN
from yifa.law.act import Act, Event, Kind, effective
from yifa.law.clock import MINUTES_AN_HOUR
from yifa.law.fact import Fact, Type, Value
from yifa.law.procedure import Procedure

type_point = tuple[date, int | None]
_OUTLIVES = {Kind.SUSPENDED, Kind.RESUMED}
"""Kinds that a return does not void: the clock did stand still."""


@dataclass(frozen=True)
class Layout:
    """A table of cases, sorted by what its columns become; made once for each table."""

    procedure: Procedure
    facts: tuple[tuple[str, str], ...]
    marks: Mapping[Event, tuple[Column, ...]]
    untils: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    ended: tuple[Ended, ...]
    blank: dict[str, Value]


@cache
def layout(table: Table) -> Layout:
    """The layout of a table of cases. Raises ValueError for a register, whose rows are no cases."""
    if table.becomes is None:
        msg = f"table {table.id} is a register: its rows are entries, not cases"
        raise ValueError(msg)
    marks: dict[Event, tuple[Column, ...]] = {}
    for column in table.columns:
        if isinstance(column.becomes, Mark):
            event = Event(column.becomes.step, column.becomes.kind)
            marks[event] = (*marks.get(event, ()), column)
    return Layout(
        table.becomes,
        tuple((c.id, c.becomes.name) for c in table.columns if isinstance(c.becomes, Fact)),
        marks,
        tuple((c.id, c.becomes.step) for c in table.columns if isinstance(c.becomes, Until)),
        tuple((part.fact.name, part.columns) for part in table.parts),
        table.ended,
        {column.id: None for column in table.columns},
    )


def project(table: Table, acts: Iterable[Act]) -> dict[str, Value]:
    """The record row, by column id, that the acts of a case amount to.

    A column that marks an act shows the earliest one of the present round; several columns for the same event (first
    and second notice) show them in the order entered.
    """
    plan = layout(table)
    facts: dict[str, Value] = {}
    points: dict[Event, list[type_point]] = {}
    until: dict[str, date] = {}
    ended: Kind | None = None
    for act in effective(list(acts)):
        facts.update(act.facts)
        kind = act.meaning
        if kind is None:
            continue
        if kind is Kind.RETURNED:
            _void(plan.procedure, act.step, points, until)
        elif kind.ends_case:
            ended = kind
        points.setdefault(Event(act.step, kind), []).append((act.on, act.minute))
        if act.until is not None:
            until[act.step] = max(act.until, until.get(act.step, act.until))
    return _row(plan, facts, points, until, ended)


def acts_of(table: Table, values: Mapping[str, Value], *, on_registered: date, year: int) -> tuple[Act, ...]:
    """The acts that a row of a ledger says: its registration with all facts, then what was done, in order of dates.

    on_registered: the day of intake; year: the year of the period loaded, for the table's `year_fact`.
    """
    plan = layout(table)
    facts = _facts(table, plan, values, year)
    done = _dated(plan, values)
    kind = next((ending.kind for ending in plan.ended if values.get(ending.column) == ending.value), None)
    if kind is not None:
        last = max((act.on for act in done), default=on_registered)
        done.append(Act(0, kind, "", last))
    registered = Act(0, Kind.REGISTERED, "", on_registered, facts=facts)
    return (registered, *(replace(act, seq=seq) for seq, act in enumerate(done, start=1)))


def _row(
    plan: Layout,
    facts: Mapping[str, Value],
    points: Mapping[Event, list[type_point]],
    until: Mapping[str, date],
    ended: Kind | None,
) -> dict[str, Value]:
    row = plan.blank | {column: facts.get(fact) for column, fact in plan.facts}
    for event, columns in plan.marks.items():
        known = points.get(event)
        if known:
            _show(row, columns, known, facts)
    for column, step in plan.untils:
        row[column] = until.get(step) or facts.get(OWN + column)
    for fact, members in plan.parts:
        _spread(row, members, facts.get(fact))
    for ending in plan.ended:
        if ended is ending.kind:
            row[ending.column] = ending.value
    return row


def _show(
    row: dict[str, Value], columns: tuple[Column, ...], known: list[type_point], facts: Mapping[str, Value]
) -> None:
    if len(columns) == 1:
        first = min(known, key=lambda point: (point[0], point[1] or 0)) if len(known) > 1 else known[0]
        row[columns[0].id] = _cell(columns[0], first)
        return
    filled = [column for column in columns if facts.get(OWN + column.id) is not False]
    for column, point in zip(filled, known, strict=False):
        row[column.id] = _cell(column, point)


def _spread(row: dict[str, Value], columns: tuple[str, ...], listed: Value) -> None:
    # Where the cells say the same as the list they are left alone: a gap (no first officer, but a second) stays one.
    if not isinstance(listed, tuple) or listed == _list(row, columns):
        return
    row.update(zip(columns, (*listed, *(None for _ in columns)), strict=False))


def _list(values: Mapping[str, Value], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(values[column]) for column in columns if values.get(column) is not None)


def _cell(column: Column, point: type_point) -> Value:
    on, minute = point
    if column.type is not Type.MOMENT:
        return on
    return datetime.combine(on, time(*divmod(minute or 0, MINUTES_AN_HOUR)))


def _void(procedure: Procedure, step: str, points: dict[Event, list[type_point]], until: dict[str, date]) -> None:
    voided = procedure.reopened(procedure.by_name[step])
    for event in [known for known in points if known.step in voided and known.kind not in _OUTLIVES]:
        del points[event]
    for name in voided:
        until.pop(name, None)


def _facts(table: Table, plan: Layout, values: Mapping[str, Value], year: int) -> dict[str, Value]:
    facts = {fact: value for column, fact in plan.facts if (value := values.get(column)) is not None}
    # Of a list of which a column is missing nothing is known, not even its length.
    whole = ((fact, columns) for fact, columns in plan.parts if values.keys() >= set(columns))
    facts.update({fact: _list(values, columns) for fact, columns in whole})
    if table.year_fact is not None:
        facts[table.year_fact.name] = year
    return facts | _unsaid(plan, values)


def _unsaid(plan: Layout, values: Mapping[str, Value]) -> dict[str, Value]:
    # What no act or fact of law says, kept so that nothing of the row is lost: a new end without a grant, and an
    # empty cell before a filled one of the same event.
    kept: dict[str, Value] = {}
    for column, step in plan.untils:
        granted = any(values.get(c.id) is not None for c in plan.marks.get(Event(step, Kind.EXTENDED), ()))
        if values.get(column) is not None and not granted:
            kept[OWN + column] = values[column]
    for columns in plan.marks.values():
        filled = [index for index, column in enumerate(columns) if values.get(column.id) is not None]
        gaps = (column for column in columns[: max(filled, default=0)] if values.get(column.id) is None)
        kept.update({OWN + column.id: False for column in gaps})
    return kept


def _dated(plan: Layout, values: Mapping[str, Value]) -> list[Act]:
    until = {step: values.get(column) for column, step in plan.untils}
    place = {column: index for index, column in enumerate(plan.blank)}
    found: list[tuple[tuple[date, int, int], Act]] = []
    for event, columns in plan.marks.items():
        after = date.min, 0
        for column in columns:
            cell = values.get(column.id)
            if not isinstance(cell, date):
                continue
            on, minute = _point(cell)
            # Never entered before the column to its left, whatever the dates say, so that each finds its own again.
            after = max(after, (on, minute or 0))
            end = until.get(event.step) if event.kind is Kind.EXTENDED else None
            act = Act(0, event.kind, event.step, on, minute, end if isinstance(end, date) else None)
            found.append(((*after, place[column.id]), act))
    return [act for _, act in sorted(found, key=lambda item: item[0])]


def _point(cell: date) -> type_point:
    if isinstance(cell, datetime):
        return cell.date(), cell.hour * MINUTES_AN_HOUR + cell.minute
    return cell, None
