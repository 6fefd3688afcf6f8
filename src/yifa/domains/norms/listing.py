"""The public list of norms with the status of each on a day, and one norm with its text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yifa.domains.norms.citable import NORM_KIND
from yifa.domains.norms.models import NormativeDocument
from yifa.domains.norms.sheets import Kind
from yifa.kernel.access import visible
from yifa.kernel.dossiers.sheets import the
from yifa.kernel.instruments import days_of
from yifa.kernel.pages import Asked, Download, NothingThere, Page

Days = Mapping[str, tuple[date | None, date | None]]
HEADS = ("文号", "文件名称", "制定机关", "起草单位", "公布日期", "施行日期", "失效日期", "状态")
TRAIL = ({"title": "行政规范性文件", "href": "/open/norm-list/"},)


class Status(StrEnum):
    """Whether a norm binds on a day."""

    UNPUBLISHED = "未公布"
    NOT_YET = "尚未施行"
    IN_FORCE = "现行有效"
    VOID = "已经失效"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    case_id: int
    number: str
    title: str
    issuer: str
    organ: str
    published: date | None
    since: date | None
    until: date | None
    status: Status

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as texts, in the order of HEADS."""
        days = (str(day or "") for day in (self.published, self.since, self.until))
        return (self.number, self.title, self.issuer, self.organ, *days, self.status.value)


def show(asked: Asked) -> Page | Download:
    """The list on a day; or one norm; or the list as CSV or JSON."""
    day = _day(asked)
    if asked.part in {"list.csv", "list.json"}:
        return _file(listed(asked, day), asked.part, day)
    if asked.part:
        return _one(asked)
    rows = listed(asked, day)
    status = asked.query.get("status", "")
    chosen = [one for one in rows if not status or one.status == status]
    counts = {one.value: sum(1 for row in rows if row.status == one) for one in Status}
    told = {
        "rows": chosen,
        "day": day,
        "chosen": status,
        "counts": counts,
        "statuses": [one.value for one in Status][1:],
    }
    return Page("norms/list.html", "行政规范性文件", told)


def listed(asked: Asked, day: date) -> list[Listed]:
    """Every norm that may be seen and is published, the latest first, with its status on the day."""
    rows = visible(NormativeDocument.objects.exclude(published=None), asked.viewer, on=asked.on)
    known = days_of(kind=NORM_KIND)
    return [_listed(row, day, known) for row in rows.order_by("-published", "-pk")]


def status_on(day: date, *, published: date | None, since: date | None, until: date | None) -> Status:
    """Whether it binds on the day: never from before it was published, the last day included."""
    if published is None or published > day:
        return Status.UNPUBLISHED
    if until is not None and until < day:
        return Status.VOID
    return Status.NOT_YET if max(published, since or published) > day else Status.IN_FORCE


def _listed(row: NormativeDocument, day: date, known: Days) -> Listed:
    # What is handled here says in the register until when it binds; of a ledger's row its own columns say it.
    since, until = known.get(row.no or "", (row.effective, row.expires))
    status = status_on(day, published=row.published, since=since, until=until)
    named = (row.no or "", row.title or "", row.issuer or "", row.organ or "")
    return Listed(row.of_case_id, *named, row.published, since, until, status)


def _one(asked: Asked) -> Page:
    number = int(asked.part) if asked.part.isascii() and asked.part.isdigit() and len(asked.part) < 12 else 0  # noqa: PLR2004 - as the database holds
    found = visible(NormativeDocument.objects.filter(of_case_id=number), asked.viewer, on=asked.on)
    row = found.exclude(published=None).select_related("of_case").first()
    if row is None:
        raise NothingThere
    text = the(row.of_case, Kind.SIGNED, on=asked.on)
    reading = the(row.of_case, Kind.INTERPRETATION, on=asked.on)
    told = {
        "one": _listed(row, asked.on, days_of(kind=NORM_KIND)),
        "text": text,
        "reading": reading,
        "today": asked.on,
        "trail": TRAIL,
    }
    return Page("norms/norm.html", row.title or row.no or "行政规范性文件", told)


def _file(rows: Iterable[Listed], name: str, day: date) -> Download:
    if name.endswith("json"):
        items = [dict(zip(HEADS, one.cells, strict=True)) for one in rows]
        text = json.dumps({"日期": str(day), "文件": items}, ensure_ascii=False, indent=1)
        return Download(f"行政规范性文件目录{day}.json", text.encode(), "application/json; charset=utf-8")
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(HEADS)
    writer.writerows([_safe(cell) for cell in one.cells] for one in rows)
    return Download(f"行政规范性文件目录{day}.csv", ("\ufeff" + held.getvalue()).encode(), "text/csv; charset=utf-8")


def _safe(cell: str) -> str:
    # A spreadsheet takes such a cell for a formula.
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def _day(asked: Asked) -> date:
    try:
        return date.fromisoformat(asked.query.get("on", ""))
    except ValueError:
        return asked.on
