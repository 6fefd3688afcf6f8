"""Accounts and posts, for those who look after them: every change is stated in the evidence log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_POST

from yifa.kernel.access import ROLES
from yifa.kernel.accounts.factors import has_factor, reset_factors
from yifa.kernel.accounts.listing import (
    UnableToFindAccount,
    account_named,
    account_of,
    accounts,
    organ_named,
    post_of,
    posts_of,
)
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.opening import (
    UnableToGivePost,
    UnableToOpenAccount,
    disable_account,
    enable_account,
    end_post,
    give_post,
    link_outside,
    open_account,
)
from yifa.kernel.accounts.passwords import random_password, reset_password
from yifa.kernel.accounts.rules import rules
from yifa.kernel.models import Organ
from yifa.kernel.organ_tree import organs_on
from yifa.surfaces.shell.asking import asked, plain
from yifa.surfaces.shell.grid import Grid, Head, Row
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.paging import paged
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.doubts.days import day_given
from yifa.surfaces.workbench.page import DESK, render
from yifa.surfaces.workbench.people.post_lines import post_line

HERE = Link("账号和岗位", "/desk/accounts/")
KEEPERS = ("operator", "security_admin")
PASSWORD = "password"  # noqa: S105 - a name in an address
REFUSED = (UnableToGivePost, UnableToOpenAccount, UnableToFindAccount)


@for_roles(*KEEPERS)
def index(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """All accounts, a page at a time."""
    named = asked(request.GET, "q")
    leaf = paged(accounts(named=named), by=("name",), query=request.GET)
    heads = (Head("账号"), Head("姓名"), Head("今天的岗位"), Head("状态"))
    rows = tuple(_row(one, signed) for one in leaf.items)
    return render(
        request,
        signed,
        "workbench/accounts.html",
        title="账号和岗位",
        trail=(DESK,),
        grid=Grid("账号", heads, rows),
        leaf=leaf,
        named=named,
    )


@for_roles(*KEEPERS)
def opening(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Open an account; its first password is shown once."""
    _refuse_operator(signed)
    refused = ""
    if request.method == "POST":
        first = random_password()
        given = request.POST
        try:
            made = open_account(
                name=plain(given.get("name", "")),
                person=plain(given.get("person", "")),
                password=first,
                by=signed.acting.entered_by,
                at=signed.at,
            )
        except UnableToOpenAccount as refusal:
            refused = str(refusal)
        else:
            return _first_password(request, signed, made, first, "账号已经开通。还要设置岗位,本人才能办理事项。")
    return render(
        request,
        signed,
        "workbench/account_new.html",
        status=422 if refused else 200,
        title="开通账号",
        trail=(DESK, HERE),
        refused=refused,
        sent=request.POST,
    )


