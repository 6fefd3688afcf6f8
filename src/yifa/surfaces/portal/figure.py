"""The page of one figure: its sentence, what it means, how it is worked out, and the records behind it."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from yifa.engine.figures import live
from yifa.engine.figures.drill import Withheld, withheld
from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.catalogue import catalogue
from yifa.kernel.figures.declaration import Figure
from yifa.law.fact import Type
from yifa.report.document import FigureLine, SourceClass
from yifa.surfaces.portal import frozen
from yifa.surfaces.portal.listing import Listed, is_public, public_columns, today
from yifa.surfaces.portal.page import render
from yifa.surfaces.portal.reports import REPORTS
from yifa.surfaces.shell.charts import Chart, Series, bars
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.grid import Grid, Row, heads_of
from yifa.surfaces.shell.pages import Link

MONTHS = 12
SOURCES = {
    SourceClass.RECORDS: "由台账逐条记录数出来。",
    SourceClass.SEALED_LETTER: "由责任单位盖章来函提供,本系统只登记来函,没有逐条记录。",
    SourceClass.HIGHER_NOTICE: "引用上级机关的通报,本系统只登记文号,没有逐条记录。",
}
GIVEN = "取自统计期或者本地规定,没有逐条记录。"


@open_page
def page(request: HttpRequest, year: int, figure_id: str) -> HttpResponseBase:
    """One figure of a year."""
    figure, line = _found(year, figure_id)
    listed = records(figure, year) if figure.of is not None else None
    leaf = listed.leaf(request.GET) if listed is not None else None
    rows = tuple(map(Row, listed.cells(leaf.items))) if listed is not None and leaf is not None else ()
    grid = Grid(f"{line.title}：可以公开的记录", heads_of(listed.columns), rows) if listed is not None else None
    shown = listed.rows.count() if listed is not None else 0
    rest = _rest(figure, year) if figure.of is not None else ()
    chart = _by_month(figure, listed) if listed is not None and leaf is not None and leaf.is_first else None
    return render(
        request,
        "portal/figure.html",
        title=line.title,
        line=line,
        year=year,
        sentence=_sentence(line, year),
        source=GIVEN if figure.of is None and line.source_class is SourceClass.RECORDS else SOURCES[line.source_class],
        grid=grid,
        leaf=leaf,
        visible=shown,
        total=shown + sum(one.records for one in rest),
        rest=rest,
        chart=chart,
        picture=bars(chart) if chart is not None else "",
        trail=(REPORTS, Link(f"{year}年", f"/report/{year}/")),
    )


@open_page
def file(request: HttpRequest, year: int, figure_id: str, kind: str) -> HttpResponseBase:
    """The public records behind a figure as a file."""
    figure, line = _found(year, figure_id)
    if figure.of is None:
        raise Http404
    name = f"{year}年{line.title}" + ("(演示数据)" if district().synthetic else "")
    notes = [f"{year}年{line.title}:{line.definition}", line.formula, *(one.sentence for one in _rest(figure, year))]
    return records(figure, year).file(kind, name, notes)


def records(figure: Figure, year: int) -> Listed:
    """The records behind a figure that anybody may see."""
    parameters = district().parameters(date(year, 12, 31))
    rows = visible(live.records(figure, year=year, parameters=parameters), PUBLIC, on=today())
    return Listed(figure.table, rows, public_columns(figure.table, (*figure.drill, figure.table.key)))


def _found(year: int, figure_id: str) -> tuple[Figure, FigureLine]:
    figure, statement = catalogue().figures.get(figure_id), frozen.frozen(year).get(figure_id)
    if figure is None or statement is None:
        raise Http404
    return figure, frozen.line(figure, statement)


def _rest(figure: Figure, year: int) -> tuple[Withheld, ...]:
    parameters = district().parameters(date(year, 12, 31))
    return withheld(figure, PUBLIC, on=today(), year=year, parameters=parameters)


def _sentence(line: FigureLine, year: int) -> str:
    # The report's own sentence goes on with the figure before it; here the figure stands alone.
    if line.is_void:
        return f"{year}年{line.title}：无。没有应当计入分母的记录，不计算比率。"
    parts = f"（{line.fraction}）" if line.fraction else ""
    return f"{year}年{line.title}为{line.shown}{line.unit}{parts}。"


def _by_month(figure: Figure, listed: Listed) -> Chart | None:
    if not figure.dated or not is_public(figure.table.column(figure.dated)):
        return None
    if figure.table.column(figure.dated).type not in {Type.DATE, Type.MOMENT}:
        return None
    days = listed.rows.order_by().values_list(figure.dated, flat=True)
    counts = Counter(day.month for day in days.iterator() if day is not None)
    if not counts:
        return None
    values = tuple(counts[month] for month in range(1, MONTHS + 1))
    labels = tuple(f"{month}月" for month in range(1, MONTHS + 1))
    return Chart("可以公开的记录按月份", "条", labels, (Series("记录", values),))
