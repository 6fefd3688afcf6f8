"""One round of a case as a row of expressions: what the record says, in the words that rules ask with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import ibis

from yifa.engine.conditions import TYPES, compile_bound, compile_condition, compile_parameter
from yifa.engine.conformance.almanac import day_of, minute_of
from yifa.engine.conformance.asked import grounds
from yifa.engine.conformance.milestones import ENDED, granted_end, milestone
from yifa.engine.conformance.premises import NO, SOURCE, Premises
from yifa.engine.conformance.suspensions import running_on, stretches_on
from yifa.law.act import Event, done
from yifa.law.condition import Comparison, Condition, Parameter
from yifa.law.fact import Fact
from yifa.law.procedure import Within
from yifa.law.term import Count


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
        name = milestone(event)
        return self.table[name] if name in self.table.columns else ibis.null("int64")

    def day(self, event: Event) -> ibis.IntegerValue:
        """The ordinal of the day of the event."""
        return day_of(self.moment(event))

    def minute(self, event: Event) -> ibis.IntegerValue:
        """Minutes after midnight of the event."""
        return minute_of(self.moment(event))

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

    def holds(self, condition: Condition) -> ibis.BooleanValue:
        """Whether the condition holds; NULL where a fact that decides it is missing."""
        return compile_condition(
            condition, column=self.fact, happened=self.happened, parameters=self.premises.parameters
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
