"""One's own account: posts, password, second factors, and ending one's sessions elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from yifa.kernel.accounts.attempts import Outcome, locked_until, record
from yifa.kernel.accounts.listing import posts_of
from yifa.kernel.accounts.opening import end_sessions
from yifa.kernel.accounts.passwords import UnableToChangePassword, change_password, is_to_be_changed
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.entering.sessions import attempt_of, leads_to, locked_sentence, mark
from yifa.surfaces.workbench.page import DESK, render
from yifa.surfaces.workbench.people import own_factors
from yifa.surfaces.workbench.people.post_lines import post_line

HERE = "/account/"


@signed_in
def own_account(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """What the account is, and where to change it."""
    return render(
        request,
        signed,
        "workbench/account.html",
        title="我的账号",
        trail=(DESK,),
        account=signed.account,
        posts=tuple(post_line(one, on=signed.on) for one in posts_of(signed.account)),
        factors=own_factors.kept_factors(signed.account),
        password_on=timezone.localdate(signed.account.password_changed_at or signed.account.opened_at),
    )


@signed_in
def password(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Change one's own password."""
    forced = is_to_be_changed(signed.account, at=signed.at)
    refused = ""
    if request.method == "POST":
        refused = _change(request, signed)
        if not refused:
            update_session_auth_hash(request, signed.account)
            mark(request, at=signed.at)
            messages.success(request, "口令已经改好。在其他电脑和手机上的登录都已退出。")
            return HttpResponseRedirect("/desk/" if forced else HERE)
    status = 422 if refused else 200
    return render(
        request,
        signed,
        "workbench/password.html",
        status=status,
        title="改口令",
        trail=own_factors.TRAIL,
        forced=forced,
        refused=refused,
    )


@signed_in
def confirm(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Prove once more who one is, before factors are changed."""
    refused = ""
    if request.method == "POST":
        refused = _not_confirmed(request, signed)
        if not refused:
            mark(request, at=signed.at)
            return HttpResponseRedirect(leads_to(request, own_factors.HERE))
    status = 422 if refused else 200
    return render(
        request,
        signed,
        "workbench/confirm.html",
        status=status,
        title="再确认一次是您本人",
        trail=own_factors.TRAIL,
        refused=refused,
    )


@require_POST
@signed_in
def end_others(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """End all other sessions."""
    end_sessions(account=signed.account, at=signed.at)
    mark(request, at=signed.at)
    request.session["began"] = signed.at.timestamp()
    messages.success(request, "在其他电脑和手机上的登录都已退出。")
    return HttpResponseRedirect(HERE)


def _change(request: HttpRequest, signed: Signed) -> str:
    given = request.POST
    attempt = attempt_of(request, signed.account.name)
    until = locked_until(attempt, at=signed.at)
    if until is not None:
        return locked_sentence(until)
    try:
        change_password(
            account=signed.account,
            old=given.get("old", ""),
            new=given.get("new", ""),
            again=given.get("again", ""),
            at=signed.at,
        )
    except UnableToChangePassword as refusal:
        if not signed.account.check_password(given.get("old", "")):
            record(attempt, Outcome.WRONG, at=signed.at, account=signed.account, through="改口令")
        return str(refusal)
    return ""


def _not_confirmed(request: HttpRequest, signed: Signed) -> str:
    attempt = attempt_of(request, signed.account.name)
    until = locked_until(attempt, at=signed.at)
    if until is not None:
        return locked_sentence(until)
    if signed.account.check_password(request.POST.get("password", "")):
        return ""
    record(attempt, Outcome.WRONG, at=signed.at, account=signed.account, through="再次确认")
    return "口令不对。没有口令、用统一身份认证登录的,请退出后重新登录。"


urlpatterns = [
    path("account/", own_account, name="own_account"),
    path("account/password/", password, name="own_password"),
    path("account/confirm/", confirm, name="confirm"),
    path("account/sessions/end/", end_others, name="end_sessions"),
    *own_factors.urlpatterns,
]
