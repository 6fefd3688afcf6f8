"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yifa.surfaces.shell.pages import renderer
from yifa.surfaces.workbench.page import SITE

_render = renderer("yifa.surfaces.workbench", site=SITE)


@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The form, and what becomes of it."""
    following = request.GET.get("next", "")
    to = following if url_has_allowed_host_and_scheme(following, {request.get_host()}) else "/desk/"
    if request.method == "POST":
        account = authenticate(request, username=request.POST.get("name", ""), password=request.POST.get("password"))
        if account is not None:
            login(request, account)
            return HttpResponseRedirect(to)
    refused = "账号或者口令不对。" if request.method == "POST" else ""
    return _render(request, "workbench/sign_in.html", title="登录", csrf=get_token(request), refused=refused)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session."""
    logout(request)
    return HttpResponseRedirect("/")


urlpatterns = [path("sign-in/", sign_in, name="sign_in"), path("sign-out/", sign_out, name="sign_out")]
