"""Pages about the site itself: open data with what each column means, and what the site does for everybody to use it."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from yifa.kernel.ledger import Table
from yifa.law.fact import Type
from yifa.surfaces.portal import frozen
from yifa.surfaces.portal.listing import public_columns
from yifa.surfaces.portal.page import render
from yifa.surfaces.portal.records import basis, counts
from yifa.surfaces.shell.freshness import open_page
from yifa.surfaces.shell.grid import Grid, Head, Row, head_of

KINDS = {
    Type.TEXT: "文字",
    Type.INTEGER: "整数",
    Type.MONEY: "金额(元)",
    Type.HUNDREDTHS: "数(两位小数)",
    Type.DATE: "日期",
    Type.MOMENT: "日期和时间",
    Type.FLAG: "是或否",
    Type.CREDIT_CODE: "统一社会信用代码",
    Type.PERSON_ID: "证件号码",
    Type.CODES: "编码,多个用顿号分开",
}


@open_page
def data(request: HttpRequest) -> HttpResponseBase:
    """All files that can be downloaded, with what their columns mean."""
    tables = [(table, count, basis(table), _columns(table)) for _, found in counts() for table, count in found]
    return render(request, "portal/data.html", title="开放数据", tables=tables, years=frozen.years())


@open_page
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """The statement on accessibility."""
    return render(request, "portal/accessibility.html", title="无障碍说明")


def _columns(table: Table) -> Grid:
    rows = tuple(Row((head_of(column), KINDS[column.type])) for column in public_columns(table))
    return Grid(f"{table.title}的栏目", (Head("栏目"), Head("类型")), rows)
