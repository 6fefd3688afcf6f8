"""The workbooks that go back to the offices open in Excel, can be answered, and run nothing."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from yifa.report import workbooks
from yifa.report.workbooks import (
    ConflictRow,
    DuplicateRow,
    FindingRow,
    RejectedRow,
    Rejections,
    UnbuiltRow,
    UnrecognizedRow,
    write_findings,
    write_rejections,
)

DAY = date(2023, 1, 15)


def finding(case: str = "示市监罚〔2022〕12号", *, proof: str = "2022-03-07起算") -> FindingRow:
    return FindingRow(
        rule="penalty.serve_late",
        title="送达超过期限",
        basis="《中华人民共和国行政处罚法》第六十一条",
        certainty="已核",
        organ="区市场监管局",
        case=case,
        file="13行政处罚案件.xlsx",
        sheet="处罚案件",
        row=42,
        explanation="决定书应当在7个工作日内送达。",
        proof=proof,
        state="疑点",
    )


def findings_sheet(path: Path, *rows: FindingRow) -> Worksheet:
    write_findings(rows, path, dated_on=DAY)
    return openpyxl.load_workbook(path).worksheets[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


class TestFindings:
    def test_stand_on_one_sheet_that_calls_them_doubts(self, path: Path) -> None:
        assert findings_sheet(path, finding()).title == "程序疑点\uff08待核实\uff09"

    def test_have_a_heading_for_every_cell(self, path: Path) -> None:
        head, row = findings_sheet(path, finding()).iter_rows(values_only=True)
        assert head[:3] == ("规则", "程序疑点", "依据")
        assert head[-4:] == ("核实结果", "核实说明", "核实人", "核实日期")
        assert dict(zip(head, row, strict=True))["行"] == 42
        assert dict(zip(head, row, strict=True))["期限证明"] == "2022-03-07起算"

    def test_are_answered_from_a_list(self, path: Path) -> None:
        (choice,) = findings_sheet(path, finding(), finding()).data_validations.dataValidation
        assert choice.formula1 == '"属实,不属实,台账填错,依据不适用"'
        assert str(choice.sqref) == "M2:M3"

    def test_never_become_formulas(self, path: Path) -> None:
        sheet = findings_sheet(path, finding("=HYPERLINK(1)"), finding("@SUM(1)"), finding("+1"), finding("{=1}"))
        for row in sheet.iter_rows(min_row=2):
            assert {cell.data_type for cell in row} <= {"s", "n", "inlineStr"}
        assert sheet["F2"].value == "=HYPERLINK(1)"

    def test_that_are_too_long_for_a_cell_say_so(self, path: Path) -> None:
        value = findings_sheet(path, finding(proof="证" * 40_000))["K2"].value
        assert isinstance(value, str)
        assert len(value) == 32_767
        assert value.endswith("已截断\uff09")

    def test_keep_their_heading_in_sight(self, path: Path) -> None:
        assert findings_sheet(path, finding()).freeze_panes == "A2"

    def test_may_be_none(self, path: Path) -> None:
        assert findings_sheet(path).max_row == 1

    def test_go_on_upon_another_sheet_when_one_is_full(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workbooks, "_ROWS", 2)
        write_findings((finding(str(number)) for number in range(5)), path, dated_on=DAY)
        sheets = openpyxl.load_workbook(path).worksheets
        assert [sheet.max_row - 1 for sheet in sheets] == [2, 2, 1]
        assert [sheet.cell(row, 6).value for sheet in sheets for row in range(2, sheet.max_row + 1)] == list("01234")

    def test_are_equal_bytes_for_equal_rows(self, tmp_path: Path) -> None:
        one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
        for target in (one, other):
            write_findings((finding(),), target, dated_on=DAY)
        assert one.read_bytes() == other.read_bytes()


class TestRejections:
    def test_have_a_sheet_for_each_kind_even_where_there_is_nothing(self, path: Path) -> None:
        write_rejections(Rejections(), path, dated_on=DAY)
        names = openpyxl.load_workbook(path).sheetnames
        assert names == ["退回", "重复", "冲突", "未识别", "尚无承接的台账"]

    def test_tell_the_place_the_value_and_the_cure(self, path: Path) -> None:
        place = {"file": "05权责清单.xlsx", "sheet": "调整申请", "row": 29}
        write_rejections(
            Rejections(
                rejected=(
                    RejectedRow(
                        file="05权责清单.xlsx",
                        sheet="调整申请",
                        row=29,
                        column="申请日期",
                        value="2022-02-30",
                        reason="这一天不存在",
                        cure="请按原始文书更正日期后重新报送。",
                    ),
                ),
                duplicates=(DuplicateRow(**place, key="TZ2022-02", first_row=5),),  # type: ignore[arg-type]
                conflicts=(ConflictRow(**place, key="TZ2022-03", first_row=6, difference="金额不同"),),  # type: ignore[arg-type]
                unrecognized=(UnrecognizedRow(file="其他.xlsx", sheet="Sheet1", reason="没有一张表有这些列"),),
                unbuilt=(UnbuiltRow(file="02领导批示.xlsx", sheet="2022年批示", rows=184, title="批示督办"),),
            ),
            path,
            dated_on=DAY,
        )
        book = openpyxl.load_workbook(path)
        assert [cell.value for cell in book["退回"][2]][3:] == [
            "申请日期",
            "2022-02-30",
            "这一天不存在",
            "请按原始文书更正日期后重新报送。",
        ]
        for sheet in book.worksheets:
            assert [sheet.max_row, len(sheet[1])] == [2, len([cell for cell in sheet[2] if cell.value is not None])]
