"""One case that gives rise to another (an inspection to a penalty): how domains meet."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from yifa.kernel.models.cases import Case


class Handover(models.Model):
    """A matter handed over from a case to a procedure; `to_case` is empty until it is taken up there."""

    from_case = models.ForeignKey(Case, models.PROTECT, related_name="handed_over")
    procedure = models.CharField("移交程序", max_length=60)
    to_case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="taken_up")
    on = models.DateField("移交日期")
    reason = models.CharField("移交事由", max_length=300)

    class Meta:
        verbose_name = "移交"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_case__isnull=True) | ~Q(to_case=F("from_case")), name="kernel_handover_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_case_id}→{self.procedure}"
