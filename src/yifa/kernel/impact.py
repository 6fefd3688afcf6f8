"""What an amended statute touches: the impact list (影响清单), from declarations, registers and open cases.

impact(statute_named("713号"), articles=frozenset({25}), viewer=OPERATOR, on=day)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yifa.kernel.access.viewer import Viewer
from yifa.kernel.access.visibility import visible
from yifa.kernel.catalogue import catalogue
from yifa.kernel.declared_citations import Cited, concerns, declared_citations
from yifa.kernel.instruments import in_force
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case, Instrument
from yifa.kernel.records import stored
from yifa.law.citation import Statute
from yifa.law.layers import Overlay
from yifa.law.stated_basis import LEGAL_BASIS, articles_stated, names
from yifa.law.statutes import STATUTES


class UnableToFindStatute(LookupError):
    """The words name no statute that anything here cites, or more than one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What states its own basis in words, e.g. a power or a figure: where it stands, its key, and what it says."""

    table: str
    key: str
    says: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that still runs under a procedure that cites: where it stands, and whose it is."""

    case_id: int
    procedure: str
    key: str
    organ: str
    step: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that rests on the statute, or on these articles of it."""

    statute: Statute
    articles: frozenset[int]
    cited: tuple[Cited, ...]
    stated: tuple[Stated, ...]
    instruments: tuple[Instrument, ...]
    cases: tuple[OpenCase, ...]


def impact(
    statute: Statute,
    *,
    viewer: Viewer,
    on: date,
    articles: frozenset[int] = frozenset(),
    additions: Iterable[Overlay] = (),
) -> Impact:
    """What rests on the statute on a day, as far as the viewer may see rows and cases.

    articles: only what may rest on one of these; what cites the whole statute always may. additions: what the
    district's profile adds to the national procedures.
    """
    found = declared_citations(catalogue(), additions=additions)
    cited = tuple(one for one in found if concerns(one.citation, statute, articles))
    return Impact(
        statute,
        articles,
        cited,
        tuple(_stated(statute, articles, viewer, on)),
        tuple(_instruments(statute, on)),
        tuple(_open_cases(cited, viewer, on)),
    )


def statute_named(words: str, *, additions: Iterable[Overlay] = ()) -> Statute:
    """The statute that these words name: a title, a short name or a number, or an unmistakable part of one.

    Raises UnableToFindStatute where nothing here cites such a statute, or several have this in their names.
    """
    known = _known(additions)
    exact = [statute for statute in known if names(words, statute)]
    found = exact or [statute for statute in known if words and words in _written(statute)]
    if len(found) == 1:
        return found[0]
    if not found:
        msg = f"没有找到「{words}」:本系统的程序、规则和数字都没有引用它。请核对名称或文号。"
        raise UnableToFindStatute(msg)
    listed = "、".join(f"《{statute.title}》({statute.number})" for statute in found)
    msg = f"「{words}」可以指{listed}。请写全名称或文号。"
    raise UnableToFindStatute(msg)


def _known(additions: Iterable[Overlay]) -> tuple[Statute, ...]:
    cited = declared_citations(catalogue(), additions=additions)
    named = (reference.statute for one in cited for reference in one.citation.references)
    return tuple(dict.fromkeys((*STATUTES, *named)))


def _written(statute: Statute) -> str:
    return " ".join((statute.title, statute.known_as, *(version.number for version in statute.versions)))


def _stated(statute: Statute, articles: frozenset[int], viewer: Viewer, on: date) -> Iterator[Stated]:
    for one in (*_figures_in_words(), *_rows_in_words(viewer, on)):
        named = articles_stated(one.says, statute)
        if named is not None and (not articles or not named or named & articles):
            yield one


def _figures_in_words() -> Iterator[Stated]:
    for figure in catalogue().figures.values():
        if isinstance(figure.basis, str):
            yield Stated("数字", figure.id, figure.basis)


def _rows_in_words(viewer: Viewer, on: date) -> Iterator[Stated]:
    for table in catalogue().tables.values():
        column = next((column.id for column in table.columns if column.becomes == LEGAL_BASIS), None)
        if column is not None and column in stored(table).fields:
            yield from (Stated(table.title, key, says) for key, says in _rows(table, column, viewer, on))


def _rows(table: Table, column: str, viewer: Viewer, on: date) -> Iterator[tuple[str, str]]:
    rows = stored(table).model.objects.filter(**{f"{column}__isnull": False})
    if table.becomes is None:
        lasting = Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
        rows = rows.filter(lasting, in_force_from__lte=on)
    found = visible(rows, viewer, on=on).order_by(table.key, "pk").values_list(table.key, column)
    yield from ((str(key), says) for key, says in found.iterator())


def _instruments(statute: Statute, on: date) -> Iterator[Instrument]:
    known = Instrument.objects.order_by("kind", "number", "pk")
    yield from (one for one in known if in_force(one, on) and (names(one.number, statute) or names(one.name, statute)))


def _open_cases(cited: Iterable[Cited], viewer: Viewer, on: date) -> Iterator[OpenCase]:
    versions = _versions_that_cite(cited)
    running = visible(Case.objects.filter(procedure__in=versions, ended="").exclude(state=""), viewer, on=on)
    columns = ("pk", "procedure", "version", "source_key", "number", "organ_path", "state")
    for pk, procedure, version, key, number, organ, step in running.order_by("pk").values_list(*columns).iterator():
        if version.partition("+")[0] in versions[procedure]:
            yield OpenCase(pk, procedure, key or number or str(pk), organ, step)


def _versions_that_cite(cited: Iterable[Cited]) -> dict[str, frozenset[str]]:
    """By procedure, the national texts under which something cites; all of them where an addition does."""
    found: dict[str, set[str]] = {}
    for one in cited:
        if one.within:
            found.setdefault(one.within, set()).update(
                (one.version,) if one.version else (text.version for text in catalogue().texts_of(name=one.within))
            )
    return {name: frozenset(versions) for name, versions in found.items()}
