"""The officers' pages at /desk/tasks/: an institution's own pages, under an address where they also work off-line.

A script of the browser stands in for the server there while there is no signal; its reach is this address and no other.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

from yifa.kernel.acting import UnableToFindCase, case_for
from yifa.kernel.pages import Place
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.places import answered, asked_with, page_named
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.page import DESK, render

LIST, VISIT = "visits", "onsite"
"""The pages that an institution of inspections declares for this address."""
TASKS = Link("现场检查任务", "/desk/tasks/")
WORKER = Path(__file__).parents[1] / "static" / "workbench" / "checklist-worker.js"


@signed_in
def tasks(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The visits of these days."""
    page = page_named(LIST, Place.DESK)
    asked = asked_with(request, viewer=signed.viewer, acting=signed.acting)
    return answered(request, page, asked, show=partial(render, request, signed, trail=(DESK,)))


@signed_in
def task(request: HttpRequest, signed: Signed, case: int, part: str = "") -> HttpResponseBase:
    """One visit; what a browser without scripts sends is taken here as a whole."""
    try:
        found = case_for(signed.viewer, case_id=case, on=signed.on)
    except UnableToFindCase as absent:
        raise Http404 from absent
    page = page_named(VISIT, Place.CASE, procedure=found.procedure)
    asked = asked_with(request, viewer=signed.viewer, acting=signed.acting, case=found, part=part)
    show = partial(render, request, signed, trail=(DESK, TASKS), case=found)
    return answered(request, page, asked, show=show)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that stands in for the server; never kept, so that a new one takes over at once."""
    del request
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)


urlpatterns = [
    path("desk/tasks/", tasks, name="tasks"),
    path("desk/tasks/worker.js", worker, name="tasks_worker"),
    path("desk/tasks/<int:case>/", task, name="task"),
    path("desk/tasks/<int:case>/data.json", task, {"part": "data"}, name="task_data"),
]
