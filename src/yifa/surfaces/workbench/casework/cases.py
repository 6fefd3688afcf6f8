"""The work list: what is to be done next, the earliest due first, on pages and as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.catalogue import catalogue
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.trays import TRAYS, at_steps
from yifa.kernel.worklist import Due, Item, Place, WorkList, work_list
from yifa.surfaces.shell.asking import asked
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.given import versions
from yifa.surfaces.shell.grid import Choice, Filter, Grid, Head, Row
from yifa.surfaces.shell.paging import UNREADABLE
from yifa.surfaces.shell.sheets import Cell, csv_file, xlsx_file
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.page import DESK, render

HEADS = ("事项", "程序", "现在的环节", "由谁办理", "到期日", "期限", "机关", "条线系统")
BATCH = 500
FILTERS = ("procedure", "organ", "due")
TRAY = "tray"


@dataclass(frozen=True, slots=True)
class Turning:
    """Where the first page of the list is, and the next one."""

    first: str
    following: str
    is_first: bool


@signed_in
def index(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The list, one page of it."""
    found = _list(request, signed, after=_place(request.GET.get("after", "")))
    return render(
        request,
        signed,
        "workbench/cases.html",
        title="办件",
        grid=Grid("待办的案件", tuple(map(Head, HEADS[:-1])), tuple(_row(one) for one in found.items)),
        filters=_filters(request.GET, signed),
        leaf=Turning(_query(request.GET), _following(request.GET, found), "after" not in request.GET),
        query=_query(request.GET),
        trail=(DESK,),
    )


@signed_in
def file(request: HttpRequest, signed: Signed, kind: str) -> HttpResponseBase:
    """The whole list, filtered as the page is, as a file."""
    name = f"待办案件{signed.on}" + ("(演示数据)" if district().synthetic else "")
    rows = (_cells(one) for one in _all(request, signed))
    if kind == "csv":
        return csv_file(name, HEADS, rows)
    return xlsx_file(name, HEADS, rows, notes=(name, "只含本人岗位可以查看的案件。", f"截至{signed.on}。"))


def _all(request: HttpRequest, signed: Signed) -> Iterator[Item]:
    after: Place | None = None
    while True:
        found = _list(request, signed, after=after, size=BATCH)
        yield from found.items
        if found.following is None:
            return
        after = found.following


def _list(request: HttpRequest, signed: Signed, *, after: Place | None, size: int = 50) -> WorkList:
    procedure, organ, due = (asked(request.GET, name) for name in FILTERS)
    known = {one.value: one for one in Due}
    return work_list(
        signed.viewer,
        on=signed.on,
        procedure=procedure,
        organ=organ,
        due=known.get(due),
        at=_at(request, signed),
        after=after,
        size=size,
        versions=versions(),
    )


def _at(request: HttpRequest, signed: Signed) -> frozenset[tuple[str, str]] | None:
    """The steps of the tray that is asked for; None for all steps."""
    tray = next((one for one in TRAYS if one.name == asked(request.GET, TRAY)), None)
    if tray is None:
        return None
    steps = at_steps(signed.viewer, on=signed.on, versions=versions())
    return frozenset((one.procedure, one.step) for one in steps if tray.holds(one.step_title))


def _row(one: Item) -> Row:
    name, *others, _ = (str(cell or "") for cell in _cells(one))
    return Row(
        (name, *others[:-1], others[-1] + (f"(在「{one.system}」办理)" if one.system else "")),
        f"/desk/cases/{one.case_id}/",
    )


def _cells(one: Item) -> tuple[Cell, ...]:
    due: date | None = one.due_on
    return (one.name, one.procedure_title, one.step_title, one.duty, due, one.due.value, one.organ, one.system)


def _filters(query: QueryDict, signed: Signed) -> tuple[Filter, ...]:
    titles = {text.name: text.title for text in catalogue().procedures.values()}
    posts = [one.post.organ_path for one in signed.posts]
    organs = [line for line in organs_on(signed.on) if any(line.path.startswith(path) for path in posts)]
    return (
        Filter("procedure", "程序", asked(query, "procedure"), tuple(Choice(*pair) for pair in titles.items())),
        Filter("organ", "机关", asked(query, "organ"), tuple(Choice(line.path, line.name) for line in organs)),
        Filter(TRAY, "类别", asked(query, TRAY), tuple(Choice(one.name, one.title) for one in TRAYS)),
        Filter("due", "期限", asked(query, "due"), tuple(Choice(one.value, one.value) for one in Due)),
    )


def _query(query: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: value for name in (*FILTERS, TRAY) if (value := asked(query, name))})
    return f"?{kept.urlencode()}"


def _following(query: QueryDict, found: WorkList) -> str:
    if found.following is None:
        return ""
    day = found.following.due_on
    return f"{_query(query)}&after={day.isoformat() if day is not None else 'none'}.{found.following.case_id}"


def _place(text: str) -> Place | None:
    if not text:
        return None
    found = re.fullmatch(r"(none|\d{4}-\d{2}-\d{2})\.(\d{1,18})", text, re.ASCII)
    try:
        return (
            Place(None if found[1] == "none" else date.fromisoformat(found[1]), int(found[2])) if found else _unread()
        )
    except ValueError:
        return _unread()


def _unread() -> Place:
    raise BadRequest(UNREADABLE)


urlpatterns = [
    path("desk/cases/", index, name="cases"),
    path("desk/cases/list.csv", file, {"kind": "csv"}, name="cases_csv"),
    path("desk/cases/list.xlsx", file, {"kind": "xlsx"}, name="cases_xlsx"),
]
