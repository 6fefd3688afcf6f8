"""The law as tables: each procedure step by step, who must do what within how many days, and which article says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from yifa.kernel.catalogue import catalogue
from yifa.law.layers import Overlay, layered
from yifa.law.procedure import Procedure
from yifa.law.table import HEAD, Line, table
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.grid import Grid, Head, Row
from yifa.surfaces.shell.legal_words import legal
from yifa.surfaces.shell.pages import Link

LAW = Link("法定程序", "/law/")


@dataclass(frozen=True, slots=True)
class Edition:
    """One text of a procedure: its name in the address, what it is, and the procedure."""

    name: str
    title: str
    procedure: Procedure
    overlay: Overlay | None = None


@open_page
def index(request: HttpRequest) -> HttpResponseBase:
    """All procedures."""
    names = dict.fromkeys(name for name, _ in catalogue().procedures)
    found = [(name, editions(name)[0].procedure) for name in names]
    return render(request, "portal/procedures.html", title="法定程序", procedures=found)


@open_page
def page(request: HttpRequest, name: str, edition: str = "") -> HttpResponseBase:
    """One procedure: the text in force, or the edition that is named."""
    known = editions(name)
    found = next((one for one in known if one.name == edition or not edition), None)
    if found is None:
        raise Http404
    procedure, lines = found.procedure, table(found.procedure)
    rules = tuple(Row((legal(says), legal(basis))) for line in lines for _, says, basis in line.rules)
    return render(
        request,
        "portal/procedure.html",
        title=procedure.title,
        found=found,
        others=[one for one in known if one is not found],
        steps=_steps(lines),
        rules=Grid("逐条规则", (Head("内容"), Head("依据")), rules),
        trail=(LAW,),
    )


def _steps(lines: Sequence[Line]) -> Grid:
    # The number stands before the name of the step, so that a row is known by its name on a phone too.
    rows = ((f"{place} {step}", *rest) for place, step, *rest in (line.cells for line in lines))
    return Grid("步骤", tuple(Head(title) for title in HEAD[1:]), tuple(Row(tuple(map(legal, row))) for row in rows))


def editions(name: str) -> tuple[Edition, ...]:
    """The texts of a procedure: the latest first, what ministries add to it, then the earlier ones."""
    texts = catalogue().texts_of(name=name)
    if not texts:
        return ()
    *earlier, latest = texts
    added = [one for one in catalogue().overlays if one.procedure == name]
    return (
        Edition(latest.version, f"{latest.version}起施行的文本", latest),
        *(Edition(one.name, f"加上「{one.title}」", layered(latest, (one,)), one) for one in added),
        *(Edition(one.version, f"{one.version}起施行的文本", one) for one in reversed(earlier)),
    )
