from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from tests.engine.figures.matters.book import Book
from tests.engine.figures.matters.tables import CLOSED, INSTANT, ITEMS, MATTERS, VISITS
from yifa.engine.figures import rolled
from yifa.engine.figures.evaluation import values
from yifa.engine.figures.rolled import Difference
from yifa.kernel.figures import rollup
from yifa.kernel.figures.amounts import amounts_of
from yifa.kernel.figures.declaration import Count, Distinct, Figure, Measure, Rate, Sum
from yifa.kernel.figures.rollup import Delta, UnableToReadRollUp
from yifa.kernel.models.rollups import RollUp
from yifa.law.condition import Condition, Parameter, all_of, at_most, equals

ROW: dict[str, Any] = {column.id: None for column in MATTERS.columns} | {
    "year": 2022,
    "organ": "甲",
    "status": "已办结",
}


def figure(name: str, measure: Measure, where: Condition | None = None) -> Figure:
    return Figure(
        name, "数", measure, of=MATTERS, where=where, registers=(ITEMS,), unit="件", basis="口径", definition="定义。",
        dated="closed",
    )  # fmt: skip


COUNT, SUM = figure("count", Count(), CLOSED), figure("sum", Sum(("fine", "gain")), CLOSED)
COUNTED = amounts_of(COUNT)["value"].name
SUMMED = amounts_of(SUM)["value"].name
PLAN = rollup.plan(MATTERS, (COUNT, SUM))


def read(figure: Figure, year: int = 2022) -> int:
    with connection.cursor() as cursor:
        name = amounts_of(figure)["value"].name
        return rollup.read(cursor, [name], year=year)[name]


@pytest.fixture
def built(db: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        rollup.rebuild(cursor, PLAN, [])


class TestDeltas:
    def test_of_a_new_record_are_what_it_counts_for(self) -> None:
        new = ROW | {"closed": date(2022, 5, 6), "fine": 300, "gain": None}
        assert set(rollup.deltas(PLAN, after=[new])) == {
            Delta(COUNTED, 2022, 202205, "甲", 1),
            Delta(SUMMED, 2022, 202205, "甲", 300),
        }

    def test_of_a_batch_are_added_up(self) -> None:
        assert rollup.deltas(PLAN, after=[ROW, ROW, ROW | {"status": "在办"}]) == (
            Delta(COUNTED, 2022, 202200, "甲", 2),
        )

    def test_of_a_change_are_the_difference(self) -> None:
        before, after = ROW | {"fine": 300}, ROW | {"fine": 500}
        assert rollup.deltas(PLAN, before=[before], after=[after]) == (Delta(SUMMED, 2022, 202200, "甲", 200),)

    def test_of_a_change_that_no_figure_sees_are_none(self) -> None:
        assert rollup.deltas(PLAN, before=[ROW], after=[ROW | {"methods": "问卷"}]) == ()

    def test_move_a_record_to_another_organ_and_month(self) -> None:
        moved = rollup.deltas(PLAN, before=[ROW], after=[ROW | {"organ": "乙", "closed": date(2022, 2, 28)}])
        assert set(moved) == {
            Delta(COUNTED, 2022, 202200, "甲", -1),
            Delta(COUNTED, 2022, 202202, "乙", 1),
        }


class TestPlan:
    def test_counts_an_amount_of_several_figures_once(self) -> None:
        share = figure("share", Rate(CLOSED), all_of(CLOSED, equals(VISITS, 1)))
        assert len(rollup.plan(MATTERS, (COUNT, share)).names) == 2

    @pytest.mark.parametrize(
        "not_added_up",
        [
            figure("distinct", Distinct(("organ",))),
            figure("register", Count(), equals(INSTANT, value=True)),
            figure("district", Count(), at_most(VISITS, Parameter("max", "上限"))),
        ],
        ids=["different values", "facts of a register", "numbers of the district"],
    )
    def test_leaves_out_what_cannot_be_added_up(self, not_added_up: Figure) -> None:
        assert rollup.plan(MATTERS, (not_added_up,)).names == ()


class TestRollUp:
    def test_answers_at_once_in_the_transaction_that_appended(self, built: None) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            rollup.append(cursor, rollup.deltas(PLAN, after=[ROW]))
            assert read(COUNT) == 1

    def test_keeps_years_apart(self, built: None) -> None:
        with connection.cursor() as cursor:
            rollup.append(cursor, rollup.deltas(PLAN, after=[ROW, ROW | {"year": 2021}]))
        assert (read(COUNT), read(COUNT, 2021), read(COUNT, 2020)) == (1, 1, 0)

    def test_updates_no_row(self, built: None) -> None:
        for _ in range(3):
            with connection.cursor() as cursor:
                rollup.append(cursor, rollup.deltas(PLAN, after=[ROW]))
        assert list(RollUp.objects.filter(year=2022).values_list("added", flat=True)) == [1, 1, 1]

    def test_is_the_same_after_it_was_compacted(self, built: None) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for fine in range(1200):
                rollup.append(cursor, rollup.deltas(PLAN, after=[ROW | {"fine": fine}]))
            rollup.compact(cursor)
            rollup.compact(cursor)
        assert (read(COUNT), read(SUM)) == (1200, 1199 * 600)
        assert RollUp.objects.filter(year=2022).count() == 2

    def test_takes_more_deltas_than_one_statement_holds(self, built: None) -> None:
        rows = [ROW | {"organ": f"机关{number}"} for number in range(1201)]
        with connection.cursor() as cursor:
            rollup.append(cursor, rollup.deltas(PLAN, after=rows))
        assert read(COUNT) == 1201

    def test_refuses_an_amount_that_was_never_built(self, built: None) -> None:
        with pytest.raises(UnableToReadRollUp, match="请重建汇总表"):
            read(figure("other", Count(), equals(VISITS, 1)))

    def test_counts_anew_when_it_is_rebuilt(self, matters: Book, built: None) -> None:
        matters.add(status="已办结", fine=7)
        with transaction.atomic(), connection.cursor() as cursor:
            rollup.append(cursor, rollup.deltas(PLAN, after=[ROW] * 5))
            rollup.rebuild(cursor, PLAN, matters.rows())
        assert (read(COUNT), read(SUM)) == (1, 7)


class TestARecount:
    def test_finds_nothing_where_all_is_well(self, matters: Book) -> None:
        matters.add(status="已办结", fine=7)
        rolled.build(MATTERS, (COUNT, SUM))
        assert rolled.differences((COUNT, SUM), year=2022) == ()

    def test_names_the_figures_that_the_roll_up_has_lost(self, matters: Book) -> None:
        matters.add(status="已办结", fine=7)
        rolled.build(MATTERS, (COUNT, SUM))
        matters.add(status="已办结", fine=5)
        assert rolled.differences((COUNT, SUM), year=2022) == (
            Difference(("count",), 1, 2),
            Difference(("sum",), 7, 12),
        )

    def test_counts_what_cannot_be_added_up_from_the_records(self, matters: Book) -> None:
        organs = figure("organs", Distinct(("organ",)))
        matters.add(organ="甲")
        rolled.build(MATTERS, (COUNT, organs))
        found = values((COUNT, organs), amounts=lambda asked: rolled.amounts(asked, year=2022, parameters={}))
        assert (found["count"].number, found["organs"].number) == (0, 1)

    def test_keeps_an_organ_with_a_very_long_name(self, built: None) -> None:
        with connection.cursor() as cursor:
            rollup.append(cursor, rollup.deltas(PLAN, after=[ROW | {"organ": "局" * 120}]))
        assert read(COUNT) == 1
