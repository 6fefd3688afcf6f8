"""Every form in which reports come is read to the same words."""

import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
import xlsxwriter

from yifa.report.check.document import Document, UnableToRead
from yifa.report.check.reading.files import files_in, read
from yifa.report.check.run import checked

TITLE = "某区2023年法治政府建设情况报告"
BODY = (
    "一是优化政务服务。全年办结政务服务事项18460件，其中网上办结15322件，网办率达到83%，群众满意率总体保持较高水平，"
    "办事指南全部公开；不动产一般登记由5个工作日压缩至2个工作日，压缩60%。"
)
ROWS = (("领域", "案件数（件）"), ("市场监管", "612"), ("城市管理", "945"), ("合计", "1557"))
READINGS = ["18460件", "15322件", "83%", "5个工作日", "2个工作日", "60%"]

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="NO LIBREOFFICE: conversions are not tried")


def write_word(path: Path, *, pages: int = 1) -> Path:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = TITLE
    word.add_paragraph(TITLE)
    letters = random.Random(7)
    for page in range(pages):
        if page:
            word.add_paragraph(
                "".join(letters.choices("法治政府建设依法行政规范执法监督公开服务效能提升", k=400)) + "。"
            )
        word.add_paragraph(BODY)
    table = word.add_table(rows=0, cols=2)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.add_paragraph("特此报告。")
    word.save(str(path))
    return path


def converted(path: Path, form: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{form}"


def quantities_of(document: Document) -> list[str]:
    return [quantity.reading for quantity in checked([document])[0].report.quantities]


class TestWord:
    def test_gives_paragraphs_and_tables_in_order(self, tmp_path: Path) -> None:
        lines = read(write_word(tmp_path / "a.docx")).text.split("\n")
        assert lines == [TITLE, BODY, *("\t".join(row) for row in ROWS), "特此报告。"]

    def test_gives_insertions_and_not_deletions(self, tmp_path: Path) -> None:
        path = write_word(tmp_path / "a.docx")
        changed = tmp_path / "b.docx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "word/document.xml":
                    tracked = "<w:ins w:id='9'><w:r><w:t>现报告如下。</w:t></w:r></w:ins><w:del w:id='8'><w:r><w:delText>旧文</w:delText></w:r></w:del>"
                    content = content.replace(
                        "特此报告。</w:t></w:r>".encode(), f"特此报告。</w:t></w:r>{tracked}".encode()
                    )
                new.writestr(name, content)
        assert read(changed).text.endswith("特此报告。现报告如下。")

    def test_that_is_broken_is_refused_with_a_cure(self, tmp_path: Path) -> None:
        path = tmp_path / "坏.docx"
        path.write_bytes(b"PK\x03\x04 broken")
        with pytest.raises(UnableToRead, match="另存为 docx"):
            read(path)


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_is_read_in_every_encoding(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(f"{TITLE}\r\n{BODY}".encode(encoding))
        assert read(path).text == f"{TITLE}\n{BODY}"

    def test_that_is_no_text_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"\x00\x01\x02")
        with pytest.raises(UnableToRead, match="不是文本文件"):
            read(path)

    def test_with_short_lines_is_put_together(self, tmp_path: Path) -> None:
        wrapped = "\n".join(BODY[place : place + 24] for place in range(0, len(BODY), 24))
        path = tmp_path / "a.txt"
        path.write_text(wrapped, encoding="utf-8")
        assert quantities_of(read(path)) == READINGS


class TestWebPage:
    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_gives_what_is_seen(self, tmp_path: Path, encoding: str) -> None:
        rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
        page = f"<meta charset={encoding.replace('gb18030', 'gbk')}><style>p{{}}</style><script>var a='12件'</script><p>{BODY[:30]}\n{BODY[30:]}</p><table>{rows}</table>"
        path = tmp_path / "a.html"
        path.write_bytes(page.encode(encoding))
        document = read(path)
        assert quantities_of(document) == READINGS
        assert "城市管理\t945" in document.text


@needs_office
class TestConverted:
    def test_pdf_gives_paragraphs_over_pages_without_their_heads(self, tmp_path: Path) -> None:
        path = converted(write_word(tmp_path / "a.docx", pages=40), "pdf", tmp_path)
        document = read(path)
        assert quantities_of(document) == READINGS * 40
        assert document.text.count(BODY) == 40
        assert "合计\t1557" in document.text

    def test_doc_is_read_through_libreoffice(self, tmp_path: Path) -> None:
        path = converted(write_word(tmp_path / "a.docx"), "doc", tmp_path)
        assert quantities_of(read(path)) == READINGS


class TestWithoutLibreOffice:
    def test_doc_is_refused_with_a_sentence_that_says_how_to_save(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "which", lambda _: None)
        path = tmp_path / "a.wps"
        path.write_bytes(b"")
        with pytest.raises(UnableToRead, match="另存为 docx"):
            read(path)


class TestWorkbook:
    def test_gives_rows_like_those_of_a_table(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for place, row in enumerate((("领域", "案件"), ("甲", 12), ("乙", 30), ("合计", 45))):
                sheet.write_row(place, 0, row)
        document = read(path)
        assert document.text.split("\n")[1] == "甲\t12"
        assert [finding.type for finding in checked([document])[0].findings] == ["sum_parts"]


class TestOtherFiles:
    def test_of_unknown_form_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnableToRead, match="另存为 docx、pdf 或 txt"):
            read(tmp_path / "a.zip")

    def test_that_are_absent_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnableToRead, match="找不到文件"):
            read(tmp_path / "a.txt")

    def test_of_a_pdf_without_text_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(b"%PDF-1.4\nnothing")
        with pytest.raises(UnableToRead, match="请"):
            read(path)

    def test_that_we_wrote_ourselves_are_left_out_of_a_folder(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.docx", "a(批注).docx", "核查摘要.docx", "~$b.docx", "c.json"):
            (tmp_path / name).write_bytes(b"")
        assert [path.name for path in files_in([tmp_path])] == ["a.txt", "b.docx"]
