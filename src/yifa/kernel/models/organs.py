"""Organs and parties: who acts, and on whom the act bears."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Organ(models.Model):
    """One organ (机关) in the tree of a district, for the days on which it exists.

    path: names from the root, joined by «/»; visibility and roll-ups go by it. An organ that only a ledger has
    named stands at the root until somebody places it.
    """

    path = models.CharField("路径", max_length=300)
    name = models.CharField("名称", max_length=120, db_index=True)
    kind = models.CharField("类别", max_length=40, blank=True)
    telephone = models.CharField("电话", max_length=60, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "机关"
        constraints = [
            models.UniqueConstraint(fields=["path", "valid_from"], name="kernel_organ_path_from"),
            models.UniqueConstraint(fields=["path"], condition=Q(valid_from__isnull=True), name="kernel_organ_path"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="kernel_organ_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """A party (当事人): an entity by its credit code, or a person by a protected id, never by the number itself."""

    name = models.CharField("名称", max_length=200, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    protected_id = models.CharField("受保护标识", max_length=64, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "当事人"
        constraints = [
            models.CheckConstraint(
                condition=Q(credit_code__isnull=True) ^ Q(protected_id__isnull=True),
                name="kernel_party_entity_or_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.credit_code or "自然人"
