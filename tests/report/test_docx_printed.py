"""The Word file printed by LibreOffice: lines and characters counted on the paper itself."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.sample import report
from yifa.report.document import Chapter, Document, Paragraph, Text
from yifa.report.docx import write_docx

NEEDED = ("soffice", "pdftotext", "pdftoppm", "fc-list")
# The fonts of the standard are not free: whatever stands in for them must be as square as they are.
STAND_INS = ("仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")
FULL_WIDTH = re.compile(r"^[\u4e00-\u9fff]+$")


def missing() -> str:
    absent = [tool for tool in NEEDED if shutil.which(tool) is None]
    if absent:
        return f"NOT TESTED: {'、'.join(absent)} not installed (libreoffice-writer-nogui, poppler-utils)"
    fonts = subprocess.run(["fc-list", "Noto Serif CJK SC"], capture_output=True, text=True, check=True).stdout
    return "" if fonts else "NOT TESTED: no square Chinese font to print with (fonts-noto-cjk)"


def font_mapping(folder: Path) -> Path:
    matches = "".join(
        f'<match><test name="family"><string>{name}</string></test><edit name="family" mode="assign" binding="strong">'
        "<string>Noto Serif CJK SC</string></edit></match>"
        for name in STAND_INS
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><cachedir>{folder}/cache</cachedir>{matches}'
        "</fontconfig>",
        encoding="utf-8",
    )
    return path


def printed(document: Document, folder: Path) -> Path:
    write_docx(document, folder / "report.docx")
    environment = {"FONTCONFIG_FILE": str(font_mapping(folder)), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "report.docx"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=180)
    return folder / "report.pdf"


def lines_of_page(pdf: Path, page: int) -> list[str]:
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A long text without numbers or punctuation, so that every line is full and every character square."""
    if reason := missing():
        pytest.skip(reason)
    body = Chapter("一、持续优化政务服务", 1, (Paragraph((Text("依法行政持续优化营商环境" * 150),)),))
    return printed(replace(report(synthetic=False), chapters=(body,)), tmp_path_factory.mktemp("printed"))


class TestAPrintedPage:
    def test_has_22_lines(self, pdf: Path) -> None:
        lines = lines_of_page(pdf, 2)
        assert lines[-1].replace(" ", "") == "—2—"
        assert len(lines[:-1]) == 22

    def test_has_28_characters_in_a_line(self, pdf: Path) -> None:
        lines = [line.replace(" ", "") for line in lines_of_page(pdf, 2)[:-1]]
        assert all(FULL_WIDTH.match(line) for line in lines)
        assert {len(line) for line in lines} == {28}

    def test_begins_a_paragraph_two_characters_in(self, pdf: Path) -> None:
        first = next(line for line in lines_of_page(pdf, 1) if line.startswith("依法行政"))
        assert len(first.replace(" ", "")) == 26

    def test_can_be_made_into_a_picture(self, pdf: Path) -> None:
        picture = pdf.with_name("page")
        subprocess.run(["pdftoppm", "-r", "50", "-png", "-f", "1", "-l", "1", str(pdf), str(picture)], check=True)
        (made,) = pdf.parent.glob("page*.png")
        assert made.stat().st_size > 1000
