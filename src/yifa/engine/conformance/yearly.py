"""Yearly caps: the place of each case among those of its subject in a calendar year. One sort, no case visited twice.

Cases count by the day of the step, then by their ids, which is the order of entry. An earlier round of a case counts
nobody; it is placed among the other cases as they stand now.
"""

from __future__ import annotations

import ibis

from yifa.engine.conformance.almanac import calendar_date, day_of, ordinal
from yifa.engine.conformance.milestones import milestone
from yifa.engine.conformance.premises import KEY, NO, PRESENT, Premises, beside
from yifa.engine.conformance.row import Row
from yifa.law.act import done
from yifa.law.procedure import Procedure, Rule, YearlyCap, provisos

WHOM, YEAR, DAY, COUNTS = "whom", "in_year", "on_day", "counts"


def earlier_this_year(code: str) -> str:
    """The column with the number of other cases that come before this one under the cap of this code."""
    return f"earlier:{code}"


def yearly_caps(procedure: Procedure) -> list[Rule]:
    """The rules of the procedure that count across cases."""
    return [rule for rule in procedure.rules if isinstance(rule.word, YearlyCap)]


def counted_yearly(rows: ibis.Table, premises: Premises) -> ibis.Table:
    """The rows, each beside its place under every yearly cap; NULL where its day or its subject is not on record."""
    for rule in yearly_caps(premises.procedure):
        rows = beside(rows, _placed(_candidates(rule, rows, premises), earlier_this_year(rule.code)))
    return rows


def _candidates(rule: Rule, rows: ibis.Table, premises: Premises) -> ibis.Table:
    row, set_aside = Row(rows, premises), NO
    for proviso in provisos(rule):
        set_aside |= row.holds(proviso.when).fill_null(NO)
    assert isinstance(rule.word, YearlyCap)  # noqa: S101 - yearly_caps gives no other
    own = rows.select(
        *KEY,
        **{
            WHOM: row.fact(rule.word.per).cast("string"),
            DAY: day_of(rows[milestone(done(rule.step.name))]),
            COUNTS: (rows["round"] == PRESENT) & ~set_aside,
        },
    )
    found = own.union(_siblings(premises.siblings[rule.code])) if rule.code in premises.siblings else own
    found = found.filter(found[WHOM].notnull() & found[DAY].notnull())
    return found.mutate(**{YEAR: calendar_date(found[DAY]).year()})


def _siblings(others: ibis.Table) -> ibis.Table:
    columns = {"round": ibis.literal(PRESENT, "int64"), WHOM: others.whom, DAY: ordinal(others.on)}
    return others.select("case_id", **columns, **{COUNTS: ibis.literal(value=True)})


def _placed(found: ibis.Table, column: str) -> ibis.Table:
    # Of one case and one day, earlier rounds stand before the present one, which therefore does not count for them.
    order = [DAY, "case_id", ibis.desc("round")]
    before = ibis.window(group_by=[WHOM, YEAR], order_by=order, preceding=(None, 1))
    counted = found[COUNTS].cast("int64").sum().over(before).fill_null(0).cast("int64")
    placed = found.select(*KEY, WHOM, YEAR, DAY, all_before=counted)
    mine = found.filter((found["round"] == PRESENT) & found[COUNTS])
    mine = mine.select("case_id", WHOM, YEAR, own_day=mine[DAY])
    placed = placed.left_join(mine, ["case_id", WHOM, YEAR])
    is_own = ((placed["round"] != PRESENT) & (placed.own_day < placed[DAY])).fill_null(NO)
    return placed.select(*KEY, **{column: placed.all_before - is_own.cast("int64")})
