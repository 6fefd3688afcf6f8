"""Where institutions' own pages hang in the workbench: at the desk, and under a case."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.acting import UnableToFindCase, case_for
from yifa.kernel.pages import Place
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.places import answered, asked_with, page_named
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.page import DESK, render


@signed_in
def desk(request: HttpRequest, signed: Signed, name: str, part: str = "") -> HttpResponseBase:
    """A page of an institution at the desk."""
    page = page_named(name, Place.DESK)
    if page.roles and signed.role not in page.roles:
        raise PermissionDenied
    asked = asked_with(request, viewer=signed.viewer, acting=signed.acting, part=part)
    return answered(request, page, asked, show=partial(render, request, signed, trail=(DESK,)))


@signed_in
def of_case(request: HttpRequest, signed: Signed, case: int, name: str, part: str = "") -> HttpResponseBase:
    """A page of an institution under a case."""
    try:
        found = case_for(signed.viewer, case_id=case, on=signed.on)
    except UnableToFindCase as absent:
        raise Http404 from absent
    page = page_named(name, Place.CASE, procedure=found.procedure)
    asked = asked_with(request, viewer=signed.viewer, acting=signed.acting, case=found, part=part)
    trail = (DESK, Link(str(found), f"/desk/cases/{found.pk}/"))
    return answered(request, page, asked, show=partial(render, request, signed, trail=trail, case=found))


urlpatterns = [
    path("desk/office/<slug:name>/", desk, name="desk"),
    path("desk/office/<slug:name>/<str:part>/", desk, name="desk_part"),
    path("desk/cases/<int:case>/<slug:name>/", of_case, name="case_place"),
    path("desk/cases/<int:case>/<slug:name>/<str:part>/", of_case, name="case_place_part"),
]
