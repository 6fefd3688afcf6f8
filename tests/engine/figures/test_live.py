from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.engine.figures.matters.book import Book
from tests.engine.figures.matters.tables import (
    CLOSED,
    FINE,
    INSTANT,
    ITEMS,
    MATTERS,
    PROMISED,
    STATUS,
    URGENT,
    VISITS,
)
from yifa.engine.figures import live
from yifa.engine.figures.evaluation import Evaluated, as_json, evaluate
from yifa.kernel.access import OPERATOR
from yifa.kernel.figures.declaration import (
    FEN_TO_WAN_YUAN,
    FEN_TO_YUAN,
    Count,
    Distinct,
    Figure,
    Measure,
    Rate,
    RatioOfSums,
    Setting,
    SourceClass,
    StatedYear,
    Sum,
)
from yifa.law.condition import Condition, Depending, Happened, Known, Not, Parameter, all_of, any_of, at_most, equals

TODAY = date(2023, 1, 5)


def figure(measure: Measure, where: Condition | None = None, **other: object) -> Figure:
    given = {"of": MATTERS, "unit": "件", "basis": "测试口径", "definition": "测试。"} | other
    return Figure("figure", "测试数", measure, where=where, **given)  # type: ignore[arg-type]


def evaluated(measure: Measure, where: Condition | None = None, **other: object) -> Evaluated:
    parameters: Any = other.pop("parameters", {})
    asked = [figure(measure, where, **other)]
    return evaluate(asked, year=2022, viewer=OPERATOR, on=TODAY, parameters=parameters)["figure"]


class TestCount:
    def test_counts_the_records_of_the_year_that_meet_the_condition(self, matters: Book) -> None:
        matters.add(status="已办结")
        matters.add(status="在办")
        matters.add(status="已办结", year=2021)
        assert evaluated(Count(), CLOSED).value == 1

    def test_of_nothing_shows_the_records_that_were_looked_at(self, matters: Book) -> None:
        matters.add(status="在办")
        matters.add(status=None)
        found = evaluated(Count(among=Known(STATUS)), CLOSED)
        assert (found.value, found.total) == (0, 1)

    def test_of_nothing_is_refused_where_nobody_looked(self, matters: Book) -> None:
        matters.add(status=None)
        found = evaluated(Count(among=Known(STATUS)), CLOSED)
        assert found.value is None
        assert "不能得出0" in found.missing_reason

    def test_counts_all_where_nothing_is_asked(self, matters: Book) -> None:
        matters.add(status="已办结")
        matters.add(status=None)
        assert evaluated(Count()).value == 2

    def test_leaves_out_what_is_unknown_and_its_opposite_too(self, matters: Book) -> None:
        matters.add(status=None)
        matters.add(status="在办")
        assert evaluated(Count(), CLOSED).value == 0
        assert evaluated(Count(), Not(CLOSED)).value == 1

    def test_reads_a_step_that_happened_from_its_date_column(self, matters: Book) -> None:
        matters.add(closed=date(2022, 5, 6))
        matters.add(closed=None)
        assert evaluated(Count(), Happened("closing", "办结")).records == ("M0000",)

    def test_asks_the_register_for_facts_of_the_item_a_record_names(self, matters: Book) -> None:
        matters.list_item("A", instant=True)
        matters.list_item("B", instant=False)
        matters.add(item="A")
        matters.add(item="B")
        matters.add(item="C")
        matters.add(item=None)
        instant = evaluated(Count(), equals(INSTANT, value=True), registers=(ITEMS,))
        assert (instant.value, instant.records) == (1, ("M0000",))
        assert evaluated(Count(), Not(equals(INSTANT, value=True)), registers=(ITEMS,)).value == 1

    def test_asks_the_edition_of_the_same_year(self, matters: Book) -> None:
        matters.list_item("A", promised=5)
        matters.list_item("A", promised=9, year=2021)
        matters.add(item="A")
        assert evaluated(Count(), equals(PROMISED, 5), registers=(ITEMS,)).value == 1

    @pytest.mark.parametrize(("limit", "found"), [(1, 1), (2, 2), (None, 0)])
    def test_compares_with_what_the_district_has_set(self, matters: Book, limit: int | None, found: int) -> None:
        matters.add(visits=1)
        matters.add(visits=2)
        parameter = Parameter("visits.max", "跑动次数上限")
        assert evaluated(Count(), at_most(VISITS, parameter), parameters={"visits.max": limit}).value == found

    def test_compares_with_the_number_set_for_each_kind(self, matters: Book) -> None:
        limit = Depending(STATUS, (("已办结", 1), ("在办", 3)))
        matters.add(status="已办结", visits=2)
        matters.add(status="在办", visits=2)
        matters.add(status="撤回", visits=2)
        assert evaluated(Count(), at_most(VISITS, limit)).records == ("M0001",)
        assert evaluated(Count(), Not(at_most(VISITS, limit))).records == ("M0000",)


