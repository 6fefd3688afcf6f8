"""The annual report of a year from its records, the same whether a page or a command asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from yifa.engine.figures.evaluation import Evaluated, counted, evaluate
from yifa.kernel.access import REPORTER, Viewer
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.bundle import Bundle
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import prove, seal_now
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.figures.freezing import Frozen, figure_subject, freeze
from yifa.law.profile import Profile
from yifa.report.assembly import figure_lines
from yifa.report.document import Document, FigureLine, OpenItem, plain
from yifa.report.drafting import draft_of, outline_of
from yifa.report.narrative import compose


def numbers(profile: Profile, *, year: int, only: Iterable[Figure] = ()) -> Mapping[str, Evaluated]:
    """Every figure of the year without its records, by id; of these figures only, where some are given."""
    asked = tuple(only) or tuple(catalogue().figures.values())
    return counted(asked, year=year, parameters=_parameters(profile, year))


def composed(
    profile: Profile,
    *,
    year: int,
    on: date,
    items: Iterable[OpenItem],
    viewer: Viewer = REPORTER,
    listed: bool = True,
) -> Document:
    """The report of the year as plain values, with what people have written of it.

    on: its day; items: the doubts that stand; viewer: whose eyes the records behind its figures are listed for, the
    numbers are the same for all; listed: whether they are listed at all, as a page to write on needs none.
    """
    asked, parameters = tuple(catalogue().figures.values()), _parameters(profile, year)
    found = (
        evaluate(asked, year=year, viewer=viewer, on=on, parameters=parameters)
        if listed
        else counted(asked, year=year, parameters=parameters)
    )
    lines = figure_lines(asked, found, year=year, viewer=viewer, on=on, parameters=parameters, listed=listed)
    return compose(
        outline=outline_of(year),
        figures=lines,
        district=profile.district,
        year=year,
        dated_on=on,
        synthetic=profile.synthetic,
        open_items=items,
        written=draft_of(year).written,
    )


def frozen(document: Document, *, at: datetime) -> tuple[Document, Bundle]:
    """Put the figures on record as they are printed and seal them; they then name their leaves. With the proof.

    Raises UnableToSeal and UnableToReadKey.
    """
    figures = [one for one in document.figures if not one.is_missing]
    freeze(_said(figure, document.year) for figure in figures)
    seal_now(at=at)
    subjects = [figure_subject(document.year, figure.id) for figure in figures]
    bundle = prove(kind=Subject.FIGURE, texts=[(subject, None) for subject in subjects])
    places = {leaf.subject: leaf.position for leaf in bundle.leaves}
    lines = (replace(one, leaf=places.get(figure_subject(document.year, one.id))) for one in document.figures)
    return replace(document, figures=tuple(lines)), bundle


def _parameters(profile: Profile, year: int) -> Mapping[str, object]:
    return profile.parameters(date(year, 12, 31))


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
