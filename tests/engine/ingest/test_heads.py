"""Heads are found by what they mean; what could mean two things is not guessed."""

from pathlib import Path

import pytest

from tests.engine.ingest.reading import CODE, HEADS, PENALTIES, case, column, read, read_lines, write
from yifa.engine.ingest.heads import folded, varied
from yifa.engine.ingest.intake import Because, MappingLine, NotTaken, Synonyms
from yifa.kernel.ledger import Table
from yifa.law.fact import Type


class TestFolding:
    @pytest.mark.parametrize(
        "head",
        [
            "罚款金额",
            "罚款金额(万元)",
            "罚款金额\uff08元\uff09",
            " 罚款\n金额 ",
            "罚款的金额",
            "*罚款金额",
            "“罚款金额”",
            "3.罚款金额",
            "罚款金额(必填)",
        ],
    )
    def test_leaves_out_what_carries_no_meaning(self, head: str) -> None:
        assert folded(head) == "罚款金额"

    def test_keeps_what_brackets_add_to_the_meaning(self) -> None:
        assert folded("金额(罚款)") != folded("金额(没收)")

    @pytest.mark.parametrize(
        "head", ["立案日期", "立案时间", "立案之日", "立案日", "立案日期\n(年月日)", "是否立案日期"]
    )
    def test_takes_words_for_a_day_as_one_for_days_only(self, head: str) -> None:
        assert varied(head, of_day=True) == varied("立案日期", of_day=True)

    def test_does_not_take_a_count_of_working_days_for_a_day(self) -> None:
        assert varied("审批工作日", of_day=True) == "审批工作日"


SHORT = Table(
    "short", "06", "事项名录库", (column("no", "编码"), column("x", "名称"), column("n", "数量")), "no", "x.Y"
)
SHORT_HEADS = tuple(c.head for c in SHORT.columns)


