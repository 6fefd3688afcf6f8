"""Who read a personal value unmasked, and for what purpose."""

from __future__ import annotations

from django.db import models


class SensitiveRead(models.Model):
    """One unmasking: the database refuses to change or delete it, as it does with acts.

    viewer, post: who read, and in which post; stands_in_for: whose post that is; table, row: the record read;
    columns: ids of the columns unmasked, joined by blanks; purpose: as stated.
    """

    at = models.DateTimeField("时间")
    viewer = models.CharField("查看人", max_length=120)
    post = models.CharField("岗位", max_length=300)
    stands_in_for = models.CharField("代理对象", max_length=120, blank=True)
    table = models.CharField("台账表", max_length=60)
    row = models.PositiveBigIntegerField("内部号")
    columns = models.CharField("所看内容", max_length=400)
    purpose = models.CharField("用途", max_length=300)

    class Meta:
        verbose_name = "敏感信息查看记录"
        indexes = [models.Index(fields=["table", "row"], name="kernel_read_row")]
        constraints = [models.CheckConstraint(condition=~models.Q(purpose=""), name="kernel_read_for_a_purpose")]

    def __str__(self) -> str:
        return f"{self.viewer}·{self.table}·{self.row}"
