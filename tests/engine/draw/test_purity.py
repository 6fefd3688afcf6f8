"""The draw asks nobody: no database, no clock, and chance only where nonces are made, before anything is sealed."""

import re
import subprocess
import sys
from pathlib import Path

from yifa.engine import draw

FOLDER = Path(draw.__path__[0])
CHANCE = re.compile(r"^\s*(?:import|from) (?:random|secrets|uuid|os)\b", re.MULTILINE)
CLOCK = re.compile(r"\b(?:now|today|utcnow|time|perf_counter)\(\)")


class TestDraw:
    def test_makes_nonces_in_one_module_only(self) -> None:
        assert [path.name for path in sorted(FOLDER.rglob("*.py")) if CHANCE.search(path.read_text())] == ["nonces.py"]

    def test_never_asks_what_time_it_is(self) -> None:
        assert not [path.name for path in FOLDER.rglob("*.py") if CLOCK.search(path.read_text())]

    def test_needs_neither_django_nor_a_table_library(self) -> None:
        code = (
            "import sys, yifa.engine.draw.verification, yifa.engine.draw.request;"
            "print({'django', 'ibis', 'duckdb', 'pandas', 'numpy'} & set(sys.modules))"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert told.stdout.strip() == "set()"