class TestRecognition:
    def test_finds_the_head_below_titles_and_unit_lines(self, tmp_path: Path) -> None:
        lines = [["示例区2022年度处罚台账"], ["填报单位:示例区  单位:元"], [], HEADS, case("1号")]
        found = read(write(tmp_path / "a.xlsx", lines, merged=["A1:H1", "A2:H2"]))
        assert found.report.head_rows == (4, 4)
        assert found.keys == ["1号"]
        assert found.skipped() == {"title": 1, "unit": 1}

    def test_takes_columns_in_any_order_with_others_between(self, tmp_path: Path) -> None:
        head = ["序号", "备注", *reversed(HEADS)]
        found = read(write(tmp_path / "a.xlsx", [head, [1, "说法", *reversed(case("1号"))]]))
        assert found.rows[0].values["code"] == CODE
        assert [(u.head, u.letters, u.because) for u in found.report.unrecognised] == [("备注", "B", Because.UNKNOWN)]

    def test_takes_line_breaks_units_and_other_words(self, tmp_path: Path) -> None:
        head = [
            "决定书\n文号",
            "被处罚人",
            "统一社会信用代码(18位)",
            "立案时间\n(年月日)",
            "决定 日期",
            "罚款金额(万元)",
            "执法人数(人)",
            "是否告知听证权",
        ]
        found = read_lines(tmp_path, case("1号"), head=head)
        assert not found.report.missing
        assert found.rows[0].values["fine"] == 100_000_000

    def test_lists_missing_columns_and_still_takes_the_sheet(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号")[:5], head=HEADS[:5])
        assert found.report.missing == ("fine", "officers", "hearing")
        assert "fine" not in found.rows[0].values

    def test_reads_a_column_with_content_and_no_head_as_unrecognised(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, [*case("1号"), "无名"])
        assert [(u.letters, u.because) for u in found.report.unrecognised] == [("I", Because.NO_HEAD)]

    def test_leaves_a_sheet_of_no_table_alone_and_says_so(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, ["张三", "科员"], head=["姓名", "职务"])
        assert found.report.not_taken is NotTaken.NO_TABLE
        assert "尚无承接的台账" in found.report.sentence

    def test_names_the_key_that_a_near_sheet_lacks(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号")[1:], head=HEADS[1:])
        assert "没有可认作键的列「决定书文号」" in found.report.sentence

    def test_does_not_decide_between_two_tables_that_fit_alike(self, tmp_path: Path) -> None:
        twins = [
            Table(name, "00", title, PENALTIES.columns, "no", "x.Y") for name, title in (("a", "甲类"), ("b", "乙类"))
        ]
        path = write(tmp_path / "x.xlsx", [HEADS, case("1号")], sheet="Sheet1")
        assert read(path, tables=twins).report.not_taken is NotTaken.AMBIGUOUS

    def test_decides_between_twins_by_the_name_of_the_sheet(self, tmp_path: Path) -> None:
        twins = [
            Table(name, "00", title, PENALTIES.columns, "no", "x.Y") for name, title in (("a", "甲类"), ("b", "乙类"))
        ]
        path = write(tmp_path / "x.xlsx", [HEADS, case("1号")], sheet="乙类")
        assert read(path, tables=twins).report.table == "b"

    @pytest.mark.parametrize("sheet", ["案件", "处罚", "名录", "Sheet1"])
    def test_takes_a_sheet_with_every_head_and_no_other_whatever_its_name(self, tmp_path: Path, sheet: str) -> None:
        assert read(write(tmp_path / "a.xlsx", [SHORT_HEADS, ["A1", "某", "2"]], sheet=sheet), tables=[SHORT]).keys == [
            "A1"
        ]

    def test_does_not_take_one_that_is_called_exactly_like_another_table(self, tmp_path: Path) -> None:
        other = Table("other", "06", "巡查台账", PENALTIES.columns, "no", "x.Y")
        path = write(tmp_path / "a.xlsx", [SHORT_HEADS, ["A1", "某", "2"]], sheet="巡查台账")
        assert read(path, tables=[SHORT, other]).report.not_taken is NotTaken.NO_TABLE

    def test_does_not_take_one_of_another_name_whose_heads_are_only_like_its_own(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [[*SHORT_HEADS, "备注"], ["A1", "某", "2", "无"]], sheet="规范性文件")
        assert read(path, tables=[SHORT]).report.not_taken is NotTaken.NO_TABLE

    def test_does_not_take_days_for_working_days(self, tmp_path: Path) -> None:
        table = Table(
            "t",
            "06",
            "处罚案件",
            (column("no", "编码"), column("n", "时限(工作日)", Type.INTEGER), column("x", "名称")),
            "no",
            "x.Y",
        )
        found = read_lines(tmp_path, ["A1", 5, "某"], head=["编码", "时限(自然日)", "名称"], table=table)
        assert found.report.missing == ("n",)


class TestTwoLevels:
    TABLE = Table(
        "t",
        "05",
        "申请",
        (
            column("no", "编号"),
            column("d1", "编办/意见日期", Type.DATE),
            column("r1", "编办/意见"),
            column("d2", "司法局/意见日期", Type.DATE),
            column("r2", "司法局/意见"),
            column("end", "公众参与/听证会日期", Type.DATE),
        ),
        "no",
        "x.Y",
    )
    LINE = ("A1", "2022-01-01", "同意", "2022-01-02", "不同意", "2022-01-03")

    def test_are_joined_from_merged_cells(self, tmp_path: Path) -> None:
        lines = [
            ["编号", "编办", None, "司法局", None, "公众参与"],
            [None, "意见日期", "意见", "意见日期", "意见", "听证会日期"],
            self.LINE,
        ]
        found = read(write(tmp_path / "a.xlsx", lines, merged=["A1:A2", "B1:C1", "D1:E1"]), tables=[self.TABLE])
        assert not found.report.missing
        assert found.rows[0].values["r2"] == "不同意"
        assert found.report.columns["d2"].head == "司法局/意见日期"

    def test_are_joined_without_merged_cells_too(self, tmp_path: Path) -> None:
        path = tmp_path / "申请.csv"
        path.write_text(
            "编号,编办,,司法局,,公众参与\n,意见日期,意见,意见日期,意见,听证会日期\n" + ",".join(self.LINE),
            encoding="utf-8",
        )
        assert read(path, tables=[self.TABLE]).rows[0].values["r2"] == "不同意"

    def test_may_stand_in_one_cell(self, tmp_path: Path) -> None:
        head = ["编号", "编办意见日期", "编办意见", "司法局\n意见日期", "司法局/意见", "听证会日期"]
        assert not read_lines(tmp_path, self.LINE, head=head, table=self.TABLE).report.missing

    def test_with_the_upper_absent_only_the_unambiguous_match(self, tmp_path: Path) -> None:
        head = ["编号", "意见日期", "意见", "意见日期", "意见", "听证会日期"]
        report = read_lines(tmp_path, self.LINE, head=head, table=self.TABLE).report
        assert report.table is None
        assert "没有可认作键" not in report.sentence

    def test_under_another_upper_head_match_where_only_one_column_has_that_name(self, tmp_path: Path) -> None:
        lines = [
            ["编号", "编办", None, "司法局", None, "听证"],
            [None, "意见日期", "意见", "意见日期", "意见", "听证会日期"],
            self.LINE,
        ]
        found = read(write(tmp_path / "a.xlsx", lines, merged=["A1:A2", "B1:C1", "D1:E1"]), tables=[self.TABLE])
        assert str(found.rows[0].values["end"]) == "2022-01-03"

    def test_three_levels_are_read_by_their_lower_two(self, tmp_path: Path) -> None:
        lines = [
            ["编号", "部门意见", None, None, None, "公众参与"],
            [None, "编办", None, "司法局", None, "听证会日期"],
            [None, "意见日期", "意见", "意见日期", "意见", None],
            self.LINE,
        ]
        merged = ["A1:A3", "B1:E1", "B2:C2", "D2:E2", "F2:F3"]
        found = read(write(tmp_path / "a.xlsx", lines, merged=merged), tables=[self.TABLE])
        assert found.report.head_rows == (1, 3)
        assert not found.report.missing


class TestTwoClaims:
    HEAD = (*HEADS[:5], "罚款金额(元)", "罚款金额(万元)", *HEADS[6:])

    def test_to_one_column_are_both_unrecognised(self, tmp_path: Path) -> None:
        line = [*case("1号")[:6], 1, *case("1号")[6:]]
        found = read_lines(tmp_path, line, head=self.HEAD)
        assert found.report.missing == ("fine",)
        assert [u.because for u in found.report.unrecognised] == [Because.AMBIGUOUS, Because.AMBIGUOUS]

    def test_are_settled_where_one_column_is_empty(self, tmp_path: Path) -> None:
        line = [*case("1号")[:5], None, 1, *case("1号")[6:]]
        found = read_lines(tmp_path, line, head=self.HEAD)
        assert found.rows[0].values["fine"] == 1_000_000

    def test_are_settled_where_one_column_is_hidden(self, tmp_path: Path) -> None:
        line = [*case("1号")[:6], 1, *case("1号")[6:]]
        found = read(write(tmp_path / "a.xlsx", [self.HEAD, line], hidden=["F"]))
        assert found.rows[0].values["fine"] == 1_000_000
        assert [(u.head, u.because) for u in found.report.unrecognised] == [("罚款金额(元)", Because.HIDDEN)]

    def test_are_settled_for_the_declared_head_against_a_synonym(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, [*case("1号"), "别人"], head=[*HEADS, "被处罚人"])
        assert found.rows[0].values["party"] == "示例公司"
        assert [u.head for u in found.report.unrecognised] == ["被处罚人"]


class TestHiddenColumns:
    def test_are_no_business_data_even_with_a_known_head(self, tmp_path: Path) -> None:
        found = read(write(tmp_path / "a.xlsx", [HEADS, case("1号")], hidden=["G"]))
        assert found.report.missing == ("officers",)
        assert [(u.head, u.because) for u in found.report.unrecognised] == [("执法人数", Because.HIDDEN)]


class TestOwnWords:
    def test_of_a_district_are_added_to_the_shipped_ones(self, tmp_path: Path) -> None:
        words = Synonyms({"penalties": {"officers": ("几人办案",)}, "*": {"立案日期": ("开案",)}})
        head = [*HEADS[:3], "开案", *HEADS[4:6], "几人办案", HEADS[7]]
        path = write(tmp_path / "a.xlsx", [head, case("1号")])
        assert not read(path, synonyms=words).report.missing

    def test_of_a_mapping_go_before_every_meaning(self, tmp_path: Path) -> None:
        lines = [HEADS, case("1号", filed="2022-01-01", decided="2022-02-02")]
        path = write(tmp_path / "a.xlsx", lines)
        mapping = [
            MappingLine("a.xlsx", "*", "立案日期", "penalties", "decided"),
            MappingLine("*", "处罚案件", "决定日期", "penalties", ""),
            MappingLine("*", "*", "没有的表头", "penalties", "filed"),
        ]
        found = read(path, mapping=mapping)
        assert str(found.rows[0].values["decided"]) == "2022-01-01"
        assert found.report.missing == ("filed",)
        assert [u.head for u in found.report.unrecognised] == ["决定日期"]
        assert found.report.unused == ("没有的表头",)

    def test_of_a_mapping_take_a_sheet_that_nobody_would_recognise(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [["甲栏", "乙栏"], ["1号", "/"], ["2号", "某"]])
        mapping = [
            MappingLine("*", "*", "甲栏", "penalties", "no"),
            MappingLine("*", "*", "乙栏", "penalties", "party", {"/": ""}),
        ]
        found = read(path, mapping=mapping)
        assert [row.values for row in found.rows] == [{"no": "1号", "party": None}, {"no": "2号", "party": "某"}]
