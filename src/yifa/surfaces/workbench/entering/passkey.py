"""Passkeys on pages: for which site they are, and what a session keeps until the browser answers."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from yifa.kernel.accounts.listing import UnableToFindAccount, account_of
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.passkeys import Site

ASKED = "passkey"
PATIENCE = timedelta(minutes=5)


def site_of(request: HttpRequest) -> Site:
    """The site as the browser knows it: behind a server that speaks TLS the origin is https, whatever reaches us."""
    host = request.get_host()
    scheme = "http" if settings.YIFA_IS_LOCAL and not request.is_secure() else "https"
    return Site(urlsplit(f"//{host}").hostname or "", f"{scheme}://{host}")


def is_possible(request: HttpRequest) -> bool:
    """Whether browsers make passkeys for this address: never for one of figures."""
    try:
        ipaddress.ip_address(site_of(request).host)
    except ValueError:
        return True
    return False


def keep(request: HttpRequest, asked: Mapping[str, Any], *, at: datetime) -> None:
    """Keep what the browser was asked."""
    request.session[ASKED] = {**asked, "at": at.timestamp()}


def kept(request: HttpRequest, *, at: datetime) -> Mapping[str, Any]:
    """What the browser was asked, once; empty where nothing was, or too long ago."""
    asked: dict[str, Any] = request.session.pop(ASKED, {})
    return asked if at.timestamp() - asked.get("at", 0) < PATIENCE.total_seconds() else {}


def account_in_use(pk: int) -> Account | None:
    """The account, unless it is closed."""
    try:
        found = account_of(pk=pk)
    except UnableToFindAccount:
        return None
    return found if found.is_active else None
