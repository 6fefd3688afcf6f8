"""Records of normative documents and of their post-evaluations.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Guarded, Record


class NormativeDocument(Record):
    """One record of 行政规范性文件 (ledger 11, normative_docs)."""

    no = models.TextField("文号", null=True)
    title = models.TextField("文件名称", null=True)
    organ = models.TextField("起草单位", null=True)
    issuer = models.TextField("制定机关", null=True)
    biz = models.BooleanField("涉及市场主体", null=True)
    barrier = models.BooleanField("设置市场准入条件", null=True)
    c_from = models.DateField("征求意见起", null=True)
    c_to = models.DateField("征求意见止", null=True)
    c_reason = models.TextField("缩短理由", null=True)
    sent = models.DateField("送审日期", null=True)
    reviewed = models.DateField("审核意见日期", null=True)
    opinion = models.TextField("审核结论", null=True)
    debated = models.DateField("集体审议日期", null=True)
    signed = models.DateField("成文日期", null=True)
    published = models.DateField("公布日期", null=True)
    filed = models.DateField("报备日期", null=True)
    effective = models.DateField("施行日期", null=True)
    expires = models.DateField("失效日期", null=True)

    class Meta:
        verbose_name = "行政规范性文件"

    def __str__(self) -> str:
        return self.no or ""


class NormEvaluation(Record):
    """One record of 行政规范性文件后评估 (ledger 11, doc_evals)."""

    no = models.TextField("评估编号", null=True)
    object = models.TextField("评估对象", null=True)
    organ = models.TextField("评估单位", null=True)
    date = models.DateField("报告日期", null=True)
    published = models.DateField("公布日期", null=True)

    class Meta:
        verbose_name = "行政规范性文件后评估"

    def __str__(self) -> str:
        return self.no or ""


class FiledPeriod(Guarded):
    """From which period the documents on file are drawn: chosen anew for each spot check, the last one counts.

    since, until: the days on which they were filed, both included; on: the day on which it was chosen.
    """

    since = models.DateField("从")
    until = models.DateField("到")
    on = models.DateField("选定日期")
    at = models.DateTimeField("选定时间")
    chosen_by = models.CharField("选定人", max_length=120)

    class Meta:
        verbose_name = "备案文件抽查时段"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="norms_filed_period_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}—{self.until}"
