"""Write a paper of a case as a Word document, in the form of its family.

Source: GB/T 9704-2012 for letters (page, fonts, place of number, addressee and signature). Forms with boxes and
enforcement papers have no national standard that fits all ministries: theirs is a table on the same page (待核).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import docx
from docx.document import Document as Word
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from yifa.kernel.papers import Block, Boxes, Columns, Family, Heading, Line, Pairs, Paper
from yifa.report import gb9704
from yifa.report.punctuation import mended
from yifa.report.wordml import make, place, row_element

WIDTH, HEAD = 156, 44
"""Of the text, and of what is asked in a form of two columns, in millimetres."""
BOX_HEIGHT, ROW_HEIGHT = 30, 9
NOT_REAL = "演示数据，不具有法律效力"
SIGNED_HERE = "签名：            年    月    日"
_TWIPS_A_MM = 56.7
_CODE_SIZE = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on a paper so that its signed scan finds the case again: the code in words, and its picture (PNG)."""

    code: str
    picture: bytes


def paper_docx(paper: Paper, *, printed_on: date, synthetic: bool, mark: Mark | None = None) -> bytes:
    """The paper as the bytes of a docx; equal papers of a day give equal bytes."""
    word = docx.Document()
    gb9704.prepare(word, label=NOT_REAL if synthetic else "")
    _describe(word, paper, printed_on)
    _head(word, paper)
    for block in paper.blocks:
        _add(word, block)
    _sign(word, paper)
    if mark is not None:
        _mark(word, mark)
    buffer = io.BytesIO()
    word.save(buffer)
    return _with_fixed_times(buffer.getvalue(), printed_on)


def _describe(word: Word, paper: Paper, on: date) -> None:
    properties = word.core_properties
    properties.title = paper.title
    properties.author = properties.last_modified_by = paper.organ
    properties.comments, properties.keywords, properties.language = "", "", "zh-CN"
    properties.created = properties.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)
    properties.revision = 1


def _head(word: Word, paper: Paper) -> None:
    """Of a letter the number stands beneath the title, of a form above it on the right."""
    if paper.family is not Family.LETTER and (paper.organ or paper.number):
        line = " ".join(part for part in (paper.organ, paper.number) if part)
        place(word.add_paragraph(line, style=gb9704.CELL), align="right")
    word.add_paragraph(mended(paper.title), style="Title")
    if paper.family is Family.LETTER and paper.number:
        place(word.add_paragraph(paper.number, style="Normal"), align="center")
    word.add_paragraph("", style=gb9704.CELL if paper.family is not Family.LETTER else "Normal")
    if paper.to:
        place(word.add_paragraph(f"{mended(paper.to)}：", style="Normal"), align="both")


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading(text):
            word.add_paragraph(mended(text), style="Heading 1")
        case Line(text):
            word.add_paragraph(mended(text), style=gb9704.BODY)
        case Pairs(rows):
            _table(word, rows, (HEAD, WIDTH - HEAD), heads=True)
        case Columns():
            _columns(word, block)
        case Boxes(titles):
            _boxes(word, titles)


def _table(word: Word, rows: Sequence[Sequence[str]], widths: Sequence[int], *, heads: bool) -> None:
    made = _grid(word, len(rows), widths)
    for row, cells in zip(made.rows, rows, strict=True):
        _high(row, ROW_HEIGHT)
        for number, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
            _fill(cell, text, width, gb9704.CELL_HEAD if heads and number == 0 else gb9704.CELL)


def _grid(word: Word, rows: int, widths: Sequence[int]) -> Table:
    made: Table = word.add_table(rows=rows, cols=len(widths), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def widths_of(block: Columns) -> tuple[int, ...]:
    """How wide the columns of a table are, in millimetres."""
    shares = block.shares or (1,) * len(block.heads)
    return tuple(WIDTH * one // sum(shares) for one in shares)


def _columns(word: Word, block: Columns) -> None:
    widths = widths_of(block)
    made = _grid(word, 1 + len(block.rows), widths)
    first, *others = made.rows
    row_element(first).get_or_add_trPr().append(make("tblHeader"))
    for cell, text, width in zip(first.cells, block.heads, widths, strict=True):
        _fill(cell, text, width, gb9704.CELL_HEAD)
    for row, cells in zip(others, block.rows, strict=True):
        row_element(row).get_or_add_trPr().append(make("cantSplit"))
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            _fill(cell, text, width, gb9704.CELL)


def _boxes(word: Word, titles: Sequence[str]) -> None:
    """One box for each opinion, with room for the pen and a line for signature and day."""
    made = _grid(word, len(titles), (HEAD, WIDTH - HEAD))
    for row, title in zip(made.rows, titles, strict=True):
        _high(row, BOX_HEIGHT)
        asked, room = row.cells
        _fill(asked, title, HEAD, gb9704.CELL_HEAD)
        _fill(room, "", WIDTH - HEAD, gb9704.CELL)
        room.add_paragraph("", style=gb9704.CELL)
        room.add_paragraph("", style=gb9704.CELL)
        place(room.add_paragraph(SIGNED_HERE, style=gb9704.CELL), align="right")


def _high(row: _Row, millimetres: int) -> None:
    properties = row_element(row).get_or_add_trPr()
    properties.append(make("cantSplit"))
    properties.append(make("trHeight", val=round(millimetres * _TWIPS_A_MM), hRule="atLeast"))


def _fill(cell: _Cell, text: str, width: int, style: str) -> None:
    cell.width = Mm(width)
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    first, *others = mended(text).split("\n")
    paragraph.add_run(first)
    for line in others:
        cell.add_paragraph(line, style=style)


def _sign(word: Word, paper: Paper) -> None:
    """Of letters and enforcement papers: organ and day at the right; forms are signed in their boxes."""
    if paper.family in {Family.APPROVAL, Family.SERVICE_RECEIPT} or not paper.organ:
        return
    day = f"{paper.on.year}年{paper.on.month}月{paper.on.day}日" if paper.on is not None else "    年  月  日"
    word.add_paragraph("", style="Normal")
    for text in (paper.organ, day):
        place(word.add_paragraph(text, style=gb9704.SIGNED), align="right", right=4)


def _mark(word: Word, mark: Mark) -> None:
    paragraph = word.add_paragraph(style=gb9704.CELL)
    # Lines of an exact height would cut the picture.
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.add_run().add_picture(io.BytesIO(mark.picture), width=Mm(_CODE_SIZE))
    paragraph.add_run(f"  文书编码 {mark.code}。签字盖章后扫描，凭此编码归回案卷。")


def _with_fixed_times(data: bytes, on: date) -> bytes:
    """Pack again: the archive otherwise carries the clock of the machine in every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(max(on.year, 1980), on.month, on.day, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(entry, source.read(name))
    return out.getvalue()
