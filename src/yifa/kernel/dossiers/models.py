"""What lies in the dossier of a case: sheets, drafts open for comment, the comments, and what became of them."""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Guarded, PersonalValue


class Sheet(models.Model):
    """A sheet of the dossier of a case, never changed: of those of one kind and key, the last one stands.

    kind: which paper as its institution calls it; key: which of its kind, «» where there is only one; content: JSON text.
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
        indexes = [models.Index(fields=["case", "kind"], name="dossiers_sheet_case_kind")]

    def __str__(self) -> str:
        return f"{self.case_id}·{self.kind}·{self.key}"


class Draft(Guarded):
    """A draft that is or was open for comment, from one day to another, both included; open to all from the first.

    shortening: why fewer than thirty days; file: the draft as a file, where one was added; closed_on: the day on which
    the result was published.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=300)
    organ = models.CharField("征求意见的机关", max_length=120)
    text = models.TextField("草案")
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
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="dossiers_draft_days_in_order"
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


class Sending(models.Model):
    """That somebody sent something to a place that is open to all; forgotten once the day is over.

    sender: a hash of the machine's address under a key of the day; what: the place; on: the day that is to be over.
    """

    sender = models.CharField("提交来源摘要", max_length=64)
    what = models.CharField("提交到", max_length=60)
    on = models.DateField("日期")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "网上提交次数"
        indexes = [models.Index(fields=["sender", "what"], name="dossiers_sending_sender_what")]

    def __str__(self) -> str:
        return f"{self.what}·{self.at}"


class CaseReceipt(Guarded):
    """What a number leads to that was given to whoever asked for something; only the hash of the number is kept."""

    digest = models.CharField("回执摘要", max_length=64, unique=True)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = "办件回执"

    def __str__(self) -> str:
        return self.digest[:8]


class Counsel(Guarded):
    """Somebody appointed as counsel, or as public lawyer, of the organ at the path, from one day to another, both included.

    certificate: the number of his practising certificate; by_paper: the letter of appointment; ended_on, ended_why: where the
    appointment ended before its last day.
    """

    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("身份", max_length=20)
    works_at = models.CharField("工作单位", max_length=120)
    certificate = models.CharField("执业证号", max_length=60, blank=True)
    field = models.CharField("专长", max_length=120, blank=True)
    organ = models.CharField("聘任机关", max_length=120)
    by_paper = models.CharField("聘任文书", max_length=120)
    appointed_on = models.DateField("聘任日期")
    until = models.DateField("聘期截止日期")
    ended_on = models.DateField("解聘日期", null=True, blank=True)
    ended_why = models.CharField("解聘原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "法律顾问和公职律师"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("appointed_on")), name="dossiers_counsel_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}{self.name}({self.works_at})"
