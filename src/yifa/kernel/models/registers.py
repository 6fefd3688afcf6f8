"""What a register once said and a later load of the same edition put right."""

from __future__ import annotations

from django.db import models

from yifa.kernel.models.originals import Load, Original


class StruckEntry(models.Model):
    """An entry struck out by a later load of the same edition, kept word for word; lists and figures do not see it."""

    table = models.CharField("台账表", max_length=60)
    key = models.CharField("键", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    values = models.TextField("内容")
    original = models.ForeignKey(Original, models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.CharField("工作表", max_length=120, blank=True)
    row = models.PositiveIntegerField("行号", null=True, blank=True)
    load = models.ForeignKey(Load, models.PROTECT, related_name="+")
    struck_by = models.ForeignKey(Load, models.PROTECT, related_name="struck")

    class Meta:
        verbose_name = "被更正的名录条目"
        indexes = [models.Index(fields=["table", "key"], name="kernel_struck_table_key")]

    def __str__(self) -> str:
        return f"{self.table}·{self.key}"
