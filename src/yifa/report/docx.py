"""Write the report as a Word document by GB/T 9704-2012; equal reports give equal bytes."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from yifa.report import gb9704
from yifa.report.appendix import closing_sentences, figure_table, trace_table
from yifa.report.document import Chapter, Document, Paragraph, Run, Slot, Table, Text, ToDo
from yifa.report.wordml import bookmark, link, make, owed, paragraph_element, place, row_element


def write_docx(document: Document, path: Path) -> None:
    """Write the report to that file."""
    path.write_bytes(docx_bytes(document))


def docx_bytes(document: Document) -> bytes:
    """The report as the bytes of a docx; all dates in it are the report's own."""
    word = docx.Document()
    gb9704.prepare(word, label=gb9704.DEMO_LABEL if document.synthetic else "")
    _describe(word, document)
    _add_title(word, document)
    for chapter in document.chapters:
        _add_chapter(word, chapter)
    _add_signature(word, document)
    _add_appendices(word, document)
    buffer = io.BytesIO()
    word.save(buffer)
    return _with_fixed_times(buffer.getvalue(), document)


def _describe(word: Word, document: Document) -> None:
    made_at = datetime(document.dated_on.year, document.dated_on.month, document.dated_on.day, tzinfo=UTC)
    properties = word.core_properties
    properties.title = f"{document.district}{document.title}"
    properties.author = properties.last_modified_by = document.issuer
    properties.subject = gb9704.DEMO_LABEL if document.synthetic else ""
    properties.comments, properties.keywords, properties.language = "", "", "zh-CN"
    properties.created = properties.modified = made_at
    properties.revision = 1


def _add_title(word: Word, document: Document) -> None:
    word.add_paragraph("", style="Normal")
    word.add_paragraph(f"{document.district}{document.title}", style="Title")
    word.add_paragraph("", style="Normal")


def _add_chapter(word: Word, chapter: Chapter) -> None:
    if chapter.level:
        word.add_paragraph(chapter.heading, style=f"Heading {chapter.level}")
    for block in chapter.blocks:
        if isinstance(block, Paragraph):
            _fill(word.add_paragraph(style=gb9704.BODY), block.runs)
        else:
            _add_table(word, block)
            word.add_paragraph("", style="Normal")


def _fill(paragraph: WordParagraph, runs: tuple[Run, ...]) -> None:
    for run in runs:
        match run:
            case Text(text):
                paragraph.add_run(text)
            case ToDo(text):
                paragraph_element(paragraph).append(owed(text))
            case Slot(figure_id, shown):
                paragraph_element(paragraph).append(link(_bookmark(figure_id), shown))


def _bookmark(figure_id: str) -> str:
    return f"figure_{figure_id}"[:40]  # Word allows no more


def _add_table(word: Word, table: Table) -> WordTable:
    word.add_paragraph(table.caption, style=gb9704.CAPTION)
    made: WordTable = word.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Mm(width)
    head, *rows = made.rows
    _fill_row(head, tuple(map(Text, table.head)), table.widths, gb9704.CELL_HEAD)
    row_element(head).get_or_add_trPr().append(make("tblHeader"))
    for row, cells in zip(rows, table.rows, strict=True):
        _fill_row(row, cells, table.widths, gb9704.CELL)
    return made


def _fill_row(row: _Row, cells: tuple[Run, ...], widths: tuple[int, ...], style: str) -> None:
    row_element(row).get_or_add_trPr().append(make("cantSplit"))
    for cell, run, width in zip(row.cells, cells, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].style = style
        _fill(cell.paragraphs[0], (run,))


def _add_signature(word: Word, document: Document) -> None:
    """The signature centred over the date, the date four characters from the right edge."""
    word.add_paragraph("", style="Normal")
    day = f"{document.dated_on.year}年{document.dated_on.month}月{document.dated_on.day}日"
    width = max(len(document.issuer), len(day))
    right = 4 - max(0, len(document.issuer) - len(day)) // 2
    for words in (document.issuer, day):
        paragraph = word.add_paragraph(words, style=gb9704.SIGNED)
        place(paragraph, align="center", left=max(0, gb9704.CHARACTERS - width - right), right=max(0, right))


def _add_appendices(word: Word, document: Document) -> None:
    word.add_paragraph("附件", style=gb9704.APPENDIX).paragraph_format.page_break_before = True
    _add_table(word, figure_table(document))
    word.add_paragraph("", style="Normal")
    trace = _add_table(word, trace_table(document))
    for number, (figure, row) in enumerate(zip(document.figures, trace.rows[1:], strict=True)):
        bookmark(row.cells[0].paragraphs[0], name=_bookmark(figure.id), number=number)
    word.add_paragraph("", style="Normal")
    for sentence in closing_sentences(document):
        word.add_paragraph(sentence, style=gb9704.BODY)


def _with_fixed_times(data: bytes, document: Document) -> bytes:
    """Pack again: the archive otherwise carries the clock of the machine in every entry."""
    day = document.dated_on
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(entry, source.read(name))
    return out.getvalue()
