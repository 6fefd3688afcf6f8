"""办理方式: where an organ handles a procedure, from which day on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yifa.kernel.models.organs import Organ


class Mode(models.TextChoices):
    """Where the acts of a case are done."""

    HERE = "here", "本系统办理"
    ELSEWHERE = "elsewhere", "条线系统办理"
    PAPER = "paper", "纸质登记"


class Handling(models.Model):
    """From that day an organ, and what lies beneath it, handles a procedure so; never changed and never deleted.

    procedure: by name; system: what the ministry's system (条线系统) is called; on which ground: `reason`.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    procedure = models.CharField("程序", max_length=60)
    mode = models.CharField("办理方式", max_length=20, choices=Mode)
    system = models.CharField("条线系统", max_length=120, blank=True)
    valid_from = models.DateField("启用日期")
    reason = models.CharField("依据或者理由", max_length=300, blank=True)
    entered_by = models.CharField("录入人", max_length=120)
    at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "办理方式"
        constraints = [
            models.CheckConstraint(condition=~Q(mode=Mode.ELSEWHERE) | ~Q(system=""), name="kernel_handling_system"),
        ]
        indexes = [models.Index(fields=["procedure"], name="kernel_handling_procedure")]

    def __str__(self) -> str:
        return f"{self.procedure}·{self.mode}"
