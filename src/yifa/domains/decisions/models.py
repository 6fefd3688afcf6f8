"""Records of catalogues, major decisions and their evaluations; and what a decision is made of beside its acts.

Fields of records are named by column id; an empty cell is NULL: not known, which is not an empty text. What follows
the records belongs to live decisions only: their sheets, the yearly list, drafts open for comment.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Guarded, PersonalValue, Record


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


class Sheet(models.Model):
    """A sheet of the dossier of a case, never changed: of those of one kind and key, the last one stands.

    kind: which paper (`sheets.Kind`); key: which of its kind, «» where there is only one; content: JSON text.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=30)
    key = models.CharField("序号", max_length=60, blank=True)
    on = models.DateField("日期")
    at = models.DateTimeField("录入时间")
    organ = models.CharField("机关", max_length=120, blank=True)
    entered_by = models.CharField("录入人", max_length=120)
    content = models.TextField("内容")

    class Meta:
        verbose_name = "卷内页"
        indexes = [models.Index(fields=["case", "kind"], name="decisions_sheet_case_kind")]

    def __str__(self) -> str:
        return f"{self.case_id}·{self.kind}·{self.key}"


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


class Draft(Guarded):
    """A draft that is or was open for comment, from one day to another, both included; open to all from the first.

    shortening: why fewer than thirty days; file: the draft as a file, where one was added; closed_on: the day on which
    the result was published.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=300)
    organ = models.CharField("征求意见的机关", max_length=120)
    text = models.TextField("决策草案")
    explanation = models.TextField("起草说明")
    ways = models.TextField("提出意见的方式")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("截止日期")
    shortening = models.CharField("缩短期限的理由", max_length=300, blank=True)
    file_name = models.CharField("附件名称", max_length=120, blank=True)
    file = models.BinaryField("附件", null=True)
    result = models.TextField("采纳情况说明", blank=True)
    closed_on = models.DateField("结果公布日期", null=True, blank=True)

    class Meta:
        verbose_name = "征求意见稿"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="decisions_draft_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Answer(Guarded):
    """What became of one comment or of several alike; open to all once the result is published.

    summary: what was said, in the words that are published.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="answers")
    adoption = models.CharField("采纳情况", max_length=10)
    summary = models.TextField("意见摘要")
    reason = models.TextField("理由")
    on = models.DateField("答复日期")
    answered_by = models.CharField("答复人", max_length=120)

    class Meta:
        verbose_name = "意见答复"

    def __str__(self) -> str:
        return f"{self.adoption}·{self.summary[:20]}"


class Comment(Guarded):
    """One comment on a draft, as it was said; who said it lies apart, as a personal value. Not open to the public.

    carrier: how it came; entered_by: who entered it, «» where the person wrote it on the web.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="comments")
    carrier = models.CharField("提出方式", max_length=20)
    words = models.TextField("意见内容")
    person = models.ForeignKey(PersonalValue, models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField("收到日期")
    at = models.DateTimeField("登记时间")
    entered_by = models.CharField("登记人", max_length=120, blank=True)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="comments")

    class Meta:
        verbose_name = "公众意见"

    def __str__(self) -> str:
        return f"{self.draft_id}·{self.pk}"


class CommentReceipt(Guarded):
    """What a number leads to that was given to whoever commented; the number itself is not kept, only its hash."""

    digest = models.CharField("回执摘要", max_length=64, unique=True)
    comment = models.OneToOneField(Comment, models.PROTECT, related_name="receipt")

    class Meta:
        verbose_name = "意见回执"

    def __str__(self) -> str:
        return self.digest[:8]


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
