"""Signing in and out: the name and the password first, then the second factor of whoever has one."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yifa.kernel.accounts.attempts import Attempt, Outcome, locked_until, record
from yifa.kernel.accounts.factors import has_factor
from yifa.kernel.accounts.models import Account
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.pages import renderer
from yifa.surfaces.workbench.entering import second, unified
from yifa.surfaces.workbench.entering.passkey import is_possible
from yifa.surfaces.workbench.entering.sessions import attempt_of, begin, leads_to, locked_sentence
from yifa.surfaces.workbench.page import SITE

PASSWORD = "口令"  # noqa: S105 - what it is called
WRONG = "账号或者口令不对。忘记口令的,请找本单位的安全管理员重置。"
_render = renderer("yifa.surfaces.workbench", site=SITE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The form, and what becomes of it."""
    if request.method != "POST":
        return _form(request)
    now = timezone.now()
    attempt = attempt_of(request, plain(request.POST.get("name", "")))
    until = locked_until(attempt, at=now)
    if until is not None:
        record(attempt, Outcome.LOCKED, at=now)
        return _form(request, name=attempt.name, refused=locked_sentence(until), status=429)
    account = authenticate(request, username=attempt.name, password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        return _refused(request, attempt, now)
    others = bool(request.POST.get("end_others"))
    if has_factor(account):
        record(attempt, Outcome.PASSWORD, at=now, account=account, through=PASSWORD)
        second.await_factor(request, account, to=leads_to(request), end_others=others, at=now)
        return HttpResponseRedirect(second.ADDRESS)
    begin(request, account, through=PASSWORD, at=now, end_others=others)
    return HttpResponseRedirect(leads_to(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session."""
    if isinstance(request.user, Account):
        record(attempt_of(request, request.user.name), Outcome.OUT, at=timezone.now(), account=request.user)
    logout(request)
    return HttpResponseRedirect("/")


def _refused(request: HttpRequest, attempt: Attempt, now: datetime) -> HttpResponse:
    record(attempt, Outcome.WRONG, at=now, through=PASSWORD)
    until = locked_until(attempt, at=now)
    if until is not None:
        return _form(request, name=attempt.name, refused=locked_sentence(until), status=429)
    return _form(request, name=attempt.name, refused=WRONG, status=422)


def _form(request: HttpRequest, *, name: str = "", refused: str = "", status: int = 200) -> HttpResponse:
    return _render(
        request,
        "workbench/sign_in.html",
        status=status,
        title="登录",
        csrf=get_token(request),
        refused=refused,
        name=name,
        to=leads_to(request),
        unified=bool(settings.YIFA_OIDC),
        passkeys=is_possible(request),
    )


urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
    *second.urlpatterns,
    *unified.urlpatterns,
]
