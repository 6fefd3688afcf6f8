"""The Word file keeps GB/T 9704-2012: opened again and measured."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.report.sample import report, whole_report
from yifa.report.docx import docx_bytes
from yifa.report.gb9704 import STYLES


@pytest.fixture(scope="module")
def word() -> Word:
    return docx.Document(io.BytesIO(docx_bytes(report())))


def xml_of(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode("utf-8")


class TestThePage:
    def test_is_a4_with_the_margins_of_the_standard(self, word: Word) -> None:
        (section,) = word.sections
        found = (
            section.page_width, section.page_height, section.top_margin, section.left_margin,
            section.right_margin, section.bottom_margin,
        )  # fmt: skip
        expected = (Mm(210), Mm(297), Mm(37), Mm(28), Mm(26), Mm(35))
        # Word counts in twentieths of a point, so a millimetre comes back a little rounded.
        for length, wanted in zip(found, expected, strict=True):
            assert length is not None
            assert abs(length - wanted) < Pt(0.05)

    def test_has_a_grid_of_22_lines(self, word: Word) -> None:
        (grid,) = word.element.body.sectPr.findall(qn("w:docGrid"))
        assert grid.get(qn("w:type")) == "lines"
        assert int(grid.get(qn("w:linePitch"))) * 22 <= 225 / 25.4 * 1440

    def test_is_numbered_right_on_odd_and_left_on_even_pages(self, word: Word) -> None:
        section = word.sections[0]
        assert word.settings.odd_and_even_pages_header_footer
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            (paragraph,) = footer.paragraphs
            element = paragraph._p
            assert [field.text for field in element.iter(qn("w:instrText"))] == [" PAGE "]
            assert paragraph.text == "— 1 —"
            assert element.pPr.find(qn("w:jc")).get(qn("w:val")) == side
            assert element.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"


class TestFonts:
    @pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
    def test_are_named_four_times(self, word: Word, style: object) -> None:
        name, font = style.name, style.font  # type: ignore[attr-defined]
        fonts = word.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{at}")) for at in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}

    def test_are_those_of_the_standard(self) -> None:
        fonts = {style.name: (style.font, style.half_points) for style in STYLES}
        assert fonts["Title"] == ("方正小标宋简体", 44)
        assert fonts["Heading 1"] == ("黑体", 32)
        assert fonts["Heading 2"] == ("楷体_GB2312", 32)
        assert fonts["Heading 3"] == fonts["Body Text"] == ("仿宋_GB2312", 32)
        assert fonts["Footer"] == ("宋体", 28)

    def test_are_never_left_to_the_theme(self, word: Word) -> None:
        for style in STYLES:
            fonts = word.styles[style.name].element.rPr.rFonts
            assert not [name for name in fonts.attrib if "Theme" in name or "theme" in name], style.name


class TestTheText:
    def test_has_its_headings_in_order_and_level(self, word: Word) -> None:
        headings = [(p.style.name, p.text) for p in word.paragraphs if p.style and p.style.name.startswith("Heading")]
        assert headings[:4] == [
            ("Heading 1", "一、持续优化政务服务"),
            ("Heading 1", "二、决策与执法"),
            ("Heading 2", "\uff08一\uff09科学民主依法决策"),
            ("Heading 3", "1.落实重大行政决策制度"),
        ]

    def test_is_indented_by_two_characters(self, word: Word) -> None:
        for name in ("Body Text", "Heading 1", "Heading 2", "Heading 3"):
            assert word.styles[name].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"

    def test_can_be_read_by_other_programs_with_its_figures(self, word: Word) -> None:
        text = "\n".join(paragraph.text for paragraph in word.paragraphs)
        assert "2022年完成8项区政府重大行政决策的合法性审查。" in text

    def test_links_every_figure_to_its_row_in_the_trace(self, word: Word) -> None:
        body = word.element.body
        names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
        anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
        assert anchors
        assert anchors <= names

    def test_shades_what_is_owed(self, word: Word) -> None:
        runs = [
            run.text for paragraph in word.paragraphs for run in paragraph.runs if run._r.findall(f".//{qn('w:shd')}")
        ]
        assert len(runs) == 2
        assert all(text.startswith("【待补") for text in runs)

    def test_is_signed_and_dated(self, word: Word) -> None:
        signed = [p.text for p in word.paragraphs if p.style and p.style.name == "Signature"]
        assert signed == ["示例区人民政府", "2023年1月15日"]


class TestTheAppendices:
    def test_list_every_figure_with_definition_and_basis(self, word: Word) -> None:
        table = word.tables[-2]
        assert [cell.text for cell in table.rows[0].cells] == ["数字", "数值", "单位", "来源", "口径", "依据"]
        assert len(table.rows) == 1 + len(report().figures)

    def test_show_a_rate_with_its_parts(self, word: Word) -> None:
        assert [cell.text for cell in word.tables[-2].rows[3].cells][1] == "99\n6010/6070"

    def test_trace_every_figure_to_its_first_record(self, word: Word) -> None:
        row = [cell.text for cell in word.tables[-1].rows[1].cells]
        assert row[0] == "办结政务服务事项\nservice_closed"
        assert row[2] == "3"
        assert len(row[3]) == 64
        assert row[4] == "07政务服务办件.xlsx / 办件 / 第4行"

    def test_fill_the_width_of_the_text_and_no_more(self, word: Word) -> None:
        for table in word.tables:
            assert sum(column.width or 0 for column in table.columns) <= Mm(156.5)

    def test_repeat_their_heading_on_every_page(self, word: Word) -> None:
        for table in word.tables:
            assert table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")


class TestTheDemoLabel:
    def test_stands_on_every_page_of_synthetic_data(self, word: Word) -> None:
        section = word.sections[0]
        for header in (section.header, section.even_page_header):
            assert header.paragraphs[0].text == "演示数据\uff0c并非真实报告"

    def test_stands_nowhere_else(self) -> None:
        data = docx_bytes(replace(report(), synthetic=False))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                assert "演示数据".encode() not in package.read(name), name


class TestTheBytes:
    def test_are_equal_for_equal_reports(self) -> None:
        assert docx_bytes(whole_report()) == docx_bytes(whole_report())

    def test_carry_the_day_of_the_report_and_no_other(self) -> None:
        data = docx_bytes(replace(report(), dated_on=date(2023, 3, 1)))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(2023, 3, 1, 0, 0, 0)}
        core = docx.Document(io.BytesIO(data)).core_properties
        assert core.created == core.modified
        assert core.created is not None
        assert core.created.date() == date(2023, 3, 1)
