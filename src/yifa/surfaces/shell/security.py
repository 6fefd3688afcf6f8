"""What a browser is told to refuse: everything that does not come from us, and every script or style inside a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponseBase

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
Answering = Callable[[HttpRequest], HttpResponseBase]


def strict(get_response: Answering) -> Answering:
    """Put the headers on every response, errors included. Source: OWASP ASVS 5.0, V3.4 (待核); W3C CSP Level 3."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer
