"""Rules about the whole checkout that no linter knows."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "yifa"

DUMPING_GROUNDS = frozenset(
    {"base", "common", "core", "handler", "handlers", "helper", "helpers", "lib", "libs", "manager", "managers", "misc"}
    | {"shared", "util", "utils"}
)

LIMIT = 400
# Module relative to src/yifa → why it may be longer than LIMIT lines.
LONG_MODULES: dict[str, str] = {}

# Written in pieces, so that this file does not find itself.
REGISTRY = re.compile(
    "|".join(
        (
            r"pypi" + r"\.(?:org|python\.org|tuna)",
            r"pythonhosted" + r"\.org",
            r"registry\." + r"npmjs",
            r"mirrors\.[a-z0-9.-]+/" + r"(?:pypi|npm)",
            r"://[^\s\"'<>]*/" + r"simple/?(?=[\s\"'<>]|$)",
            r"--(?:extra-)?index" + r"-url",
            r"--find" + r"-links",
        )
    ),
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|opt/pypi)" + r"/\w")

# Kept as it came: the licence of others names their own addresses.
NOT_OURS = frozenset({"LICENSE"})
SKIPPED_FOLDERS = frozenset({".git", ".venv", "var", "build", "dist", "__pycache__", "node_modules"})


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def kept_files() -> Iterator[Path]:
    """Yield the files that are, or would be, under version control."""
    try:
        told = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        names = [ROOT / name for name in told.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [path for path in ROOT.rglob("*") if not _is_skipped(path)]
    yield from (path for path in names if path.is_file() and path.name not in NOT_OURS)


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def texts() -> Iterator[tuple[Path, str]]:
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8", errors="replace")


def _is_skipped(path: Path) -> bool:
    folders = path.relative_to(ROOT).parts
    return any(part in SKIPPED_FOLDERS or part.endswith(("_cache", ".egg-info")) for part in folders)


class TestModules:
    def test_none_is_a_dumping_ground(self) -> None:
        named = [path.with_suffix("").relative_to(SOURCE) for path in modules()]
        found = [str(name) for name in named if DUMPING_GROUNDS.intersection(name.parts)]
        assert not found, f"A function with no home shows a missing noun: {found}"

    def test_none_grows_beyond_the_limit_without_a_reason(self) -> None:
        lengths = {
            path.relative_to(SOURCE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
            for path in modules()
        }
        long = {name: length for name, length in lengths.items() if length > LIMIT and name not in LONG_MODULES}
        assert not long, f"Split these by noun, or list them with a reason: {long}"

    def test_the_list_of_long_ones_holds_nothing_else(self) -> None:
        stale = [
            name
            for name in LONG_MODULES
            if not (SOURCE / name).is_file() or len((SOURCE / name).read_text(encoding="utf-8").splitlines()) <= LIMIT
        ]
        assert not stale, f"These are short or gone: {stale}"


class TestKeptFiles:
    def test_name_no_package_registry(self) -> None:
        assert not lines_that_match(REGISTRY)

    def test_name_no_folder_of_one_machine(self) -> None:
        assert not lines_that_match(MACHINE_PATH)

    @pytest.mark.parametrize(
        ("pattern", "line"),
        [
            (REGISTRY, "https://" + "pypi" + ".org/project/django/"),
            (REGISTRY, "--index" + "-url=https://example.cn/py"),
            (REGISTRY, "see https://example.cn/py/" + "simple/"),
            (MACHINE_PATH, "open('/ho" + "me/somebody/yifa')"),
            (MACHINE_PATH, "see /wo" + "rk/notes.md"),
        ],
    )
    def test_would_be_found_out(self, pattern: re.Pattern[str], line: str) -> None:
        assert pattern.search(line)

    @pytest.mark.parametrize("line", ["https://example.gov.cn/home/news", "a/work/b", "a simple/plain word"])
    def test_may_say_ordinary_things(self, line: str) -> None:
        assert not REGISTRY.search(line)
        assert not MACHINE_PATH.search(line)
