"""The record of a case: its facts, and those that the register entries it names bring with them."""

from __future__ import annotations

import ibis

from yifa.engine.conditions import TYPES
from yifa.engine.conformance.asked import facts_asked
from yifa.engine.conformance.premises import SOURCE, Premises
from yifa.law.fact import Fact
from yifa.law.procedure import Reference


def entries(register: ibis.Table) -> ibis.Table:
    """The register with each key once, so that no case is doubled by it."""
    return register.distinct(on="key", keep="first")


def recorded(facts: ibis.Table, premises: Premises) -> ibis.Table:
    """One row per case with its source and every fact that decides a rule, NULL where not on record."""
    for reference in premises.procedure.refers:
        facts = _referred(facts, reference, premises)
    columns = {fact.name: _column(facts, fact) for fact in facts_asked(premises.procedure)}
    return facts.select("case_id", SOURCE, **columns)


def _referred(facts: ibis.Table, reference: Reference, premises: Premises) -> ibis.Table:
    # What an entry brings counts, whatever the case itself says of it.
    names = [fact.name for fact in reference.brings]
    register = premises.registers.get(reference.register)
    key = _column(facts, reference.fact).cast("string")
    facts = facts.mutate(reference_key=key).drop(*(name for name in names if name in facts.columns))
    if register is None:
        return facts.drop("reference_key")
    register = entries(register)
    brought = register.select(reference_key="key", **{fact.name: _column(register, fact) for fact in reference.brings})
    return facts.left_join(brought, "reference_key").drop("reference_key", "reference_key_right")


def _column(table: ibis.Table, fact: Fact) -> ibis.Value:
    dtype = TYPES[fact.type]
    return table[fact.name].cast(dtype) if fact.name in table.columns else ibis.null(dtype)
