"""The addresses of all pages: each surface brings its own; errors are told in the frame of the portal."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.errors import error_page
from yifa.surfaces.shell.files import serve

urlpatterns = [
    path("static/<path:name>", serve, name="file"),
    # The public comes first, in the list and in haste.
    path("", include("yifa.surfaces.portal.urls")),
    path("", include("yifa.surfaces.api.urls")),
    path("", include("yifa.surfaces.workbench.urls")),
]


def _told(status: int, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    return error_page(request, status, render)


handler400, handler403, handler404, handler500 = (partial(_told, status) for status in (400, 403, 404, 500))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that was not sent from here, or too late."""
    del reason
    return error_page(request, 403, render)
