"""Records of draws and inspections, and the registers of items, objects and inspectors.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Entry, Record


class CheckItem(Entry):
    """One item of 随机抽查事项清单 (ledger 10, check_items)."""

    dept = models.TextField("监管部门", null=True)
    cls = models.TextField("检查大类", null=True)
    code = models.TextField("事项编号", null=True)
    name = models.TextField("检查事项", null=True)
    object = models.TextField("检查对象类型", null=True)
    method = models.TextField("检查方式", null=True)
    general = models.TextField("事项类别", null=True)
    edition = models.TextField("清单版本", null=True)

    class Meta(Entry.Meta):
        verbose_name = "随机抽查事项"

    def __str__(self) -> str:
        return self.code or ""


class Target(Entry):
    """One object of 检查对象名录库 (ledger 10, entities)."""

    code = models.TextField("统一社会信用代码", null=True)
    name = models.TextField("对象名称", null=True)
    town = models.TextField("所属镇街", null=True)
    risk = models.TextField("信用风险类别", null=True)
    since = models.DateField("入库日期", null=True)

    class Meta(Entry.Meta):
        verbose_name = "检查对象"

    def __str__(self) -> str:
        return self.code or ""


class Inspector(Entry):
    """One person of 执法检查人员名录库 (ledger 10, inspectors)."""

    cert = models.TextField("执法证号", null=True)
    name = models.TextField("姓名", null=True)
    organ = models.TextField("所在部门", null=True)
    spec = models.TextField("专业领域", null=True)

    class Meta(Entry.Meta):
        verbose_name = "执法检查人员"

    def __str__(self) -> str:
        return self.cert or ""


class InspectionTask(Record):
    """One record of 抽查任务 (ledger 10, check_tasks); the ratio is held in hundredths of a per cent."""

    no = models.TextField("任务编号", null=True)
    name = models.TextField("任务名称", null=True)
    lead = models.TextField("牵头部门", null=True)
    joint = models.TextField("联合部门", null=True)
    drawn = models.DateField("抽取日期", null=True)
    ratio = models.IntegerField("抽取比例(万分之一)", null=True)
    n = models.IntegerField("抽取户数", null=True)

    class Meta:
        verbose_name = "抽查任务"

    def __str__(self) -> str:
        return self.no or ""


class Inspection(Record):
    """One record of 抽查结果 (ledger 10, check_results); the code is indexed, because a yearly cap asks by it."""

    no = models.TextField("检查编号", null=True)
    task = models.TextField("任务编号", null=True)
    item = models.TextField("事项编号", null=True)
    reason = models.TextField("清单外理由", null=True)
    code = models.TextField("统一社会信用代码", null=True, db_index=True)
    name = models.TextField("对象名称", null=True)
    risk = models.TextField("抽取时类别", null=True)
    c1 = models.TextField("检查人员一证号", null=True)
    c2 = models.TextField("检查人员二证号", null=True)
    date = models.DateField("检查日期", null=True)
    result = models.TextField("检查结果", null=True)
    published = models.DateField("结果公示日期", null=True)

    class Meta:
        verbose_name = "行政检查"

    def __str__(self) -> str:
        return self.no or ""
