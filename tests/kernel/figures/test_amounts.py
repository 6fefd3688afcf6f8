from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.figures.test_declaration import FINE, NO, figure
from yifa.kernel.figures.amounts import amounts_of, rounded, value_of
from yifa.kernel.figures.declaration import FEN_TO_WAN_YUAN, FEN_TO_YUAN, Count, Rate, RatioOfSums, Setting, Sum
from yifa.law.condition import Known, all_of, equals


class TestRounding:
    @pytest.mark.parametrize(
        ("number", "decimals", "shown"),
        [
            (Fraction(5, 2), 0, "3"),
            (Fraction(-5, 2), 0, "-3"),
            (Fraction(1, 3), 2, "0.33"),
            (Fraction(1005, 1000), 2, "1.01"),
            (Fraction(2675, 1000), 2, "2.68"),
            (Fraction(100), 1, "100.0"),
            (Fraction(0), 2, "0.00"),
        ],
    )
    def test_is_half_up_and_exact(self, number: Fraction, decimals: int, shown: str) -> None:
        assert str(rounded(number, decimals=decimals)) == shown

    @given(st.fractions(-(10**9), 10**9), st.integers(0, 4))
    def test_is_never_off_by_more_than_half_of_the_last_place(self, number: Fraction, decimals: int) -> None:
        assert abs(Fraction(rounded(number, decimals=decimals)) - number) * 10**decimals <= Fraction(1, 2)


class TestFiguresOfTheReport:
    """The arithmetic of the report of 2022, from its own numbers."""

    @pytest.mark.parametrize(
        ("decimals", "numerator", "denominator", "shown"),
        [(0, 6010, 6070, "99"), (1, 5992, 6070, "98.7"), (1, 3235, 3387, "95.5"), (2, 1826, 1851, "98.65")],
    )
    def test_rates(self, decimals: int, numerator: int, denominator: int, shown: str) -> None:
        found = value_of(figure(Rate(decimals=decimals)), {"numerator": numerator, "denominator": denominator})
        assert found.shown == shown

    def test_money(self) -> None:
        sums = figure(Sum(("fine",), FEN_TO_WAN_YUAN, 2))
        assert value_of(sums, {"value": 523_580_000}).number == Decimal("523.58")

    def test_averages(self) -> None:
        found = value_of(
            figure(RatioOfSums(("fine",), scale=FEN_TO_YUAN)), {"numerator": 523_580_000, "denominator": 1257}
        )
        assert (found.number, found.numerator, found.denominator) == (4165, 5_235_800, 1257)

    def test_ratios(self) -> None:
        found = value_of(
            figure(RatioOfSums(("fine",), ("fine",), percent=True)), {"numerator": 6579, "denominator": 34625}
        )
        assert found.number == 19


class TestAmounts:
    def test_of_two_figures_that_count_alike_are_one(self) -> None:
        count = amounts_of(figure(Count(), where=Known(NO)))["value"]
        rate = amounts_of(figure(Rate(among=Known(NO)), where=all_of(Known(NO), Known(FINE))))["denominator"]
        assert count.name == rate.name

    def test_change_their_name_with_the_declaration(self) -> None:
        names = {amounts_of(figure(Count(), where=equals(NO, text)))["value"].name for text in ("A", "B", "A")}
        assert len(names) == 2

    def test_of_a_share_need_no_search_for_records_outside(self) -> None:
        share = figure(Rate(among=Known(NO)), where=all_of(Known(FINE), all_of(Known(NO))))
        other = figure(Rate(among=Known(NO)), where=Known(FINE))
        assert (set(amounts_of(share)), set(amounts_of(other))) == (
            {"numerator", "denominator"},
            {"numerator", "denominator", "inside"},
        )

    def test_of_a_setting_are_none(self) -> None:
        assert amounts_of(figure(Setting("year"), of=None)) == {}
