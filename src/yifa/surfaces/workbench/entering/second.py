"""The second step of signing in: a code, a recovery code or a passkey; and signing in with a passkey alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yifa.kernel.accounts.attempts import Outcome, locked_until, record
from yifa.kernel.accounts.factors import proves
from yifa.kernel.accounts.models import Account, FactorKind
from yifa.kernel.accounts.passkeys import asked_to_prove, proved
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.pages import renderer
from yifa.surfaces.workbench.entering import passkey
from yifa.surfaces.workbench.entering.sessions import attempt_of, begin, leads_to, locked_sentence
from yifa.surfaces.workbench.page import SITE

ADDRESS, SIGN_IN = "/sign-in/second/", "/sign-in/"
AWAITED = "awaited"
PATIENCE = timedelta(minutes=10)
"""How long after the password the second factor is awaited."""
NOT_PROVED = "通行密钥没有通过验证。请再试一次,或者用账号和口令登录。"
_render = renderer("yifa.surfaces.workbench", site=SITE)


def await_factor(request: HttpRequest, account: Account, *, to: str, end_others: bool, at: datetime) -> None:
    """Keep who has given the right password, until the second factor comes."""
    request.session.flush()
    request.session[AWAITED] = {"account": account.pk, "to": to, "others": end_others, "at": at.timestamp()}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponseBase:
    """Ask for the second factor, and let in whoever has it."""
    now = timezone.now()
    account = _awaited(request, now)
    if account is None:
        return HttpResponseRedirect(SIGN_IN)
    if request.method != "POST":
        return _form(request, account)
    attempt = attempt_of(request, account.name)
    until = locked_until(attempt, at=now)
    if until is not None:
        record(attempt, Outcome.LOCKED, at=now, account=account)
        return _form(request, account, refused=locked_sentence(until), status=429)
    kind = proves(account=account, code=plain(request.POST.get("code", "")), at=now)
    if kind is None:
        record(attempt, Outcome.WRONG_FACTOR, at=now, account=account)
        return _form(request, account, refused="验证码不对,或者已经用过。请等数字变化后输入新的一组。", status=422)
    return _let_in(request, account, through=kind.label, at=now)


@never_cache
@require_POST
def by_passkey(request: HttpRequest) -> HttpResponseBase:
    """What the browser is to ask of the passkey; and, with its answer, the way in."""
    now = timezone.now()
    site, awaited = passkey.site_of(request), _awaited(request, now)
    answer = request.POST.get("answer", "")
    if not answer:
        asked, kept = asked_to_prove(site, account=awaited)
        passkey.keep(request, kept, at=now)
        return JsonResponse(dict(asked))
    account = proved(site, kept=passkey.kept(request, at=now), answer=answer, at=now)
    if account is None or (awaited is not None and account != awaited):
        name = awaited.name if awaited is not None else ""
        record(attempt_of(request, name), Outcome.WRONG_FACTOR, at=now, account=awaited, through=_PASSKEY)
        return _render(
            request, "workbench/sign_in_refused.html", status=422, title="没有登录", refused=NOT_PROVED, back=SIGN_IN
        )
    if awaited is None:
        begin(request, account, through=_PASSKEY, at=now)
        return HttpResponseRedirect(leads_to(request))
    return _let_in(request, account, through=_PASSKEY, at=now)


def _let_in(request: HttpRequest, account: Account, *, through: str, at: datetime) -> HttpResponse:
    awaited: dict[str, Any] = request.session.pop(AWAITED)
    begin(request, account, through=f"口令和{through}", at=at, end_others=awaited["others"])
    return HttpResponseRedirect(awaited["to"])


def _awaited(request: HttpRequest, now: datetime) -> Account | None:
    kept = request.session.get(AWAITED)
    if not kept or now.timestamp() - kept["at"] > PATIENCE.total_seconds():
        return None
    return passkey.account_in_use(kept["account"])


def _form(request: HttpRequest, account: Account, *, refused: str = "", status: int = 200) -> HttpResponse:
    kinds = set(account.factors.values_list("kind", flat=True))
    return _render(
        request,
        "workbench/second.html",
        status=status,
        title="第二步验证",
        csrf=get_token(request),
        refused=refused,
        by_code=FactorKind.TOTP in kinds,
        passkeys=FactorKind.PASSKEY in kinds and passkey.is_possible(request),
    )


_PASSKEY = FactorKind.PASSKEY.label

urlpatterns = [
    path("sign-in/second/", second, name="second_factor"),
    path("sign-in/passkey/", by_passkey, name="sign_in_by_passkey"),
]
