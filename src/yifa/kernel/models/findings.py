"""Stored findings (程序疑点): what a scan found of a case, and everything that was said of it since."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yifa.kernel.models.cases import Case


class Outcome(models.TextChoices):
    """What a person decides of a finding."""

    CONFIRMED = "confirmed", "属实"
    UNFOUNDED = "unfounded", "不属实"
    LEDGER_WRONG = "ledger_wrong", "台账填错"
    INAPPLICABLE = "inapplicable", "依据不适用"


class State(models.TextChoices):
    """Where a finding stands. It follows from its entries, and is kept for lists."""

    OPEN = "open", "待核实"
    REPLIED = "replied", "已答复,待核实"
    TO_CORRECT = "to_correct", "台账填错,待更正"
    CORRECTED = "corrected", "已更正,待复查"
    CONFIRMED = "confirmed", "属实"
    UNFOUNDED = "unfounded", "不属实"
    INAPPLICABLE = "inapplicable", "依据不适用"
    GONE = "gone", "不再检出"


class Said(models.TextChoices):
    """What an entry of a finding says; the first five come from scans, the others from people."""

    FOUND = "found", "检出"
    CHANGED = "changed", "检出,情况有变"
    FOUND_AGAIN = "found_again", "再次检出"
    REMAINS = "remains", "更正后仍检出"
    GONE = "gone", "不再检出"
    REPLIED = "replied", "答复"
    DECIDED = "decided", "核实"
    CORRECTED = "corrected", "已更正"


class Scan(models.Model):
    """One scan of a year's cases whose findings were stored; never changed and never deleted.

    found: how many findings it had; new, gone: against the scan before; left: how many of the year await somebody
    after it; digest: of all that it found.
    """

    year = models.PositiveSmallIntegerField("年度")
    as_of = models.DateField("截至日期")
    at = models.DateTimeField("检查时间")
    entered_by = models.CharField("检查人", max_length=120)
    found = models.PositiveIntegerField("检出")
    new = models.PositiveIntegerField("新检出")
    gone = models.PositiveIntegerField("不再检出")
    left = models.PositiveIntegerField("待办")
    digest = models.CharField("检出内容摘要", max_length=64)

    class Meta:
        verbose_name = "检查"

    def __str__(self) -> str:
        return f"{self.year}年度·{self.pk}"


class Finding(models.Model):
    """A finding: one rule in one case; part: what tells it from others of the same rule there, «» where it is the only one.

    article, certainty, detail (JSON), sentence, evidence (hash of detail): as last found. state, outcome,
    corrected_by (the act that corrected the ledger): a cache of its entries, which fsck compares.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="findings", db_index=False)
    rule = models.CharField("规则", max_length=80)
    part = models.CharField("所指", max_length=200, blank=True)
    article = models.TextField("依据")
    certainty = models.CharField("依据把握程度", max_length=40, blank=True)
    detail = models.TextField("情形")
    sentence = models.TextField("说明")
    evidence = models.CharField("情形摘要", max_length=64)
    found_at = models.DateTimeField("检出时间")
    state = models.CharField("状态", max_length=20, choices=State, default=State.OPEN)
    outcome = models.CharField("核实结果", max_length=20, choices=Outcome, blank=True)
    corrected_by = models.PositiveIntegerField("更正行为序号", null=True, blank=True)

    class Meta:
        verbose_name = "程序疑点"
        constraints = [models.UniqueConstraint(fields=["case", "rule", "part"], name="kernel_finding_once")]
        indexes = [models.Index(fields=["state", "found_at"], name="kernel_finding_state")]

    def __str__(self) -> str:
        return f"{self.rule}·{self.case_id}"


class FindingEntry(models.Model):
    """One thing that a scan or a person said of a finding; never changed and never deleted.

    evidence, detail, sentence: for an entry of a scan, what it found; for one of a person, evidence is that on which
    it rests. on: the day of a reply or decision; person, post: who; entered_by: who typed it in; act: the `seq` of
    the correction (更正).
    """

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="entries")
    said = models.CharField("事项", max_length=20, choices=Said)
    scan = models.ForeignKey(Scan, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField("录入时间")
    evidence = models.CharField("情形摘要", max_length=64)
    detail = models.TextField("情形", blank=True)
    sentence = models.TextField("说明", blank=True)
    outcome = models.CharField("核实结果", max_length=20, choices=Outcome, blank=True)
    reason = models.TextField("理由或者答复", blank=True)
    on = models.DateField("日期", null=True, blank=True)
    person = models.CharField("答复人或者核实人", max_length=120, blank=True)
    post = models.CharField("岗位", max_length=420, blank=True)
    entered_by = models.CharField("录入人", max_length=120)
    act = models.PositiveIntegerField("更正行为序号", null=True, blank=True)

    class Meta:
        verbose_name = "疑点办理记录"
        constraints = [
            models.CheckConstraint(
                condition=~Q(said__in=[Said.DECIDED, Said.REPLIED])
                | (Q(on__isnull=False) & ~Q(reason="") & ~Q(person="")),
                name="kernel_finding_entry_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(said=Said.DECIDED) | ~Q(outcome=""), name="kernel_finding_entry_with_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}·{self.said}"
