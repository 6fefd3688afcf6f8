"""Records of catalogues, major decisions and their evaluations; and what a decision is made of beside its acts.

Fields of records are named by column id; an empty cell is NULL: not known, which is not an empty text. What follows
the records belongs to live decisions only: their sheets, the yearly list, drafts open for comment.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Guarded, Record


class DecisionCatalogue(Record):
    """One record of 重大行政决策年度目录 (ledger 12, decision_catalogue)."""

    no = models.TextField("目录编号", null=True)
    name = models.TextField("目录名称", null=True)
    debated = models.DateField("常务会议审议日期", null=True)
    consent = models.DateField("党委同意日期", null=True)
    published = models.DateField("公布日期", null=True)
    filed = models.DateField("报市政府备案日期", null=True)
    n = models.IntegerField("事项数", null=True)

    class Meta:
        verbose_name = "重大行政决策年度目录"

    def __str__(self) -> str:
        return self.no or ""


class MajorDecision(Record):
    """One record of 重大行政决策 (ledger 12, decisions)."""

    no = models.TextField("决策编号", null=True)
    title = models.TextField("决策事项", null=True)
    organ = models.TextField("承办单位", null=True)
    started = models.DateField("决策启动日期", null=True)
    c_from = models.DateField("征求意见起", null=True)
    c_to = models.DateField("征求意见止", null=True)
    c_reason = models.TextField("缩短理由", null=True)
    h_papers = models.DateField("听证材料送达日期", null=True)
    h_date = models.DateField("听证会日期", null=True)
    expert = models.DateField("专家论证日期", null=True)
    risky = models.BooleanField("应做风险评估", null=True)
    risk = models.DateField("风险评估报告日期", null=True)
    methods = models.TextField("风险查找方法", null=True)
    received = models.DateField("合法性审查材料齐备日期", null=True)
    reviewed = models.DateField("合法性审查意见日期", null=True)
    opinion = models.TextField("审查结论", null=True)
    debated = models.DateField("集体讨论日期", null=True)
    made = models.DateField("决策作出日期", null=True)
    published = models.DateField("公布日期", null=True)
    archived = models.DateField("归档日期", null=True)

    class Meta:
        verbose_name = "重大行政决策"

    def __str__(self) -> str:
        return self.no or ""


class DecisionEvaluation(Record):
    """One record of 重大行政决策后评估 (ledger 12, decision_evals)."""

    no = models.TextField("评估编号", null=True)
    object = models.TextField("评估对象", null=True)
    organ = models.TextField("评估单位", null=True)
    date = models.DateField("报告日期", null=True)

    class Meta:
        verbose_name = "重大行政决策后评估"

    def __str__(self) -> str:
        return self.no or ""


class CatalogueItem(Guarded):
    """An item that an organ proposes for the yearly list; catalogue: the list that took it in; decision: its case."""

    year = models.PositiveSmallIntegerField("目录年度")
    title = models.CharField("决策事项", max_length=300)
    organ = models.CharField("承办单位", max_length=120)
    reason = models.TextField("提出理由和论证")
    steps = models.CharField("拟履行的程序", max_length=300, blank=True)
    decide_by = models.CharField("计划完成时间", max_length=60, blank=True)
    proposed_on = models.DateField("提出日期")
    proposed_by = models.CharField("提出人", max_length=120)
    left_out = models.CharField("未列入的理由", max_length=300, blank=True)
    catalogue = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "目录事项"

    def __str__(self) -> str:
        return self.title


class Expert(Guarded):
    """An expert of the register from which panels are drawn or chosen."""

    name = models.CharField("姓名", max_length=60)
    field = models.CharField("专业领域", max_length=120)
    works_at = models.CharField("工作单位", max_length=120)
    entered_on = models.DateField("入库日期")
    left_on = models.DateField("出库日期", null=True, blank=True)

    class Meta:
        verbose_name = "决策咨询论证专家"

    def __str__(self) -> str:
        return f"{self.name}({self.works_at})"

    @property
    def code(self) -> str:
        """What a draw calls the expert."""
        return f"ZJ{self.pk:05}"
