"""Lists as files: what a spreadsheet would run stays text, numbers stay numbers."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from yifa.surfaces.shell.sheets import csv_file, xlsx_file

ROW = ("=1+1", 12, Decimal("3.50"), date(2022, 3, 1), None)
HEAD = ("文字", "整数", "金额", "日期", "空")


class TestCsv:
    def test_is_utf8_that_excel_knows(self) -> None:
        content = b"".join(csv_file("表", HEAD, [ROW]).streaming_content)  # type: ignore[arg-type]
        assert content.startswith("\ufeff文字".encode())

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1"])
    def test_marks_as_text_what_would_be_run(self, text: str) -> None:
        content = b"".join(csv_file("表", HEAD[:1], [(text,)]).streaming_content)  # type: ignore[arg-type]
        assert f"'{text}".encode() in content

    def test_leaves_a_negative_number_a_number(self) -> None:
        content = b"".join(csv_file("表", HEAD[:1], [(-5,)]).streaming_content)  # type: ignore[arg-type]
        assert content.endswith(b"\r\n-5\r\n")

    def test_is_written_while_it_is_read(self) -> None:
        def rows() -> object:
            yield (1,)
            raise RuntimeError

        stream = iter(csv_file("表", HEAD[:1], rows()).streaming_content)  # type: ignore[arg-type]
        assert [next(stream) for _ in range(3)][-1] == b"1\r\n"


class TestWorkbook:
    def test_holds_each_kind_of_cell_as_it_is(self) -> None:
        response = xlsx_file("表", HEAD, [ROW], notes=["说明一句。"])
        book = load_workbook(BytesIO(b"".join(response.streaming_content)))  # type: ignore[arg-type]
        cells = [cell.value for cell in book["数据"][2]]
        assert cells[:3] == ["=1+1", 12, 3.5]
        assert book["数据"]["A2"].data_type == "s"
        assert book["说明"]["A1"].value == "说明一句。"
