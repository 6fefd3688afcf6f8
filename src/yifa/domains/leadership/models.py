"""Records of meetings and agenda items.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Record


class Meeting(Record):
    """One record of 专题会议 (ledger 01, meetings)."""

    no = models.TextField("会议编号", null=True)
    kind = models.TextField("会议类型", null=True)
    date = models.DateField("召开日期", null=True)
    chair = models.TextField("主持人", null=True)
    attend = models.IntegerField("参会人数", null=True)

    class Meta:
        verbose_name = "专题会议"

    def __str__(self) -> str:
        return self.no or ""


class AgendaItem(Record):
    """One record of 上会议题 (ledger 01, agenda)."""

    no = models.TextField("议题编号", null=True)
    meeting = models.TextField("会议编号", null=True)
    title = models.TextField("议题名称", null=True)
    cls = models.TextField("议题类别", null=True)
    organ = models.TextField("汇报单位", null=True)
    result = models.TextField("审议结果", null=True)

    class Meta:
        verbose_name = "上会议题"

    def __str__(self) -> str:
        return self.no or ""
