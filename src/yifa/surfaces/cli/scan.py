"""yifa scan: check every case of a year against the law and list the doubts, each with its row and article."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from yifa.engine.conformance.district import LedgerFinding, YearScan
from yifa.surfaces.cli import intakes
from yifa.surfaces.cli.refusal import OK
from yifa.surfaces.cli.surroundings import Surroundings, home, surroundings

SNAPSHOTS = "snapshots"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("scan", help="按法律逐件检查一年的案件,列出程序疑点(待核实)")
    command.add_argument("--year", type=int, metavar="Y", help="年度(默认取区县参数的年度)")
    command.add_argument("--json", type=Path, metavar="OUT", help="把结果写成 JSON 文件")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Scan and print the doubts by rule."""
    here = surroundings()
    found = findings(here, options.year or here.year)
    if options.json:
        listed = [finding.as_json() for finding in found]
        options.json.write_text(json.dumps(listed, ensure_ascii=False, indent=1), encoding="utf-8")
    summarise(found)
    return OK


def findings(here: Surroundings, year: int) -> list[LedgerFinding]:
    """Every finding of the year."""
    folder = home() / SNAPSHOTS / str(year)
    return YearScan(
        year, date(year, 12, 31), here.given(year), here.versions, folder, intakes.returned(year)
    ).findings()


def summarise(found: list[LedgerFinding]) -> None:
    """Print the doubts by rule, with one example each."""
    print(f"程序疑点(待核实) {len(found)} 条:")
    counts = Counter(finding.rule for finding in found)
    first = {finding.rule: finding for finding in reversed(found)}
    for rule, count in sorted(counts.items()):
        print(f"  {rule} {count} 条,如「{first[rule].key}」:{first[rule].sentence}")
