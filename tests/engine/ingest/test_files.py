"""Files of every kind, folders, years and hidden sheets."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.engine.ingest.reading import HEADS, PENALTIES, YEAR, case, read, write
from yifa.engine.ingest.intake import NotTaken, read_workbook
from yifa.engine.ingest.legacy import read_sheets
from yifa.engine.ingest.years import other_year

TEXT = [",".join(HEADS), ",".join(map(str, case("1号"))), ",".join(map(str, case("2号")))]

_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="处罚案件">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(path: Path, lines: list[list[str]]) -> Path:
    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in line
        )
        for line in lines
    ]
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr(
            "content.xml", _ODS.format(rows="".join(f"<table:table-row>{c}</table:table-row>" for c in cells))
        )
        parts.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return path


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_is_read_in_every_usual_encoding_and_delimiter(self, tmp_path: Path, encoding: str, mark: str) -> None:
        path = tmp_path / "处罚案件.csv"
        path.write_text("\r\n".join(TEXT).replace(",", mark), encoding=encoding)
        found = read(path)
        assert found.keys == ["1号", "2号"]
        assert found.report.sheet == "处罚案件"

    def test_keeps_line_breaks_in_a_cell_and_counts_rows_as_a_spreadsheet_does(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        broken = TEXT[1].replace("示例公司", '"示例\n公司"').replace("1号", '="1号"')
        path.write_text("\n".join([TEXT[0], broken, TEXT[2]]), encoding="utf-8")
        found = read(path)
        assert [(row.sheet_row, row.values["no"]) for row in found.rows] == [(2, "1号"), (3, "2号")]


class TestOtherFormats:
    def test_ods_is_read(self, tmp_path: Path) -> None:
        found = read(ods(tmp_path / "a.ods", [list(HEADS), list(map(str, case("1号")))]))
        assert found.keys == ["1号"]
        assert found.rows[0].values["fine"] == 10_000

    def test_calamine_gives_the_same_lines_as_our_own_reader(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [["题"], [], HEADS, case("1号")], merged=["A1:H1"])
        (sheet,) = read_sheets(path)
        lines = dict(sheet.lines())
        assert lines[4][:6] == case("1号")[:6]
        assert sheet.merges[0].last_column == 7


class TestUnusualXlsx:
    def rewritten(self, path: Path, change: tuple[str, str]) -> Path:
        other = path.with_stem("other")
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name.endswith("sheet1.xml"):
                    content = content.decode().replace(*change).encode()
                new.writestr(name, content)
        return other

    def test_with_a_namespace_prefix_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, case("1号")], merged=["A5:B5"], hidden=["G"])
        with zipfile.ZipFile(path) as parts:
            text = parts.read("xl/worksheets/sheet1.xml").decode()
        prefixed = (
            text.replace("</", "</x:")
            .replace("<", "<x:")
            .replace("<x:/x:", "</x:")
            .replace("<x:?", "<?")
            .replace("xmlns=", "xmlns:x=")
        )
        found = read(self.rewritten(path, (text, prefixed)))
        assert found.keys == ["1号"]
        assert found.report.missing == ("officers",)

    def test_with_cells_written_otherwise_is_read_by_the_parser(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, case("1号", party="甲&乙公司")])
        found = read(self.rewritten(path, ('<c r="F2" t="n">', '<c t="n" r="F2">')))
        assert found.rows[0].values["fine"] == 10_000
        assert found.rows[0].values["party"] == "甲&乙公司"

    def test_with_a_formula_takes_what_was_calculated(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, case("1号")])
        found = read(self.rewritten(path, ('<c r="F2" t="n"><v>', '<c r="F2"><f>SUM(A1:A2)</f><v>')))
        assert found.rows[0].values["fine"] == 10_000


class TestHiddenSheets:
    def test_are_not_taken_and_said_to_be_hidden(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, case("1号")], more={"底稿": [HEADS, case("9号")]})
        book = load_workbook(path)
        book["底稿"].sheet_state = "hidden"
        book.save(path)
        found = read(path)
        assert found.keys == ["1号"]
        assert found.reports[1].not_taken is NotTaken.HIDDEN

    def test_empty_ones_are_said_to_be_empty(self, tmp_path: Path) -> None:
        Workbook().save(tmp_path / "a.xlsx")
        assert read(tmp_path / "a.xlsx").report.not_taken is NotTaken.EMPTY


class TestOtherYears:
    @pytest.mark.parametrize(
        ("name", "title", "year"),
        [
            ("2021年", "", 2021),
            ("2021", "", 2021),
            ("2022年", "示例区2021年度台账", None),
            ("处罚案件", "示例区2021年度处罚台账", 2021),
            ("处罚案件", "示例区2022年度处罚台账", None),
            ("处罚案件", "抽查事项清单(2021年版)", None),
            ("处罚案件", "根据示政发〔2021〕5号", None),
            ("处罚案件", "2020年至2022年处罚台账", None),
            ("处罚案件", "填报日期:2023年1月 ", None),
            ("处罚案件", "2023年1月5日填报", None),
            ("处罚案件", "", None),
        ],
    )
    def test_are_told_by_the_sheet_before_its_title(self, name: str, title: str, year: int | None) -> None:
        assert other_year(name=name, titles=[title], year=YEAR) == year

    def test_are_not_taken_in(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, case("1号")], sheet="2022年", more={"2021年": [HEADS, case("9号")]})
        found = read(path)
        assert found.keys == ["1号"]
        assert found.reports[1].not_taken is NotTaken.OTHER_YEAR
        assert "其他年度" in found.reports[1].sentence


class TestFolders:
    def test_are_walked_in_order_and_each_file_read_once(self, tmp_path: Path) -> None:
        (tmp_path / "乙镇").mkdir()
        (tmp_path / "甲镇").mkdir()
        for place, name in enumerate(["甲镇/台账.xlsx", "乙镇/台账.xlsx", "~$台账.xlsx", ".台账.xlsx"], start=1):
            write(tmp_path / name, [HEADS, case(f"{place}号")])
        (tmp_path / "说明.docx").write_bytes(b"x")
        found = read(tmp_path, tmp_path / "甲镇" / "台账.xlsx")
        assert [report.file for report in found.reports] == ["乙镇/台账.xlsx", "甲镇/台账.xlsx"]
        assert [(u.file, u.sentence[:6]) for u in found.unreadable] == [("说明.docx", "不是表格文件")]


class TestStreaming:
    def test_batches_have_a_thousand_rows_and_come_before_the_sheet_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        lines = [",".join(HEADS), *(",".join(map(str, case(f"{place}号"))) for place in range(2500))]
        path.write_text("\n".join(lines), encoding="utf-8")
        reached: list[int] = []
        events = read_workbook(
            path, tables=[PENALTIES], period_year=YEAR, progress=lambda _f, _s, row: reached.append(row)
        )
        next(events)
        assert not reached
        assert [len(batch.rows) for batch in read(path).batches] == [1000, 1000, 500]
        list(events)
        assert reached == [1001, 2001, 2501]
