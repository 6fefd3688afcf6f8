"""One figure at the desk: what it means, and the records behind it as far as whoever looks may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

from yifa.engine.figures import live
from yifa.engine.figures.drill import Withheld, withheld
from yifa.kernel.access import shown, visible
from yifa.kernel.catalogue import catalogue
from yifa.kernel.figures.declaration import Figure
from yifa.kernel.ledger import Column
from yifa.law.fact import Type
from yifa.report import yearly
from yifa.report.assembly import formula
from yifa.report.punctuation import mended
from yifa.surfaces.shell.charts import Chart, Series, bars
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.grid import Grid, Row, cells_of, head_of, heads_of
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.paging import Leaf, paged
from yifa.surfaces.shell.sheets import Cell, csv_file, xlsx_file
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render
from yifa.surfaces.workbench.yearly import figures
from yifa.surfaces.workbench.yearly.figures import FIGURES, READERS, last_day

MONTHS = 12
ORGANS = 12
"""So many organs are drawn, those with the most records first; the others are one bar."""
CHUNK = 500


@require_safe
@for_roles(*READERS)
def page(request: HttpRequest, signed: Signed, year: int, figure_id: str) -> HttpResponseBase:
    """One figure of a year."""
    figure = _found(figure_id)
    now, before = (yearly.numbers(district(), year=one, only=(figure,))[figure_id] for one in (year, year - 1))
    rows = _rows(figure, signed, year) if figure.of is not None else None
    leaf = paged(rows, by=(figure.table.key, "pk"), query=request.GET) if rows is not None else None
    rest = _rest(figure, signed, year)
    seen = rows.count() if rows is not None else 0
    frozen = figures.frozen_values(year).get(figure_id, "")
    return render(
        request,
        signed,
        "workbench/figure.html",
        title=figure.title,
        year=year,
        figure=figure,
        now=now,
        shown=figures.shown(now),
        value=now.shown or ("待补" if now.missing_reason else "无"),
        before="" if before.missing_reason else figures.shown(before),
        change=figures.change(now, before),
        definition=mended(figure.definition),
        formula=mended(formula(figure)),
        frozen=frozen,
        differs=bool(frozen) and not now.missing_reason and frozen != (now.shown or "无"),
        grid=_grid(figure, leaf, signed) if leaf is not None else None,
        leaf=leaf,
        seen=seen,
        total=seen + sum(one.records for one in rest),
        rest=rest,
        charts=[(bars(one), one) for one in _charts(figure, rows)] if leaf is not None and leaf.is_first else (),
        trail=(DESK, FIGURES, Link(f"{year}年", f"/desk/figures/{year}/")),
    )


@require_safe
@for_roles(*READERS)
def file(request: HttpRequest, signed: Signed, year: int, figure_id: str, kind: str) -> HttpResponseBase:
    """The records behind a figure, as far as one may see them, as a file."""
    figure = _found(figure_id)
    if figure.of is None:
        raise Http404
    name = f"{year}年{figure.title}(内部)" + ("(演示数据)" if district().synthetic else "")
    head = [head_of(column) for column in _columns(figure)]
    rows = _cells(figure, signed, year)
    if kind == "csv":
        return csv_file(name, head, rows)
    notes = [figure.definition, formula(figure), *(one.sentence for one in _rest(figure, signed, year))]
    return xlsx_file(name, head, rows, notes=notes)


def _found(figure_id: str) -> Figure:
    figure: Figure | None = catalogue().figures.get(figure_id)
    if figure is None:
        raise Http404
    return figure


def _rows(figure: Figure, signed: Signed, year: int) -> Any:
    parameters = district().parameters(last_day(year))
    return visible(live.records(figure, year=year, parameters=parameters), signed.viewer, on=signed.on)


def _rest(figure: Figure, signed: Signed, year: int) -> tuple[Withheld, ...]:
    if figure.of is None:
        return ()
    return withheld(figure, signed.viewer, on=signed.on, year=year, parameters=district().parameters(last_day(year)))


def _columns(figure: Figure) -> tuple[Column, ...]:
    names = dict.fromkeys((figure.table.key, *figure.drill))
    return tuple(figure.table.column(name) for name in names)


def _grid(figure: Figure, leaf: Leaf[Any], signed: Signed) -> Grid:
    columns = _columns(figure)
    values = (shown(one, signed.viewer, table=figure.table, on=signed.on).values for one in leaf.items)
    return Grid(f"{figure.title}：记录", heads_of(columns), tuple(Row(cells_of(one, columns)) for one in values))


def _cells(figure: Figure, signed: Signed, year: int) -> Iterator[tuple[Cell, ...]]:
    columns = _columns(figure)
    for one in _rows(figure, signed, year).order_by(figure.table.key, "pk").iterator(chunk_size=CHUNK):
        yield cells_of(shown(one, signed.viewer, table=figure.table, on=signed.on).values, columns)


def _charts(figure: Figure, rows: Any) -> Iterator[Chart]:
    yield from _by_month(figure, rows)
    yield from _by_organ(rows)


def _by_month(figure: Figure, rows: Any) -> Iterator[Chart]:
    if not figure.dated or figure.table.column(figure.dated).type not in {Type.DATE, Type.MOMENT}:
        return
    days = rows.order_by().values_list(figure.dated, flat=True)
    counts = Counter(day.month for day in days.iterator() if day is not None)
    if counts:
        values = tuple(counts[month] for month in range(1, MONTHS + 1))
        labels = tuple(f"{month}月" for month in range(1, MONTHS + 1))
        yield Chart("您能查看的记录按月份", "条", labels, (Series("记录", values),))


def _by_organ(rows: Any) -> Iterator[Chart]:
    counts = dict(rows.order_by().values_list("organ_path").annotate(n=Count("pk")))
    named = sorted(
        ((path.rpartition("/")[2] or "未载明机关", n) for path, n in counts.items()), key=lambda one: -one[1]
    )
    if len(named) > 1:
        first, others = named[:ORGANS], sum(n for _, n in named[ORGANS:])
        bars_of = (*first, ("其他", others)) if others else tuple(first)
        labels = tuple(name for name, _ in bars_of)
        yield Chart("您能查看的记录按机关", "条", labels, (Series("记录", tuple(n for _, n in bars_of)),))


urlpatterns = [
    path("desk/figures/<int:year>/<slug:figure_id>/", page, name="desk_figure"),
    path("desk/figures/<int:year>/<slug:figure_id>/records.<slug:kind>", file, name="desk_figure_records"),
]