@for_roles(*KEEPERS)
def one(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """One account, with all that may be done with it."""
    return _shown(request, signed, _account(pk))


@require_POST
@for_roles(*KEEPERS)
def give(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """Give the account a post."""
    _refuse_operator(signed)
    account, given = _account(pk), request.POST
    try:
        _refuse_own(signed, account)
        made = give_post(
            account=account,
            role=given.get("role", ""),
            organ=_organ(given.get("organ", "")),
            reach=_organ(given.get("reach", "")),
            name=plain(given.get("name", ""))[:120],
            stands_in_for=_stood_in_for(given.get("stands_in_for", "")),
            valid_from=day_given(given, "from") or signed.on,
            valid_to=day_given(given, "to"),
            by=signed.acting.entered_by,
            at=signed.at,
            separated=rules().separated,
        )
    except REFUSED as refusal:
        return _shown(request, signed, account, refused=str(refusal))
    messages.success(request, f"已经设置岗位「{post_line(made, on=signed.on).title}」。")
    return HttpResponseRedirect(f"{HERE.href}{pk}/")


@require_POST
@for_roles(*KEEPERS)
def end(request: HttpRequest, signed: Signed, pk: int, post: int) -> HttpResponseBase:
    """End a post of the account."""
    _refuse_operator(signed)
    account = _account(pk)
    try:
        found = post_of(pk=post)
        if found.account_id != account.pk:
            raise Http404
        on = day_given(request.POST, "on") or signed.on
        end_post(post=found, on=on, by=signed.acting.entered_by, at=signed.at)
    except UnableToFindAccount as absent:
        raise Http404 from absent
    except REFUSED as refusal:
        return _shown(request, signed, account, refused=str(refusal))
    messages.success(request, f"岗位到{on}为止。")
    return HttpResponseRedirect(f"{HERE.href}{pk}/")


@require_POST
@for_roles(*KEEPERS)
def change(request: HttpRequest, signed: Signed, pk: int, verb: str) -> HttpResponseBase:
    """Close or open again, reset the password or the second factor, link with the unified identity."""
    _refuse_operator(signed)
    account = _account(pk)
    if verb not in {PASSWORD, *CHANGES}:
        raise Http404
    try:
        _refuse_own(signed, account)
        if verb == PASSWORD:
            made = reset_password(account=account, by=signed.acting.entered_by, at=signed.at)
            return _first_password(request, signed, account, made, "口令已经重置,以前的登录都已失效。")
        said = CHANGES[verb](account, request.POST, signed)
    except REFUSED as refusal:
        return _shown(request, signed, account, refused=str(refusal))
    messages.success(request, said)
    return HttpResponseRedirect(f"{HERE.href}{pk}/")


def _disable(account: Account, given: QueryDict, signed: Signed) -> str:
    del given
    disable_account(account=account, by=signed.acting.entered_by, at=signed.at)
    return "账号已经停用,以前的登录都已失效;以前办理的事项照旧留存。"


def _enable(account: Account, given: QueryDict, signed: Signed) -> str:
    del given
    enable_account(account=account, by=signed.acting.entered_by, at=signed.at)
    return "账号已经重新启用。"


def _factors(account: Account, given: QueryDict, signed: Signed) -> str:
    del given
    reset_factors(account=account, by=signed.acting.entered_by, at=signed.at)
    return "第二种验证方式已经全部清除,以前的登录都已失效。请本人尽快重新设置。"


def _outside(account: Account, given: QueryDict, signed: Signed) -> str:
    said = plain(given.get("outside", ""))[:120]
    link_outside(account=account, outside_id=said, by=signed.acting.entered_by, at=signed.at)
    return "统一身份认证标识已经登记。" if said.strip() else "统一身份认证标识已经清除。"


CHANGES: Mapping[str, Callable[[Account, QueryDict, Signed], str]] = {
    "disable": _disable,
    "enable": _enable,
    "factors": _factors,
    "outside": _outside,
}


def _refuse_operator(signed: Signed) -> None:
    # Where administrators are separated, accounts are the security administrator's alone.
    if rules().separated and signed.role != "security_admin":
        raise PermissionDenied


def _refuse_own(signed: Signed, account: Account) -> None:
    # One's own password and factors are changed where one is asked first who one is.
    if account == signed.account:
        raise UnableToGivePost(
            "不得办理:不能给自己设置岗位,也不能在这里停用或者重置自己的账号。"
            "请由另一位安全管理员办理;改自己的口令和第二种验证方式,请到「我的账号」。"
        )


def _stood_in_for(said: str) -> Account | None:
    return account_named(name=plain(said)) if said.strip() else None


def _organ(said: str) -> Organ | None:
    if not said.strip():
        return None
    found = organ_named(name=plain(said))
    if found is None:
        raise UnableToGivePost(f"不得设置岗位:机关名录中没有「{said.strip()[:60]}」。请核对全称,或者先录入机关。")
    return found


def _account(pk: int) -> Account:
    try:
        return account_of(pk=pk)
    except UnableToFindAccount as absent:
        raise Http404 from absent


def _row(account: Account, signed: Signed) -> Row:
    held = [post_line(one, on=signed.on) for one in account.posts.all()]
    today = "；".join(f"{one.title}{one.for_whom}" for one in held if one.is_held)
    state = "在用" if account.is_active else "已停用"
    return Row((account.name, account.person, today or "没有岗位", state), f"{HERE.href}{account.pk}/")


def _first_password(request: HttpRequest, signed: Signed, account: Account, first: str, said: str) -> HttpResponse:
    return render(
        request,
        signed,
        "workbench/first_password.html",
        title="初始口令",
        trail=(DESK, HERE),
        account=account,
        first=first,
        sentence=said,
    )


def _shown(request: HttpRequest, signed: Signed, account: Account, *, refused: str = "") -> HttpResponse:
    return render(
        request,
        signed,
        "workbench/account_one.html",
        status=422 if refused else 200,
        title=f"{account.person}({account.name})",
        trail=(DESK, HERE),
        account=account,
        posts=tuple(post_line(one, on=signed.on) for one in posts_of(account)),
        has_factor=has_factor(account),
        may_change=not rules().separated or signed.role == "security_admin",
        roles=tuple((name, reach.title) for name, reach in ROLES.items()),
        organs=tuple(organ.path for organ in organs_on(signed.on)),
        today=signed.on.isoformat(),
        refused=refused,
        sent=request.POST,
    )


urlpatterns = [
    path("desk/accounts/", index, name="accounts"),
    path("desk/accounts/new/", opening, name="account_new"),
    path("desk/accounts/<int:pk>/", one, name="account"),
    path("desk/accounts/<int:pk>/posts/", give, name="account_give_post"),
    path("desk/accounts/<int:pk>/posts/<int:post>/end/", end, name="account_end_post"),
    path("desk/accounts/<int:pk>/<slug:verb>/", change, name="account_change"),
]
