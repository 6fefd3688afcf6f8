"""The summary: one page of A4 for somebody who has one minute."""

from collections.abc import Iterable, Sequence

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from yifa.report.check.answers.sentences import repairs, verdict
from yifa.report.check.findings import Class, Finding, legible
from yifa.report.check.run import Checked

_ROWS, _QUOTE, _FILES = 12, 54, 6
"""So many findings, characters of a quote and files stand on one page."""
_SONG, _HEI = "宋体", "黑体"
_WIDTHS = (Mm(12), Mm(88), Mm(74))
_ORDER = {sort: place for place, sort in enumerate(Class)}


def summary(results: Sequence[Checked]) -> Word:
    """One page: the verdict, the gravest findings, what was repaired."""
    word = docx.Document()
    _set_page(word)
    _say(word.add_paragraph(), "报告数字核查摘要", size=18, font=_HEI).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say(word.add_paragraph(), verdict(results), size=12, font=_HEI)
    for line in _files(results):
        _say(word.add_paragraph(), line, size=10)
    findings = sorted((f for r in results for f in r.findings), key=lambda f: _ORDER[f.sort])
    if findings:
        _table(word, findings, named=len(results) > 1)
    for line in _closing(results, len(findings)):
        _say(word.add_paragraph(), line, size=9)
    return word


def _files(results: Sequence[Checked]) -> Iterable[str]:
    for result in results[:_FILES]:
        yield f"{result.report.name}:{verdict([result])}"
    if len(results) > _FILES:
        yield f"其余 {len(results) - _FILES} 个文件见各自的批注稿。"


def _closing(results: Sequence[Checked], count: int) -> Iterable[str]:
    if count > _ROWS:
        yield f"以上为前 {_ROWS} 处,其余 {count - _ROWS} 处见批注稿。"
    read = [line.strip() for result in results for line in repairs(result)]
    yield from read[:3]
    yield "「错误」指文中数字自相矛盾或名称已变更;「缺项」「口径」「文字」请起草单位说明或补充。核查只依据文中所写,是否更正由起草单位决定。"


def _table(word: Word, findings: Sequence[Finding], *, named: bool) -> None:
    table = word.add_table(rows=1, cols=len(_WIDTHS))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for cell, text in zip(table.rows[0].cells, ("类别", "原文", "问题与算式"), strict=True):
        _say(cell.paragraphs[0], text, size=9, font=_HEI)
    for finding in findings[:_ROWS]:
        cells = table.add_row().cells
        quote = "".join(finding.quote.split())
        place = f"[{finding.file[:12]}] " if named else ""
        shown = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"
        arithmetic = legible(finding.arithmetic)
        tells = len(arithmetic) < _QUOTE and set("≠≈<>") & set(arithmetic)
        problem = arithmetic if tells else finding.note.split("。")[0]
        for cell, text in zip(cells, (finding.sort.title, place + shown, problem), strict=True):
            _say(cell.paragraphs[0], text, size=9)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width


def _say(paragraph: Paragraph, text: str, *, size: int, font: str = _SONG) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(3)
    return paragraph


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
