"""yifa report: write the annual report of a year with everything that proves it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from yifa.engine.conformance.district import LedgerFinding
from yifa.kernel.access import REPORTER
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import prove as proving
from yifa.kernel.figures.freezing import Frozen, figure_subject, freeze
from yifa.kernel.findings.listing import set_aside, states
from yifa.report.assembly import figure_lines
from yifa.report.document import Document, FigureLine, plain
from yifa.report.docx import write_docx
from yifa.report.doubts import finding_rows, open_items
from yifa.report.html import write_html
from yifa.report.narrative import compose
from yifa.report.outline import OUTLINE_2022
from yifa.report.trace import write_trace
from yifa.report.workbooks import write_findings, write_rejections
from yifa.surfaces.cli import prove
from yifa.surfaces.cli.figures import counted
from yifa.surfaces.cli.intakes import rejections
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK
from yifa.surfaces.cli.scan import findings
from yifa.surfaces.cli.seal import seal
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
    figures = [one for one in document.figures if not one.is_missing]
    freeze(_said(figure, document.year) for figure in figures)
    seal(here.at)
    subjects = [figure_subject(document.year, figure.id) for figure in figures]
    bundle = proving(kind=Subject.FIGURE, texts=[(subject, None) for subject in subjects])
    prove.write(bundle, f"{document.year}年度报告的数字", folder)
    places = {leaf.subject: leaf.position for leaf in bundle.leaves}
    lines = (replace(one, leaf=places.get(figure_subject(document.year, one.id))) for one in document.figures)
    return replace(document, figures=tuple(lines))


def _said(figure: FigureLine, year: int) -> Frozen:
    over, under = (plain(part) if part is not None else "" for part in (figure.numerator, figure.denominator))
    return Frozen(
        figure=figure.id,
        year=year,
        value=figure.shown,
        unit=figure.unit,
        numerator=over,
        denominator=under,
        records=figure.record_count,
        set_hash=figure.record_hash,
        definition=figure.definition,
    )


def composed(here: Surroundings, year: int, found: Sequence[LedgerFinding]) -> Document:
    """The report of the year as plain values."""
    parameters = here.profile.parameters(date(year, 12, 31))
    asked = catalogue().figures.values()
    lines = figure_lines(
        asked, counted(here, year), year=year, viewer=REPORTER, on=here.at.date(), parameters=parameters
    )
    return compose(
        outline=OUTLINE_2022,
        figures=lines,
        district=here.profile.district,
        year=year,
        dated_on=here.at.date(),
        synthetic=here.profile.synthetic,
        open_items=open_items(found, set_aside=set_aside(REPORTER, on=here.at.date(), year=year)),
    )
