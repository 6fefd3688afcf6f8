"""Silence with legal effect: where a term was missed, the statute counts a step as done, and the law goes on from it.

Reading: silence fills a gap only while neither that step nor any later one was done; and only in the present round.
"""

from __future__ import annotations

import ibis

from yifa.engine.conformance.asked import steps_from
from yifa.engine.conformance.milestones import day_column, milestone, worked_column
from yifa.engine.conformance.premises import PRESENT, Premises
from yifa.engine.conformance.row import Row
from yifa.engine.conformance.words import BROKEN, OUTSTANDING, value
from yifa.law.act import done
from yifa.law.procedure import Deemed, Procedure, Rule, Within


def has_deemed(procedure: Procedure) -> bool:
    """Whether any term of the procedure gives silence an effect."""
    return any(isinstance(rule.word, Within) and rule.word.deemed is not None for rule in procedure.rules)


def with_deemed(rows: ibis.Table, premises: Premises) -> ibis.Table:
    """Put in what silence brings about, rule by rule, since one deemed event may start the next term."""
    for rule in premises.procedure.rules:
        if isinstance(rule.word, Within) and rule.word.deemed is not None:
            rows = _deemed(rows, rule, rule.word.deemed, premises)
    return rows


def _deemed(rows: ibis.Table, rule: Rule, deemed: Deemed, premises: Premises) -> ibis.Table:
    row, step, since = Row(rows, premises), done(deemed.step), deemed.on
    was_missed = value(rule, row).isin([OUTSTANDING, BROKEN])
    gone_on = row.any_happened(steps_from(premises.procedure, deemed.step))
    rows = rows.mutate(is_silent=(rows["round"] == PRESENT) & ~row.ended & ~gone_on & was_missed)
    columns = {name(step): name(since) for name in (milestone, day_column, worked_column) if name(step) in rows.columns}
    told = {column: ibis.ifelse(rows.is_silent, rows[other], rows[column]) for column, other in columns.items()}
    return rows.mutate(**told).drop("is_silent")
