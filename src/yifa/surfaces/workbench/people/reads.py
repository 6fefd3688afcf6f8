"""Who read personal values and for what purpose, and who signed in: for auditors and for the audit administrator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone

from yifa.kernel.accounts.listing import sensitive_reads, sign_ins
from yifa.kernel.accounts.models import SignIn
from yifa.kernel.catalogue import catalogue
from yifa.kernel.dossiers.personal import COMMENTS
from yifa.kernel.dossiers.personal import FACT as COMMENTER
from yifa.kernel.models import SensitiveRead
from yifa.surfaces.shell.grid import Grid, Head, Row
from yifa.surfaces.shell.pages import Link
from yifa.surfaces.shell.paging import paged
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render

READERS = ("auditor", "audit_admin")
TABS = (Link("查看个人信息的记录", "/desk/reads/"), Link("登录记录", "/desk/reads/sign-ins/"))


@for_roles(*READERS)
def reads(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Personal values read unmasked, the latest first."""
    rows = sensitive_reads(to=signed.viewer, everywhere=signed.role == "audit_admin")
    leaf = paged(rows, by=("-pk",), query=request.GET)
    heads = tuple(map(Head, ("时间", "查看人", "岗位", "台账", "所看内容", "用途")))
    grid = Grid(TABS[0].title, heads, tuple(map(_read, leaf.items)))
    return _page(request, signed, grid=grid, leaf=leaf, here=TABS[0])


@for_roles(*READERS)
def entries(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """Attempts to sign in, the latest first."""
    rows = sign_ins(to=signed.viewer, everywhere=signed.role == "audit_admin")
    leaf = paged(rows, by=("-pk",), query=request.GET)
    heads = tuple(map(Head, ("时间", "账号", "结果", "方式", "来自")))
    grid = Grid(TABS[1].title, heads, tuple(map(_entry, leaf.items)))
    return _page(request, signed, grid=grid, leaf=leaf, here=TABS[1])


def _page(request: HttpRequest, signed: Signed, *, grid: Grid, leaf: object, here: Link) -> HttpResponseBase:
    everywhere = signed.role == "audit_admin"
    return render(
        request,
        signed,
        "workbench/reads.html",
        title=here.title,
        trail=(DESK,),
        tabs=TABS,
        grid=grid,
        leaf=leaf,
        scope="全部机关" if everywhere else f"{signed.holding.title}所及的机关",
    )


def _read(one: SensitiveRead) -> Row:
    title, heads = _named(one.table)
    columns = "、".join(heads.get(name, name) for name in one.columns.split())
    post = f"{one.post}（代理{one.stands_in_for}）" if one.stands_in_for else one.post
    return Row((_moment(one.at), one.viewer, post, f"{title}第{one.row}条", columns, one.purpose))


def _named(name: str) -> tuple[str, Mapping[str, str]]:
    """What was read is called so, and each part of it: a ledger, the comments on drafts, or cases without a ledger."""
    table, texts = catalogue().tables.get(name), catalogue().texts_of(name=name)
    if table is not None:
        return table.title, {column.id: column.head for column in table.columns}
    if texts:
        return texts[-1].title, {fact.name: fact.title for fact in texts[-1].facts}
    return ("公众意见", {COMMENTER: "姓名和联系方式"}) if name == COMMENTS else (name, {})


def _entry(one: SignIn) -> Row:
    name = str(one.account) if one.account is not None else "（没有这个账号）"
    return Row((_moment(one.at), name, SignIn.Outcome(one.outcome).label, one.through, one.address))


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"


urlpatterns = [
    path("desk/reads/", reads, name="reads"),
    path("desk/reads/sign-ins/", entries, name="sign_ins"),
]
