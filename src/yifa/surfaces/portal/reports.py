"""The annual reports: their text with every figure a link, the figures as data with what they mean."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from yifa.report.document import Document, FigureLine, plain
from yifa.report.publishing import due_by
from yifa.report.trace import definitions_json, figures_json
from yifa.surfaces.portal import frozen
from yifa.surfaces.portal.listing import today
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.sheets import Cell, csv_file, xlsx_file

REPORTS = Link("年度报告", "/report/")
HEAD = ("编号", "名称", "值", "单位", "分子", "分母", "记录数", "口径", "计算方法", "依据", "来源", "记录集摘要")
JSON_TYPE = "application/json; charset=utf-8"


@open_page
def index(request: HttpRequest) -> HttpResponseBase:
    """The reports of all years: those that are published, and by when the others are due."""
    return render(
        request,
        "portal/reports.html",
        title="年度报告",
        reports=tuple(frozen.published().values()),
        awaited=tuple((year, due_by(year)) for year in frozen.awaited()),
    )


@open_page
def report(request: HttpRequest, year: int) -> HttpResponseBase:
    """The report of one year; before it is published, by when it is due."""
    standing = frozen.published().get(year)
    if standing is None:
        return _due(request, year)
    document, known = frozen.document(standing), frozenset(frozen.frozen(year))
    return render(
        request,
        "portal/report.html",
        title=f"{document.district}{document.title}",
        document=document,
        standing=standing,
        known=known,
        year=year,
        trail=(REPORTS,),
    )


def _due(request: HttpRequest, year: int) -> HttpResponseBase:
    if year not in frozen.awaited():
        raise Http404
    due = due_by(year)
    return render(
        request,
        "portal/report_due.html",
        title=f"{district().district}{year}年法治政府建设情况报告",
        year=year,
        due=due,
        is_late=today() > due,
        trail=(REPORTS,),
    )


@open_page
def figures(request: HttpRequest, year: int, kind: str) -> HttpResponseBase:
    """All figures of a year with what they mean, as a sheet."""
    here, document = district(), _document(year)
    name = f"{here.district}{year}年度数字" + ("(演示数据)" if here.synthetic else "")
    if kind == "csv":
        return csv_file(name, HEAD, _rows(document.figures))
    return xlsx_file(name, HEAD, _rows(document.figures), notes=[name, *_notes(synthetic=here.synthetic)])


@open_page
def values(request: HttpRequest, year: int) -> HttpResponseBase:
    """All figures of a year for machines, by id."""
    return _json(figures_json(_document(year)))


@open_page
def definitions(request: HttpRequest, year: int) -> HttpResponseBase:
    """What all figures of a year mean, for machines, by id."""
    return _json(definitions_json(_document(year)))


def _document(year: int) -> Document:
    standing = frozen.published().get(year)
    if standing is None:
        raise Http404
    return frozen.document(standing)


def _json(text: str) -> HttpResponse:
    # What is made up says so itself, wherever it is copied to.
    marked = {"note": "演示数据,全部虚构。", **json.loads(text)} if district().synthetic else json.loads(text)
    return HttpResponse(json.dumps(marked, ensure_ascii=False, indent=1), content_type=JSON_TYPE)


def _rows(figures: tuple[FigureLine, ...]) -> Iterator[tuple[Cell, ...]]:
    for one in figures:
        over, under = (plain(part) if part is not None else "" for part in (one.numerator, one.denominator))
        value = one.value if one.value is not None else one.shown
        yield (
            *(one.id, one.title, value, one.unit, over, under, one.record_count),
            *(one.definition, one.formula, one.basis, one.source_class.value, one.record_hash),
        )


def _notes(*, synthetic: bool) -> Iterator[str]:
    yield "每个数字的口径、计算方法和依据在同一行。记录数是数字背后的全部记录,不论是否公开。"
    if synthetic:
        yield "演示数据:行政区、人员、企业、案件均不存在。"
