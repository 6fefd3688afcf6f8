"""The list of powers, one edition a year, and records of the requests to change it.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Entry, Record
from yifa.kernel.models.guarded import Guarded


class PowerItem(Entry):
    """One item of 权责清单 (ledger 05, powers)."""

    code = models.TextField("职权编码", null=True)
    name = models.TextField("职权名称", null=True)
    kind = models.TextField("职权类型", null=True)
    organ = models.TextField("实施主体", null=True)
    basis = models.TextField("设定依据", null=True)
    level = models.TextField("行使层级", null=True)
    status = models.TextField("状态", null=True)

    class Meta(Entry.Meta):
        verbose_name = "职权事项"

    def __str__(self) -> str:
        return self.code or ""


class PowerAdjustment(Record):
    """One record of 权责清单调整申请 (ledger 05, power_apps); o1 to o5 and r1 to r5 are the five opinions."""

    no = models.TextField("申请编号", null=True)
    organ = models.TextField("申请单位", null=True)
    item = models.TextField("调整事项", null=True)
    kind = models.TextField("调整类型", null=True)
    trigger = models.DateField("依据变化日期", null=True)
    submitted = models.DateField("申请日期", null=True)
    o1 = models.DateField("编办意见日期", null=True)
    r1 = models.TextField("编办意见", null=True)
    o2 = models.DateField("司法局意见日期", null=True)
    r2 = models.TextField("司法局意见", null=True)
    o3 = models.DateField("政务服务办意见日期", null=True)
    r3 = models.TextField("政务服务办意见", null=True)
    o4 = models.DateField("发展改革委意见日期", null=True)
    r4 = models.TextField("发展改革委意见", null=True)
    o5 = models.DateField("财政局意见日期", null=True)
    r5 = models.TextField("财政局意见", null=True)
    approved = models.DateField("批准日期", null=True)
    handover = models.DateField("移送公开日期", null=True)
    published = models.DateField("公布日期", null=True)

    class Meta:
        verbose_name = "权责清单调整"

    def __str__(self) -> str:
        return self.no or ""


class ProposedItem(models.Model):
    """What a request asks the list to say of one power, as JSON by column id; the last one of a case stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    content = models.TextField("拟列入清单的内容")
    by = models.CharField("填写人", max_length=130)
    at = models.DateTimeField("填写时间")

    class Meta:
        verbose_name = "拟调整内容"

    def __str__(self) -> str:
        return str(self.case)


class PowerVersion(Guarded):
    """A change of one power within an edition of the list, by an approved request: what was said before, and since.

    year: of the edition; on: the day of the approval, from which the new text holds; was, now: JSON by column id.
    """

    code = models.CharField("职权编码", max_length=120, db_index=True)
    year = models.PositiveSmallIntegerField("版本年度")
    on = models.DateField("启用日期")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    change = models.CharField("调整类型", max_length=20)
    was = models.TextField("原内容")
    now = models.TextField("现内容")
    by = models.CharField("登记人", max_length=130)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "职权事项的变动"

    def __str__(self) -> str:
        return f"{self.code}·{self.on}"


class ListComparison(Guarded):
    """A check of the list that is kept against the file of another site; lines: each difference with what explains it.

    on: the day of which the list was compared; count: how many powers were looked at; sha256: of the file.
    """

    on = models.DateField("核对日期")
    at = models.DateTimeField("核对时间")
    by = models.CharField("核对人", max_length=130)
    file = models.CharField("文件名称", max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    count = models.PositiveIntegerField("核对项数")
    differing = models.PositiveIntegerField("不一致项数")
    lines = models.TextField("不一致的内容")

    class Meta:
        verbose_name = "清单核对"

    def __str__(self) -> str:
        return f"{self.on}·{self.differing}"
