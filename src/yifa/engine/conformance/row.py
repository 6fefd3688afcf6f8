"""One round of a case as a row of expressions: what the record says, in the words that rules ask with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import ibis

from yifa.engine.conditions import TYPES, compile_bound, compile_condition, compile_parameter
from yifa.engine.conformance.almanac import MOMENTS_A_DAY, minute_of
from yifa.engine.conformance.asked import grounds
from yifa.engine.conformance.milestones import ENDED, day_column, granted_end, milestone, worked_column
from yifa.engine.conformance.premises import NO, SOURCE, Premises
from yifa.engine.conformance.suspensions import running_on, stretches_on
from yifa.law.act import Event, done
from yifa.law.condition import Comparison, Condition, Parameter
from yifa.law.fact import Fact
from yifa.law.procedure import Within
from yifa.law.term import Count


@dataclass(frozen=True)
class Point:
    """A point in time: its moment, the ordinal of its day, and the working days up to and including that day."""

    moment: ibis.IntegerValue
    day: ibis.IntegerValue
    worked: ibis.IntegerValue

    def or_else(self, other: Point) -> Point:
        """This point, or the other where this one is not on record."""
        known = self.moment.notnull()
        pairs = ((self.moment, other.moment), (self.day, other.day), (self.worked, other.worked))
        return Point(*(ibis.ifelse(known, mine, theirs) for mine, theirs in pairs))

    @property
    def minute(self) -> ibis.IntegerValue:
        """Minutes after midnight; NULL where not recorded."""
        return minute_of(self.moment)


@dataclass(frozen=True)
class Row:
    """Any row of `table`, under the premises of the scan."""

    table: ibis.Table
    premises: Premises

    def fact(self, fact: Fact) -> ibis.Value:
        """The fact as recorded or brought by a register; NULL where it is not on record."""
        return self.table[fact.name] if fact.name in self.table.columns else ibis.null(TYPES[fact.type])

    def moment(self, event: Event) -> ibis.IntegerValue:
        """Day and minute of the event as one number; NULL where it is not on record."""
        return self._told(milestone(event))

    def day(self, event: Event) -> ibis.IntegerValue:
        """The ordinal of the day of the event."""
        return self._told(day_column(event))

    def point(self, event: Event) -> Point:
        """The event as a term sees it."""
        return Point(self.moment(event), self.day(event), self._told(worked_column(event)))

    @property
    def today(self) -> Point:
        """The day asked about, as a term sees it."""
        day = self.premises.as_of.toordinal()
        worked = self.premises.almanac.worked_on(day) if self.premises.almanac.covers(day) else None
        return Point(*(ibis.literal(number, "int64") for number in (day * MOMENTS_A_DAY, day, worked)))

    def happened(self, step: str) -> ibis.BooleanValue:
        """Whether the step was done."""
        return self.moment(done(step)).notnull()

    def any_happened(self, steps: Iterable[str]) -> ibis.BooleanValue:
        """Whether any of the steps was done."""
        return reduce(lambda found, step: found | self.happened(step), steps, NO)

    @property
    def ended(self) -> ibis.BooleanValue:
        """Whether the case was withdrawn or terminated."""
        return self.table[ENDED].fill_null(NO)

    @property
    def closed(self) -> ibis.BooleanValue:
        """Whether nothing further is to be done."""
        return self.ended | self.any_happened(step.name for step in self.premises.procedure.steps if step.closes)

    def granted(self, step: str) -> ibis.IntegerValue:
        """The ordinal of the last day granted by an extension of the step's term."""
        return self.table[granted_end(step)]

    def stretches(self, word: Within) -> ibis.ArrayValue:
        """The stretches in which the clock of the term stands still."""
        return self.table[stretches_on(grounds(word))]

    def paused(self, word: Within) -> ibis.BooleanValue:
        """Whether a ground on which the term stands still has not ended."""
        if not word.pauses:
            return NO
        return self.table[running_on(grounds(word))].fill_null(NO)

    def witnessed(self, step: str) -> ibis.BooleanValue:
        """Whether the source of the case says anything on the step; a live case has no source and says all."""
        sources = [source for source, steps in self.premises.witnessed.items() if step in steps]
        return self.table[SOURCE].isin(["", *sources])

    def unsaid(self, fact: Fact) -> ibis.BooleanValue | None:
        """Whether the fact is missing and its absence says nothing; None where no source of any case is silent on it."""
        if fact.name in self.premises.unbrought:
            return self.fact(fact).isnull()
        sources = [source for source, facts in self.premises.unsaid.items() if fact.name in facts]
        return self.table[SOURCE].isin(sources) & self.fact(fact).isnull() if sources else None

    @property
    def is_live(self) -> ibis.BooleanValue:
        """Whether the case came from no source, so that everything is on record."""
        return self.table[SOURCE] == ""

    def holds(self, condition: Condition) -> ibis.BooleanValue:
        """Whether the condition holds; NULL where a fact that decides it is missing."""
        return compile_condition(
            condition,
            column=self.fact,
            happened=self.happened,
            parameters=self.premises.parameters,
            unsaid=self.unsaid,
        )

    def bound(self, comparison: Comparison) -> ibis.Value:
        """What the comparison compares its fact with."""
        return compile_bound(comparison, column=self.fact, parameters=self.premises.parameters)

    def parameter(self, parameter: Parameter, dtype: str) -> ibis.Value:
        """The value the district has set."""
        return compile_parameter(parameter, column=self.fact, parameters=self.premises.parameters, dtype=dtype)

    def number(self, count: Count) -> ibis.IntegerValue:
        """The number of units of a term: of the statute, of the district, or of a fact."""
        if isinstance(count, Parameter):
            return self.parameter(count, "int64")
        if isinstance(count, Fact):
            return self.fact(count) if TYPES[count.type] == "int64" else ibis.null("int64")
        return ibis.literal(count, type="int64")

    def _told(self, column: str) -> ibis.IntegerValue:
        return self.table[column] if column in self.table.columns else ibis.null("int64")
