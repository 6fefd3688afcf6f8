"""Reports as they stand published, with their figures as the log held them then: no later change alters either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import said
from yifa.kernel.figures.declaration import Figure
from yifa.report.assembly import formula
from yifa.report.campaign_editions import text_of
from yifa.report.document import Chapter, Document, FigureLine, Paragraph, Run, SourceClass, Text, ToDo
from yifa.report.drafting import outline_of
from yifa.report.local_basis import documents, named
from yifa.report.narrative import compose
from yifa.report.outline import Outline
from yifa.report.publishing import Published, published_reports, statements
from yifa.report.punctuation import mended
from yifa.surfaces.portal.listing import today
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.given import versions

Statement = Mapping[str, Any]
OWED = re.compile("【待补：([^，（]+)")
DRAFT, NONE_NAMED = "（底稿）", "本年度报告没有列出问题。"


def published() -> Mapping[int, Published]:
    """The reports that stand published today, by year, the latest first."""
    return published_reports(on=today(), versions=versions())


def years() -> tuple[int, ...]:
    """The years whose reports stand published, the latest first."""
    return tuple(published())


def awaited() -> tuple[int, ...]:
    """The years whose reports are still to be published: those of the district, and of which figures were frozen."""
    frozen_years = {int(subject.partition("/")[0]) for subject, _ in said(Subject.FIGURE)}
    return tuple(sorted({district().year, *frozen_years} - set(years()), reverse=True))


def frozen(year: int) -> Mapping[str, Statement]:
    """What was said of each installed figure when the report of the year was published, by its id; nothing before that."""
    standing = published().get(year)
    found = statements(standing) if standing is not None else {}
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
        basis=mended(named(figure.basis_shown, documents(district()))),
        source_class=SourceClass(figure.source.value),
        owner="",
        records=(),
        withheld=int(statement["records"]),
        record_hash=statement["set_hash"],
        numerator=_number(statement["numerator"]),
        denominator=_number(statement["denominator"]),
    )


def document(standing: Published) -> Document:
    """The report as it stands published: the edition that was approved, or the chapters that its figures fill.

    Drafts and tables for those who write it are no part of it.
    """
    here, found = district(), lines(standing.year)
    text = text_of(standing.year, standing.edition) if standing.edition else ()
    made = compose(
        outline=_public(outline_of(standing.year)),
        figures=found,
        district=here.district,
        year=standing.year,
        dated_on=standing.corrected_on or standing.on,
        synthetic=here.synthetic,
    )
    return replace(made, chapters=tuple(map(_opened, text or made.chapters)))


def _public(outline: Outline) -> Outline:
    return replace(outline, sections=tuple(one for one in outline.sections if not one.problems and not one.tasks))


def _opened(chapter: Chapter) -> Chapter:
    """The chapter without what is for those who write it; where nothing is left of one on problems, it says so."""
    heading = chapter.heading.removesuffix(DRAFT)
    own = (one for one in chapter.blocks if isinstance(one, Paragraph) and not one.draft)
    blocks = tuple(replace(one, runs=tuple(_told(one.runs, is_chapter=bool(chapter.level)))) for one in own)
    if not blocks and heading != chapter.heading:
        blocks = (Paragraph((Text(NONE_NAMED),)),)
    return replace(chapter, heading=heading, blocks=blocks)


def _told(runs: Iterable[Run], *, is_chapter: bool) -> Iterator[Run]:
    """What was never provided is called so; who owes it, and why, is a matter of those who write."""
    for run in runs:
        if not isinstance(run, ToDo):
            yield run
        elif is_chapter and (found := OWED.match(run.text)):
            yield Text(f"（{found[1]}没有提供。）")


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
