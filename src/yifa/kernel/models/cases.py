"""A case and its acts. The acts are the case; the columns of `Case` are a cache that fsck compares with them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yifa.kernel.models.guarded import Guarded
from yifa.kernel.models.organs import Organ, Party
from yifa.kernel.models.originals import Original


class Carrier(models.TextChoices):
    """On what the act itself was done, before anyone entered it here."""

    PAPER = "paper", "纸质签批"
    ELECTRONIC = "electronic", "电子"
    IMPORT = "import", "条线导入"


class Case(Guarded):
    """One case under one pinned version of a procedure.

    source_table: the ledger table onto which the case is projected («» where it has none); source_key and digest:
    the key of the imported row and the hash of its content; silent_on: the steps and facts of which its sheet says
    nothing because it lacks their columns (`kernel.silence`). state: the step where it stands, «» when nothing further
    is owed; due_on, due_code: the earliest running term and its rule; acts: how many acts it has, which is
    what compare-and-set compares; ended: how it ended before its course was run, if it did.
    """

    procedure = models.CharField("程序", max_length=60)
    version = models.CharField("版本", max_length=240)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="cases")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="cases")
    title = models.CharField("标题", max_length=300, blank=True)
    number = models.CharField("编号", max_length=120, null=True, blank=True, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    source_table = models.CharField("台账表", max_length=60, blank=True)
    source_key = models.CharField("台账键", max_length=120, blank=True)
    silent_on = models.CharField("未载环节", max_length=400, blank=True)
    digest = models.CharField("行摘要", max_length=64, blank=True)
    state = models.CharField("所处环节", max_length=60, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    due_code = models.CharField("到期规则", max_length=80, blank=True)
    acts = models.PositiveIntegerField("行为数", default=0)
    ended = models.CharField("提前终结", max_length=20, blank=True)

    class Meta:
        verbose_name = "案件"
        constraints = [
            models.UniqueConstraint(
                fields=["source_table", "source_key"], condition=~Q(source_key=""), name="kernel_case_source"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(due_on__isnull=False), name="kernel_case_due"),
            models.Index(fields=["procedure", "year"], name="kernel_case_procedure_year"),
            # Of all cases the open ones are few, and every first screen asks for those of an organ.
            models.Index(fields=["organ_path"], condition=~Q(state=""), name="kernel_case_open"),
        ]

    def __str__(self) -> str:
        return self.number or self.title or f"案件{self.pk}"


class Act(models.Model):
    """One act of a case, never changed and never deleted: the database itself refuses (see `append_only`).

    on: the legal date, from which the law counts; at: the instant of entry; facts and documents: JSON text, the
    facts read back by their declared types. original, sheet, row: where an imported act stands on file.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("行为", max_length=20)
    step = models.CharField("环节", max_length=60, blank=True)
    on = models.DateField("法定日期")
    minute = models.PositiveSmallIntegerField("分钟", null=True, blank=True)
    until = models.DateField("延至", null=True, blank=True)
    corrects = models.PositiveIntegerField("更正序号", null=True, blank=True)
    replaces = models.CharField("更正为", max_length=20, blank=True)
    organ = models.CharField("机关", max_length=120, blank=True)
    actor = models.CharField("经办人", max_length=120, blank=True)
    entered_by = models.CharField("录入人", max_length=120)
    carrier = models.CharField("载体", max_length=10, choices=Carrier)
    at = models.DateTimeField("录入时间")
    original = models.ForeignKey(Original, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    sheet = models.CharField("工作表", max_length=120, blank=True)
    row = models.PositiveIntegerField("行号", null=True, blank=True)
    facts = models.TextField("事实", default="{}")
    documents = models.TextField("材料", default="[]")

    class Meta:
        verbose_name = "行为"
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="kernel_act_case_seq")]

    def __str__(self) -> str:
        return f"{self.case_id}-{self.seq}"
