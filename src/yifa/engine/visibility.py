"""Who may see a row of a snapshot: the one predicate of `kernel.access`, compiled for millions of rows."""

from __future__ import annotations

from datetime import date

import ibis

from yifa.engine.conditions import compile_condition
from yifa.kernel.access import Viewer, visibility
from yifa.kernel.access.columns import COLUMNS


class UnableToGuardRows(TypeError):
    """The table carries no columns by which it could be decided who may see its rows."""


def visible_rows(table: ibis.Table, viewer: Viewer, *, on: date) -> ibis.Table:
    """Of these rows, those that the viewer may see on that day. Raises UnableToGuardRows without the three columns."""
    missing = {fact.name for fact in COLUMNS} - set(table.columns)
    if missing:
        msg = f"the table has no {', '.join(sorted(missing))}: it cannot be said who may see its rows"
        raise UnableToGuardRows(msg)
    return table.filter(
        compile_condition(
            visibility(viewer, on=on),
            column=lambda fact: table[fact.name],
            happened=lambda _: ibis.literal(value=False),
            parameters={},
        )
    )
