"""The leaders' paper: two pages whatever the year brought, the doubtful figures first."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.sample import report
from tests.report.test_docx_printed import font_mapping, missing
from yifa.kernel.papers import Columns, Paper
from yifa.report.campaign_length import pages_of
from yifa.report.campaign_paper import PAGES, leaders_paper
from yifa.report.document import Document, OpenItem
from yifa.report.outline import OUTLINE_2022
from yifa.report.paper import paper_docx


def crowded(*, words: int) -> Document:
    """A year of many figures with a doubt beside every one of them, and long names."""
    document = report()
    figures = tuple(
        replace(one, id=f"{one.id}_{number}", title=f"{one.title}{number}{'很长的名称' * words}")
        for number in range(10)
        for one in document.figures
    )
    steps = ("公开征求意见", "合法性审查", "集体讨论决定", "决策公布", "后评估")
    items = tuple(
        OpenItem(f"rule.{number}", f"{step}:应当办理", "《某法》第一条", 12, one.id)
        for one in figures
        for number, step in enumerate(steps)
    )
    return replace(document, figures=figures, open_items=items)


def paper(document: Document) -> Paper:
    return leaders_paper(document, outline=OUTLINE_2022, change=lambda _: "增加1234件")


def table(made: Paper) -> Columns:
    (found,) = (block for block in made.blocks if isinstance(block, Columns))
    return found


@pytest.mark.parametrize("words", [0, 1, 3, 6])
class TestTheLeadersPaper:
    def test_is_two_pages_long_by_its_own_reckoning(self, words: int) -> None:
        made = paper(crowded(words=words))
        assert pages_of(made) <= PAGES
        assert table(made).rows

    def test_is_two_pages_long_when_printed(self, words: int, tmp_path: Path) -> None:
        if reason := missing():
            pytest.skip(reason)
        content = paper_docx(paper(crowded(words=words)), printed_on=report().dated_on, synthetic=True)
        assert pages_printed(content, tmp_path) <= PAGES


class TestItsRows:
    def test_say_how_many_doubted_figures_stand_elsewhere(self) -> None:
        first = paper(crowded(words=6)).blocks[0]
        assert "项有程序疑点)见「成绩和问题对照」" in getattr(first, "text", "")

    def test_take_the_doubted_figure_before_the_others(self) -> None:
        document = report()
        last = [one for one in document.figures if not one.is_missing][-1]
        item = OpenItem("rule", "合法性审查:应当办理", "《某法》第一条", 2, last.id)
        rows = table(paper(replace(document, open_items=(item,)))).rows
        assert [row for row in rows if row[0] == last.title and row[3] == "合法性审查2件"]


def pages_printed(content: bytes, folder: Path) -> int:
    (folder / "paper.docx").write_bytes(content)
    environment = {"FONTCONFIG_FILE": str(font_mapping(folder)), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "paper.docx"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=180)
    told = subprocess.run(["pdfinfo", str(folder / "paper.pdf")], capture_output=True, text=True, check=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])
