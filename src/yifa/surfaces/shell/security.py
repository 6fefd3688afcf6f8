"""What a browser is told to refuse, and what is refused to a browser: above all more bytes than any page here takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from django.http import HttpRequest, HttpResponseBase

from yifa.surfaces.shell.errors import error_page
from yifa.surfaces.shell.pages import Render, renderer

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
DESK = "/desk/"
MOST_AT_THE_DESK, MOST = 320 * 1024 * 1024, 8 * 1024 * 1024
"""Bytes that may be sent at once: ledgers are taken in at the desk, elsewhere a form or one short file."""
TOO_MUCH = 413
Answering = Callable[[HttpRequest], HttpResponseBase]


def strict(get_response: Answering) -> Answering:
    """Put the headers on every response, errors included, and take in nothing that is too long.

    Source: OWASP ASVS 5.0, V3.4 and 5.2.1 (待核); W3C CSP Level 3.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        # Asked before anything is read: a form is put on the disk before it is known who sent it.
        too_much = _length(request) > (MOST_AT_THE_DESK if request.path.startswith(DESK) else MOST)
        response = error_page(request, TOO_MUCH, _render()) if too_much else get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < len(str(1 << 63)) else 0


@cache
def _render() -> Render:
    return renderer()
