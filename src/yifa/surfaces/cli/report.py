"""yifa report: write the annual report of a year with everything that proves it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yifa.engine.conformance.district import LedgerFinding
from yifa.kernel.access import REPORTER
from yifa.kernel.evidence.keys import UnableToReadKey
from yifa.kernel.evidence.log import UnableToSeal
from yifa.kernel.findings.listing import set_aside, states
from yifa.report import yearly
from yifa.report.document import Document
from yifa.report.docx import write_docx
from yifa.report.doubts import finding_rows, open_items
from yifa.report.html import write_html
from yifa.report.outstanding import outstanding
from yifa.report.trace import write_trace
from yifa.report.workbooks import write_findings, write_rejections
from yifa.surfaces.cli import prove
from yifa.surfaces.cli.intakes import rejections
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun
from yifa.surfaces.cli.scan import findings
from yifa.surfaces.cli.surroundings import Surroundings, surroundings

PROOFS = "存证"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("report", help="写出一年的法治政府建设情况报告和全部佐证")
    command.add_argument("--year", type=int, metavar="Y", help="年度(默认取区县参数的年度)")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到这个文件夹")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Write the report and say what does not close."""
    here = surroundings()
    year = options.year or here.year
    document = write(here, year, options.out, findings(here, year))
    for sentence in document.identities:
        print(f"勾稽不符:{sentence}")
    print(f"年度报告已写到 {options.out}:{', '.join(sorted(file.name for file in options.out.iterdir()))}")
    return CHECK_FAILED if document.identities else OK


def write(here: Surroundings, year: int, folder: Path, found: Sequence[LedgerFinding]) -> Document:
    """Write docx, html, figures and the two workbooks into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    document = frozen(composed(here, year, found), here, folder / PROOFS)
    write_docx(document, folder / f"{year}年法治政府建设情况报告.docx")
    write_html(document, folder)
    write_trace(document, folder)
    known = states(REPORTER, on=here.at.date(), year=year)
    write_findings(finding_rows(found, states=known), folder / "findings.xlsx", dated_on=document.dated_on)
    write_rejections(rejections(year), folder / "rejected.xlsx", dated_on=document.dated_on)
    return document


def frozen(document: Document, here: Surroundings, folder: Path) -> Document:
    """Put the figures on record as they are printed, seal, and write the proof; the figures then name their leaves."""
    try:
        done, bundle = yearly.frozen(document, at=here.at)
    except (UnableToSeal, UnableToReadKey) as refusal:
        raise UnableToRun(str(refusal)) from None
    prove.write(bundle, f"{document.year}年度报告的数字", folder)
    return done


def composed(here: Surroundings, year: int, found: Sequence[LedgerFinding]) -> Document:
    """The report of the year as plain values."""
    day = here.at.date()
    doubts = open_items(found, set_aside=set_aside(REPORTER, on=day, year=year))
    items = (*doubts, *outstanding(REPORTER, on=day, year=year))
    return yearly.composed(here.profile, year=year, on=day, items=items)
