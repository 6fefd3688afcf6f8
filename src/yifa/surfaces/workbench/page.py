"""The frame of the workbench's pages: its name, its navigation by role, who is signed in and in which post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from yifa.kernel.access import ROLES
from yifa.kernel.access.viewer import ADMINISTRATORS
from yifa.surfaces.shell.pages import Link, renderer
from yifa.surfaces.shell.signing import Signed

SITE = "依法行政工作台"
DESK = Link("工作台", "/desk/")
NAVIGATION: tuple[tuple[Link, frozenset[str]], ...] = (
    (DESK, frozenset(ROLES)),
    (Link("办件", "/desk/cases/"), frozenset(ROLES) - ADMINISTRATORS.keys()),
    (Link("程序疑点", "/desk/findings/"), frozenset(ROLES) - ADMINISTRATORS.keys() - {"window"}),
    (Link("台账导入", "/desk/ingest/"), frozenset({"handler", "reporter", "operator", "system_admin"})),
    (Link("数字", "/desk/figures/"), frozenset({"head", "leader", "supervisor", "auditor", "reporter", "operator"})),
    (Link("年度报告", "/desk/report/"), frozenset({"head", "leader", "supervisor", "reporter", "operator"})),
    (Link("随机抽取", "/desk/draws/"), frozenset({"handler", "head", "supervisor", "auditor", "operator"})),
    (Link("办理方式", "/desk/handling/"), frozenset({"operator", "system_admin"})),
    (Link("接口", "/desk/machines/"), frozenset({"operator", "system_admin"})),
    (Link("机关名录", "/desk/organs/"), frozenset({"operator", "system_admin"})),
    (Link("账号和岗位", "/desk/accounts/"), frozenset({"operator", "security_admin"})),
    (Link("查看记录", "/desk/reads/"), frozenset({"auditor", "audit_admin"})),
)
"""Every page of the workbench's first level, with the roles for which it is there."""

_render = renderer("yifa.surfaces.workbench", site=SITE)


def render(request: HttpRequest, signed: Signed, template: str, *, status: int = 200, **told: Any) -> HttpResponse:
    """A page of the workbench for whoever is signed in; templates extend «workbench/layout.html»."""
    return _render(request, template, status=status, **{**_frame(request, signed), **told})


def _frame(request: HttpRequest, signed: Signed) -> Mapping[str, Any]:
    return {
        "navigation": tuple(link for link, roles in NAVIGATION if signed.role in roles),
        "signed": signed,
        "said": tuple(str(message) for message in messages.get_messages(request)),
        "csrf": get_token(request),
        "refused": "",
    }
