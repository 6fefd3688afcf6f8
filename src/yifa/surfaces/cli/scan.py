"""yifa scan: check every case of a year against the law and list the doubts, each with its row and article."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from yifa.engine.conformance.desk import put_on_desk, scan_of
from yifa.engine.conformance.district import LedgerFinding, YearScan
from yifa.kernel.findings.scans import Stored
from yifa.surfaces.cli.refusal import OK
from yifa.surfaces.cli.surroundings import Surroundings, surroundings

SHOWN = 10


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("scan", help="按法律逐件检查一年的案件,列出程序疑点(待核实)")
    command.add_argument("--year", type=int, metavar="Y", help="年度(默认取区县参数的年度)")
    command.add_argument("--json", type=Path, metavar="OUT", help="把结果写成 JSON 文件")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Scan and print the doubts by rule."""
    here = surroundings()
    year = options.year or here.year
    found = findings(here, year)
    if options.json:
        listed = [finding.as_json() for finding in found]
        options.json.write_text(json.dumps(listed, ensure_ascii=False, indent=1), encoding="utf-8")
    summarise(found)
    tell_absent_registers(here, year)
    keep(here, year, found)
    return OK


def findings(here: Surroundings, year: int) -> list[LedgerFinding]:
    """Every finding of the year."""
    return _scan(here, year).findings()


def tell_absent_registers(here: Surroundings, year: int) -> None:
    """Say which registers have no edition of the year, one line each, and what that means for the rules."""
    for absent in _scan(here, year).absent_editions():
        then = f"按{absent.instead}年版本判断" if absent.instead else "与它有关的规则没有判断"
        print(f"{absent.table.ledger} {absent.table.title}没有导入{year}年版本,{then}。")


def summarise(found: list[LedgerFinding]) -> None:
    """Print the doubts by rule, with one example each."""
    print(f"程序疑点(待核实) {len(found)} 条:")
    counts = Counter(finding.rule for finding in found)
    first = {finding.rule: finding for finding in reversed(found)}
    for rule, count in sorted(counts.items()):
        print(f"  {rule} {count} 条,如「{first[rule].key}」:{first[rule].sentence}")


def keep(here: Surroundings, year: int, found: list[LedgerFinding]) -> Stored:
    """Put the findings on the desk, and say what is new, gone, still open, and found again after a correction."""
    stored = put_on_desk(found, year=year, entered_by="命令行检查", at=here.at)
    print(
        f"与上次检查相比:新疑点 {stored.new} 条,不再检出 {stored.gone} 条;待办 {stored.left} 条(yifa findings --open)。"
    )
    keys = {finding.case_id: finding.key for finding in found}
    for one in stored.remains[:SHOWN]:
        print(f"  台账已更正,但「{keys[one.case_id]}」的 {one.rule} 仍检出,请重新核实。")
    for one in stored.changed[:SHOWN]:
        print(f"  「{keys[one.case_id]}」的 {one.rule} 情形有变,请按新的情形重新核实。")
    return stored


def _scan(here: Surroundings, year: int) -> YearScan:
    return scan_of(year, given=here.given(year), versions=here.versions)
