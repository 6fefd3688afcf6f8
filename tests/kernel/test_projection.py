"""A record row is what its acts say; an imported row is the acts it says: neither loses anything of the other."""

from collections.abc import Mapping
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.trial.book import ROW
from tests.kernel.trial.ledger import OFFICERS, PERMITS
from tests.kernel.trial.procedure import PERMIT
from yifa.kernel.ledger import Column, Mark, Table
from yifa.kernel.projection import acts_of, project
from yifa.kernel.transcript import types_of
from yifa.law.act import Act, Kind
from yifa.law.fact import Type, Value

INTAKE = date(2023, 1, 10)
DATES = st.dates(date(2019, 1, 1), date(2023, 12, 31))
MINUTES = st.times().map(lambda at: time(at.hour, at.minute))
CELLS: Mapping[Type, st.SearchStrategy[Value]] = {
    Type.TEXT: st.text(max_size=8),
    Type.CREDIT_CODE: st.text("0123456789ABCX", min_size=18, max_size=18),
    Type.MONEY: st.integers(0, 10**14),
    Type.FLAG: st.booleans(),
    Type.DATE: DATES,
    Type.MOMENT: st.builds(datetime.combine, DATES, MINUTES),
}
ENDINGS = st.sampled_from(["在办", "已办结", "撤回", "终止"])


def cell(column: Column) -> st.SearchStrategy[Value]:
    return st.none() | (ENDINGS if column.id == "status" else CELLS[column.type])


ROWS = st.fixed_dictionaries({column.id: cell(column) for column in PERMITS.columns})


def acts_said(row: Mapping[str, Value]) -> tuple[Act, ...]:
    return acts_of(PERMITS, row, on_registered=INTAKE, year=2022)


class TestARow:
    @given(row=ROWS)
    def test_comes_back_from_the_acts_it_says(self, row: dict[str, Value]) -> None:
        assert project(PERMITS, acts_said(row)) == row

    @given(row=ROWS)
    def test_comes_back_from_the_acts_as_they_are_stored(self, row: dict[str, Value]) -> None:
        types = types_of(PERMIT, PERMITS)
        stored = [
            Act(act.seq, act.kind, act.step, act.on, act.minute, act.until, types.read(types.write(act.facts)))
            for act in acts_said(row)
        ]
        assert project(PERMITS, stored) == row

    @given(row=ROWS)
    def test_says_acts_without_gaps(self, row: dict[str, Value]) -> None:
        assert [act.seq for act in acts_said(row)] == list(range(len(acts_said(row))))


class TestActsOfARow:
    def test_begin_with_its_registration_on_the_day_of_intake(self) -> None:
        registered = acts_said(ROW)[0]
        assert (registered.kind, registered.on) == (Kind.REGISTERED, INTAKE)
        assert registered.facts["officers"] == ("ZF01", "ZF02")
        assert registered.facts["period_year"] == 2022
        assert registered.facts["fine"] == 5_000_00

    def test_follow_in_order_of_dates(self) -> None:
        steps = [act.step for act in acts_said(ROW)[1:]]
        assert steps == ["application", "acceptance", "review", "decision"]

    def test_follow_in_order_of_columns_on_one_day(self) -> None:
        day = date(2022, 3, 1)
        row = {**ROW, "decided": day, "applied": day, "accepted": day, "reviewed": None}
        assert [act.step for act in acts_said(row)[1:]] == ["application", "acceptance", "decision"]

    def test_state_no_officers_where_the_cells_are_empty(self) -> None:
        assert acts_said({**ROW, "c1": None, "c2": None})[0].facts["officers"] == ()

    def test_carry_the_day_to_which_a_term_was_extended(self) -> None:
        row = {**ROW, "ext": date(2022, 3, 5), "ext_to": date(2022, 4, 30)}
        granted = next(act for act in acts_said(row) if act.kind is Kind.EXTENDED)
        assert (granted.step, granted.until) == ("decision", date(2022, 4, 30))

    def test_do_not_extend_a_term_that_nobody_extended(self) -> None:
        row = {**ROW, "ext_to": date(2022, 4, 30)}
        assert not [act for act in acts_said(row) if act.kind is Kind.EXTENDED]

    def test_end_the_case_on_the_last_day_known(self) -> None:
        last = acts_said({**ROW, "status": "撤回"})[-1]
        assert (last.kind, last.on) == (Kind.WITHDRAWN, date(2022, 3, 15))

    def test_end_a_case_without_any_date_on_the_day_of_intake(self) -> None:
        empty: dict[str, Value] = {column.id: None for column in PERMITS.columns}
        assert acts_said({**empty, "status": "撤回"})[-1].on == INTAKE

    def test_keep_hours_where_the_column_has_them(self) -> None:
        review = next(act for act in acts_said(ROW) if act.step == "review")
        assert (review.on, review.minute) == (date(2022, 3, 10), 9 * 60 + 30)


class TestProjecting:
    def test_shows_the_earliest_of_several_acts(self) -> None:
        acts = [Act(0, Kind.DONE, "application", date(2022, 3, 2)), Act(1, Kind.DONE, "application", date(2022, 3, 1))]
        assert project(PERMITS, acts)["applied"] == date(2022, 3, 1)

    def test_shows_the_latest_fact(self) -> None:
        acts = [
            Act(0, Kind.REGISTERED, "", date(2022, 3, 1), facts={"fine": 1}),
            Act(1, Kind.DONE, "decision", date(2022, 3, 2), facts={"fine": 2}),
        ]
        assert project(PERMITS, acts)["fine"] == 2

    def test_spreads_a_list_over_its_columns(self) -> None:
        acts = [*acts_said(ROW), Act(9, Kind.DONE, "notice", date(2022, 3, 2), facts={"officers": ("ZF09",)})]
        row = project(PERMITS, acts)
        assert (row["c1"], row["c2"]) == ("ZF09", None)

    def test_refuses_a_register(self) -> None:
        with pytest.raises(ValueError, match="is a register"):
            project(OFFICERS, [])

    def test_knows_a_column_of_a_returned_step_as_empty(self) -> None:
        acts = [
            Act(0, Kind.DONE, "review", date(2022, 3, 1), 60),
            Act(1, Kind.RETURNED, "review", date(2022, 3, 2)),
        ]
        assert project(PERMITS, acts)["reviewed"] is None

    def test_reads_a_table_without_parts_or_endings(self) -> None:
        plain = Table("plain", "99", "简表", (Column("d", "日", Mark("application")),), "d", "trial.Permit", PERMIT)
        row: dict[str, Value] = {"d": date(2022, 1, 1)}
        assert project(plain, acts_of(plain, row, on_registered=INTAKE, year=2022)) == row
