"""A recipe taken at its word: its files written into a folder, its commands run there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"#+ (?:`(?P<file>[^`]+)`)?")
_FENCE = "```"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of code: the file whose heading it stands under («» for none), its language, its text."""

    file: str
    language: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of code of a page."""
    file, language = "", None
    lines: list[str] = []
    for line in page.splitlines(keepends=True):
        if language is None and (heading := _HEADING.match(line)):
            file = heading["file"] or ""
        elif language is None and line.startswith(_FENCE):
            language, lines = line.strip().removeprefix(_FENCE), []
        elif language is not None and line.strip() == _FENCE:
            yield Block(file, language, "".join(lines))
            language = None
        elif language is not None:
            lines.append(line)


def files_of(recipe: str) -> dict[str, str]:
    """The files that the recipe shows, each under a heading that is its name."""
    return {block.file: block.text for block in blocks(recipe) if block.file}


def commands_of(recipe: str) -> str:
    """All commands of the recipe, in order, as one script."""
    return "\n".join(block.text for block in blocks(recipe) if block.language == "sh")


def write(recipe: str, folder: Path) -> None:
    """Write the recipe's files into the folder."""
    for name, text in files_of(recipe).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def run(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the script in the folder, as somebody would who installed the program and set nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YIFA_", "DJANGO_", "PYTEST_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(
        ["sh", "-eu"],
        input=script,
        cwd=folder,
        env=kept | {"PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=900,
    )
