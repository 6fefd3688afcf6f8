"""Signing in through the unified identity of the province (OIDC): it says who one is, and opens no account."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from joserfc.errors import JoseError
from requests import RequestException

from yifa.kernel.accounts.attempts import Outcome, record
from yifa.kernel.accounts.listing import outside_account
from yifa.kernel.accounts.models import Account
from yifa.surfaces.shell.pages import renderer
from yifa.surfaces.workbench.entering.passkey import site_of
from yifa.surfaces.workbench.entering.sessions import UNIFIED, attempt_of, begin, leads_to
from yifa.surfaces.workbench.page import SITE

BACK, TO = "/sign-in/unified/back/", "unified_to"
SECONDS = 10
FAILED = (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError)
"""What may go wrong between us and the provider, or in what it says: none of it lets anybody in."""
_render = renderer("yifa.surfaces.workbench", site=SITE)


@never_cache
@require_safe
def away(request: HttpRequest) -> HttpResponseBase:
    """Send the browser to the provider."""
    try:
        response: HttpResponseBase = _provider().authorize_redirect(request, site_of(request).origin + BACK)
    except FAILED:
        return _refused(request, "统一身份认证暂时连不上。请稍后再试,或者用账号和口令登录。", status=502)
    request.session[TO] = leads_to(request)
    return response


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponseBase:
    """Let in whom the provider vouches for, if he has an account here."""
    now = timezone.now()
    try:
        said = _provider().authorize_access_token(request).get("userinfo") or {}
    except FAILED:
        return _refused(request, "统一身份认证没有通过,或者等得太久。请重新登录。", status=422)
    account = _account(said)
    if account is None:
        record(attempt_of(request, str(_identity(said))), Outcome.UNKNOWN, at=now, through=UNIFIED)
        return _refused(
            request, "您已通过统一身份认证,但在本系统没有关联的账号。请找本单位的安全管理员开通或者关联。", status=403
        )
    to = request.session.get(TO, "/desk/")
    begin(request, account, through=UNIFIED, at=now)
    return HttpResponseRedirect(to)


def _account(said: Mapping[str, Any]) -> Account | None:
    audience = said.get("aud")
    if settings.YIFA_OIDC["client_id"] not in (audience if isinstance(audience, list) else [audience]):
        return None
    return outside_account(outside_id=_identity(said))


def _identity(said: Mapping[str, Any]) -> str:
    value = said.get(settings.YIFA_OIDC["claim"])
    return value if isinstance(value, str) else ""


def _provider() -> Any:
    if not settings.YIFA_OIDC:
        raise Http404
    told = settings.YIFA_OIDC
    return _registered(told["url"], told["client_id"], told["client_secret"])


@lru_cache(maxsize=2)
def _registered(url: str, client_id: str, client_secret: str) -> Any:
    return OAuth().register(
        "unified",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{url}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid", "code_challenge_method": "S256", "default_timeout": SECONDS},
    )


def _refused(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    return _render(
        request, "workbench/sign_in_refused.html", status=status, title="没有登录", refused=sentence, back="/sign-in/"
    )


urlpatterns = [
    path("sign-in/unified/", away, name="sign_in_unified"),
    path("sign-in/unified/back/", back, name="sign_in_unified_back"),
]
