"""Kept source files, and the loads of their sheets."""

from __future__ import annotations

from django.db import models


class Original(models.Model):
    """A source file kept as it came: the paper, scan or workbook on which acts and entries rest.

    kind: its suffix, or `confidentiality.NOT_KEPT` where some of it is a state secret and so nothing of it is kept.
    """

    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节数")
    kind = models.CharField("格式", max_length=40)
    loaded_at = models.DateTimeField("收存时间")

    class Meta:
        verbose_name = "原件"

    def __str__(self) -> str:
        return self.name


class Load(models.Model):
    """One intake of one sheet of an original as a ledger table; for a register, the act «版本启用» itself.

    last_row: the last row of the sheet whose outcome is committed, from which an interrupted load goes on.
    in_force_from: for a register, the day from which this edition holds.
    """

    class Status(models.TextChoices):
        """How far the load has come."""

        RUNNING = "running", "进行中"
        FINISHED = "finished", "已完成"

    original = models.ForeignKey(Original, models.PROTECT, related_name="loads")
    sheet = models.CharField("工作表", max_length=120)
    table = models.CharField("台账表", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    in_force_from = models.DateField("启用日期", null=True, blank=True)
    entered_by = models.CharField("录入人", max_length=120, blank=True)
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    last_row = models.PositiveIntegerField("已确认至行", default=0)
    counts = models.JSONField("各类行数", default=dict)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.RUNNING)

    class Meta:
        verbose_name = "台账载入"
        constraints = [
            models.UniqueConstraint(fields=["original", "sheet", "table", "year"], name="kernel_load_once"),
        ]

    def __str__(self) -> str:
        return f"{self.original.name}·{self.sheet}"
