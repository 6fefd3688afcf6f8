"""Sending a message to another system's address, and saying in words what went wrong."""

from __future__ import annotations

from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

SECONDS = 10
TAKEN = range(200, 300)


class _StayHere(HTTPRedirectHandler):
    """A webhook goes where it was set to go, and nowhere that the other side points to."""

    def redirect_request(self, *_: Any) -> None:
        return None


def send(url: str, body: bytes, headers: dict[str, str]) -> str:
    """Post the body; «» where the other side took it, otherwise what went wrong."""
    request = Request(url, data=body, headers=headers, method="POST")  # noqa: S310 - `set_webhook` lets https pass, and this machine
    try:
        with build_opener(_StayHere()).open(request, timeout=SECONDS) as answer:
            return "" if answer.status in TAKEN else f"对方答复 {answer.status}"
    except HTTPError as refusal:
        return f"对方答复 {refusal.code}"
    except (OSError, HTTPException, ValueError) as trouble:
        return f"没有送到:{trouble}"
