"""Figures as they were frozen for a report: what the log holds of them, which no later change of a record can alter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import said
from yifa.kernel.figures.declaration import Figure
from yifa.report.assembly import formula
from yifa.report.document import Document, FigureLine, SourceClass
from yifa.report.narrative import compose
from yifa.report.outline import OUTLINE_2022
from yifa.report.punctuation import mended

Statement = Mapping[str, Any]


def years() -> tuple[int, ...]:
    """The years of which figures were frozen, the latest first."""
    return tuple(sorted({int(subject.partition("/")[0]) for subject, _ in said(Subject.FIGURE)}, reverse=True))


def frozen(year: int) -> Mapping[str, Statement]:
    """What was last said of each installed figure of the year, by its id, in the order of the catalogue."""
    found = {}
    for subject, told in said(Subject.FIGURE):
        of_year, _, figure = subject.partition("/")
        if of_year == str(year):
            found[figure] = told["statement"]
    return {name: found[name] for name in catalogue().figures if name in found}


def lines(year: int) -> tuple[FigureLine, ...]:
    """The frozen figures of a year as the report prints them."""
    figures = catalogue().figures
    return tuple(line(figures[name], statement) for name, statement in frozen(year).items())


def line(figure: Figure, statement: Statement) -> FigureLine:
    """One frozen figure; how many records stand behind it is known, which ones is asked elsewhere."""
    return FigureLine(
        id=figure.id,
        title=figure.title,
        value=_number(statement["value"]),
        value_shown=statement["value"],
        unit=statement["unit"],
        sentence=_sentence(figure, statement),
        definition=mended(statement["definition"]),
        formula=mended(formula(figure)),
        basis=mended(figure.basis_shown),
        source_class=SourceClass(figure.source.value),
        owner="",
        records=(),
        withheld=int(statement["records"]),
        record_hash=statement["set_hash"],
        numerator=_number(statement["numerator"]),
        denominator=_number(statement["denominator"]),
    )


def document(year: int, figures: Iterable[FigureLine], *, district: str, on: date, synthetic: bool) -> Document:
    """The text of the report of a year: the chapters that figures fill, not the drafts that only a person may publish."""
    public = tuple(one for one in OUTLINE_2022.sections if not one.problems and not one.to_be_written)
    outline = replace(OUTLINE_2022, sections=public)
    return compose(outline=outline, figures=figures, district=district, year=year, dated_on=on, synthetic=synthetic)


def _sentence(figure: Figure, statement: Statement) -> str:
    # The declaration may have been put differently since: a figure that was frozen without parts has none to name.
    asks = "{numerator}" in figure.sentence or "{denominator}" in figure.sentence
    return "" if asks and not statement["denominator"] else figure.sentence


def _number(text: str) -> int | Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return int(number) if number == number.to_integral_value() and "." not in text else number
