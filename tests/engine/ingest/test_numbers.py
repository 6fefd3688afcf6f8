"""Numbers and money, exact to the last digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.engine.ingest.cell import Cell
from yifa.engine.ingest.numbers import UNITS, read_fen, read_hundredths, read_whole, unit_in_head, unit_in_row
from yifa.engine.ingest.refusal import Reason, UnableToReadCell
from yifa.law.condition import in_hundredths

YUAN, WAN = UNITS["元"], UNITS["万元"]


class TestWholeNumbers:
    @pytest.mark.parametrize("cell", [1234, 1234.0, "1234", "1,234", "1,234.00", "１２３４", " 1234 ", "+1234"])
    def test_are_read_in_every_spelling(self, cell: Cell) -> None:
        assert read_whole(cell) == 1234

    @pytest.mark.parametrize("cell", ["详见附件", "5个", 2.5, "1,23", "5元", "1.2.3", "一", True, ""])
    def test_are_not_read_out_of_anything_else(self, cell: Cell) -> None:
        with pytest.raises(UnableToReadCell) as refused:
            read_whole(cell)
        assert refused.value.reason is Reason.NOT_A_NUMBER

    @pytest.mark.parametrize("cell", [-1, "-1", "\uff0d1", "\u22121", "(1)", "(1,000)", -0.0001])
    def test_below_nought_come_back(self, cell: Cell) -> None:
        with pytest.raises(UnableToReadCell) as refused:
            read_fen(cell, YUAN)
        assert refused.value.reason is Reason.NEGATIVE_AMOUNT

    def test_nought_is_a_number(self) -> None:
        assert read_whole(0) == read_whole("0") == 0


class TestHundredths:
    @pytest.mark.parametrize(
        ("cell", "held"),
        [
            (5, 500),
            (3.25, 325),
            ("3.25", 325),
            ("3.25%", 325),
            ("５％", 500),
            ("0", 0),
            (0.1, 10),
            ("1,000.5", 100_050),
        ],
    )
    def test_are_held_as_whole_numbers(self, cell: Cell, held: int) -> None:
        assert read_hundredths(cell) == held

    @pytest.mark.parametrize(("cell", "held"), [("0.004", 0), ("0.005", 1), ("33.333", 3333), ("66.665", 6667)])
    def test_are_rounded_half_up_below_that(self, cell: Cell, held: int) -> None:
        assert read_hundredths(cell) == held

    @pytest.mark.parametrize("cell", ["一成", "5元", "%", True, ""])
    def test_are_not_read_out_of_anything_else(self, cell: Cell) -> None:
        with pytest.raises(UnableToReadCell) as refused:
            read_hundredths(cell)
        assert refused.value.reason is Reason.NOT_A_NUMBER

    def test_below_nought_come_back(self) -> None:
        with pytest.raises(UnableToReadCell) as refused:
            read_hundredths("-1%")
        assert refused.value.reason is Reason.NEGATIVE_AMOUNT

    @pytest.mark.parametrize(("held", "shown"), [(325, "3.25"), (300, "3"), (350, "3.5"), (5, "0.05"), (0, "0")])
    def test_are_shown_as_people_write_them(self, held: int, shown: str) -> None:
        assert in_hundredths(held) == shown


class TestMoney:
    @pytest.mark.parametrize(
        ("cell", "unit", "fen"),
        [
            (12.3, WAN, 12_300_000),
            (0.2, WAN, 200_000),
            (2.0800000000000001, WAN, 2_080_000),
            ("12.3", WAN, 12_300_000),
            ("¥1,234.56", YUAN, 123_456),
            (0.29, YUAN, 29),
            (1.15, YUAN, 115),
            (4_907_550, YUAN, 490_755_000),
            ("0.005", YUAN, 1),
            ("1.2E+3", YUAN, 120_000),
        ],
    )
    def test_is_exact_in_fen(self, cell: Cell, unit: Decimal, fen: int) -> None:
        assert read_fen(cell, unit) == fen

    @given(st.integers(0, 10**13))
    def test_survives_every_amount_that_a_cell_can_show(self, fen: int) -> None:
        assert read_fen(f"{fen // 100}.{fen % 100:02}", YUAN) == fen
        assert read_fen(float(f"{fen // 100}.{fen % 100:02}"), YUAN) == fen

    def test_with_a_unit_in_the_cell_goes_by_it(self) -> None:
        assert read_fen("5万元", YUAN) == 5_000_000
        assert read_fen("500元", WAN) == 50_000


class TestUnits:
    @pytest.mark.parametrize(
        ("head", "unit"),
        [
            ("罚款金额\uff08万元\uff09", WAN),
            ("罚款金额(万元)", WAN),
            ("罚款\n(单位:万元)", WAN),
            ("罚款[元]", YUAN),
            ("罚款(亿元)", UNITS["亿元"]),
            ("罚款", None),
            ("时限(工作日)", None),
        ],
    )
    def test_of_a_head_stand_in_brackets(self, head: str, unit: Decimal | None) -> None:
        assert unit_in_head(head) == unit

    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            ("填报单位:示例区      单位:万元", WAN),
            ("单位:元", YUAN),
            ("金额单位:人民币万元", WAN),
            ("单位: 户、万元", WAN),
            ("罚没收入统计表(单位:万元)", WAN),
            ("填报单位\uff1a示例区\u3000单位\uff1a万元", WAN),
            ("填报单位:元氏县", None),
            ("填报单位:示例区      单位:名", None),
        ],
    )
    def test_of_a_sheet_stand_above_the_head(self, text: str, unit: Decimal | None) -> None:
        assert unit_in_row(text) == unit
