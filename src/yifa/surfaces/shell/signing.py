"""Who is signed in: every page behind the sign-in asks here first, and nobody else turns a request into a viewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from yifa.kernel.access import Viewer
from yifa.kernel.accounts.holding import Holding, holdings, viewer_of
from yifa.kernel.accounts.models import Account
from yifa.kernel.entitlement import Acting

SIGN_IN, POST = "/sign-in/", "post"
"""Where one signs in; the name under which a session keeps the post of which one makes use."""

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who is signed in: the account, all posts held today, and the one in which he acts now.

    on, at: the day and the instant of the clock. viewer: sees what all his posts let him see.
    """

    account: Account
    viewer: Viewer
    posts: tuple[Holding, ...]
    holding: Holding
    on: date
    at: datetime

    @property
    def acting(self) -> Acting:
        """The holder of the account in the post of which he makes use."""
        return Acting(self.viewer, self.account.name, self.holding)

    @property
    def role(self) -> str:
        """The role of that post, a name in ROLES."""
        return self.holding.post.role

    def has(self, *roles: str) -> bool:
        """Whether any post held today is in one of these roles."""
        return any(one.post.role in roles for one in self.posts)


def signed_in(view: View) -> View:
    """Serve a view to whoever is signed in and holds a post today: it gets `Signed` after the request.

    Others are sent to the sign-in, and come back to the page. A page behind the sign-in is never kept by a browser.
    """

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        signed = who(request)
        if signed is None:
            return HttpResponseRedirect(f"{SIGN_IN}?{urlencode({'next': request.get_full_path()})}")
        return view(request, signed, *args, **named)

    return answer


def for_roles(*roles: str) -> Callable[[View], View]:
    """Serve a view only to whoever acts in one of these roles now; others are told that the page is not for them."""

    def guard(view: View) -> View:
        @signed_in
        @wraps(view)
        def answer(request: HttpRequest, signed: Signed, *args: Any, **named: Any) -> HttpResponseBase:
            if signed.role not in roles:
                raise PermissionDenied
            return view(request, signed, *args, **named)

        return answer

    return guard


def who(request: HttpRequest) -> Signed | None:
    """Who is signed in with this request; None for nobody. Raises PermissionDenied where no post is held today."""
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        return None
    now = timezone.now()
    today = timezone.localdate(now)
    held = holdings(account, on=today)
    if not held:
        raise PermissionDenied
    chosen = request.session.get(POST)
    holding = next((one for one in held if one.pk == chosen), held[0])
    return Signed(account, viewer_of(account, held), held, holding, today, now)
