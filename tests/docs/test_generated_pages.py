"""The generated pages say what the code says."""

import argparse
from pathlib import Path

import pytest

from yifa.kernel.catalogue import catalogue
from yifa.surfaces.cli import docs

ROOT = Path(__file__).parents[2]


def run(out: Path, *, check: bool) -> int:
    return docs.act(argparse.Namespace(out=out, check=check))


class TestTheGeneratedPages:
    def test_on_disk_are_up_to_date(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(ROOT / "docs", check=True) == 0, capsys.readouterr().out + "Run: yifa docs"

    def test_are_the_same_each_time(self) -> None:
        assert list(docs.generated()) == list(docs.generated())

    def test_show_every_procedure_and_every_rule(self) -> None:
        pages = dict(docs.generated())
        for procedure in catalogue().procedures.values():
            assert all(f"`{rule.code}`" in pages[f"procedures/{procedure.name}.md"] for rule in procedure.rules)

    def test_show_what_a_layer_adds(self) -> None:
        pages = dict(docs.generated())
        with_layer = pages["procedures/penalty.market_regulation_penalty.md"]
        assert "案件中止期间不计" in with_layer
        assert "案件中止期间不计" not in pages["procedures/penalty.md"]

    def test_place_every_figure_on_the_map(self) -> None:
        text = dict(docs.generated())["map.md"]
        assert [name for name in catalogue().figures if f"`{name}`" not in text] == []


class TestTheCheck:
    def test_passes_what_was_just_written(self, tmp_path: Path) -> None:
        assert run(tmp_path, check=False) == 0
        assert run(tmp_path, check=True) == 0

    def test_finds_a_page_that_was_changed(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(tmp_path, check=False)
        (tmp_path / "map.md").write_text("changed", encoding="utf-8")
        assert run(tmp_path, check=True) == 1
        assert "map.md:与程序不一致" in capsys.readouterr().out

    def test_finds_a_page_that_is_missing(self, tmp_path: Path) -> None:
        run(tmp_path, check=False)
        (tmp_path / "procedures" / "penalty.md").unlink()
        assert run(tmp_path, check=True) == 1

    def test_writes_nothing(self, tmp_path: Path) -> None:
        run(tmp_path, check=True)
        assert list(tmp_path.iterdir()) == []

    def test_finds_a_page_whose_procedure_is_gone_and_writing_removes_it(self, tmp_path: Path) -> None:
        run(tmp_path, check=False)
        gone = tmp_path / "procedures" / "gone.md"
        gone.write_text(docs.GENERATED, encoding="utf-8")
        assert run(tmp_path, check=True) == 1
        run(tmp_path, check=False)
        assert not gone.exists()

    def test_leaves_a_page_alone_that_somebody_wrote(self, tmp_path: Path) -> None:
        run(tmp_path, check=False)
        written = tmp_path / "procedures" / "notes.md"
        written.write_text("# Notes\n", encoding="utf-8")
        run(tmp_path, check=False)
        assert run(tmp_path, check=True) == 0
        assert written.exists()
