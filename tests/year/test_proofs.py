"""What an organ gives out can be checked by anyone: on the command line, and by the script that needs nothing of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from openpyxl import load_workbook

from tests.postgres import Server
from tests.year.command import SAMPLES, Yifa


@pytest.fixture(scope="module")
def yifa(tmp_path_factory: pytest.TempPathFactory) -> Yifa:
    yifa = Yifa(tmp_path_factory.mktemp("proofs"))
    (workbook,) = SAMPLES.glob("12*.xlsx")
    yifa("ingest", workbook, "--profile", SAMPLES / "profile.json")
    return yifa


@pytest.fixture(scope="module")
def case() -> str:
    (workbook,) = SAMPLES.glob("12*.xlsx")
    rows = load_workbook(workbook, read_only=True)["决策事项"].iter_rows(values_only=True)
    return next(cell for row in rows for cell in row if isinstance(cell, str) and "2022-" in cell)


def standalone(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the script that lies beside the bundle with nothing of ours on the path."""
    command = [sys.executable, "-E", "-s", "verify.py", "bundle.json", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


class TestACaseProved:
    @pytest.fixture(scope="class")
    def folder(self, yifa: Yifa, case: str) -> Path:
        folder = yifa.home / "proof"
        yifa("prove", "--case", case, "--out", folder)
        return folder

    def test_is_verified_by_the_program(self, yifa: Yifa, folder: Path) -> None:
        assert "核验通过" in yifa("verify", folder / "bundle.json")

    def test_is_verified_without_the_program(self, folder: Path) -> None:
        done = standalone(folder)
        assert done.returncode == 0, done.stdout + done.stderr

    def test_is_verified_under_the_published_key(self, yifa: Yifa, folder: Path) -> None:
        key = yifa.home / "published.txt"
        key.write_text(yifa("seal").split("公布:")[1].strip(), encoding="utf-8")
        assert "核验通过" in yifa("verify", folder / "bundle.json", "--key", key)
        assert standalone(folder, "--key", key).returncode == 0

    def test_lies_in_the_log_that_is_public(self, yifa: Yifa) -> None:
        yifa("seal", "--publish", yifa.home / "public")
        assert (yifa.home / "public" / "checkpoint").read_text(encoding="utf-8").startswith("yifa/")
        assert (yifa.home / "public" / "tile" / "entries").is_dir()

    def test_changed_by_a_day_is_refused_by_both(self, yifa: Yifa, folder: Path, tmp_path: Path) -> None:
        text = (folder / "bundle.json").read_text(encoding="utf-8")
        changed = text.replace("2022-", "2021-", 1)
        assert changed != text
        for file in folder.glob("*.*"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
        (tmp_path / "bundle.json").write_text(changed, encoding="utf-8")
        assert "承诺值不符" in yifa("verify", tmp_path / "bundle.json", code=1)
        assert standalone(tmp_path).returncode == 1

    def test_comes_with_a_receipt_in_plain_words(self, folder: Path) -> None:
        receipt = (folder / "回执.html").read_text(encoding="utf-8")
        assert "存证回执" in receipt
        assert "集体讨论" in receipt
        assert "<svg" in receipt
        assert "src=" not in receipt
        assert "http" not in receipt.replace("http://www.w3.org/2000/svg", "")


class TestAWitness:
    def test_cosigns_what_has_only_grown(self, yifa: Yifa, case: str, tmp_path: Path) -> None:
        published, key, seen = tmp_path / "log.txt", tmp_path / "witness.json", tmp_path / "seen.txt"
        published.write_text(yifa("seal").split("公布:")[1].strip(), encoding="utf-8")
        made = yifa("witness", "key", "--name", "示例市司法局", "--out", key)
        witness_key = tmp_path / "witness.txt"
        witness_key.write_text(made.split("公钥:")[1].strip(), encoding="utf-8")
        yifa("prove", "--out", tmp_path / "first")
        common = ("--key", key, "--seen", seen, "--log", published)
        line = yifa("witness", "cosign", tmp_path / "first" / "bundle.json", *common).strip()
        assert "已收下「示例市司法局」对第" in yifa("witness", "accept", line, "--key", witness_key)
        yifa("prove", "--case", case, "--out", tmp_path / "second")
        assert "由示例市司法局见证" in yifa(
            "verify", tmp_path / "second" / "bundle.json", "--key", published, "--key", witness_key
        )

    def test_refuses_another_history(self, yifa: Yifa, tmp_path: Path) -> None:
        other = Yifa(tmp_path / "other")
        other.home.mkdir()
        (workbook,) = SAMPLES.glob("12*.xlsx")
        other("ingest", workbook, "--profile", SAMPLES / "profile.json")
        key, seen, published = tmp_path / "witness.json", tmp_path / "seen.txt", tmp_path / "log.txt"
        other("witness", "key", "--name", "见证人", "--out", key)
        published.write_text(yifa("seal").split("公布:")[1].strip(), encoding="utf-8")
        other("prove", "--out", tmp_path / "bundle")
        refused = yifa(
            *("witness", "cosign", tmp_path / "bundle" / "bundle.json", "--key", key, "--seen", seen),
            *("--log", published),
            code=1,
        )
        assert "不予见证" in refused


class TestABackup:
    def test_is_drilled_and_checked_without_touching_anything(self, yifa: Yifa, tmp_path: Path) -> None:
        yifa("backup", "--out", tmp_path / "backup")
        said = yifa("restore", tmp_path / "backup", "--drill")
        assert "发现问题 0 处" in said
        assert "演练完成,现有数据没有改动" in said

    def test_brought_back_elsewhere_shows_the_same_log(self, yifa: Yifa, tmp_path: Path) -> None:
        yifa("backup", "--out", tmp_path / "backup")
        there = Yifa(tmp_path / "there")
        there.home.mkdir()
        there("restore", tmp_path / "backup")
        assert there("seal").split("核验用")[0] == yifa("seal").split("核验用")[0]
        there("prove", "--out", tmp_path / "proof")
        assert standalone(tmp_path / "proof").returncode == 0

    def test_is_not_brought_back_over_what_is_there(self, yifa: Yifa, tmp_path: Path) -> None:
        yifa("backup", "--out", tmp_path / "backup")
        assert "本库已经有案件" in yifa("restore", tmp_path / "backup", code=1)


class TestABackupOfPostgreSQL:
    def test_brought_back_into_an_empty_database_agrees_in_everything(
        self, private_postgres: Server, tmp_path: Path
    ) -> None:
        with psycopg.connect(private_postgres.maintenance_url, autocommit=True) as server:
            server.execute("CREATE DATABASE yifa")
            server.execute("CREATE DATABASE there")
        here = Yifa(tmp_path / "here", private_postgres.url)
        there = Yifa(tmp_path / "there", private_postgres.url.replace("/yifa", "/there"))
        here.home.mkdir()
        there.home.mkdir()
        (workbook,) = SAMPLES.glob("12*.xlsx")
        here("ingest", workbook, "--profile", SAMPLES / "profile.json")
        here("backup", "--out", tmp_path / "backup")
        assert "发现问题 0 处" in there("restore", tmp_path / "backup")
        assert there("seal").split("核验用")[0] == here("seal").split("核验用")[0]


class TestADrawFromWhatWasTakenIn:
    def test_has_in_its_frame_exactly_the_rows_that_were_accepted(self, tmp_path: Path) -> None:
        yifa = Yifa(tmp_path)
        books = [next(SAMPLES.glob(f"{number}*.xlsx")) for number in (10, 14)]
        yifa("ingest", *books, "--profile", SAMPLES / "profile.json")
        told = yifa(
            *("draw", "plan", "--register", "entities", "--inspectors", "inspectors", "--out", tmp_path / "draw"),
            *("--title", "试抽", "--purpose", "双随机抽查", "--organ", "示例区市场监管局", "--quotas", "A=2,D=1"),
            *("--basis", "《优化营商环境条例》第五十四条", "--inspection-on", "2022-12-01"),
            *("--source", "中国福利彩票双色球", "--round", "2099001", "--at", "2099-01-01T21:15+08:00"),
        )
        assert "名录 2400 个对象" in told
        assert "「试抽」:已封存计划,尚未抽取" in yifa("draw", "list")
