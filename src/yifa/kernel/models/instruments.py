"""Citable things: statute, norm, power, service item, edition of a list."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Instrument(models.Model):
    """One version of a citable thing, in force from one day to another (open where `valid_to` is empty)."""

    kind = models.CharField("类别", max_length=40)
    name = models.CharField("名称", max_length=300)
    number = models.CharField("文号或编码", max_length=120)
    version = models.CharField("版本", max_length=60, blank=True)
    valid_from = models.DateField("施行日期")
    valid_to = models.DateField("失效日期", null=True, blank=True)

    class Meta:
        verbose_name = "依据"
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "version"], name="kernel_instrument_version"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="kernel_instrument_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name
