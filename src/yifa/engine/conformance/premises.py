"""What a scan takes as given, and the three tables it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import ibis

from yifa.engine.conformance.almanac import Almanac
from yifa.law.procedure import Procedure

SOURCE = "source"
"""The column with the ledger table a case came from; empty for a live one."""

PRESENT = 0
"""The round in which a case stands; the earlier ones, each ended by a return, are numbered from 1."""

NO, YES = (ibis.literal(value=truth) for truth in (False, True))

KEY = ("case_id", "round")
"""What identifies a row wherever acts have been gathered by case."""


@dataclass(frozen=True)
class Premises:
    """What the law takes as given when it looks at many cases: text, calendar, district, and the day asked about.

    elsewhere: (procedure, step) → `key` and `on` of that step in other cases; siblings: code of a yearly cap → further
    cases that count under it. arrays: the almanac's one row; registers: name → table of entries, `key` and one column
    per fact, one that is not there having no edition in force; witnessed: source of a case → the steps on which it
    says anything; unsaid: source → the facts on which it says nothing. A case without a source is a live one, on which
    everything is on record.
    """

    procedure: Procedure
    almanac: Almanac
    arrays: ibis.Table
    as_of: date
    parameters: Mapping[str, object] = field(default_factory=dict)
    registers: Mapping[str, ibis.Table] = field(default_factory=dict)
    witnessed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    elsewhere: Mapping[tuple[str, str], ibis.Table] = field(default_factory=dict)
    siblings: Mapping[str, ibis.Table] = field(default_factory=dict)
    unsaid: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def unbrought(self) -> frozenset[str]:
        """The facts, by name, that no register brings because it has no edition in force."""
        missing = (one for one in self.procedure.refers if one.register not in self.registers)
        return frozenset(fact.name for reference in missing for fact in reference.brings)


def beside(left: ibis.Table, right: ibis.Table) -> ibis.Table:
    """Each row of `left` with what `right` has on the same round of the same case, or NULLs."""
    return left.left_join(right, list(KEY)).drop(*(f"{name}_right" for name in KEY))


def with_almanac(table: ibis.Table, premises: Premises) -> ibis.Table:
    """Each row with the arrays of the almanac beside it, so that its dates can be looked up."""
    return table.cross_join(premises.arrays)
