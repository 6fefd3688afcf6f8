"""What the reader gets back: comments at the sentences, one page, JSON, and a sentence where all is well."""

import json
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from tests.report.check.passages import FAULTY
from tests.report.check.told import TITLE
from yifa.report.check.answers.as_json import as_json
from yifa.report.check.answers.commented import AUTHOR, commented
from yifa.report.check.answers.sentences import told, verdict
from yifa.report.check.answers.summary import summary
from yifa.report.check.reading.files import read
from yifa.report.check.run import Checked, checked

WRONG = "收到复议申请75件，受理66件，受理率为91.7%"
RIGHT = "全年办结18460件，其中网上办结15322件，网办率83%。"


def word_file(path: Path, *paragraphs: str) -> Path:
    word = docx.Document()
    for paragraph in (TITLE.strip(), *paragraphs):
        written = word.add_paragraph()
        for place in range(0, len(paragraph), 7):
            written.add_run(paragraph[place : place + 7]).bold = place % 2 == 0
    word.save(str(path))
    return path


def check(path: Path) -> Checked:
    return checked([read(path)])[0]


class TestCommentedWord:
    def test_has_a_comment_at_each_finding(self, tmp_path: Path) -> None:
        path = word_file(
            tmp_path / "a.docx", f"{RIGHT}{WRONG}，办案质量稳步提升。", "移送案件14件，其中公安机关已立案16件。"
        )
        result = check(path)
        commented(path, result.report.document.text, result.findings).save(str(tmp_path / "b.docx"))
        comments = list(docx.Document(str(tmp_path / "b.docx")).comments)
        assert len(comments) == len(result.findings) == 2
        assert all(comment.author == AUTHOR for comment in comments)
        assert {"【错误】"} == {comment.text[:4] for comment in comments}
        assert any("66÷75×100 ≈ 88" in comment.text for comment in comments)

    def test_marks_the_words_and_no_more(self, tmp_path: Path) -> None:
        path = word_file(tmp_path / "a.docx", f"{RIGHT}共{WRONG}，办案质量稳步提升。")
        result = check(path)
        word = commented(path, result.report.document.text, result.findings)
        assert marked(word) == [result.findings[0].quote]

    def test_keeps_every_word_of_the_report(self, tmp_path: Path) -> None:
        path = word_file(tmp_path / "a.docx", *(passage for passage, _ in FAULTY))
        result = check(path)
        commented(path, result.report.document.text, result.findings).save(str(tmp_path / "b.docx"))
        assert read(tmp_path / "b.docx").text == read(path).text
        assert len(list(docx.Document(str(tmp_path / "b.docx")).comments)) == len(result.findings)

    def test_is_made_of_a_text_file_too(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(f"{TITLE}{WRONG}。", encoding="utf-8")
        result = check(path)
        word = commented(path, result.report.document.text, result.findings)
        assert len(list(word.comments)) == 1
        assert marked(word) == [WRONG]

    def test_comments_on_tables(self, tmp_path: Path) -> None:
        word = docx.Document()
        word.add_paragraph(TITLE.strip())
        table = word.add_table(rows=0, cols=2)
        for row in (("领域", "案件"), ("城管", "20"), ("市监", "30"), ("合计", "60")):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        path = tmp_path / "a.docx"
        word.save(str(path))
        result = check(path)
        assert [f.type for f in result.findings] == ["sum_parts"]
        assert len(list(commented(path, result.report.document.text, result.findings).comments)) == 1


def marked(word: docx.document.Document) -> list[str]:
    """The words between the start and the end of each comment range."""
    found, inside = [], False
    for element in word.element.body.iter():
        name = element.tag.rpartition("}")[2]
        if name == "commentRangeStart":
            inside = True
            found.append("")
        elif name == "commentRangeEnd":
            inside = False
        elif name == "t" and inside:
            found[-1] += element.text or ""
    return found


class TestSummary:
    def test_says_that_nothing_was_found(self, tmp_path: Path) -> None:
        result = check(word_file(tmp_path / "a.docx", RIGHT))
        assert verdict([result]) == "未发现问题,已核 3 个数字。"
        assert list(told([result])) == ["a.docx:未发现问题,已核 3 个数字。"]

    @pytest.mark.skipif(shutil.which("soffice") is None, reason="NO LIBREOFFICE: pages are not counted")
    def test_stands_on_one_page_however_much_is_found(self, tmp_path: Path) -> None:
        path = word_file(
            tmp_path / "一个名称很长的区县2023年法治政府建设年度报告.docx", *(passage * 2 for passage, _ in FAULTY)
        )
        summary([check(path)] * 9).save(str(tmp_path / "s.docx"))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "s.docx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert (tmp_path / "s.pdf").read_bytes().count(b"/Type/Page\n") + (tmp_path / "s.pdf").read_bytes().count(
            b"/Type/Page/"
        ) == 1


class TestJson:
    def test_has_the_promised_shape_and_nothing_more(self, tmp_path: Path) -> None:
        answer = as_json([check(word_file(tmp_path / "a.docx", f"{WRONG}。"))])
        assert list(answer) == ["files", "numbers_checked", "findings"]
        assert answer["files"] == ["a.docx"]
        assert answer["numbers_checked"] == 3
        (finding,) = answer["findings"]
        assert list(finding) == ["file", "class", "type", "quote", "arithmetic", "note"]
        assert finding["quote"] == WRONG
        assert (finding["class"], finding["type"]) == ("error", "share")
        json.dumps(answer, ensure_ascii=False)

    def test_quotes_the_words_of_the_file_with_their_damage(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(f"{TITLE}收到复议申请75件，受理6\n6件，受理率为91.7%o二是办案质量稳步提升。", encoding="utf-8")
        (finding,) = check(path).findings
        assert finding.quote == "收到复议申请75件，受理6\n6件，受理率为91.7%"
