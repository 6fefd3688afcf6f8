"""Records of the movements of posts, and the register of the posts that each organ holds.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Entry, Record


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
