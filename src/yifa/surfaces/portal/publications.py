"""What stands published under a duty, at its stable address; what was taken down says so there, for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from yifa.kernel.access import PUBLIC, showing, shown, visible
from yifa.kernel.catalogue import catalogue
from yifa.kernel.disclosure.declaration import Duty
from yifa.kernel.disclosure.listing import page_at
from yifa.kernel.disclosure.rows import duties_of
from yifa.kernel.ledger import Table
from yifa.kernel.models import Publication
from yifa.surfaces.portal.listing import public_columns, today
from yifa.surfaces.portal.page import render
from yifa.surfaces.portal.records import RECORDS, public_records
from yifa.surfaces.shell.asking import asked
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.grid import Choice, Filter, Grid, Head, Row, head_of, words
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.paging import paged

TITLE, WITHDRAWN = "公示", "已撤下"
HEADS = tuple(Head(title) for title in ("事项", "编号或者名称", "机关", "公示渠道", "公示日期"))


@open_page
def index(request: HttpRequest) -> HttpResponseBase:
    """Everything that stands published, the latest first."""
    kind = asked(request.GET, "kind")
    rows = published(kind).select_related("case", "case__organ")
    leaf = paged(rows, by=("-done_on", "-pk"), query=request.GET)
    return render(
        request,
        "portal/publications.html",
        title=TITLE,
        filters=(Filter("kind", "事项", kind, _kinds()),),
        grid=Grid(TITLE, HEADS, _rows(leaf.items)),
        leaf=leaf,
        total=rows.count(),
        trail=(RECORDS,),
    )


def published(kind: str = "") -> models.QuerySet[Publication]:
    """What stands published, of one procedure where it is named."""
    rows = visible(Publication.objects.filter(done_on__isnull=False, withdrawn_on=None), PUBLIC, on=today())
    return rows.filter(case__procedure=kind) if kind else rows


def _kinds() -> tuple[Choice, ...]:
    found = {duty.procedure.name: duty.procedure.title for duty in catalogue().duties}
    return tuple(Choice(name, title) for name, title in found.items())


def _rows(found: Sequence[Publication]) -> tuple[Row, ...]:
    titles = {choice.value: choice.title for choice in _kinds()}
    channels = {duty.channel.name: duty.channel.title for duty in catalogue().duties}
    names = _names(found)
    return tuple(
        Row(
            (
                titles.get(one.case.procedure, TITLE),
                names.get(one.case_id, ""),
                one.case.organ.name if one.case.organ is not None else "",
                channels.get(one.channel, one.channel),
                str(one.done_on),
            ),
            f"/published/{one.address}/",
        )
        for one in found
    )


def _names(found: Sequence[Publication]) -> Mapping[int, str]:
    """By case: its number, or what it is called where it has none, as far as its record says so to anybody."""
    names: dict[int, str] = {}
    cases = [one.case_id for one in found]
    tables = {one.case.procedure: catalogue().table_of(name=one.case.procedure) for one in found}
    for table in filter(None, tables.values()):
        saying = [column.id for column in public_columns(table) if column.id in {table.key, "title"}]
        show = showing(PUBLIC, table=table, on=today())
        for record in public_records(table).filter(of_case_id__in=cases):
            values = show(record).values
            names[record.of_case_id] = next((str(values[name]) for name in saying if values.get(name)), "")
    return names


@open_page
def page(request: HttpRequest, channel: str, case: int) -> HttpResponseBase:
    """What the public finds at the address of a case on a channel."""
    found = page_at(f"{channel}/{case}")
    if found is None:
        raise Http404
    row = None if found.sentence.startswith(WITHDRAWN) else _visible(found.address)
    table = catalogue().table_of(name=row.case.procedure) if row is not None else None
    facts = _facts(row, table) if row is not None and table is not None and not found.text else ()
    return render(
        request,
        "portal/publication.html",
        title=_title(row, facts),
        found=found,
        facts=facts,
        duty=_duty(row),
        organ=row.case.organ.name if row is not None and row.case.organ is not None else "",
        trail=(RECORDS, *((Link(table.title, f"/records/{table.id}/"),) if table is not None else ())),
    )


def _visible(address: str) -> Publication | None:
    rows = visible(Publication.objects.filter(address=address, done_on__isnull=False), PUBLIC, on=today())
    return rows.select_related("case", "case__organ").first()


def _facts(row: Publication, table: Table) -> tuple[tuple[str, str], ...]:
    record = public_records(table).filter(of_case=row.case_id).first()
    if record is None:
        return ()
    values = shown(record, PUBLIC, table=table, on=today()).values
    told = ((head_of(column), words(column, values.get(column.id))) for column in public_columns(table))
    return tuple((name, value) for name, value in told if value)


def _title(row: Publication | None, facts: Sequence[tuple[str, str]]) -> str:
    duty = _duty(row)
    number = f"：{facts[0][1]}" if facts else ""
    return f"{duty.procedure.title}{TITLE}{number}" if duty is not None else TITLE


def _duty(row: Publication | None) -> Duty | None:
    if row is None:
        return None
    return next((duty for duty in duties_of(row.case.procedure) if duty.channel.name == row.channel), None)
