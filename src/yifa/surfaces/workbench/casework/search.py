"""All cases that one may see, found by title, number or ledger key: open, closed and imported ones."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from yifa.kernel.access import reached
from yifa.kernel.models import Case
from yifa.kernel.worklist import step_at
from yifa.law.act import Kind
from yifa.surfaces.shell.asking import asked
from yifa.surfaces.shell.given import versions
from yifa.surfaces.shell.grid import Filter, Grid, Head, Row
from yifa.surfaces.shell.paging import paged
from yifa.surfaces.shell.signing import Signed, signed_in
from yifa.surfaces.workbench.page import DESK, render

HEADS = ("事项", "程序", "办到哪里", "到期日", "机关", "年度", "来源")


@signed_in
def search(request: HttpRequest, signed: Signed) -> HttpResponseBase:
    """The cases whose title, number or key holds every one of the words."""
    words = asked(request.GET, "q")
    rows = reached(Case.objects.select_related("organ"), signed.viewer, on=signed.on)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word) | Q(source_key__icontains=word))
    leaf = paged(rows, by=("-pk",), query=request.GET)
    return render(
        request,
        signed,
        "workbench/search.html",
        title="查找案件",
        filters=(Filter("q", "名称、编号或者台账键", words),),
        grid=Grid("找到的案件", tuple(map(Head, HEADS)), tuple(map(_row, leaf.items))),
        leaf=leaf,
        trail=(DESK,),
    )


def _row(case: Case) -> Row:
    procedure, step = step_at(case.procedure, case.version, case.state, versions())
    stands = step.title if step is not None else case.state
    ended = next((kind.word for kind in Kind if kind.value == case.ended), "")
    return Row(
        (
            case.title or case.number or case.source_key or f"内部号{case.pk}",
            procedure,
            f"已{ended}" if ended else stands or "没有待办",
            case.due_on.isoformat() if case.due_on is not None else "",
            case.organ.name if case.organ is not None else case.organ_path,
            str(case.year),
            "导入" if case.source_key else "本系统",
        ),
        f"/desk/cases/{case.pk}/",
    )


urlpatterns = [path("desk/search/", search, name="desk_search")]
