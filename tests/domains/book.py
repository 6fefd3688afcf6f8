"""A ledger row as a test writes it: the lawful row of a table, one or two cells of it changed, judged as ingest would.

The acts come from the ledger's own declaration (`kernel.projection.acts_of`), so that a test of a rule is also a test
of the column that feeds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from yifa.kernel.ledger import Table
from yifa.kernel.projection import acts_of
from yifa.law.calendar import NATIONAL, Calendar
from yifa.law.condition import evaluate
from yifa.law.fact import Type, Value
from yifa.law.fold import Given, State, fold
from yifa.law.judge import Value as Found
from yifa.law.judge import Verdict, verdicts
from yifa.law.procedure import Within

type_cell = str | int | bool | None
LAST_DAY = "2022-12-31"
FEN_A_YUAN = 100

PARAMETERS: Mapping[str, object] = {
    "normative.comment_other": 20,
    "normative.review_min": 5,
    "normative.review_max": 15,
    "normative.filing": 15,
    "normative.congress_filing": 30,
    "normative.validity_max": 5,
    "normative.expiry_assessment": 6,
    "normative.request_reply": 60,
    "decision.catalogue_publish_by": "04-30",
    "decision.catalogue_filing": 15,
    "service.promise_binding": True,
    "inspection.publish": 20,
    "inspection.officers_min": 2,
    "inspection.item_on_list": True,
    "inspection.draw_first": True,
    "inspection.yearly_cap": {"A": 1, "B": 2, "C": 4},
    "inspection.plan_publish_by": "03-31",
    "inspection.plan_filing": 10,
    "powerlist.apply": 10,
    "powerlist.review": 15,
    "powerlist.handover": 3,
    "powerlist.opinions_before_adoption": True,
    "staffing.two_sided": True,
    "law_duty.draw_first": True,
    "law_duty.counters_min": 2,
    "supervision.verify_workdays": 15,
    "supervision.recheck_workdays": 10,
    "penalty.hearing_threshold": {"自然人": 10_000 * FEN_A_YUAN, "企业": 100_000 * FEN_A_YUAN},
}


@dataclass(frozen=True)
class Book:
    """One table with a row in which nothing is wrong, the registers it refers to and the district's parameters."""

    table: Table
    lawful: Mapping[str, type_cell]
    registers: Mapping[str, Mapping[str, Mapping[str, Value]]] = field(default_factory=dict)
    parameters: Mapping[str, object] = field(default_factory=lambda: PARAMETERS)
    year: int = 2022

    def listed(self, *, as_of: type_cell = LAST_DAY, **cells: type_cell) -> set[str]:
        """The codes that a scan of the changed row lists as faults: broken, or owed where absence is watched."""
        state, found = self._judged(as_of, cells)
        return {verdict.rule.code for verdict in found if self._is_listed(verdict, state)}

    def values(self, *, as_of: type_cell = LAST_DAY, **cells: type_cell) -> dict[str, Found]:
        """What becomes of each rule in the changed row."""
        return {verdict.rule.code: verdict.value for verdict in self._judged(as_of, cells)[1]}

    def verdict(self, code: str, /, *, as_of: type_cell = LAST_DAY, **cells: type_cell) -> Verdict:
        """What becomes of one rule in the changed row."""
        return next(verdict for verdict in self._judged(as_of, cells)[1] if verdict.rule.code == code)

    def detail(self, code: str, /, **cells: type_cell) -> dict[str, object]:
        """The plain values that a finding of this rule shows."""
        return dict(self.verdict(code, **cells).detail)

    def given(self, calendar: Calendar = NATIONAL) -> Given:
        def lookup(register: str, key: str) -> Mapping[str, Value] | None:
            return self.registers.get(register, {}).get(key)

        return Given(calendar, self.parameters, lookup, self.table.witnesses)

    def _judged(self, as_of: type_cell, cells: Mapping[str, type_cell]) -> tuple[State, tuple[Verdict, ...]]:
        procedure, given = self.table.becomes, self.given()
        assert procedure is not None
        values = {column: self._read(column, cell) for column, cell in {**self.lawful, **cells}.items()}
        acts = acts_of(self.table, values, on_registered=date(2023, 1, 5), year=self.year)
        state = fold(procedure, acts, given)
        return state, verdicts(state, given, date.fromisoformat(str(as_of)))

    def _read(self, column: str, cell: type_cell) -> Value:
        kind = self.table.column(column).type
        if isinstance(cell, str) and kind is Type.MOMENT:
            return datetime.fromisoformat(cell)
        if isinstance(cell, str) and kind is Type.DATE:
            return date.fromisoformat(cell)
        if isinstance(cell, int) and kind is Type.MONEY:
            return cell * FEN_A_YUAN
        return cell

    def _is_listed(self, verdict: Verdict, state: State) -> bool:
        if verdict.value is not Found.OUTSTANDING:
            return verdict.value is Found.BROKEN
        watched = verdict.rule.word.watch_open if isinstance(verdict.rule.word, Within) else False
        if isinstance(watched, bool):
            return watched
        return evaluate(watched, state.subject(self.given())) is True
