"""The living style page shows every part, and every class of the style sheet is used by some template."""

import re
from pathlib import Path

from django.test import Client

SURFACES = Path(__file__).parents[3] / "src" / "yifa" / "surfaces"
PARTS = SURFACES / "shell" / "templates" / "shell" / "parts.html"
CSS = SURFACES / "shell" / "static" / "shell" / "shell.css"


class TestTheStylePage:
    def test_shows_every_part(self, client: Client) -> None:
        source = (PARTS.parent / "style.html").read_text(encoding="utf-8")
        parts = set(re.findall(r"{% macro (\w+)\(", PARTS.read_text(encoding="utf-8"))) - {"cell"}
        assert {part for part in parts if f"parts.{part}(" not in source} == set()
        assert client.get("/style/").status_code == 200


class TestTheStyleSheet:
    def test_has_no_class_that_nothing_uses(self) -> None:
        named = set(
            re.findall(r"\.([a-z][\w-]*)(?=[^{}]*{)", re.sub(r"/\*.*?\*/", "", CSS.read_text(encoding="utf-8")))
        )
        pages = "".join(one.read_text(encoding="utf-8") for one in SURFACES.glob("*/templates/**/*.html"))
        drawn = (SURFACES / "shell" / "charts.py").read_text(encoding="utf-8")
        states = set(re.findall(r'"(good|bad|warn)"', (SURFACES / "portal" / "draws.py").read_text(encoding="utf-8")))
        numbered = {f"{kind}{nth}" for kind in "sl" for nth in range(1, 5)}
        unused = {name for name in named - states - numbered if name not in pages and name not in drawn}
        assert unused == set()
