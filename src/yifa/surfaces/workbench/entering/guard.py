"""What stands before every page for whoever has a session: that it has not ended, and what he must do first."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import urlencode

from yifa.kernel.accounts.factors import has_factor
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.passwords import is_to_be_changed
from yifa.kernel.accounts.rules import rules
from yifa.surfaces.shell.security import Answering
from yifa.surfaces.shell.signing import SIGN_IN
from yifa.surfaces.workbench.entering.sessions import THROUGH, UNIFIED, is_over

PASSWORD, FACTORS, CONFIRM = "/account/password/", "/account/factors/", "/account/confirm/"
FREE = ("/static/", "/sign-in/", "/sign-out/")
BEHIND = ("/desk/", "/account/")


def guarded(get_response: Answering) -> Answering:
    """End sessions that are over, and lead whoever must change his password or set a second factor there first."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        return _led_away(request) or get_response(request)

    return answer


def _led_away(request: HttpRequest) -> HttpResponseBase | None:
    # Whoever has no session is read nothing for: public pages cost no statement more.
    if request.path.startswith(FREE):
        return None
    account = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if not isinstance(account, Account):
        return HttpResponseRedirect(SIGN_IN) if _sends_files(request) else None
    now = timezone.now()
    if is_over(request, account, at=now):
        logout(request)
        back = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return HttpResponseRedirect(f"{SIGN_IN}?{back}") if request.path.startswith(BEHIND) else None
    if is_to_be_changed(account, at=now) and request.session.get(THROUGH) != UNIFIED:
        return None if request.path == PASSWORD else HttpResponseRedirect(PASSWORD)
    if rules().factor and request.session.get(THROUGH) != UNIFIED and not has_factor(account):
        return None if request.path.startswith((FACTORS, CONFIRM)) else HttpResponseRedirect(FACTORS)
    return None


def _sends_files(request: HttpRequest) -> bool:
    # Files lie on the disk before a view can ask who sent them: behind the sign-in nobody's are even received.
    return request.path.startswith(BEHIND) and request.content_type == "multipart/form-data"
