"""What the sheet of a case says nothing about: an empty cell says «not done» or «none», a missing column says nothing.

Kept with the case as one text: the names of steps, and those of facts with a mark before them, joined by blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from yifa.kernel.ledger import Mark, Table
from yifa.law.fact import Fact, Value

A_FACT = ":"
"""Before the name of a fact, which may be called like a step."""


def silent_on(table: Table, values: Mapping[str, Value]) -> str:
    """What a row says nothing of: steps of which its sheet has no column, and facts whose column it has not."""
    told = {c.becomes.step for c in table.columns if isinstance(c.becomes, Mark) and c.id in values}
    facts = {A_FACT + fact.name for column, fact in _facts(table).items() if column not in values}
    return " ".join(sorted((table.witnesses - told) | facts))


@cache
def witnessed(table: Table, silent: str) -> frozenset[str]:
    """The steps on which a source that is silent on these says anything."""
    return table.witnesses - set(silent.split())


@cache
def unsaid(table: Table, silent: str) -> frozenset[str]:
    """The facts, by name, on which a source that is silent on these says nothing; a list, where any part is missing."""
    missing = unsaid_columns(table, silent)
    parts = {part.fact.name for part in table.parts if not missing.isdisjoint(part.columns)}
    return frozenset(_facts(table)[column].name for column in missing) | parts


@cache
def unsaid_columns(table: Table, silent: str) -> frozenset[str]:
    """The columns of facts, by id, that a source silent on these does not have."""
    names = set(silent.split())
    return frozenset(column for column, fact in _facts(table).items() if A_FACT + fact.name in names)


@cache
def _facts(table: Table) -> Mapping[str, Fact]:
    return {column.id: column.becomes for column in table.columns if isinstance(column.becomes, Fact)}
