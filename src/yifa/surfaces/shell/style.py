"""The living style page: every part of the design system in every state, for whoever builds a page or reviews one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yifa.surfaces.shell.charts import Chart, Series, bars, lines, stacked
from yifa.surfaces.shell.grid import Choice, Filter, Grid, Head, Row
from yifa.surfaces.shell.pages import Render

MONTHS = tuple(f"{month}月" for month in range(1, 13))
ONE = Chart("每月办结", "件", MONTHS, (Series("办结", (41, 28, 55, 61, 58, 70, 66, 72, 80, 49, 63, 77)),))
TWO = Chart(
    "每月收件与办结",
    "件",
    MONTHS,
    (
        Series("收件", (50, 31, 60, 64, 70, 72, 80, 75, 83, 52, 70, 81)),
        Series("办结", (41, 28, 55, 61, 58, 70, 66, 72, 80, 49, 63, 77)),
    ),
)
GRID = Grid(
    "示例表格",
    (Head("编号"), Head("事项"), Head("金额", number=True), Head("状态")),
    (
        Row(("示例〔2022〕1号", "食品经营许可", "0元", "已办结"), "/style/"),
        Row(("示例〔2022〕2号", "未按规定公示年度报告,逾期后仍不改正", "3500元", "在办")),
        Row(("示例〔2022〕3号", "", "12.50元", "")),
    ),
)
FILTERS = (
    Filter("q", "包含的文字", "许可"),
    Filter("year", "年度", "2022", (Choice("2022", "2022"), Choice("2021", "2021"))),
)
TOKENS = (
    ("ink", "正文"),
    ("soft", "次要文字"),
    ("link", "链接和主按钮"),
    ("mark", "提醒"),
    ("good", "合格"),
    ("bad", "不合格"),
)


@dataclass(frozen=True, slots=True)
class Turning:
    """What a pager needs to know, as a list would tell it."""

    first: str
    following: str
    is_first: bool


@require_safe
def style(request: HttpRequest, *, render: Render) -> HttpResponse:
    """The page itself."""
    charts = ((bars(ONE), ONE), (lines(TWO), TWO), (stacked(TWO), TWO))
    return render(
        request,
        "shell/style.html",
        title="页面样式",
        grid=GRID,
        filters=FILTERS,
        charts=charts,
        tokens=TOKENS,
        leaf=Turning("?", "?after=x", is_first=False),
    )
