"""Each row that cannot be taken in comes back with file, row, column, value, one reason and the cure."""

from datetime import date
from pathlib import Path

import pytest

from tests.engine.ingest.reading import CODE, case, one_column, read_lines
from yifa.engine.ingest.cell import Cell
from yifa.law.fact import Type


class TestReasons:
    @pytest.mark.parametrize(
        ("type_", "cell", "reason"),
        [
            (Type.CREDIT_CODE, CODE[:-1] + "N", "bad_check_digit"),
            (Type.CREDIT_CODE, CODE[:-1], "bad_check_digit"),
            (Type.CREDIT_CODE, "无", "bad_check_digit"),
            (Type.PERSON_ID, "990101197502225917", "bad_check_digit"),
            (Type.PERSON_ID, 990101197502225900, "bad_check_digit"),
            (Type.DATE, "2022-02-30", "impossible_date"),
            (Type.DATE, "2022年13月1日", "impossible_date"),
            (Type.MOMENT, "2022-02-28 24:30", "impossible_date"),
            (Type.DATE, "长期", "not_a_date"),
            (Type.DATE, "/", "not_a_date"),
            (Type.INTEGER, -1, "negative_amount"),
            (Type.MONEY, "-0.01", "negative_amount"),
            (Type.INTEGER, "详见附件", "not_a_number"),
            (Type.INTEGER, 1.5, "not_a_number"),
            (Type.INTEGER, date(2022, 3, 5), "not_a_number"),
            (Type.MONEY, "若干", "not_a_number"),
            (Type.FLAG, "部分", "not_a_flag"),
            (Type.TEXT, "#REF!", "formula_error"),
            (Type.DATE, "#N/A", "formula_error"),
        ],
    )
    def test_are_told_apart(self, tmp_path: Path, type_: Type, cell: Cell, reason: str) -> None:
        (rejected,) = one_column(tmp_path, type_, cell).rejected
        assert rejected.reason.value == reason
        assert rejected.sentence.endswith("。")

    def test_say_that_a_number_has_lost_its_last_digits(self, tmp_path: Path) -> None:
        (rejected,) = one_column(tmp_path, Type.PERSON_ID, 990101197502225900).rejected
        assert "末几位已经丢失" in rejected.sentence

    def test_do_not_take_a_formula_that_nobody_calculated_for_nothing(self, tmp_path: Path) -> None:
        (rejected,) = one_column(tmp_path, Type.MONEY, "=SUM(A1:A2)").rejected
        assert rejected.reason.value == "not_a_number"


class TestOneReasonForARow:
    def test_is_the_missing_key_before_anything_else(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号"), case(" ", code="错", fine=-1))
        assert found.reasons == [(3, "no", "missing_key")]
        assert found.rejected[0].value is None

    def test_is_otherwise_the_first_in_the_order_of_the_sheet(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号", decided="2022-02-30", fine=-1))
        assert found.reasons == [(2, "decided", "impossible_date")]

    def test_comes_with_the_declared_head_and_the_value_as_written(self, tmp_path: Path) -> None:
        (rejected,) = read_lines(tmp_path, case("1号", decided=" 2022-02-30 ")).rejected
        assert (rejected.file, rejected.sheet, rejected.column) == ("台账.xlsx", "处罚案件", "决定日期")
        assert rejected.value == " 2022-02-30 "
