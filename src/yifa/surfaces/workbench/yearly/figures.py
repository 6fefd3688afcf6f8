"""All figures of a year at the desk: what each is, what it was the year before, and whether the report has it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from yifa.engine.figures.evaluation import Evaluated
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.keys import UnableToReadKey
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.log import UnableToSeal
from yifa.kernel.evidence.sealing import said
from yifa.report import yearly
from yifa.report.assembly import formula
from yifa.report.drafting import outline_of, placed_in
from yifa.report.numbering import numbered
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.sheets import Cell, csv_file, xlsx_file
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render

READERS = ("head", "leader", "supervisor", "auditor", "reporter", "operator")
FIGURES = Link("数字", "/desk/figures/")
HEAD = ("编号", "名称", "值", "单位", "分子", "分母", "上年", "来源", "口径", "计算方法", "依据", "没有数值的原因")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in the list, in words.

    change: to the year before; frozen: the value of the report, «» where it is not frozen; differs: whether the
    records say something else by now.
    """

    id: str
    title: str
    shown: str
    fraction: str
    missing: str
    before: str
    change: str
    source: str
    basis: str
    frozen: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the outline with its figures."""

    title: str
    lines: tuple[Line, ...]


@require_safe
@for_roles(*READERS)
def latest(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Lead to the year of the district."""
    return HttpResponseRedirect(f"/desk/figures/{district().year}/")


@require_safe
@for_roles(*READERS)
def index(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """All figures of a year, by chapter."""
    chapters = tuple(_chapters(year))
    lines = [line for chapter in chapters for line in chapter.lines]
    return render(
        request,
        signed,
        "workbench/figures.html",
        title=f"{year}年数字",
        year=year,
        chapters=chapters,
        count=len(lines),
        missing=sum(bool(line.missing) for line in lines),
        differing=sum(line.differs for line in lines),
        frozen=sum(bool(line.frozen) for line in lines),
        may_freeze=signed.role == "reporter",
        trail=(DESK,),
    )


@require_safe
@for_roles(*READERS)
def sheet(request: HttpRequest, signed: Signed, year: int, kind: str) -> HttpResponseBase:
    """All figures of a year with what they mean, as a file."""
    here = district()
    name = f"{here.district}{year}年度数字(内部)" + ("(演示数据)" if here.synthetic else "")
    if kind == "csv":
        return csv_file(name, HEAD, _rows(year))
    notes = [
        name,
        "数字按打开时的记录计算,没有定稿的以后还会变。",
        *(["演示数据,全部虚构。"] if here.synthetic else []),
    ]
    return xlsx_file(name, HEAD, _rows(year), notes=notes)


@require_POST
@for_roles("reporter")
def freeze(request: HttpRequest, signed: Signed, year: int) -> HttpResponseBase:
    """Put every figure of the year on record as it is now; it can be frozen again, and each time stays on record."""
    try:
        document = yearly.composed(district(), year=year, on=signed.on, items=())
        yearly.frozen(document, at=signed.at)
    except (UnableToSeal, UnableToReadKey) as refusal:
        messages.error(request, f"没有定稿:{refusal}")
    else:
        count = sum(not one.is_missing for one in document.figures)
        messages.success(request, f"{year}年的 {count} 项数字已经定稿并存证。以后记录再有变动,这里会标出来。")
    return HttpResponseRedirect(f"/desk/figures/{year}/")


def frozen_values(year: int) -> Mapping[str, str]:
    """The value of each figure as it was last frozen, by id."""
    found = {}
    for subject, told in said(Subject.FIGURE):
        of_year, _, figure = subject.partition("/")
        if of_year == str(year):
            found[figure] = str(told["statement"]["value"])
    return found


def shown(found: Evaluated) -> str:
    """A value in words: «无» for a rate of nothing, «待补» where it is missing."""
    if found.missing_reason:
        return "待补"
    return f"{found.shown}{found.unit}" if found.shown else "无"


def change(now: Evaluated, before: Evaluated) -> str:
    """The change to the year before, «» where either is not known; of a rate in points."""
    if not (_is_number(now.value) and _is_number(before.value)):
        return ""
    difference = Decimal(now.value or 0) - Decimal(before.value or 0)
    if not difference:
        return "持平"
    unit = "个百分点" if now.unit in {"%", "％"} else now.unit
    return f"{'增加' if difference > 0 else '减少'}{abs(difference):f}{unit}"


def _chapters(year: int) -> Iterator[Chapter]:
    lines = {line.id: line for line in _lines(year)}
    sections = outline_of(year).sections
    left = dict(lines)
    for number, section in zip(numbered([one.level for one in sections]), sections, strict=True):
        found = tuple(left.pop(name) for name in placed_in(section) if name in left)
        if found:
            yield Chapter(f"{number}{section.title}" or "报告开头", found)
    if left:
        yield Chapter("没有编入报告的数字", tuple(left.values()))


def _lines(year: int) -> Iterator[Line]:
    here, frozen = district(), frozen_values(year)
    now, before = yearly.numbers(here, year=year), yearly.numbers(here, year=year - 1)
    for name, figure in catalogue().figures.items():
        one, last = now[name], before[name]
        stood = frozen.get(name, "")
        yield Line(
            id=name,
            title=figure.title,
            shown=shown(one),
            fraction=f"{one.numerator}/{one.denominator}" if one.denominator is not None else "",
            missing=one.missing_reason,
            before="" if last.missing_reason else shown(last),
            change=change(one, last) if figure.of is not None else "",
            source=figure.source.value,
            basis=figure.basis_shown,
            frozen=stood,
            differs=bool(stood) and not one.missing_reason and stood != (one.shown or "无"),
        )


def _rows(year: int) -> Iterator[tuple[Cell, ...]]:
    here = district()
    now, before = yearly.numbers(here, year=year), yearly.numbers(here, year=year - 1)
    for name, figure in catalogue().figures.items():
        one = now[name]
        value: Any = one.value if one.value is not None else shown(one)
        yield (
            *(name, figure.title, value, one.unit, one.numerator, one.denominator, before[name].value),
            *(figure.source.value, figure.definition, formula(figure), figure.basis_shown, one.missing_reason),
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def last_day(year: int) -> date:
    """The last day of a year, on which its parameters are read."""
    return date(year, 12, 31)


urlpatterns = [
    path("desk/figures/", latest, name="desk_figures"),
    path("desk/figures/<int:year>/", index, name="desk_figures_year"),
    path("desk/figures/<int:year>/freeze/", freeze, name="desk_figures_freeze"),
    path("desk/figures/<int:year>/figures.<slug:kind>", sheet, name="desk_figures_sheet"),
]
