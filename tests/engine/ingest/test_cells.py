"""Cells become the values that their columns declare."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.engine.ingest.reading import CODE, PERSON, one_column, read, write
from yifa.engine.ingest.cell import Cell
from yifa.kernel.ledger import Column, Table
from yifa.law.fact import Fact, Type, Value


def value(folder: Path, type_: Type, cell: Cell, *, head: str = "内容", above: list[Cell] | None = None) -> Value:
    found = one_column(folder, type_, cell, head=head, above=above or ())
    assert not found.rejected, found.rejected[0].sentence
    return found.rows[0].values["x"]


class TestText:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (" 甲公司\u3000\t", "甲公司"),
            ("91990101", "91990101"),
            (1001.0, "1001"),
            (1001, "1001"),
            (94.81, "94.81"),
            ("\u3000 \t", None),
            (None, None),
            (date(2022, 3, 5), "2022-03-05"),
            ("甲\u200b公司", "甲公司"),
        ],
    )
    def test_is_normal(self, tmp_path: Path, cell: Cell, text: str | None) -> None:
        assert value(tmp_path, Type.TEXT, cell) == text


class TestFlags:
    @pytest.mark.parametrize("cell", ["是", "有", "√", "Y", "y", "1", 1, True, " 是 ", "YES", "对"])
    def test_mean_yes(self, tmp_path: Path, cell: Cell) -> None:
        assert value(tmp_path, Type.FLAG, cell) is True

    @pytest.mark.parametrize("cell", ["否", "无", "×", "N", "0", 0, False, "X", "没有"])
    def test_mean_no(self, tmp_path: Path, cell: Cell) -> None:
        assert value(tmp_path, Type.FLAG, cell) is False

    def test_are_unknown_where_empty(self, tmp_path: Path) -> None:
        assert value(tmp_path, Type.FLAG, " ") is None

    def test_mean_first_what_the_column_declares(self, tmp_path: Path) -> None:
        flag = Column("x", "内容", Fact("x", "内容", Type.FLAG), values={"无": "是", "已告知": "是", "/": ""})
        table = Table("t", "00", "登记", (Column("no", "编号", Fact("no", "编号")), flag), "no", "x.Y")
        lines = [["编号", "内容"], ["N1", "无"], ["N2", "已告知"], ["N3", "/"]]
        found = read(write(tmp_path / "登记.xlsx", lines, sheet="登记"), tables=[table])
        assert [row.values["x"] for row in found.rows] == [True, True, None]


class TestDays:
    def test_of_date_cells_and_moments_of_time_cells(self, tmp_path: Path) -> None:
        assert value(tmp_path, Type.DATE, datetime.fromisoformat("2022-03-05 09:30")) == date(2022, 3, 5)
        assert value(tmp_path, Type.DATE, 44625) == date(2022, 3, 5)
        assert value(tmp_path, Type.MOMENT, datetime.fromisoformat("2022-09-26 09:30")) == datetime.fromisoformat(
            "2022-09-26 09:30"
        )
        assert value(tmp_path, Type.MOMENT, "2022-09-26 09:30") == datetime.fromisoformat("2022-09-26 09:30")


class TestMoney:
    def test_goes_by_the_head_before_the_unit_row(self, tmp_path: Path) -> None:
        assert value(tmp_path, Type.MONEY, 2.5, head="金额(元)", above=["单位:万元"]) == 250

    def test_goes_by_the_unit_row_before_the_declaration(self, tmp_path: Path) -> None:
        assert value(tmp_path, Type.MONEY, 2.5, head="金额", above=["填报单位:示例区   单位:万元"]) == 2_500_000

    def test_is_yuan_where_nothing_is_said(self, tmp_path: Path) -> None:
        assert value(tmp_path, Type.MONEY, 2.5, head="金额") == 250

    def test_goes_by_a_declared_unit_that_the_sheet_leaves_out(self, tmp_path: Path) -> None:
        columns = (Column("no", "编号", Fact("no", "编号")), Column("x", "收入(万元)", Fact("x", "收入", Type.MONEY)))
        path = write(tmp_path / "登记.xlsx", [["编号", "收入"], ["N1", 2.5]], sheet="登记")
        found = read(path, tables=[Table("t", "00", "登记", columns, "no", "x.Y")])
        assert found.rows[0].values["x"] == 2_500_000


class TestCodes:
    def test_are_read_through_full_width_letters_and_spaces(self, tmp_path: Path) -> None:
        wide = "".join(chr(ord(letter) + 0xFEE0) for letter in CODE)
        assert value(tmp_path, Type.CREDIT_CODE, f" {wide} ") == CODE
        assert value(tmp_path, Type.CREDIT_CODE, CODE.lower()) == CODE
        assert value(tmp_path, Type.PERSON_ID, f"{PERSON[:6]} {PERSON[6:]}") == PERSON

    def test_in_one_cell_are_several(self, tmp_path: Path) -> None:
        assert value(tmp_path, Type.CODES, "ZF001、ZF002,ZF003") == ("ZF001", "ZF002", "ZF003")


class TestMergedDownwards:
    COLUMNS = (
        Column("dept", "部门", Fact("dept", "部门"), fill_down=True),
        Column("no", "编号", Fact("no", "编号")),
        Column("x", "名称", Fact("x", "名称")),
    )
    TABLE = Table("t", "00", "登记", COLUMNS, "no", "x.Y")

    def test_declared_columns_are_filled_merged_or_blank(self, tmp_path: Path) -> None:
        lines: list[list[Cell]] = [
            ["部门", "编号", "名称"],
            ["甲局", "1", "a"],
            [None, "2", "b"],
            ["乙局", "3", "c"],
            [" ", "4", None],
        ]
        found = read(write(tmp_path / "登记.xlsx", lines, sheet="登记", merged=["A2:A3"]), tables=[self.TABLE])
        assert [row.values["dept"] for row in found.rows] == ["甲局", "甲局", "乙局", "乙局"]
        assert found.rows[3].values["x"] is None
