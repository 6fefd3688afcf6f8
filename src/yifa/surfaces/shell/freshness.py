"""Public pages are kept as long as nothing was written: page and ETag both hang on the mark of the evidence log.

Whoever signs in is never served from here.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from yifa import __version__
from yifa.kernel.evidence.mark import mark
from yifa.surfaces.shell.district import edition

KEPT, LARGEST = 512, 256 * 1024
"""How many pages are kept, and of how many bytes at most."""
ASK_AGAIN = "public, no-cache"

View = Callable[..., HttpResponseBase]


class Kept:
    """The pages rendered last, each under its ETag."""

    def __init__(self, most: int) -> None:
        self._most, self._pages, self._lock = most, OrderedDict[str, tuple[bytes, str]](), Lock()

    def of(self, etag: str) -> HttpResponse | None:
        """The page of that ETag, if it is kept."""
        with self._lock:
            found = self._pages.get(etag)
            if found is None:
                return None
            self._pages.move_to_end(etag)
        return HttpResponse(found[0], content_type=found[1])

    def keep(self, etag: str, page: HttpResponse) -> None:
        """Keep a page, and let go of the one that was asked for longest ago."""
        with self._lock:
            self._pages[etag] = (page.content, page["Content-Type"])
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)

    def forget(self) -> None:
        """Keep nothing: for tests that change records without writing evidence."""
        with self._lock:
            self._pages.clear()


KEEPER = Kept(KEPT)


def open_page(view: View) -> View:
    """Serve a view that is the same for everybody: with an ETag, answered by 304 where the reader has it already."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        etag = etag_of(request)
        given = parse_etags(request.headers.get("If-None-Match", ""))
        response = HttpResponseNotModified() if etag in given else _page(view, etag, request, *args, **named)
        if response.status_code in {200, 304}:
            response.headers["ETag"] = etag
            response.headers["Cache-Control"] = ASK_AGAIN
        return response

    return answer


def etag_of(request: HttpRequest) -> str:
    """The ETag of an address now: program, profile, day and state of the records decide what it shows."""
    rests_on = (__version__, str(edition()), str(timezone.localdate()), mark(), request.get_full_path())
    return f'"{hashlib.sha256("|".join(rests_on).encode()).hexdigest()[:32]}"'


def _page(view: View, etag: str, request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
    kept = KEEPER.of(etag)
    if kept is not None:
        return kept
    made = view(request, *args, **named)
    if isinstance(made, HttpResponse) and made.status_code == 200 and len(made.content) <= LARGEST:  # noqa: PLR2004 - OK
        KEEPER.keep(etag, made)
    return made
