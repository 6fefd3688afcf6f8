"""From which machine something was sent, as a hash: one sender is told from another for a day, and nobody learns more."""

from __future__ import annotations

import hmac
from datetime import date
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def sender_of(request: HttpRequest, *, on: date) -> str:
    """The hash of the address under a key of that day; «» where no address is known.

    A proxy on this machine says in the last entry of X-Forwarded-For who came to it; one elsewhere is not believed,
    since anybody could say so.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if _is_here(address):
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    said = f"{on}/{address}".encode(errors="ignore")
    return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256").hex() if address else ""


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
