"""Acts → one row per round of a case: when each event that the law asks about took place. One pass over the acts."""

from __future__ import annotations

import ibis

from yifa.engine.conformance.almanac import moment, ordinal
from yifa.engine.conformance.asked import events_asked
from yifa.engine.conformance.premises import KEY
from yifa.law.act import Event, Kind
from yifa.law.procedure import Cap, Procedure, Within

ENDED = "ended"


def milestone(event: Event) -> str:
    """The column that holds the moment of the event."""
    return f"{event.kind}:{event.step}"


def granted_end(step: str) -> str:
    """The column that holds the day to which the term of the step was extended."""
    return f"until:{step}"


def times(step: str) -> str:
    """The column that holds the days on which the step was done, in order."""
    return f"times:{step}"


def milestones(acts: ibis.Table, procedure: Procedure) -> ibis.Table:
    """The earliest moment of each event, granted ends, repeated days, and whether the case was ended."""
    at = moment(acts.on, acts.minute)
    columns = {milestone(e): at.min(where=_is(acts, e.kind, e.step)) for e in events_asked(procedure)}
    for step in _extended_to_a_day(procedure):
        columns[granted_end(step)] = ordinal(acts.until).max(where=_is(acts, Kind.EXTENDED, step))
    for step in _capped(procedure):
        columns[times(step)] = ordinal(acts.on).collect(where=_is(acts, Kind.DONE, step))
    ends = [kind.value for kind in Kind if kind.ends_case]
    columns[ENDED] = acts.kind.isin(ends).any()
    return acts.group_by(*KEY).aggregate(**columns)


def _is(acts: ibis.Table, kind: Kind, step: str) -> ibis.BooleanValue:
    return (acts.kind == kind.value) & (acts.step == step)


def _extended_to_a_day(procedure: Procedure) -> list[str]:
    words = [(rule.step.name, rule.word) for rule in procedure.rules if isinstance(rule.word, Within)]
    return sorted({step for step, word in words if word.extension is not None and word.extension.by is None})


def _capped(procedure: Procedure) -> list[str]:
    return sorted({rule.step.name for rule in procedure.rules if isinstance(rule.word, Cap)})
