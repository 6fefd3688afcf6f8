"""The program as a user starts it: one command, its own home folder, its exit code and what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "2022"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Yifa:
    """An installation with a home folder; database: an address, or the embedded file where it is empty."""

    home: Path
    database: str = ""

    def __call__(self, *arguments: str | Path, code: int = 0) -> str:
        """Run a command, demand its exit code, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "yifa.surfaces.cli.main", *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout + done.stderr

    def json(self, *arguments: str | Path) -> Any:
        """Run a command with --json and return what it wrote."""
        out = self.home / "out.json"
        self(*arguments, "--json", out)
        return json.loads(out.read_text(encoding="utf-8"))

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the command."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("YIFA_", "DJANGO_"))}
        return {
            **kept,
            "YIFA_HOME": str(self.home),
            "YIFA_DATABASE_URL": self.database,
            "PYTHONPATH": str(ROOT / "src"),
        }


def expected() -> Any:
    """The answers to the sample year; None where they do not lie beside the checkout."""
    file = SHARED / "ledgers-2022" / "expected.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
