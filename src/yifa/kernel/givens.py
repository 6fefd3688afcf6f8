"""What other cases say, as the law takes it as given when it looks at one case: their days, and how many came before.

beside(given, case_id=case.pk, procedure=case.procedure, versions=versions) is `given` with both questions answered from the database, at the
moment at which a rule asks. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet

from yifa.kernel.catalogue import catalogue
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.records import stored
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import done
from yifa.law.condition import evaluate
from yifa.law.fact import Fact, Value
from yifa.law.fold import Given
from yifa.law.procedure import Rule, YearlyCap, provisos


@dataclass(frozen=True, slots=True)
class Counted:
    """A case that counts under a yearly cap: of whom, on which day; cases of a day are in the order of their ids."""

    case_id: int
    whom: str
    on: date


@dataclass(frozen=True)
class OtherCases:
    """Asks other cases, and keeps what they said: make one for each batch.

    given: as for any case, without other cases; year: only cases entered for this year count under a cap, or all.
    """

    given: Given
    versions: Versions = INSTALLED
    year: int | None = None
    _days: dict[tuple[str, str, str], date | None] = field(default_factory=dict)
    _counted: dict[tuple[str, str, str], tuple[Counted, ...]] = field(default_factory=dict)

    def elsewhere(self, procedure: str, step: str, number: str) -> date | None:
        """The day on which the step of the case of that number was done; None where that is not on record."""
        asked = procedure, step, number
        if asked not in self._days:
            first = _cases_numbered(procedure, number).order_by("pk").values_list("pk", flat=True).first()
            days = (read.state.day(done(step)) for read in self._read([] if first is None else [first]))
            self._days[asked] = next(days, None)
        return self._days[asked]

    def counted(self, rule: Rule, procedure: str, whom: Value) -> tuple[Counted, ...]:
        """All cases of the procedure (by name) that count for one subject under the yearly cap."""
        asked = procedure, rule.code, str(whom)
        if asked not in self._counted:
            cases = _cases_of(procedure, _per(rule), whom, self.year)
            self._counted[asked] = tuple(counted(rule, self._read(cases)))
        return self._counted[asked]

    def beside(self, given: Given, *, case_id: int, procedure: str) -> Given:
        """What the law takes as given for one case of the procedure (by name), with the other cases asked."""

        def earlier(rule: Rule, whom: Value, on: date) -> int:
            others = (one for one in self.counted(rule, procedure, whom) if one.case_id != case_id)
            return sum(one.on.year == on.year and (one.on, one.case_id) < (on, case_id) for one in others)

        return replace(given, elsewhere=self.elsewhere, earlier=earlier)

    def _read(self, case_ids: Iterable[int]) -> Iterator[Read]:
        return read_cases(case_ids, given=self.given, versions=self.versions)


def beside(given: Given, *, case_id: int, procedure: str, versions: Versions = INSTALLED) -> Given:
    """What the law takes as given for one live case, with the other cases asked as they stand now."""
    return OtherCases(given, versions).beside(given, case_id=case_id, procedure=procedure)


def counted(rule: Rule, cases: Iterable[Read]) -> Iterator[Counted]:
    """Of these cases, those that count under the yearly cap: the step is done, and no proviso sets the case aside."""
    per = _per(rule)
    for read in cases:
        state, subject = read.state, read.state.subject(read.given)
        on, whom = state.day(done(rule.step.name)), state.facts.get(per.name)
        set_aside = any(evaluate(proviso.when, subject) is True for proviso in provisos(rule))
        if on is not None and whom is not None and not set_aside:
            yield Counted(read.case.pk, str(whom), on)


def _per(rule: Rule) -> Fact:
    if not isinstance(rule.word, YearlyCap):
        msg = f"{rule.code} is no yearly cap"
        raise TypeError(msg)
    return rule.word.per


def _cases_numbered(procedure: str, number: str) -> QuerySet[Case]:
    table = catalogue().table_of(name=procedure)
    named = Q(number=number)
    if table is not None:
        named |= Q(source_table=table.id, source_key=number)
    return Case.objects.filter(named, procedure=procedure)


def _cases_of(procedure: str, per: Fact, whom: Value, year: int | None) -> list[int]:
    # The record table tells which cases name the subject; without one, all cases of the procedure are looked at.
    table = catalogue().table_of(name=procedure)
    column = _column_of(table, per)
    cases = Case.objects.filter(procedure=procedure)
    cases = cases if year is None else cases.filter(year=year)
    if table is not None and column is not None:
        named = stored(table).model.objects.filter(**{column: whom}).values("of_case_id")
        cases = cases.filter(pk__in=named)
    return list(cases.values_list("pk", flat=True))


def _column_of(table: Table | None, fact: Fact) -> str | None:
    columns = table.columns if table is not None else ()
    return next((column.id for column in columns if column.becomes == fact), None)
