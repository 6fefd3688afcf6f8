"""Records of draws and inspections, the registers of items, objects and inspectors, and what is kept of visits.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Entry, Record
from yifa.kernel.models.guarded import Guarded


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


class PlanItem(models.Model):
    """One line of the plan of a year: which item, by which organ, in which months. Seen by whoever may see the plan."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    item = models.CharField("事项编号", max_length=60)
    name = models.CharField("检查事项", max_length=300)
    organ = models.CharField("实施机关", max_length=120)
    first_month = models.PositiveSmallIntegerField("起始月")
    last_month = models.PositiveSmallIntegerField("截止月")
    objects_planned = models.PositiveIntegerField("计划户数")

    class Meta:
        verbose_name = "计划事项"
        constraints = [
            models.UniqueConstraint(fields=["case", "item", "organ"], name="inspections_plan_item_once"),
            models.CheckConstraint(
                condition=models.Q(first_month__gte=1, last_month__lte=12, first_month__lte=models.F("last_month")),
                name="inspections_plan_item_months",
            ),
        ]

    def __str__(self) -> str:
        return self.item


class CheckPoint(Guarded):
    """What is to be looked at for one item of the list, in its order; photo_basis: the article that asks for a picture."""

    item = models.CharField("事项编号", max_length=60, db_index=True)
    position = models.PositiveSmallIntegerField("次序")
    text = models.CharField("检查要点", max_length=300)
    basis = models.CharField("依据", max_length=200, blank=True)
    photo_basis = models.CharField("须留存照片的依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "检查要点"
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="inspections_check_point_once")]

    def __str__(self) -> str:
        return self.text


class Visit(Guarded):
    """An inspection as its officers go to it: on which day, where, who. Open to all once the notice was given.

    number: what a shop types to verify; certificates: numbers of the officers' certificates, as sent out; follow_up_on:
    when to come again, if so; follows: the visit to which this one looks whether what it ordered was done (复查).
    """

    of_case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    number = models.CharField("检查编号", max_length=120, unique=True)
    organ = models.CharField("检查机关", max_length=120)
    planned_on = models.DateField("检查日期", db_index=True)
    place = models.CharField("检查地点", max_length=300)
    certificates = models.JSONField("检查人员证号", default=list)
    notified_on = models.DateField("通知日期", null=True, blank=True)
    follow_up_on = models.DateField("复查日期", null=True, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "检查任务"

    def __str__(self) -> str:
        return self.number


class SiteEntry(Guarded):
    """One thing that an officer filled in on site, under the id that his phone gave it; taken once, and never changed.

    what: which part of the record; replaces: ids of the entries that it was filled in over; on: day of the visit;
    told_at: the phone's own clock, in words; ref, salt, content: the value, encrypted under a key of its own.
    """

    client_id = models.CharField("客户端编号", max_length=32, unique=True)
    of_case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    what = models.CharField("项目", max_length=80)
    replaces = models.JSONField("替代", default=list)
    on = models.DateField("检查日期")
    told_at = models.CharField("设备时间", max_length=40, blank=True)
    at = models.DateTimeField("收到时间")
    by = models.CharField("填写人", max_length=130)
    ref = models.CharField("引用", max_length=40)
    salt = models.BinaryField("盐")
    content = models.BinaryField("密文")

    class Meta:
        verbose_name = "现场记录"

    def __str__(self) -> str:
        return f"{self.of_case_id}·{self.what}"
