"""Government desks run old browsers: no style sheet, script or template uses what Chromium 86 does not know.

A lint of a few patterns, and no build: what is served is what is written. Source: the release notes of Chromium 87 to 125.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

SURFACES = Path(__file__).parents[3] / "src" / "yifa" / "surfaces"

# What it is → the version of Chromium that brought it, and how it looks.
CSS: Mapping[str, str] = {
    "inset (87)": r"(?<![\w-])inset(-block|-inline)?\s*:",
    "logical shorthands (87)": r"(margin|padding)-(inline|block)\s*:",
    "text-underline-offset (87)": r"text-underline-offset\s*:",
    "aspect-ratio (88)": r"(?<![\w-])aspect-ratio\s*:",
    ":is, :where (88)": r":(is|where)\(",
    "text-decoration-thickness (89)": r"text-decoration-thickness\s*:",
    "overflow: clip (90)": r"overflow[\w-]*\s*:\s*clip",
    "accent-color (93)": r"accent-color\s*:",
    "scrollbar-gutter (94)": r"scrollbar-gutter\s*:",
    "cascade layers (99)": r"@layer",
    ":has (105)": r":has\(",
    "container queries (105)": r"@container|container-type\s*:",
    "dynamic viewport units (108)": r"\d(dvh|svh|lvh|dvw|svw|lvw)\b",
    "colour functions (111)": r"(color-mix|oklch|oklab|light-dark)\(",
    "nesting (112)": r"&",
    "text-wrap (114)": r"text-wrap\s*:",
    "media ranges (104)": r"@media[^{]*[<>]",
    "another site": r"//[\w.-]+\.\w|@import",
}
JS: Mapping[str, str] = {
    "logical assignment (85)": r"(\|\||&&|\?\?)=",
    "top-level await (89)": r"^await ",
    "private methods (84)": r"#\w+\s*\(",
    "at() (92)": r"\.at\(",
    "Object.hasOwn (93)": r"hasOwn\(",
    "structuredClone (98)": r"structuredClone",
    "findLast (97)": r"findLast",
    "eval, for the policy": r"\beval\(|new Function",
    "another site": r"https?://",
}
HTML: Mapping[str, str] = {
    "a script in the page": r"<script(?![^>]*\bsrc=)",
    "a style in the page": r"<style|\sstyle=",
    "a handler in the page": r"\son\w+=",
    "another site": r"(src|href|action)=\"(https?:)?//",
    "escaping switched off": r"\|\s*safe\b|autoescape",
}
# The receipt is one file that its owner keeps and prints: its style is inside it, and it is never served.
ALONE = frozenset({"receipt.html"})


def found(pattern: str, files: list[Path]) -> list[str]:
    return [
        f"{file.name}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(without_notes(file).splitlines(), start=1)
        if re.search(pattern, line)
    ]


def without_notes(file: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def files(ending: str, folder: str) -> list[Path]:
    return sorted(one for one in SURFACES.glob(f"*/{folder}/**/*{ending}") if one.name not in ALONE)


class TestChromium86:
    @pytest.mark.parametrize("what", CSS)
    def test_reads_every_style_sheet(self, what: str) -> None:
        assert files(".css", "static")
        assert found(CSS[what], files(".css", "static")) == []

    @pytest.mark.parametrize("what", JS)
    def test_runs_every_script(self, what: str) -> None:
        assert found(JS[what], files(".js", "static")) == []

    @pytest.mark.parametrize("what", HTML)
    def test_meets_no_template_that_the_policy_would_break(self, what: str) -> None:
        assert files(".html", "templates")
        assert found(HTML[what], files(".html", "templates")) == []

    @pytest.mark.parametrize(
        ("what", "line"),
        [
            ("inset (87)", "p { inset: 0; }"),
            (":has (105)", "p:has(a) {}"),
            ("nesting (112)", "  &:hover {}"),
            ("media ranges (104)", "@media (width > 40rem) {"),
            ("another site", "src: url(//fonts.example.com/x)"),
        ],
    )
    def test_would_not_read_these(self, what: str, line: str) -> None:
        assert re.search(CSS[what], line)

    def test_reads_an_inset_shadow(self) -> None:
        assert not re.search(CSS["inset (87)"], "box-shadow: inset 0 -4px 0 #fff;")