class TestSum:
    def test_adds_money_exactly_and_shows_it_in_wan_yuan(self, matters: Book) -> None:
        matters.add(fine=523_579_999, gain=1)
        matters.add(fine=None, gain=None)
        found = evaluated(Sum(("fine", "gain"), FEN_TO_WAN_YUAN, 2))
        assert (found.value, found.shown) == (Decimal("523.58"), "523.58")

    def test_is_0_over_no_records(self, matters: Book) -> None:
        matters.add(status="在办")
        assert evaluated(Sum(("visits",)), CLOSED).value == 0

    def test_rounds_half_up(self, matters: Book) -> None:
        matters.add(fine=5_000)
        assert evaluated(Sum(("fine",), FEN_TO_WAN_YUAN, 2)).shown == "0.01"

    def test_holds_sums_beyond_what_an_int_column_holds(self, matters: Book) -> None:
        matters.add(visits=2_000_000_000)
        matters.add(visits=2_000_000_000)
        assert evaluated(Sum(("visits", "visits"))).value == 8_000_000_000


class TestDistinct:
    def test_counts_different_values(self, matters: Book) -> None:
        for organ in ("甲", "乙", "甲", None):
            matters.add(organ=organ)
        assert evaluated(Distinct(("organ",))).value == 2

    def test_counts_several_columns_as_one_value(self, matters: Book) -> None:
        for organ, status in (("甲", "在办"), ("甲", "已办结"), ("甲", "在办"), ("甲", None)):
            matters.add(organ=organ, status=status)
        assert evaluated(Distinct(("organ", "status"))).value == 2

    def test_counts_the_values_of_lists_in_cells(self, matters: Book) -> None:
        for methods in ("问卷、座谈", "座谈、 走访", None, "座谈、"):
            matters.add(methods=methods)
        assert evaluated(Distinct(("methods",), split="、")).value == 3


class TestStatedYear:
    def test_is_the_one_that_all_records_state(self, matters: Book) -> None:
        for organ in ("2022年版", "2022 版(修订)", None, "试行"):
            matters.add(organ=organ)
        assert evaluated(StatedYear("organ")).value == 2022

    def test_is_refused_where_records_state_different_ones(self, matters: Book) -> None:
        for organ in ("2022年版", "2021年版"):
            matters.add(organ=organ)
        found = evaluated(StatedYear("organ"))
        assert found.value is None
        assert "最早2021年,最晚2022年" in found.missing_reason

    def test_is_none_where_no_record_states_one(self, matters: Book) -> None:
        matters.add(organ="试行12022号")
        assert evaluated(StatedYear("organ")).shown == "无"


