"""What in a sheet is no record, told by its shape alone."""

from pathlib import Path

import pytest

from tests.engine.ingest.reading import HEADS, case, read, read_lines, write
from yifa.engine.ingest.cell import Cell

NUMBERED = ("序号", *HEADS)


class TestLinesThatAreNoRecords:
    @pytest.mark.parametrize(
        ("line", "shape"),
        [
            (["合计", None, None, None, None, 300], "total"),
            ([None, "小 计", None, None, None, 300, 6], "total"),
            (["食品类小计", None, None, None, None, 300], "total"),
            (["合计:2件", None, None, None, None, 300], "total"),
            (["注:在办案件不计入合计。"], "note"),
            (["说明:一、本表按季报送。"], "note"),
            (["制表:法制科", None, None, "审核:张三", None, None, "日期:2022年12月31日"], "note"),
            (["填表人", "张三", "联系电话", "12345"], "note"),
            (["2.本表不含简易程序案件。"], "note"),
            (["一、食品类"], "group"),
            (["食品类"], "group"),
            (["(二)药品", None, None, None, None, 300], "group"),
            (["单位:元"], "unit"),
            (list(HEADS), "repeated_head"),
            ([" ", "\u3000", "\t"], "blank"),
        ],
    )
    def test_are_counted_by_shape(self, tmp_path: Path, line: list[Cell], shape: str) -> None:
        found = read_lines(tmp_path, case("1号"), line, case("2号"))
        assert found.keys == ["1号", "2号"]
        assert not found.rejected
        assert found.skipped() == {shape: 1}

    def test_include_a_merged_group_line_and_a_title_that_comes_again(self, tmp_path: Path) -> None:
        lines = [["示例区处罚台账"], HEADS, ["一、食品"], case("1号"), ["示例区处罚台账"], HEADS, case("2号")]
        found = read(write(tmp_path / "a.xlsx", lines, merged=["A1:H1", "A3:H3", "A5:H5"]))
        assert found.keys == ["1号", "2号"]
        assert found.skipped() == {"title": 2, "group": 1, "repeated_head": 1}

    def test_include_lines_that_are_only_numbered(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, [1, *case("1号")], [2], [3], head=NUMBERED)
        assert found.keys == ["1号"]
        assert found.skipped() == {"blank": 2}

    def test_include_the_numbers_of_columns_below_the_head(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, ["甲", 1, 2, 3, 4, 5, 6, 7], case("1号"))
        assert found.keys == ["1号"]
        assert found.skipped() == {"repeated_head": 1}

    def test_include_both_rows_of_a_repeated_head_of_two_levels(self, tmp_path: Path) -> None:
        upper = [*HEADS[:3], "办案", None, *HEADS[5:]]
        lower = [None, None, None, "立案日期", "决定日期"]
        merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "G1:G2", "H1:H2"]
        found = read(write(tmp_path / "a.xlsx", [upper, lower, case("1号"), upper, lower, case("2号")], merged=merged))
        assert found.keys == ["1号", "2号"]
        assert found.skipped() == {"repeated_head": 2}

    def test_include_a_group_line_whose_number_stands_by_itself(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, ["一", "食品类"], [1, *case("1号")], head=NUMBERED)
        assert found.keys == ["1号"]
        assert found.skipped() == {"group": 1}

    def test_include_a_total_under_the_serial_number(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, [1, *case("1号")], ["合计", "1件", None, None, None, None, 100], head=NUMBERED)
        assert found.keys == ["1号"]
        assert found.skipped() == {"total": 1}


class TestRecordsThatLookOtherwise:
    def test_a_key_alone_is_a_record(self, tmp_path: Path) -> None:
        assert read_lines(tmp_path, case("1号"), ["示市监罚〔2022〕2号"]).keys == ["1号", "示市监罚〔2022〕2号"]

    def test_a_party_named_after_a_total_is_a_record(self, tmp_path: Path) -> None:
        assert read_lines(tmp_path, case("1号", party="总计")).keys == ["1号"]

    def test_a_record_without_its_key_comes_back(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号"), case(""))
        assert found.reasons == [(3, "no", "missing_key")]

    def test_a_numbered_line_with_one_cell_is_a_record_without_its_key(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, [1, *case("1号")], [2, None, "某公司"], head=NUMBERED)
        assert found.reasons == [(3, "no", "missing_key")]

    def test_a_total_word_with_a_date_is_a_record_without_its_key(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号"), case("", party="合计"))
        assert found.reasons == [(3, "no", "missing_key")]
