"""Acts → one row per round of a case: when each event that the law asks about took place. One pass over the acts."""

from __future__ import annotations

import ibis

from yifa.engine.conformance.almanac import OPENING, WORKED, day_of, moment, ordinal
from yifa.engine.conformance.asked import events_asked
from yifa.engine.conformance.premises import KEY, Premises, with_almanac
from yifa.law.act import Event, Kind, done
from yifa.law.procedure import AtLeast, Cap, Procedure, Within
from yifa.law.term import WorkingDays

ENDED = "ended"


def milestone(event: Event) -> str:
    """The column that holds the moment of the event."""
    return f"{event.kind}:{event.step}"


def day_column(event: Event) -> str:
    """The column that holds the ordinal of the day of the event."""
    return f"day:{event.kind}:{event.step}"


def worked_column(event: Event) -> str:
    """The column that holds the working days up to and including the day of the event."""
    return f"worked:{event.kind}:{event.step}"


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


def with_days(rows: ibis.Table, premises: Premises) -> ibis.Table:
    """Set beside each moment its day, and its working-day number where a term counts by it: once for all rules."""
    events = events_asked(premises.procedure)
    rows = rows.mutate(**{day_column(event): day_of(rows[milestone(event)]) for event in events})
    counted = [event for event in events if event in _ends_of_working_terms(premises.procedure)]
    rows = with_almanac(rows, premises)
    worked = {worked_column(event): premises.almanac.worked_up_to(rows, rows[day_column(event)]) for event in counted}
    return rows.mutate(**worked)


def without_days(rows: ibis.Table) -> ibis.Table:
    """The rows without what `with_days` has set beside them: it is made again more cheaply than it is kept."""
    names = [name for name in rows.columns if name.startswith(("day:", "worked:"))]
    return rows.drop(*names, WORKED, OPENING)


def _ends_of_working_terms(procedure: Procedure) -> frozenset[Event]:
    rules = [(rule, rule.word) for rule in procedure.rules if isinstance(rule.word, Within | AtLeast)]
    terms = [(rule, word) for rule, word in rules if isinstance(word.term, WorkingDays)]
    deemed = [word.deemed for _, word in rules if isinstance(word, Within) and word.deemed is not None]
    ends = {done(rule.step.name) for rule, _ in terms} | {word.since for _, word in terms}
    return frozenset(ends | {one.on for one in deemed})


def _is(acts: ibis.Table, kind: Kind, step: str) -> ibis.BooleanValue:
    return (acts.kind == kind.value) & (acts.step == step)


def _extended_to_a_day(procedure: Procedure) -> list[str]:
    words = [(rule.step.name, rule.word) for rule in procedure.rules if isinstance(rule.word, Within)]
    return sorted({step for step, word in words if word.extension is not None and word.extension.by is None})


def _capped(procedure: Procedure) -> list[str]:
    return sorted({rule.step.name for rule in procedure.rules if isinstance(rule.word, Cap)})
