"""Each import contract is broken once on purpose: a contract that cannot fail protects nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")

EMPTY = '"""Nothing."""\n'

# A small house with every layer, two institutions and two surfaces: quick to read, and there before the real ones are.
HOUSE = {
    "__init__.py": EMPTY,
    "law/__init__.py": EMPTY,
    "law/term.py": EMPTY,
    "kernel/__init__.py": EMPTY,
    "kernel/cases.py": "from django.db import models\nfrom yifa.law import term\n",
    "kernel/organs.py": EMPTY,
    "engine/__init__.py": EMPTY,
    "engine/draw.py": "import ibis\nfrom yifa.kernel import cases\n",
    "domains/__init__.py": EMPTY,
    "domains/licenses/__init__.py": EMPTY,
    "domains/licenses/procedure.py": "from yifa.law import term\n",
    "domains/licenses/models.py": "from yifa.kernel import cases\n",
    "domains/penalties/__init__.py": EMPTY,
    "domains/penalties/vocabulary.py": EMPTY,
    "domains/penalties/ledger.py": EMPTY,
    "domains/penalties/rules.py": EMPTY,
    "report/__init__.py": EMPTY,
    "report/outline.py": "from yifa.kernel import cases\n",
    "surfaces/__init__.py": EMPTY,
    "surfaces/shell/__init__.py": EMPTY,
    "surfaces/cli/__init__.py": "from yifa.surfaces import shell\n",
    "surfaces/portal/__init__.py": "from yifa.surfaces import shell\n",
    "site/__init__.py": EMPTY,
    "site/settings.py": "from yifa.surfaces import cli\n",
}

RINGS = "Dependencies point inwards"
DOMAINS = "Domains do not know each other"
SURFACES = "Surfaces stand side by side above the shell"
CATALOGUE = "Surfaces and report see domains only through the catalogue"
PURE = "Law, procedures and ledgers are pure"
CYCLES = "No cycles anywhere"

BREACHES = [
    pytest.param("law/term.py", "from yifa.kernel import organs\n", RINGS, id="law-kernel"),
    pytest.param("kernel/organs.py", "from yifa.engine import draw\n", RINGS, id="kernel-engine"),
    pytest.param("engine/draw.py", "from yifa.domains.licenses import procedure\n", RINGS, id="engine-domain"),
    pytest.param("kernel/organs.py", "from yifa.site import settings\n", RINGS, id="kernel-site"),
    pytest.param("stray/__init__.py", EMPTY, RINGS, id="stray-package"),
    pytest.param(
        "domains/licenses/models.py", "from yifa.domains.penalties import rules\n", DOMAINS, id="domain-domain"
    ),
    pytest.param("surfaces/cli/__init__.py", "from yifa.surfaces import portal\n", SURFACES, id="cli-portal"),
    pytest.param("surfaces/shell/__init__.py", "from yifa.surfaces import cli\n", SURFACES, id="shell-cli"),
    pytest.param("surfaces/stray/__init__.py", EMPTY, SURFACES, id="stray-surface"),
    pytest.param("surfaces/cli/__init__.py", "from yifa.domains.licenses import models\n", CATALOGUE, id="cli-domain"),
    pytest.param("report/outline.py", "from yifa.domains.licenses import models\n", CATALOGUE, id="report-domain"),
    pytest.param("law/term.py", "import django\n", PURE, id="law-django"),
    pytest.param("law/term.py", "import random\n", PURE, id="law-random"),
    pytest.param(
        "domains/licenses/procedure.py", "from yifa.kernel import cases\n", PURE, id="procedure-kernel-django"
    ),
    pytest.param("domains/penalties/vocabulary.py", "import ibis\n", PURE, id="vocabulary-ibis"),
    pytest.param("domains/penalties/ledger.py", "import duckdb\n", PURE, id="ledger-duckdb"),
    pytest.param("domains/penalties/rules.py", "from django.db import models\n", PURE, id="rules-django"),
]


def lint(folder: Path) -> dict[str, bool]:
    """Run the linter over the house in the folder and return for each contract whether it is kept."""
    told = subprocess.run(
        [LINTER, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    ends = (" KEPT", " BROKEN")
    verdicts = [line.strip() for line in told.stdout.splitlines() if line.strip().endswith(ends)]
    assert verdicts, told.stdout + told.stderr
    kept = {line.rpartition(" ")[0]: line.endswith(ends[0]) for line in verdicts}
    assert (told.returncode == 0) == all(kept.values())
    return kept


def build(folder: Path, changes: dict[str, str]) -> Path:
    shutil.copy(ROOT / ".importlinter", folder / ".importlinter")
    for name, text in (HOUSE | changes).items():
        file = folder / "yifa" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


class TestImportContracts:
    def test_are_kept_by_a_house_in_order(self, tmp_path: Path) -> None:
        kept = lint(build(tmp_path, {}))
        assert set(kept) == {RINGS, DOMAINS, SURFACES, CATALOGUE, PURE, CYCLES}
        assert all(kept.values())

    def test_are_kept_by_a_house_not_yet_furnished(self, tmp_path: Path) -> None:
        build(tmp_path, {})
        for folder in ("domains/licenses", "domains/penalties", "surfaces/portal", "surfaces/shell"):
            shutil.rmtree(tmp_path / "yifa" / folder)
        (tmp_path / "yifa/surfaces/cli/__init__.py").write_text(EMPTY, encoding="utf-8")
        assert all(lint(tmp_path).values())

    @pytest.mark.parametrize(("file", "text", "contract"), BREACHES)
    def test_report_a_breach(self, tmp_path: Path, file: str, text: str, contract: str) -> None:
        kept = lint(build(tmp_path, {file: HOUSE.get(file, "") + text}))
        assert not kept[contract]

    def test_report_a_cycle(self, tmp_path: Path) -> None:
        cycle = {
            "kernel/organs.py": "from yifa.kernel import inbox\n",
            "kernel/inbox.py": "from yifa.kernel import organs\n",
        }
        assert not lint(build(tmp_path, cycle))[CYCLES]
