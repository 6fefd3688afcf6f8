"""The organs of the district: where to reach each, and how much it has published."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from yifa.kernel.access import PUBLIC, visible
from yifa.kernel.models import Case
from yifa.kernel.organ_tree import OrganLine, organs_on
from yifa.surfaces.portal.listing import today
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.grid import Grid, Head, Row

HEADS = (Head("机关"), Head("上级"), Head("电话"), Head("地址"), Head("已公开的办理记录(件)", number=True))


@open_page
def index(request: HttpRequest) -> HttpResponseBase:
    """All organs that exist today."""
    counts = _published()
    rows = tuple(_row(one, counts.get(one.pk, 0)) for one in organs_on(today()))
    return render(request, "portal/organs.html", title="机关", grid=Grid("机关名录", HEADS, rows))


def _row(one: OrganLine, published: int) -> Row:
    return Row((one.name, one.parent, one.telephone, one.address, str(published)))


def _published() -> Mapping[int | None, int]:
    cases = visible(Case.objects.all(), PUBLIC, on=today())
    return dict(cases.order_by().values_list("organ").annotate(n=Count("pk")))