class TestRate:
    def test_is_per_cent_of_those_among_whom_it_is_taken(self, matters: Book) -> None:
        for urgent in (True, True, False):
            matters.add(status="已办结", urgent=urgent)
        matters.add(status="在办", urgent=False)
        found = evaluated(Rate(CLOSED, decimals=1), all_of(CLOSED, equals(URGENT, value=True)))
        assert (found.value, found.numerator, found.denominator) == (Decimal("66.7"), 2, 3)
        assert len(found.records) == 3

    def test_of_nothing_is_nothing(self, matters: Book) -> None:
        matters.add(status="在办")
        found = evaluated(Rate(CLOSED), all_of(CLOSED, equals(URGENT, value=True)))
        assert (found.value, found.shown, found.denominator) == (None, "无", 0)

    def test_refuses_a_numerator_outside_the_denominator(self, matters: Book) -> None:
        matters.add(status="已办结", urgent=True)
        matters.add(status="在办", urgent=True)
        found = evaluated(Rate(CLOSED), equals(URGENT, value=True))
        assert found.value is None
        assert found.missing_reason == "分子有1条记录不在分母之内,此比率不能成立,不予计算;请核对口径或改正记录。"


class TestRatioOfSums:
    def test_divides_sums_and_not_averages(self, matters: Book) -> None:
        matters.add(visits=1, fine=2)
        matters.add(visits=9, fine=98)
        found = evaluated(RatioOfSums(("visits",), ("fine",), percent=True))
        assert (found.value, found.numerator, found.denominator) == (10, 10, 100)

    def test_gives_an_average_where_it_is_divided_by_the_number_of_records(self, matters: Book) -> None:
        matters.add(fine=100_50)
        matters.add(fine=200_49)
        found = evaluated(RatioOfSums(("fine",), scale=FEN_TO_YUAN), Known(FINE))
        assert (found.value, found.numerator, found.denominator) == (150, Decimal("300.99"), 2)

    def test_of_nothing_is_nothing(self, matters: Book) -> None:
        matters.add(status="在办")
        assert evaluated(RatioOfSums(("fine",)), CLOSED).shown == "无"


class TestSetting:
    def test_is_given_and_not_counted(self, matters: Book) -> None:
        assert evaluated(Setting("year"), of=None).value == 2022

    def test_is_read_from_the_district_where_it_is_a_local_parameter(self, matters: Book) -> None:
        assert evaluated(Setting("area"), of=None, parameters={"area": 3}).value == 3

    def test_is_missing_where_nobody_has_set_it(self, matters: Book) -> None:
        assert (
            evaluated(Setting("area"), of=None).missing_reason
            == "本地参数没有设定这个数字。请在区县参数中写明数值和依据。"
        )

    def test_may_be_a_day_of_every_year(self, matters: Book) -> None:
        found = evaluated(Setting("by"), of=None, parameters={"by": "04-30"})
        assert (found.value, found.shown) == (None, "2022年4月30日")

    def test_of_what_others_state_is_never_read_from_the_district(self, matters: Book) -> None:
        stated: dict[str, Any] = {"of": None, "source": SourceClass.SEALED_LETTER, "parameters": {"area": 3}}
        assert evaluated(Setting("area"), **stated).missing_reason.startswith("还没有登记盖章函报数")


class TestNames:
    LISTED: Mapping[str, Any] = {"names": "status", "sentence": "[{parts}]"}
    OPEN: Mapping[str, Any] = {"confidentiality": "公开", "organ_path": "某区"}

    def test_are_the_words_of_a_column_with_the_part_of_each(self, matters: Book) -> None:
        for status in ("在办", "已办结", "已办结", None):
            matters.add(status=status, **self.OPEN)
        assert evaluated(Count(), **self.LISTED).named == (("已办结", "2"), ("在办", "1"))

    def test_add_up_what_is_summed(self, matters: Book) -> None:
        matters.add(status="在办", fine=3_00, **self.OPEN)
        matters.add(status="已办结", fine=4_00, **self.OPEN)
        found = evaluated(Sum(("fine",), scale=FEN_TO_YUAN), **self.LISTED)
        assert found.named == (("已办结", "4"), ("在办", "3"))

    def test_stand_apart_where_one_cell_holds_several(self, matters: Book) -> None:
        matters.add(methods="走访、问卷", **self.OPEN)
        matters.add(methods="走访", **self.OPEN)
        found = evaluated(Distinct(("methods",), split="、"), names="methods", sentence="[{names}]")
        assert found.named == (("走访", "2"), ("问卷", "1"))

    @pytest.mark.parametrize("level", ["内部", "工作秘密", "未识别", ""])
    def test_are_none_where_one_stands_in_closed_records_alone(self, matters: Book, level: str) -> None:
        matters.add(status="在办", confidentiality=level, organ_path="某区")
        matters.add(status="已办结", **self.OPEN)
        found = evaluated(Count(), **self.LISTED)
        assert (found.value, found.named) == (2, ())

    def test_may_be_days_of_closed_records_too(self, matters: Book) -> None:
        matters.add(opened=date(2022, 4, 18), confidentiality="内部", organ_path="某区")
        assert evaluated(Count(), names="opened", sentence="[于{names}]").named == (("2022年4月18日", "1"),)

    def test_may_be_told_where_an_open_record_says_the_same(self, matters: Book) -> None:
        matters.add(status="在办", confidentiality="内部", organ_path="某区")
        matters.add(status="在办", **self.OPEN)
        assert evaluated(Count(), **self.LISTED).named == (("在办", "2"),)


