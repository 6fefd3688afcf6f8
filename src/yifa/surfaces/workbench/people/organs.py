"""The organs of the district: the sheet handed in, what it would change, and then entered."""

from __future__ import annotations

import base64
import binascii

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.engine.organ_files import organs_in
from yifa.kernel.organ_sheet import Difference, UnableToEnterOrgans, compared, enter_organs
from yifa.kernel.organ_tree import organs_on
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.shell.grid import Grid, Head, Row
from yifa.surfaces.shell.signing import Signed, for_roles
from yifa.surfaces.workbench.page import DESK, render

HERE = "/desk/organs/"
LARGEST = 1024 * 1024
HEADS = tuple(map(Head, ("机关", "上级", "类别", "电话", "地址")))


@for_roles("operator", "system_admin")
def organs(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The organs as they stand; a sheet handed in is first compared, and entered when it is confirmed."""
    if request.method != "POST":
        return _shown(request, signed)
    try:
        name, content = _sent(request)
        lines = organs_in(content, name=name)
        if not request.POST.get("confirmed"):
            return _shown(request, signed, changes=compared(lines), name=name, content=content)
        changed = enter_organs(lines, at=signed.at, by=signed.acting.entered_by)
    except UnableToEnterOrgans as refusal:
        return _shown(request, signed, refused=str(refusal))
    messages.success(request, f"机关名录已经录入,有{len(changed)}处变化。")
    return HttpResponseRedirect(HERE)


def _sent(request: HttpRequest) -> tuple[str, bytes]:
    given = request.FILES.get("sheet")
    if given is not None and (given.size or 0) <= LARGEST:
        return plain(given.name or ""), given.read()
    kept = request.POST.get("kept", "")
    if given is None and kept and len(kept) <= 2 * LARGEST:
        try:
            return plain(request.POST.get("name", "")), base64.b64decode(kept, validate=True)
        except (binascii.Error, ValueError):
            pass
    raise UnableToEnterOrgans("没有录入:没有选文件,或者文件超过1 MB。请选机关名录(CSV 或 xlsx)。")


def _shown(
    request: HttpRequest,
    signed: Signed,
    *,
    changes: tuple[Difference, ...] | None = None,
    name: str = "",
    content: bytes = b"",
    refused: str = "",
) -> HttpResponse:
    standing = organs_on(signed.on)
    rows = tuple(Row((one.name, one.parent, one.kind, one.telephone, one.address)) for one in standing)
    told = tuple(Row((one.name, one.what, one.was, one.becomes)) for one in changes or ())
    heads = tuple(map(Head, ("机关", "变化", "现在", "改为")))
    return render(
        request,
        signed,
        "workbench/organs.html",
        status=422 if refused else 200,
        title="机关名录",
        trail=(DESK,),
        grid=Grid("机关名录", HEADS, rows),
        changes=None if changes is None else Grid("录入后的变化", heads, told),
        name=name,
        kept=base64.b64encode(content).decode(),
        refused=refused,
    )


urlpatterns = [path("desk/organs/", organs, name="desk_organs")]
