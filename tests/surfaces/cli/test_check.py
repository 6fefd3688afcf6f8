"""yifa check runs without any data of a district."""

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

FAULTY = "某区2023年法治政府建设情况报告\n收到复议申请75件，受理66件，受理率为91.7%。\n"
RIGHT = "某区2023年法治政府建设情况报告\n收到复议申请75件，受理66件，受理率为88%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "甲局.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "in" / "乙局.txt").write_text(RIGHT, encoding="gb18030")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "YIFA_HOME": str(folder / "home"), "PYTHONUTF8": "1"}
    environment.pop("YIFA_DATABASE_URL", None)
    command = [sys.executable, "-m", "yifa.surfaces.cli.main", "check", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


class TestCheck:
    def test_says_what_it_found_and_writes_what_was_asked_for(self, folder: Path) -> None:
        ended = run(folder, "in", "--json", "out.json", "--out", "out")
        assert ended.returncode == 0, ended.stderr
        assert "乙局.txt:未发现问题,已核 3 个数字。" in ended.stdout
        assert "甲局.txt:发现错误 1 处,已核 3 个数字。" in ended.stdout
        answer = json.loads((folder / "out.json").read_text(encoding="utf-8"))
        assert answer["numbers_checked"] == 6
        assert [finding["file"] for finding in answer["findings"]] == ["甲局.txt"]
        assert len(list(docx.Document(str(folder / "out" / "甲局(批注).docx")).comments)) == 1
        assert (folder / "out" / "核查摘要.docx").is_file()

    def test_goes_on_where_one_file_cannot_be_read(self, folder: Path) -> None:
        (folder / "in" / "丙局.docx").write_bytes(b"broken")
        ended = run(folder, "in")
        assert ended.returncode == 1
        assert "未能核查" in ended.stdout
        assert "乙局.txt:未发现问题" in ended.stdout

    def test_refuses_an_empty_folder_with_a_cure(self, folder: Path) -> None:
        (folder / "empty").mkdir()
        ended = run(folder, "empty")
        assert ended.returncode == 2
        assert "请给出 docx、pdf 或 txt 文件" in ended.stderr
