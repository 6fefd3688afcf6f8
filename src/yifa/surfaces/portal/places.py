"""Where institutions' own public pages hang, e.g. drafts that are open for comment."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache

from yifa.kernel.access import PUBLIC
from yifa.kernel.pages import Place
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.places import answered, asked_with, page_named


@never_cache
def place(request: HttpRequest, name: str, part: str = "") -> HttpResponseBase:
    """A public page of an institution."""
    page = page_named(name, Place.OPEN)
    asked = asked_with(request, viewer=PUBLIC, part=part)
    told = {"csrf": get_token(request) if page.do is not None else "", "refused": ""}
    return answered(request, page, asked, show=partial(render, request, **told))
