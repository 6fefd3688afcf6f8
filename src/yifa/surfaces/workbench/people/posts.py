"""The post of which one makes use now, and, for heads, who stands in in theirs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_POST

from yifa.kernel.accounts.listing import UnableToFindAccount, account_named, post_of
from yifa.kernel.accounts.opening import UnableToGivePost
from yifa.kernel.accounts.stand_ins import HEAD, lend, lent, take_back
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.signing import POST, Signed, signed_in
from yifa.surfaces.workbench.doubts.days import day_given
from yifa.surfaces.workbench.page import DESK, render
from yifa.surfaces.workbench.people.post_lines import post_line

HERE = "/desk/post/"


@signed_in
def post(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The posts held today; taking up another one."""
    if request.method != "POST":
        return _shown(request, signed)
    chosen = next((one for one in signed.posts if str(one.pk) == request.POST.get("post")), None)
    if chosen is None:
        return _shown(request, signed, refused="没有换岗位:您今天没有这个岗位。请从下面选一个。")
    request.session[POST] = chosen.pk
    messages.success(request, f"现在的岗位是「{chosen.title}」。")
    return HttpResponseRedirect(DESK.href)


@require_POST
@signed_in
def stand_in(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Let somebody stand in in one's own post."""
    try:
        made = _lent(request, signed)
    except (UnableToGivePost, UnableToFindAccount) as refusal:
        return _shown(request, signed, refused=str(refusal))
    messages.success(request, made)
    return HttpResponseRedirect(HERE)


@require_POST
@signed_in
def end_stand_in(request: HttpRequest, signed: Signed, pk: int) -> HttpResponseBase:
    """End a standing-in with this day."""
    try:
        ended = take_back(stand_in_id=pk, on=signed.on, by=signed.account, at=signed.at)
    except UnableToGivePost as refusal:
        return _shown(request, signed, refused=str(refusal))
    messages.success(request, f"{ended.account.person}的代理到{ended.valid_to}为止。")
    return HttpResponseRedirect(HERE)


def _lent(request: HttpRequest, signed: Signed) -> str:
    given = request.POST
    own = next((one for one in signed.posts if str(one.pk) == given.get("post")), None)
    if own is None:
        raise UnableToGivePost("不得设置代理:您今天没有这个岗位。请从下面选一个。")
    made = lend(
        post=post_of(pk=own.pk),
        to=account_named(name=plain(given.get("account", ""))),
        valid_from=day_given(given, "from") or signed.on,
        valid_to=day_given(given, "to"),
        by=signed.account,
        at=signed.at,
    )
    return f"{made.account.person}自{made.valid_from}起至{made.valid_to}代理「{own.title}」,到期自动结束。"


def _shown(request: HttpRequest, signed: Signed, *, refused: str = "") -> HttpResponse:
    own = tuple(one for one in signed.posts if one.post.role == HEAD and not one.post.stands_in_for)
    rows = lent(by=signed.account, on=signed.on)
    return render(
        request,
        signed,
        "workbench/post.html",
        status=422 if refused else 200,
        title="岗位",
        trail=(DESK,),
        own=own,
        lent=tuple((one.account.person, post_line(one, on=signed.on)) for one in rows),
        today=signed.on.isoformat(),
        refused=refused,
        sent=request.POST,
    )


urlpatterns = [
    path("desk/post/", post, name="post"),
    path("desk/post/stand-in/", stand_in, name="stand_in"),
    path("desk/post/stand-in/<int:pk>/end/", end_stand_in, name="end_stand_in"),
]