class TestEvaluation:
    def test_of_a_ledger_never_taken_in_is_missing_and_not_0(self, matters: Book) -> None:
        found = evaluated(Count())
        assert found.value is None
        assert found.missing_reason == "2022年的台账「事务」(第90号)尚未载入,也没有在本系统办理的记录。"

    def test_of_a_register_never_taken_in_is_missing_and_not_0(self, matters: Book) -> None:
        matters.add(item="A")
        assert "「事项」" in evaluated(Count(), equals(INSTANT, value=True), registers=(ITEMS,)).missing_reason

    def test_lists_as_many_records_as_it_counts(self, matters: Book) -> None:
        for status in ("已办结", "在办", "已办结"):
            matters.add(status=status)
        found = evaluated(Count(), any_of(CLOSED, Happened("closing", "办结")))
        assert len(found.records) == found.value == 2

    def test_gives_rates_to_machines_without_noise(self, matters: Book) -> None:
        for urgent in (True, False, False):
            matters.add(urgent=urgent)
        found = evaluate(
            [figure(Rate(decimals=2), equals(URGENT, value=True), unit="%")], year=2022, viewer=OPERATOR, on=TODAY
        )
        shown = as_json(found)["figure"]
        assert repr(shown["value"]) == "33.33"
        assert {key: shown[key] for key in ("unit", "numerator", "denominator", "records")} == {
            "unit": "%",
            "numerator": 1,
            "denominator": 3,
            "records": 3,
        }

    def test_pages_through_the_records_in_order_of_their_keys(self, matters: Book) -> None:
        for no in ("C", "A", "B"):
            matters.add(no=no, status="已办结")
        rows = live.records(figure(Count(), CLOSED), year=2022, parameters={})
        assert [row.no for row in rows[1:3]] == ["B", "C"]

    def test_tells_the_numerator_from_the_rest_of_a_rate(self, matters: Book) -> None:
        matters.add(no="A", urgent=True)
        matters.add(no="B", urgent=False)
        rate = figure(Rate(), equals(URGENT, value=True))
        assert [row.no for row in live.counted(rate, year=2022, parameters={})] == ["A"]


class TestHashOfTheRecords:
    def test_changes_with_any_cell_of_any_record(self, matters: Book) -> None:
        record = matters.add(status="已办结", visits=1)
        before = evaluated(Count(), CLOSED).hash
        record.visits = 2
        record.save()
        assert evaluated(Count(), CLOSED).hash != before

    def test_changes_with_the_set(self, matters: Book) -> None:
        matters.add(status="已办结")
        before = evaluated(Count(), CLOSED).hash
        matters.add(status="已办结")
        assert evaluated(Count(), CLOSED).hash != before

    def test_does_not_change_with_records_of_others(self, matters: Book) -> None:
        matters.add(status="已办结")
        before = evaluated(Count(), CLOSED).hash
        matters.add(status="在办")
        assert evaluated(Count(), CLOSED).hash == before
