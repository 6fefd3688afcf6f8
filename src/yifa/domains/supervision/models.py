"""What is kept of supervision beside its cases: loaded sets, proofs, assessments that were fixed, replies of organs.

Rows are written once and never changed; the last of each kind stands.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Finding, Original
from yifa.kernel.models.guarded import Guarded


class Supervised(models.Model):
    """A supervision case and the doubt from which it was begun, if one was; seen by whoever may see the case."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "监督件"

    def __str__(self) -> str:
        return str(self.case)


class LoadedSet(Guarded):
    """One edition of a set of indicators or of tasks, as it was loaded: its text as JSON, open to all.

    kind: which of the two; key: names it in addresses; replaces: the key of the edition before it, «» for none.
    """

    key = models.CharField("键", max_length=60, unique=True)
    kind = models.CharField("类别", max_length=20)
    title = models.CharField("名称", max_length=200)
    edition = models.CharField("版本", max_length=60)
    replaces = models.CharField("替代的版本", max_length=60, blank=True)
    content = models.TextField("内容")
    sha256 = models.CharField("摘要", max_length=64)
    loaded_at = models.DateTimeField("载入时间")
    loaded_by = models.CharField("载入人", max_length=130)

    class Meta:
        verbose_name = "指标体系版本"

    def __str__(self) -> str:
        return f"{self.title}{self.edition}"


class Proof(Guarded):
    """What a person put forward for one requirement of a set in a year: a verdict with its reason, and a document.

    withdrawn: it takes back what was put forward before it. A requirement is met only with a document.
    """

    set_key = models.CharField("指标体系", max_length=60)
    number = models.CharField("编号", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    verdict = models.CharField("结论", max_length=10)
    reason = models.TextField("理由")
    original = models.ForeignKey(Original, models.PROTECT, null=True, blank=True, related_name="+")
    organ = models.CharField("提供机关", max_length=120)
    by = models.CharField("提供人", max_length=130)
    at = models.DateTimeField("提供时间")

    class Meta:
        verbose_name = "佐证"
        indexes = [models.Index(fields=["set_key", "year", "number"], name="supervision_proof_of")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verdict="met") | models.Q(original__isnull=False),
                name="supervision_met_with_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.set_key}·{self.number}"


class FixedAssessment(Guarded):
    """An assessment as somebody fixed it on a day: the verdict of each requirement, as JSON, to compare with later."""

    set_key = models.CharField("指标体系", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    on = models.DateField("日期")
    verdicts = models.TextField("各项结论")
    by = models.CharField("定稿人", max_length=130)
    at = models.DateTimeField("定稿时间")

    class Meta:
        verbose_name = "自评定稿"

    def __str__(self) -> str:
        return f"{self.set_key}·{self.year}·{self.on}"


class OrganReply(Guarded):
    """What an organ says to one point of its assessment draft of a year; the last one stands."""

    year = models.PositiveSmallIntegerField("年度")
    point = models.CharField("问题", max_length=160)
    words = models.TextField("单位说明")
    by = models.CharField("填写人", max_length=130)
    at = models.DateTimeField("填写时间")

    class Meta:
        verbose_name = "底稿说明"
        indexes = [models.Index(fields=["year", "point"], name="supervision_reply_of")]

    def __str__(self) -> str:
        return self.point
