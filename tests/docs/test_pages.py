"""The pages that people write: their links lead somewhere, their words stand in the code, the two READMEs keep step."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "yifa"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = (*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))

LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
CODE = re.compile(r"`([A-Za-z_]+)`")
READING = re.compile(r"\bReading: ")
NAMED_FILE = re.compile(r"`((?:src|tests|docs|samples)/[^`*…]+)`")


def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))


def glossary_rows() -> Iterator[str]:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if line.startswith("| ") and "---" not in line)


def identifiers() -> list[str]:
    return [found for row in glossary_rows() for found in CODE.findall(row.split(" | ")[1])]


def readings() -> list[str]:
    """The modules that record a reading of unclear law."""
    found = (path for path in sorted(SOURCE.rglob("*.py")) if READING.search(path.read_text(encoding="utf-8")))
    return [path.relative_to(SOURCE).as_posix() for path in found]


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
    def test_link_to_what_exists(self, page: Path) -> None:
        links = LINK.findall(page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == []

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
    def test_name_files_that_exist(self, page: Path) -> None:
        named = NAMED_FILE.findall(page.read_text(encoding="utf-8"))
        assert [name for name in named if not (ROOT / name).exists()] == []


class TestTheGlossary:
    def test_holds_only_words_of_the_code(self) -> None:
        text = source()
        assert [word for word in identifiers() if not re.search(rf"\b{word}\b", text)] == []


class TestTheListOfReadings:
    @pytest.mark.parametrize("module", readings())
    def test_names_every_module_that_records_one(self, module: str) -> None:
        assert f"`{module}`" in (ROOT / "docs" / "why" / "readings.md").read_text(encoding="utf-8")


class TestTheReadmes:
    def test_have_the_same_sections(self) -> None:
        english, chinese = (page.read_text(encoding="utf-8") for page in READMES)
        levels = [re.findall(r"^(#+) ", text, re.MULTILINE) for text in (english, chinese)]
        assert levels[0] == levels[1]

    def test_give_the_same_commands(self) -> None:
        english, chinese = (page.read_text(encoding="utf-8") for page in READMES)
        assert re.findall(r"```sh\n.*?```", english, re.DOTALL) == re.findall(r"```sh\n.*?```", chinese, re.DOTALL)

    def test_link_to_the_same_places(self) -> None:
        english, chinese = (page.read_text(encoding="utf-8") for page in READMES)
        assert sorted(set(LINK.findall(english)) - {"README.zh-CN.md"}) == sorted(
            set(LINK.findall(chinese)) - {"README.md"}
        )
