"""Each word of the law as one expression: its value for a row. Kept includes «does not apply»."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import assert_never

import ibis

from yifa.engine.conformance.almanac import calendar_date, ordinal
from yifa.engine.conformance.certificates import why_invalid
from yifa.engine.conformance.elsewhere import day_elsewhere
from yifa.engine.conformance.milestones import times
from yifa.engine.conformance.premises import NO, YES
from yifa.engine.conformance.row import Row
from yifa.engine.conformance.terms import maximum, minimum
from yifa.engine.conformance.yearly import earlier_this_year
from yifa.law.act import done
from yifa.law.condition import Condition, Parameter, rests_on
from yifa.law.fact import Fact
from yifa.law.judge import GRAVITY, Value
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Gate,
    Must,
    Officers,
    Rule,
    Within,
    YearlyCap,
    applies_if,
    provisos,
)
from yifa.law.term import Promptly

RANK: Mapping[Value, int] = GRAVITY
"""How values are held in a column; where two rules have one code, the higher one speaks."""
KEPT, UNKNOWN, OUTSTANDING, BROKEN = (ibis.literal(rank, "int8") for rank in RANK.values())

FIRST_YEAR, LAST_YEAR, LAST_DAY = 1, 9999, 31


def value(rule: Rule, row: Row) -> ibis.IntegerValue:
    """The value of the rule: kept where a proviso is shown or a condition fails, unknown where one is not known."""
    set_aside, applies, untold = NO, YES, NO
    for proviso in provisos(rule):
        set_aside |= row.holds(proviso.when)
        untold |= _untold(proviso.when, row)
    for condition in applies_if(rule):
        applies &= row.holds(condition)
    is_open = applies.isnull() | untold
    return ibis.cases((set_aside, KEPT), (~applies, KEPT), (is_open, UNKNOWN), else_=_applied(rule, row))


def _untold(when: Condition, row: Row) -> ibis.BooleanValue:
    # A sheet without the column could not have shown what the proviso asks for.
    unsaid = [told for fact in rests_on(when) if (told := row.unsaid(fact)) is not None]
    return row.holds(when).isnull() & reduce(or_, unsaid) if unsaid else NO


def _applied(rule: Rule, row: Row) -> ibis.IntegerValue:
    word = rule.word
    match word:
        case Within():
            return _within(rule, word, row)
        case AtLeast():
            return _at_least(rule, word, row)
        case By():
            return _by(rule, word, row)
        case Gate():
            return _gate(rule, word, row)
        case Officers(at_least):
            return _no_fewer(officers_present(row), row.number(at_least))
        case Certified():
            return _certified(rule, row)
        case Must(requirement):
            return _demanded(row.holds(requirement))
        case Cap(at_most):
            return ibis.cases((row.table[times(rule.step.name)].length() > at_most, BROKEN), else_=KEPT)
        case YearlyCap() | After():
            return _across_cases(rule, word, row)
        case _:
            assert_never(word)


def _within(rule: Rule, word: Within, row: Row) -> ibis.IntegerValue:
    term, paused = maximum(rule, word, row), row.paused(word)
    settled = row.closed | paused | row.any_happened(word.settled_by)
    return ibis.cases(
        (term.start.isnull() | term.limit.isnull(), UNKNOWN),
        (term.end.isnull() & ~row.witnessed(rule.step.name), UNKNOWN),
        (term.end.isnull() & settled, KEPT),
        (term.end.isnull() & term.overdue.isnull(), UNKNOWN),
        (term.end.isnull(), ibis.ifelse(term.overdue, OUTSTANDING, KEPT)),
        (paused, UNKNOWN),
        (ibis.literal(value=isinstance(word.term, Promptly)), KEPT),
        else_=_measured(term.late),
    )


def _at_least(rule: Rule, word: AtLeast, row: Row) -> ibis.IntegerValue:
    term = minimum(rule, word, row)
    return ibis.cases(
        (term.start.isnull() | term.limit.isnull(), UNKNOWN), (term.end.isnull(), KEPT), else_=_measured(term.late)
    )


def _measured(late: ibis.IntegerValue) -> ibis.IntegerValue:
    return ibis.cases((late.isnull(), UNKNOWN), (late > 0, BROKEN), else_=KEPT)


def _by(rule: Rule, word: By, row: Row) -> ibis.IntegerValue:
    last, day = fixed_day(word, row), row.day(done(rule.step.name))
    return ibis.cases(
        (last.isnull(), UNKNOWN),
        (day.notnull(), ibis.ifelse(day > last, BROKEN, KEPT)),
        (~row.witnessed(rule.step.name), UNKNOWN),
        ((last < row.premises.as_of.toordinal()) & ~row.closed, OUTSTANDING),
        else_=KEPT,
    )


def _gate(rule: Rule, word: Gate, row: Row) -> ibis.IntegerValue:
    barred, passed = row.day(done(word.bars)), row.day(done(rule.step.name))
    absent = BROKEN if "absent" in rule.sides else KEPT
    later = BROKEN if "later" in rule.sides else KEPT
    through = _demanded(row.holds(word.passes)) if word.passes is not None and "absent" in rule.sides else KEPT
    return ibis.cases(
        (barred.isnull(), KEPT),
        (passed.isnull() & ~row.witnessed(rule.step.name), UNKNOWN),
        (passed.isnull(), absent),
        (passed > barred, later),
        else_=through,
    )


def _certified(rule: Rule, row: Row) -> ibis.IntegerValue:
    present, day = officers_present(row), row.day(done(rule.step.name))
    procedure = row.premises.procedure
    if procedure.officers is None or procedure.certificates not in row.premises.registers:
        return UNKNOWN
    return ibis.cases(
        (day.isnull() | present.isnull() | (present == 0), UNKNOWN),
        (row.table[why_invalid(rule.step.name)].notnull(), BROKEN),
        else_=KEPT,
    )


def _no_fewer(number: ibis.IntegerValue, bound: ibis.IntegerValue) -> ibis.IntegerValue:
    return ibis.cases((number.isnull() | bound.isnull(), UNKNOWN), (number < bound, BROKEN), else_=KEPT)


def _no_more(number: ibis.IntegerValue, bound: ibis.IntegerValue) -> ibis.IntegerValue:
    return ibis.cases((number.isnull() | bound.isnull(), UNKNOWN), (number > bound, BROKEN), else_=KEPT)


def _across_cases(rule: Rule, word: YearlyCap | After, row: Row) -> ibis.IntegerValue:
    if isinstance(word, YearlyCap):
        return _no_more(nth(rule, row), row.number(word.at_most))
    return _after(rule, word, row)


def _after(rule: Rule, word: After, row: Row) -> ibis.IntegerValue:
    on, named = row.day(done(rule.step.name)), row.fact(word.other.named_by)
    day = row.table[day_elsewhere(word.other)]
    return ibis.cases(
        (on.isnull() | named.isnull(), UNKNOWN),
        (day.isnull(), ibis.ifelse(row.is_live, BROKEN, UNKNOWN)),
        (on < day, BROKEN),
        else_=KEPT,
    )


def nth(rule: Rule, row: Row) -> ibis.IntegerValue:
    """The place of the case among those that count under the yearly cap; NULL where its day or subject is missing."""
    return row.table[earlier_this_year(rule.code)] + 1


def _demanded(holds: ibis.BooleanValue) -> ibis.IntegerValue:
    return ibis.cases((holds, KEPT), (~holds, BROKEN), else_=UNKNOWN)


def officers_present(row: Row) -> ibis.IntegerValue:
    """How many different officers act in the case; NULL where none are recorded at all."""
    officers = row.premises.procedure.officers
    return ibis.null("int64") if officers is None else row.fact(officers).unique().length()


def fixed_day(word: By, row: Row) -> ibis.IntegerValue:
    """The ordinal of the last day of a fixed date; NULL where none is set, or the year has no such day."""
    if isinstance(word.month_day, Fact):
        return ordinal(row.fact(word.month_day))
    number = _month_and_day(word.month_day, row)
    year = row.fact(word.year) if word.year is not None else ibis.null("int64")
    year = ibis.ifelse(year.between(FIRST_YEAR, LAST_YEAR), year, ibis.null("int64"))
    month, day = number // (LAST_DAY + 1), number % (LAST_DAY + 1)
    last = ordinal(ibis.date(year, month, 1)) + day - 1
    return ibis.ifelse(calendar_date(last).month() == month, last, ibis.null("int64"))


def _month_and_day(stated: Parameter | tuple[int, int], row: Row) -> ibis.IntegerValue:
    if isinstance(stated, Parameter):
        text = row.parameter(stated, "string")
        shape = text.re_search(r"^(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])$")
        month, day = (text.split("-")[place].try_cast("int64") for place in (0, 1))
        return ibis.ifelse(shape, month * (LAST_DAY + 1) + day, ibis.null("int64"))
    month, day = stated
    return ibis.literal(month * (LAST_DAY + 1) + day, "int64")
