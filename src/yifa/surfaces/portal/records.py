"""What is public of the records themselves: lists by table, searched and filtered, and as files with definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.catalogue import catalogue, record_model
from yifa.kernel.disclosure.rows import duties_of
from yifa.kernel.ledger import Table
from yifa.kernel.models import Publication
from yifa.surfaces.portal.listing import Listed, containing, is_public, public_columns, today
from yifa.surfaces.portal.page import render
from yifa.surfaces.portal.topics import Topic, all_tables, placed
from yifa.surfaces.shell.asking import asked
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.grid import Choice, Filter, Grid, Row, heads_of
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.remembering import REMEMBERED

RECORDS = Link("公开信息", "/records/")


@open_page
def index(request: HttpRequest) -> HttpResponseBase:
    """All tables that have something public, by topic."""
    return render(request, "portal/topics.html", title="公开信息", topics=counts())


@open_page
def table(request: HttpRequest, table_id: str) -> HttpResponseBase:
    """The public records of one table."""
    found = _table(table_id)
    listed, query = _asked(found, request.GET), _query(request.GET)
    leaf = listed.leaf(request.GET)
    to = _addresses(found, leaf.items)
    rows = tuple(
        Row(cells, to.get(getattr(one, "of_case_id", None), ""))
        for one, cells in zip(leaf.items, listed.cells(leaf.items), strict=True)
    )
    return render(
        request,
        "portal/records.html",
        title=found.title,
        table=found,
        basis=basis(found),
        filters=_filters(found, request.GET),
        grid=Grid(found.title, heads_of(listed.columns), rows),
        leaf=leaf,
        total=REMEMBERED.of((table_id, query), listed.rows.count),
        query=query,
        trail=(RECORDS,),
    )


@open_page
def file(request: HttpRequest, table_id: str, kind: str) -> HttpResponseBase:
    """The public records of one table, filtered as the page is, as a file."""
    found = _table(table_id)
    name = found.title + ("(演示数据)" if district().synthetic else "")
    return _asked(found, request.GET).file(kind, name, (name, *basis(found), "只含依法公开的记录和公开的栏目。"))


def counts() -> tuple[tuple[Topic, tuple[tuple[Table, int], ...]], ...]:
    """By topic, the tables that have public records, with how many."""
    numbers = {one.id: public_records(one).count() for one in all_tables() if public_columns(one)}
    topics = placed(one for one in all_tables() if numbers.get(one.id))
    return tuple((topic, tuple((one, numbers[one.id]) for one in tables)) for topic, tables in topics)


def public_records(found: Table) -> models.QuerySet[Any]:
    """The records of a table that anybody may see."""
    return visible(record_model(found)._default_manager.all(), PUBLIC, on=today())  # noqa: SLF001 - Django's own interface


def basis(found: Table) -> tuple[str, ...]:
    """On what ground records of the table are public, in sentences."""
    if found.open_by is not None:
        return (f"依据{found.open_by.formal}公开。",)
    duties = duties_of(found.becomes.name) if found.becomes is not None else ()
    return tuple(f"在{duty.channel.title}公示,依据{duty.basis.formal}。" for duty in duties)


def _table(table_id: str) -> Table:
    found = catalogue().tables.get(table_id)
    if found is None or not public_columns(found) or not public_records(found).exists():
        raise Http404
    return found


def _asked(found: Table, query: QueryDict) -> Listed:
    columns, rows = public_columns(found), public_records(found)
    words, year, organ = (asked(query, name) for name in ("q", "year", "organ"))
    if words:
        rows = rows.filter(containing(columns, words))
    if year:
        rows = rows.filter(year=int(year)) if year.isascii() and year.isdigit() and len(year) == 4 else rows.none()  # noqa: PLR2004 - digits of a year
    if organ and _organ(found):
        rows = rows.filter(**{_organ(found): organ})
    return Listed(found, rows, columns)


def _filters(found: Table, query: QueryDict) -> Iterator[Filter]:
    yield Filter("q", "包含的文字", asked(query, "q"))
    yield Filter("year", "年度", asked(query, "year"), _choices(found, "year"))
    if _organ(found):
        yield Filter("organ", found.column(_organ(found)).head, asked(query, "organ"), _choices(found, _organ(found)))


def _organ(found: Table) -> str:
    return found.organ if found.organ and is_public(found.column(found.organ)) else ""


def _choices(found: Table, column: str) -> tuple[Choice, ...]:
    def known() -> tuple[Choice, ...]:
        values = public_records(found).order_by().values_list(column, flat=True).distinct()
        return tuple(Choice(str(value), str(value)) for value in sorted(filter(None, values), key=str))

    return REMEMBERED.of((found.id, column), known)


def _query(query: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: value for name in ("q", "year", "organ") if (value := asked(query, name))})
    return f"?{kept.urlencode()}" if kept else ""


def _addresses(found: Table, records: Iterable[Any]) -> Mapping[int | None, str]:
    if found.becomes is None:
        return {}
    ids = [record.of_case_id for record in records]
    rows = visible(Publication.objects.filter(case_id__in=ids, done_on__isnull=False), PUBLIC, on=today())
    return {case: f"/published/{address}/" for case, address in rows.order_by("-pk").values_list("case_id", "address")}
