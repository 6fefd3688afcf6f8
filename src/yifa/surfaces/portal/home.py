"""The first page: what people come for, each one step away."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from yifa.kernel.pages import Place
from yifa.surfaces.portal import frozen
from yifa.surfaces.portal.page import SITE, render
from yifa.surfaces.portal.records import counts
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.places import pages_at


@open_page
def home(request: HttpRequest) -> HttpResponseBase:
    """The first page."""
    return render(
        request,
        "portal/home.html",
        places=tuple(one for one in pages_at(Place.OPEN) if one.says),
        is_local=settings.YIFA_IS_LOCAL,
        title=SITE,
        years=frozen.years(),
        topics=counts(),
    )
