"""Institutions' own pages: from a request to what their views are asked with, and from what they say to a response."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header

from yifa.kernel.access import Viewer
from yifa.kernel.acting import UnableToFindCase
from yifa.kernel.acts import Overtaken
from yifa.kernel.catalogue import catalogue
from yifa.kernel.entitlement import Acting
from yifa.kernel.models import Case
from yifa.kernel.pages import REFUSED_BY, Asked, Done, Download, File, NothingThere, Page, PageAt, Place
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.given import given_on, versions
from yifa.surfaces.shell.legal_words import legal
from yifa.surfaces.shell.senders import sender_of

LARGEST = 20 * 1024 * 1024
"""Bytes of all files that are sent with one form; larger ones are for the command line."""
Show = Callable[..., HttpResponse]


def page_named(name: str, place: Place, *, procedure: str = "") -> PageAt:
    """The page of that name at that place. Raises Http404 where there is none, or it belongs to another procedure."""
    found: PageAt | None = catalogue().pages.get(name)
    if found is None or found.place is not place or (found.procedure and found.procedure != procedure and procedure):
        raise Http404
    return found


def pages_at(place: Place, *, procedure: str = "", role: str = "") -> tuple[PageAt, ...]:
    """The pages that hang at a place, for a procedure and a role where these are given."""
    found = (page for page in catalogue().pages.values() if page.place is place)
    fitting = (page for page in found if not procedure or page.procedure in {"", procedure})
    return tuple(page for page in fitting if not role or not page.roles or role in page.roles)


def pages_of_steps(procedure: str) -> Mapping[str, PageAt]:
    """By step, the page of the case on which it is done; other steps are done in the form that every act has."""
    return {step: page for page in pages_at(Place.CASE, procedure=procedure) for step in page.steps}


def asked_with(
    request: HttpRequest, *, viewer: Viewer, acting: Acting | None = None, case: Case | None = None, part: str = ""
) -> Asked:
    """What a view is asked with. Raises BadRequest for files that are too large, and for any of somebody not signed in."""
    now = timezone.now()
    today = timezone.localdate(now)
    query = {name: plain(request.GET.get(name, "")) for name in request.GET}
    asked = Asked(viewer, today, now, given_on(today), versions(), case, acting, plain(part), query)
    return asked if request.method != "POST" else _with_what_was_sent(asked, request)


def answered(request: HttpRequest, page: PageAt, asked: Asked, *, show: Show) -> HttpResponseBase:
    """The response: the page shown; or what it does, and then where it leads; or the page again with the refusal."""
    if request.method not in {"GET", "HEAD", "POST"} or (request.method == "POST" and page.do is None):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        if request.method == "POST" and page.do is not None:
            return _did(request, page.do(asked))
        return _shown(request, page.show(asked), show=show)
    except (*REFUSED_BY, Overtaken) as refusal:
        told = {"refused": legal(str(refusal)), "fault": getattr(refusal, "field", ""), "sent": _words(asked)}
        return _shown(request, page.show(asked), show=show, status=422, **told)
    except (NothingThere, UnableToFindCase) as absent:
        raise Http404 from absent


def _did(request: HttpRequest, done: Done) -> HttpResponse:
    messages.success(request, legal(done.said))
    return HttpResponseRedirect(done.to or request.get_full_path())


def _shown(request: HttpRequest, page: Page | Download, *, show: Show, **more: Any) -> HttpResponseBase:
    if isinstance(page, Download):
        disposition = content_disposition_header(True, page.name) or ""  # noqa: FBT003 - Django's own interface
        head = {"Content-Disposition": disposition}
        if isinstance(page.content, bytes):
            return HttpResponse(page.content, content_type=page.kind, headers=head)
        return StreamingHttpResponse(page.content, content_type=page.kind, headers=head)
    return show(page.template, **{"title": page.title, "sent": {}, "fault": "", **page.told, **more})


def _with_what_was_sent(asked: Asked, request: HttpRequest) -> Asked:
    sent = {name: tuple(plain(value) for value in request.POST.getlist(name)) for name in request.POST}
    # Files are read into memory here: no page takes any from the public, and so none are read.
    if request.FILES and asked.acting is None:
        raise BadRequest("没有登录的人不能上传文件")
    if sum(one.size or 0 for name in request.FILES for one in request.FILES.getlist(name)) > LARGEST:
        raise BadRequest("文件超过20 MB")
    files = {
        name: tuple(File(plain(one.name or ""), one.read()) for one in request.FILES.getlist(name) if one)
        for name in request.FILES
    }
    sender = "" if asked.acting is not None else sender_of(request, on=asked.on)
    return replace(asked, sent=sent, files=files, sender=sender)


def _words(asked: Asked) -> Mapping[str, str]:
    return {name: "\n".join(values) for name, values in asked.sent.items() if name != "csrfmiddlewaretoken"}
