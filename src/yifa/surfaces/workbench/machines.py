"""Tokens and webhooks of other systems, for the system administrator."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_POST

from yifa.kernel.access import ROLES
from yifa.kernel.machines import webhooks
from yifa.kernel.machines.models import Token
from yifa.kernel.machines.tokens import NOT_FOR_MACHINES, UnableToGiveToken, end_token, give_token, organ_at, tokens
from yifa.kernel.machines.webhooks import UnableToSetWebhook, set_webhook
from yifa.kernel.organ_tree import organs_on
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.grid import Choice
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render

PAGE, A_YEAR = "/desk/machines/", timedelta(days=365)
ROLES_FOR_IT = ("system_admin", "operator")
CHOICES = tuple(Choice(name, reach.title) for name, reach in ROLES.items() if name not in NOT_FOR_MACHINES)


@for_roles(*ROLES_FOR_IT)
def machines(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The list, and the form by which a token is given: it is shown once, on the answer to this form."""
    if request.method != "POST":
        return _shown(request, signed)
    try:
        return _shown(request, signed, word=_give(request, signed))
    except UnableToGiveToken as refusal:
        return _shown(request, signed, refused=str(refusal))


@require_POST
@for_roles(*ROLES_FOR_IT)
def end(request: HttpRequest, signed: Signed, token: int) -> HttpResponseBase:
    """Let a token end today."""
    found = _token(token)
    end_token(token=found, by=signed.acting.entered_by, at=signed.at)
    messages.success(request, f"「{found.name}」的令牌已经停用,它的推送也已经停止。")
    return HttpResponseRedirect(PAGE)


@require_POST
@for_roles(*ROLES_FOR_IT)
def tell(request: HttpRequest, signed: Signed, token: int) -> HttpResponseBase:
    """Let an address be told of acts; its secret is shown once, on this answer, and travels in no cookie."""
    try:
        url = plain(request.POST.get("url", ""))[:300]
        made = set_webhook(token=_token(token), url=url, by=signed.acting.entered_by, at=signed.at)
    except UnableToSetWebhook as refusal:
        return _shown(request, signed, refused=str(refusal))
    return _shown(request, signed, secret=made.secret)


@require_POST
@for_roles(*ROLES_FOR_IT)
def silence(request: HttpRequest, signed: Signed, webhook: int) -> HttpResponseBase:
    """Stop telling an address."""
    if not webhooks.silence(webhook):
        raise Http404
    messages.success(request, "已经停止向这个地址推送,没有送达的消息不再发送。")
    return HttpResponseRedirect(PAGE)


def _shown(
    request: HttpRequest, signed: Signed, *, refused: str = "", word: str = "", secret: str = ""
) -> HttpResponseBase:
    told = {"tokens": tokens(), "organs": organs_on(signed.on), "roles": CHOICES, "until": signed.on + A_YEAR}
    return render(
        request,
        signed,
        "workbench/machines.html",
        status=422 if refused else 200,
        title="接口",
        trail=(DESK,),
        refused=refused,
        word=word,
        secret=secret,
        sent=request.POST,
        today=signed.on,
        **told,
    )


def _give(request: HttpRequest, signed: Signed) -> str:
    sent = {name: plain(request.POST.get(name, "")).strip() for name in ("name", "organ", "role", "until")}
    organ = organ_at(sent["organ"])
    if organ is None:
        raise UnableToGiveToken("不得发放令牌:没有选定机关。请选定使用这个系统的机关。")
    try:
        until = date.fromisoformat(sent["until"])
    except ValueError:
        raise UnableToGiveToken("不得发放令牌:停用日期不是日期。请写成 2026-12-31 的样子。") from None
    return give_token(
        name=sent["name"][:120],
        organ=organ,
        role=sent["role"],
        valid_from=signed.on,
        valid_to=until,
        by=signed.acting.entered_by,
        at=signed.at,
    )[1]


def _token(pk: int) -> Token:
    found = next((one for one in tokens() if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("desk/machines/", machines, name="machines"),
    path("desk/machines/<int:token>/end/", end, name="machines_end"),
    path("desk/machines/<int:token>/tell/", tell, name="machines_tell"),
    path("desk/machines/webhooks/<int:webhook>/silence/", silence, name="machines_silence"),
]
