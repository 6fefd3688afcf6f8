"""The first officer of a case without a valid certificate, and why. Source: 行政处罚法 42, 55."""

from __future__ import annotations

import ibis

from yifa.engine.conformance.almanac import day_of, ordinal
from yifa.engine.conformance.milestones import milestone
from yifa.engine.conformance.premises import KEY, Premises
from yifa.engine.conformance.references import entries
from yifa.law.act import done
from yifa.law.certificate import CANCELLED, VALID_FROM, VALID_TO
from yifa.law.fact import Fact
from yifa.law.procedure import Certified, Procedure

PLACE, HELD = "place", "certificate"


def why_invalid(step: str) -> str:
    """The column that says why the first invalid certificate did not cover the day of the step."""
    return f"invalid:{step}"


def invalid_certificate(step: str) -> str:
    """The column with the number of the first invalid certificate on the day of the step."""
    return f"certificate:{step}"


def steps_with_certificates(procedure: Procedure) -> list[str]:
    """The steps on whose day the officers' certificates must be valid."""
    if procedure.officers is None:
        return []
    return sorted({rule.step.name for rule in procedure.rules if isinstance(rule.word, Certified)})


def first_invalid(rows: ibis.Table, premises: Premises) -> ibis.Table:
    """One row per round of a case: for each step that asks for certificates, the first one not valid that day."""
    steps, officers = steps_with_certificates(premises.procedure), premises.procedure.officers
    codes = rows[officers.name] if officers is not None else ibis.null("array<string>")
    days = {step: day_of(rows[milestone(done(step))]) for step in steps}
    held = rows.select(*KEY, **days, **{HELD: codes.unnest(), PLACE: ibis.range(codes.length()).unnest()})
    checked = _checked(_beside_register(held, premises), steps)
    firsts = {}
    for step in steps:
        is_invalid = checked[step].notnull()
        firsts[why_invalid(step)] = checked[step].argmin(checked[PLACE], where=is_invalid)
        firsts[invalid_certificate(step)] = checked[HELD].argmin(checked[PLACE], where=is_invalid)
    return checked.group_by(*KEY).aggregate(**firsts)


def _beside_register(held: ibis.Table, premises: Premises) -> ibis.Table:
    register = premises.registers.get(premises.procedure.certificates)
    if register is None:
        return held.mutate(is_registered=ibis.literal(value=False), **{fact.name: ibis.null("date") for fact in _DATES})
    known = entries(register).select(
        **{HELD: "key"}, is_registered=ibis.literal(value=True), **{fact.name: fact.name for fact in _DATES}
    )
    return held.left_join(known, HELD).drop(f"{HELD}_right")


def _checked(held: ibis.Table, steps: list[str]) -> ibis.Table:
    def why(step: str) -> ibis.StringValue:
        on = held[step]
        return ibis.cases(
            (on.isnull(), ibis.null("string")),
            (held.is_registered.isnull() | ~held.is_registered, "unknown"),
            (on < ordinal(held[VALID_FROM.name]), "not_yet"),
            (on > ordinal(held[VALID_TO.name]), "expired"),
            (on >= ordinal(held[CANCELLED.name]), "cancelled"),
            else_=ibis.null("string"),
        )

    return held.select(*KEY, PLACE, HELD, **{step: why(step) for step in steps})


_DATES: tuple[Fact, ...] = (VALID_FROM, VALID_TO, CANCELLED)
