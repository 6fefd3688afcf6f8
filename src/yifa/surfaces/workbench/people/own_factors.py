"""One's own second factors: a code generator, passkeys, recovery codes. Each change asks first who one is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from yifa.kernel.accounts.factors import (
    UnableToSetFactor,
    address_of,
    has_factor,
    new_secret,
    remove_factor,
    renew_recovery,
    set_totp,
)
from yifa.kernel.accounts.models import Account, Factor, FactorKind
from yifa.kernel.accounts.passkeys import asked_to_register, register
from yifa.kernel.accounts.rules import rules
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.district import district
from yifa.surfaces.shell.pages import Link, drawn
from yifa.surfaces.shell.signing import Signed, View, signed_in
from yifa.surfaces.workbench.entering import passkey
from yifa.surfaces.workbench.entering.sessions import is_fresh
from yifa.surfaces.workbench.page import DESK, render

HERE, CONFIRM = "/account/factors/", "/account/confirm/"
PENDING = "totp_pending"
TRAIL = (DESK, Link("我的账号", "/account/"))


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor as it is listed."""

    pk: int
    kind: str
    title: str
    made_on: str
    used_on: str


def kept_factors(account: Account) -> tuple[FactorLine, ...]:
    """The factors of an account; recovery codes are counted elsewhere."""
    rows = account.factors.exclude(kind=FactorKind.RECOVERY).order_by("pk")
    return tuple(_line(one) for one in rows)


def confirmed(view: View) -> View:
    """Serve a view to whoever proved a short while ago who he is; others are asked first."""

    @signed_in
    @wraps(view)
    def answer(request: HttpRequest, signed: Signed, *args: Any, **named: Any) -> HttpResponseBase:
        if not is_fresh(request, at=signed.at):
            return HttpResponseRedirect(f"{CONFIRM}?{urlencode({'next': HERE})}")
        return view(request, signed, *args, **named)

    return answer


@signed_in
def factors(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """All factors, and what can be added."""
    return _shown(request, signed)


@confirmed
def totp(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Set a code generator: the QR code, and the first code that it shows."""
    secret: str = request.session.get(PENDING) or new_secret()
    request.session[PENDING] = secret
    if request.method != "POST":
        return _generator(request, signed, secret)
    try:
        codes = set_totp(account=signed.account, secret=secret, code=request.POST.get("code", ""), at=signed.at)
    except UnableToSetFactor as refusal:
        return _generator(request, signed, secret, refused=str(refusal))
    del request.session[PENDING]
    return _codes(request, signed, codes, said="动态口令已经设置好,下次登录时要输入手机上的六位数字。")


@require_POST
@confirmed
def recovery(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Make new recovery codes."""
    if not has_factor(signed.account):
        return _shown(request, signed, refused="没有生成:备用口令要在设置了动态口令或者通行密钥以后才有用。请先设置。")
    return _codes(
        request, signed, renew_recovery(account=signed.account, at=signed.at), said="以前的备用口令已经作废。"
    )


@require_POST
@confirmed
def remove(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """Take a factor away."""
    try:
        remove_factor(account=signed.account, factor_id=pk, required=rules().factor, at=signed.at)
    except UnableToSetFactor as refusal:
        return _shown(request, signed, refused=str(refusal))
    messages.success(request, "已经删除。")
    return HttpResponseRedirect(HERE)


@require_POST
@confirmed
def add_passkey(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """What the browser is to ask of its holder; and the passkey that it answers with."""
    site, answer = passkey.site_of(request), request.POST.get("answer", "")
    if not answer:
        asked, kept = asked_to_register(site, account=signed.account)
        passkey.keep(request, kept, at=signed.at)
        return JsonResponse(dict(asked))
    try:
        kept = passkey.kept(request, at=signed.at)
        title = plain(request.POST.get("title", ""))
        register(site, account=signed.account, kept=kept, answer=answer, title=title, at=signed.at)
    except UnableToSetFactor as refusal:
        return _shown(request, signed, refused=str(refusal))
    said = "通行密钥已经添加,下次可以直接用它登录。"
    if not signed.account.factors.filter(kind=FactorKind.RECOVERY).exists():
        return _codes(request, signed, renew_recovery(account=signed.account, at=signed.at), said=said)
    messages.success(request, said)
    return HttpResponseRedirect(HERE)


def _shown(request: HttpRequest, signed: Signed, *, refused: str = "") -> HttpResponse:
    left = signed.account.factors.filter(kind=FactorKind.RECOVERY).count()
    return render(
        request,
        signed,
        "workbench/factors.html",
        status=422 if refused else 200,
        title="第二种验证方式",
        trail=TRAIL,
        factors=kept_factors(signed.account),
        has_totp=signed.account.factors.filter(kind=FactorKind.TOTP).exists(),
        left=left,
        required=rules().factor,
        passkeys=passkey.is_possible(request),
        refused=refused,
    )


def _generator(request: HttpRequest, signed: Signed, secret: str, *, refused: str = "") -> HttpResponse:
    issuer = f"{district().district}依法行政工作台"
    said = address_of(secret, account=signed.account, issuer=issuer)
    picture = segno.make(said, error="m").svg_inline(scale=4, border=2, svgclass="qr", lineclass="")
    return render(
        request,
        signed,
        "workbench/totp.html",
        status=422 if refused else 200,
        title="设置动态口令",
        trail=TRAIL,
        picture=drawn(picture),
        secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        refused=refused,
    )


def _codes(request: HttpRequest, signed: Signed, codes: tuple[str, ...], *, said: str) -> HttpResponse:
    return render(request, signed, "workbench/codes.html", title="备用口令", trail=TRAIL, codes=codes, sentence=said)


def _line(one: Factor) -> FactorLine:
    used = timezone.localdate(one.used_at).isoformat() if one.used_at else "还没有用过"
    title = one.title or FactorKind(one.kind).label
    return FactorLine(one.pk, FactorKind(one.kind).label, title, timezone.localdate(one.made_at).isoformat(), used)


urlpatterns = [
    path("account/factors/", factors, name="own_factors"),
    path("account/factors/totp/", totp, name="own_totp"),
    path("account/factors/recovery/", recovery, name="own_recovery"),
    path("account/factors/passkey/", add_passkey, name="own_passkey"),
    path("account/factors/<int:pk>/remove/", remove, name="own_factor_remove"),
]
