"""Series of official numbers (统一编号), and the numbers given from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yifa.kernel.models.cases import Case


class Series(models.Model):
    """One series in one year; `pattern` writes a number, e.g. «示政规〔{year}〕{serial}号».

    organ_path: the organ that alone takes numbers from it, «» where all of the district do.
    """

    name = models.CharField("编号序列", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    pattern = models.CharField("样式", max_length=120)
    organ_path = models.CharField("取号机关", max_length=400, default="", blank=True)
    last = models.PositiveIntegerField("已用至", default=0)

    class Meta:
        verbose_name = "编号序列"
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="kernel_series_year")]

    def __str__(self) -> str:
        return f"{self.name}·{self.year}"


class Number(models.Model):
    """A number given. A cancelled one stays, with its reason, and is never given again."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers", db_index=False)
    serial = models.PositiveIntegerField("序号")
    text = models.CharField("编号", max_length=120, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="numbers")
    given_at = models.DateTimeField("取号时间")
    cancelled_at = models.DateTimeField("作废时间", null=True, blank=True)
    reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "编号"
        constraints = [
            models.UniqueConstraint(fields=["series", "serial"], name="kernel_number_serial"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, reason="") | (Q(cancelled_at__isnull=False) & ~Q(reason="")),
                name="kernel_number_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text
