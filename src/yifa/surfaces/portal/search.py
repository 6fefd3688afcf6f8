"""Search over what is public: figures, procedures, organs and records, by any words, even a single character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import urlencode

from yifa.kernel.catalogue import catalogue
from yifa.kernel.organ_tree import organs_on
from yifa.surfaces.portal.frozen import lines, years
from yifa.surfaces.portal.listing import Listed, containing, public_columns, today
from yifa.surfaces.portal.page import render
from yifa.surfaces.portal.procedures import editions
from yifa.surfaces.portal.records import public_records
from yifa.surfaces.portal.topics import all_tables
from yifa.surfaces.shell.asking import asked
from yifa.surfaces.shell.freshness import open_page

FIRST = 5
"""How many records of one table are shown here; the rest stands behind a link."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its name, where it is, and what kind of thing it is."""

    title: str
    href: str
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind; more: where all of it is, with how many there are."""

    title: str
    hits: tuple[Hit, ...]
    count: int
    more: str = ""


@open_page
def page(request: HttpRequest) -> HttpResponseBase:
    """The page of results."""
    words = asked(request.GET, "q")
    found = tuple(one for one in _found(words) if one.count) if words else ()
    return render(request, "portal/search.html", title="搜索", asked=words, found=found)


def _found(words: str) -> Iterator[Found]:
    figures = tuple(_figures(words))
    yield Found("年度报告的数字", figures, len(figures))
    procedures = tuple(_procedures(words))
    yield Found("法定程序", procedures, len(procedures))
    organs = tuple(Hit(one.name, "/organs/", "机关") for one in organs_on(today()) if words in one.name)
    yield Found("机关", organs[:FIRST], len(organs), "/organs/")
    for table in all_tables():
        columns = public_columns(table)
        listed = Listed(table, public_records(table).filter(containing(columns, words)), columns)
        query, count = urlencode({"q": words}), listed.rows.count()
        found = listed.rows.order_by("pk")[:FIRST] if count else ()
        hits = tuple(
            Hit(_telling(cells, words), f"/records/{table.id}/?{query}", table.title) for cells in listed.cells(found)
        )
        yield Found(table.title, hits, count, f"/records/{table.id}/?{query}")


def _telling(cells: tuple[str, ...], words: str) -> str:
    key, *rest = cells
    matching = [cell for cell in rest if words in cell] or [cell for cell in rest if cell]
    return " ".join((key, *matching[:2]))


def _figures(words: str) -> Iterator[Hit]:
    for year in years():
        for line in lines(year):
            if words in line.title or words in line.definition:
                yield Hit(f"{line.title}:{line.shown}{line.unit}", f"/report/{year}/{line.id}/", f"{year}年度报告")


def _procedures(words: str) -> Iterator[Hit]:
    for name in dict.fromkeys(name for name, _ in catalogue().procedures):
        procedure = editions(name)[0].procedure
        steps = [step.title for step in procedure.steps if words in step.title]
        if steps or words in procedure.title:
            said = f"{procedure.title}:{'、'.join(steps)}" if steps else procedure.title
            yield Hit(said, f"/law/{name}/", "法定程序")
