"""The first screen of whoever is signed in."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.pages import Place
from yifa.surfaces.shell.places import pages_at
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.page import render


@signed_in
def home(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The first screen."""
    desks = pages_at(Place.DESK, role=signed.role)
    return render(request, signed, "workbench/home.html", title="工作台", desks=desks)


urlpatterns = [path("desk/", home, name="work")]
