"""Records of the movements of posts, and the register of the posts that each organ holds.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Entry, Record
from yifa.kernel.models.guarded import Guarded


class PostMovement(Record):
    """One record of 编制调整 (ledger 04, posts)."""

    no = models.TextField("调整编号", null=True)
    date = models.DateField("调整日期", null=True)
    doc = models.TextField("批复文号", null=True)
    channel = models.TextField("调整渠道", null=True)
    kind = models.TextField("编制类别", null=True)
    field = models.TextField("补充领域", null=True)
    source = models.TextField("调出单位", null=True)
    target = models.TextField("调入单位", null=True)
    n = models.IntegerField("名额", null=True)

    class Meta:
        verbose_name = "编制调整"

    def __str__(self) -> str:
        return self.no or ""


class PostQuota(Entry):
    """One line of 编制核定 (ledger 04, post_quotas): the posts of one kind that an organ holds."""

    no = models.TextField("核定编号", null=True)
    unit = models.TextField("单位名称", null=True)
    kind = models.TextField("编制类别", null=True)
    approved = models.IntegerField("核定编制数", null=True)
    standard = models.IntegerField("配备标准数", null=True)
    filled = models.IntegerField("实有人数", null=True)

    class Meta(Entry.Meta):
        verbose_name = "编制核定"

    def __str__(self) -> str:
        return self.no or ""


class Rehomed(Guarded):
    """A duty of an organ that was dissolved or merged, and the organ that takes it over; the last row of a duty stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    duty = models.CharField("职责编码", max_length=120)
    title = models.CharField("职责名称", max_length=300)
    source = models.CharField("原承担机关", max_length=120)
    target = models.CharField("承接机关", max_length=120)
    on = models.DateField("承接日期")
    by = models.CharField("登记人", max_length=130)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "职责承接"
        indexes = [models.Index(fields=["source", "duty"], name="staffing_rehomed_duty")]

    def __str__(self) -> str:
        return f"{self.duty}·{self.target}"
