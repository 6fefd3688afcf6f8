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
from yifa.kernel.versions import Versions
from yifa.law.profile import Profile
from yifa.report.assembly import figure_lines
from yifa.report.document import Document, FigureLine, OpenItem, plain
from yifa.report.doubts import stored_items
from yifa.report.drafting import draft_of, outline_of
from yifa.report.local_basis import documents, named
from yifa.report.narrative import compose
from yifa.report.problems import is_taken_up
from yifa.report.stated import Stated, beside, stated_figures, with_stated


def numbers(profile: Profile, *, year: int, only: Iterable[Figure] = ()) -> Mapping[str, Evaluated]:
    """Every figure of the year without its records, by id; of these figures only, where some are given."""
    asked = tuple(only) or tuple(catalogue().figures.values())
    return with_stated(counted(asked, year=year, parameters=_parameters(profile, year)), _stated(profile, year))


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
    known = documents(profile)
    lines = figure_lines_of(profile, year=year, on=on, viewer=viewer, listed=listed)
    return compose(
        outline=outline_of(year),
        figures=(replace(one, basis=named(one.basis, known)) for one in lines),
        district=profile.district,
        year=year,
        dated_on=on,
        synthetic=profile.synthetic,
        open_items=tuple(_named_item(item, known) for item in items),
        written=draft_of(year).written,
        followed=_followed(year, on, known),
    )


def figure_lines_of(
    profile: Profile, *, year: int, on: date, viewer: Viewer, listed: bool = True
) -> tuple[FigureLine, ...]:
    """Every figure of the year as the report prints it: those that are counted, and those that others stated."""
    asked, parameters = tuple(catalogue().figures.values()), _parameters(profile, year)
    found = (
        evaluate(asked, year=year, viewer=viewer, on=on, parameters=parameters)
        if listed
        else counted(asked, year=year, parameters=parameters)
    )
    lines = figure_lines(asked, found, year=year, viewer=viewer, on=on, parameters=parameters, listed=listed)
    statements = _stated(profile, year)
    return tuple(beside(line, statements.get(line.id)) for line in lines)


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


def _stated(profile: Profile, year: int) -> Mapping[str, Stated]:
    # What others stated is the same for all who read: whoever may see the register is asked of the register.
    return stated_figures(REPORTER, year=year, on=date.max, versions=Versions(additions=profile.additions))


def _followed(year: int, on: date, known: Mapping[str, str]) -> Mapping[str, tuple[str, int]]:
    """The problems that last year's report took up, and how many of each there were, as the records have them now."""
    taken = {key for key, one in draft_of(year - 1).written.choices.items() if is_taken_up(one)}
    before = stored_items(REPORTER, on=on, year=year - 1) if taken else ()
    return {one.key: (named(one.title, known), one.count) for one in before if one.key in taken}


def _named_item(item: OpenItem, known: Mapping[str, str]) -> OpenItem:
    return replace(item, title=named(item.title, known), basis=named(item.basis, known))


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
