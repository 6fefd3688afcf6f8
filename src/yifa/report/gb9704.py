"""The page of an official document, as data and as Word styles.

Source: GB/T 9704-2012 党政机关公文格式: 5.2 page (A4, margins, 22 lines of 28 characters), 7.3 fonts and headings,
7.5 page numbers. Read as the trade reads it; to be confirmed against the printed standard.
Character spacing of -0.25 pt lets 28 characters of 16 pt stand in 156 mm; a character grid would do it in Word,
but LibreOffice doubles every cell of one.
"""

from dataclasses import dataclass

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Mm

from yifa.report.wordml import add_page_field, make, place

TITLE_FONT, HEI, KAI, FANG, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
LINES, CHARACTERS, LINE_PITCH = 22, 28, 579  # 225 mm / 22, in twentieths of a point
DEMO_LABEL = "演示数据，并非真实报告"

_GRID, _TITLE_GRID, _CELL_GRID = LINE_PITCH, 700, 300  # exact heights of a line, in twentieths of a point


@dataclass(frozen=True, slots=True)
class Style:
    """One Word style.

    line: its exact height; level: of a heading, 0 for none; keep: on the page of what follows; room: above and below.
    """

    name: str
    font: str
    half_points: int
    line: int = _GRID
    indented: bool = False
    align: str = "both"
    level: int = 0
    keep: bool = False
    room: int = 0


BODY, CELL, CELL_HEAD, CAPTION, SIGNED, APPENDIX = (
    "Body Text",
    "表格文字",
    "表格标题行",
    "Caption",
    "Signature",
    "附件标识",
)
STYLES = (
    Style("Normal", FANG, 32),
    Style(BODY, FANG, 32, indented=True),
    Style("Title", TITLE_FONT, 44, line=_TITLE_GRID, align="center", keep=True),
    Style("Heading 1", HEI, 32, indented=True, level=1, keep=True),
    Style("Heading 2", KAI, 32, indented=True, level=2, keep=True),
    Style("Heading 3", FANG, 32, indented=True, level=3, keep=True),
    Style("Heading 4", FANG, 32, indented=True, level=4, keep=True),
    Style(SIGNED, FANG, 32, keep=True),
    Style(APPENDIX, HEI, 32, align="left", keep=True),
    Style(CAPTION, HEI, 28, align="center", keep=True),
    Style(CELL, FANG, 21, line=_CELL_GRID, align="left", room=40),
    Style(CELL_HEAD, HEI, 21, line=_CELL_GRID, align="center", room=40),
    Style("Header", HEI, 21, line=_CELL_GRID, align="center"),
    Style("Footer", SONG, 28, line=400),
)


def prepare(word: Word, *, label: str) -> None:
    """Give an empty Word document the page, styles, page numbers and, where there is one, the label of the standard."""
    for style in STYLES:
        _define(word, style)
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    _set_page(word, section)
    _number_pages(section.footer, align="right")
    _number_pages(section.even_page_footer, align="left")
    for header in (section.header, section.even_page_header):
        _label(header, label)


def _set_page(word: Word, section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    # The dash of the page number stands 7 mm below the text block.
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    properties = word.element.body.get_or_add_sectPr()
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(make("docGrid", type="lines", linePitch=LINE_PITCH))


def _define(word: Word, style: Style) -> None:
    if style.name not in {existing.name for existing in word.styles}:
        word.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    defined = word.styles[style.name].element
    for name in ("w:pPr", "w:rPr"):
        for old in defined.findall(qn(name)):
            defined.remove(old)
    defined.extend((_paragraph_properties(style), _run_properties(style)))


def _paragraph_properties(style: Style) -> BaseOxmlElement:
    """In the order that the schema wants."""
    keep = (make("keepNext"), make("keepLines")) if style.keep else ()
    characters = 2 if style.indented else 0
    level = (make("outlineLvl", val=style.level - 1),) if style.level else ()
    return make(
        "pPr",
        *keep,
        make("widowControl", val=0),
        make("pBdr"),
        make("autoSpaceDE", val=0),
        make("autoSpaceDN", val=0),
        make("snapToGrid", val=int(style.line == _GRID)),
        make("spacing", before=style.room, after=style.room, line=style.line, lineRule="exact"),
        make("ind", firstLineChars=characters * 100, firstLine=characters * 315),
        make("jc", val=style.align),
        *level,
    )


def _run_properties(style: Style) -> BaseOxmlElement:
    """All four fonts: without eastAsia Word sets Chinese in another face.

    Figures are set as English, since Chinese may break anywhere, and the standard forbids to break a number.
    """
    return make(
        "rPr",
        make("rFonts", ascii=style.font, hAnsi=style.font, eastAsia=style.font, cs=style.font),
        make("b", val=0),
        make("bCs", val=0),
        make("i", val=0),
        make("color", val="000000"),
        make("spacing", val=-5 if style.line == _GRID else 0),
        make("kern", val=0),
        make("sz", val=style.half_points),
        make("szCs", val=style.half_points),
        make("lang", val="en-US", eastAsia="zh-CN"),
    )


def _number_pages(footer: _Footer, *, align: str) -> None:
    """«— 1 —», one character from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    place(paragraph, align=align, left=int(align == "left"), right=int(align == "right"), character=280)
    paragraph.add_run("— ")
    add_page_field(paragraph)
    paragraph.add_run(" —")


def _label(header: _Header, label: str) -> None:
    header.is_linked_to_previous = False
    header.paragraphs[0].style = "Header"
    header.paragraphs[0].add_run(label)
