"""Records of meetings, agenda items, instructions and law-duty reports.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case, Guarded, Record


class Meeting(Record):
    """One record of 专题会议 (ledger 01, meetings)."""

    no = models.TextField("会议编号", null=True)
    kind = models.TextField("会议类型", null=True)
    date = models.DateField("召开日期", null=True)
    chair = models.TextField("主持人", null=True)
    attend = models.IntegerField("参会人数", null=True)

    class Meta:
        verbose_name = "专题会议"

    def __str__(self) -> str:
        return self.no or ""


class AgendaItem(Record):
    """One record of 上会议题 (ledger 01, agenda)."""

    no = models.TextField("议题编号", null=True)
    meeting = models.TextField("会议编号", null=True)
    title = models.TextField("议题名称", null=True)
    cls = models.TextField("议题类别", null=True)
    organ = models.TextField("汇报单位", null=True)
    result = models.TextField("审议结果", null=True)

    class Meta:
        verbose_name = "上会议题"

    def __str__(self) -> str:
        return self.no or ""


class Instruction(Record):
    """One record of 领导批示 (ledger 02, instructions)."""

    no = models.TextField("批示编号", null=True)
    date = models.DateField("批示日期", null=True)
    leader = models.TextField("批示领导", null=True)
    doc = models.TextField("文件标题", null=True)
    organ = models.TextField("承办单位", null=True)
    due = models.DateField("要求办结日期", null=True)
    done = models.DateField("反馈日期", null=True)
    status = models.TextField("办理状态", null=True)

    class Meta:
        verbose_name = "领导批示"

    def __str__(self) -> str:
        return self.no or ""


class SecretInstructionCount(Record):
    """How many instructions could not be kept here because they are state secrets (ledger 02, secret_instructions)."""

    no = models.TextField("登记编号", null=True)
    date = models.DateField("登记日期", null=True)
    leader = models.TextField("批示领导", null=True)
    n = models.IntegerField("涉密批示件数", null=True)

    class Meta:
        verbose_name = "涉密批示件数"

    def __str__(self) -> str:
        return self.no or ""


class LawDutyReport(Record):
    """One record of 述法报告 (ledger 03, shufa)."""

    no = models.TextField("序列号", null=True)
    kind = models.TextField("述法主体类别", null=True)
    unit = models.TextField("单位名称", null=True)
    post = models.TextField("述法人职务", null=True)
    date = models.DateField("述法日期", null=True)
    form = models.TextField("述法形式", null=True)
    file = models.TextField("报告文号", null=True)

    class Meta:
        verbose_name = "述法报告"

    def __str__(self) -> str:
        return self.no or ""


class LawDutyEvaluation(Record):
    """One record of 述法现场评议 (ledger 03, shufa_scores); the score is held in hundredths of a point."""

    no = models.TextField("序列号", null=True)
    unit = models.TextField("单位名称", null=True)
    good = models.IntegerField("好(票)", null=True)
    fair = models.IntegerField("较好(票)", null=True)
    plain = models.IntegerField("一般(票)", null=True)
    poor = models.IntegerField("差(票)", null=True)
    score = models.IntegerField("平均分(百分之一分)", null=True)

    class Meta:
        verbose_name = "述法现场评议"

    def __str__(self) -> str:
        return self.no or ""


class TownHearing(Record):
    """One record of 听取镇街报告 (ledger 01, town_hearings)."""

    no = models.TextField("听取报告编号", null=True)
    town = models.TextField("镇街", null=True)
    planned_on = models.DateField("计划听取日期", null=True)
    date = models.DateField("听取日期", null=True)
    questions = models.TextField("会上提问", null=True)
    tasks = models.TextField("会上交办事项", null=True)
    due = models.DateField("要求办结日期", null=True)
    done = models.DateField("反馈日期", null=True)

    class Meta:
        verbose_name = "听取镇街报告"

    def __str__(self) -> str:
        return self.no or ""


class Problem(Record):
    """One record of 问题整改 (ledger 03, rectifications)."""

    no = models.TextField("问题编号", null=True)
    date = models.DateField("列出日期", null=True)
    problem = models.TextField("问题", null=True)
    found_by = models.TextField("发现途径", null=True)
    found_in = models.TextField("问题来源", null=True)
    organ = models.TextField("整改单位", null=True)
    measure = models.TextField("整改措施", null=True)
    deadline = models.DateField("整改期限", null=True)
    proved = models.DateField("提交佐证日期", null=True)
    checked = models.DateField("复核日期", null=True)
    closed = models.DateField("销号日期", null=True)

    class Meta:
        verbose_name = "问题整改"

    def __str__(self) -> str:
        return self.no or ""


class StatementSheet(models.Model):
    """What an official's law-duty report says, as JSON: numbers as they stood, and words; the last one of a case stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    on = models.DateField("日期")
    content = models.TextField("内容")
    by = models.CharField("填写人", max_length=130)
    at = models.DateTimeField("填写时间")

    class Meta:
        verbose_name = "述法报告稿"

    def __str__(self) -> str:
        return str(self.case)


class VotingCode(models.Model):
    """A one-time code that was handed out and not used yet, by its hash; using it deletes it, so nothing says who voted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "评议码"

    def __str__(self) -> str:
        return str(self.case)


class Urn(models.Model):
    """The scores and remarks cast by code in one evaluation until they are counted: one row, each in alphabetical order.

    drawn: how many representatives were drawn; plan: by which draw of this installation, «» for one held elsewhere;
    seed: what the codes are made from until they are printed, then «». It holds no order, time, actor or address of
    any single score, and nothing that joins a remark to a score.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    drawn = models.PositiveIntegerField("抽取的评议代表")
    plan = models.CharField("抽取计划", max_length=64, blank=True, default="")
    seed = models.CharField("评议码种子", max_length=64, blank=True)
    grades = models.TextField("等次", default="[]")
    remarks = models.TextField("意见", default="[]")

    class Meta:
        verbose_name = "电子票箱"

    def __str__(self) -> str:
        return str(self.case)


class CastScore(models.Model):
    """One score of an evaluation by code, written with all others in one shuffled batch when they were counted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    grade = models.CharField("等次", max_length=10)

    class Meta:
        verbose_name = "评议票"

    def __str__(self) -> str:
        return self.grade


class Remark(models.Model):
    """One remark of a representative, written with all others in one shuffled batch; problem: the case made of it.

    Like a score it knows neither who wrote it, nor when, nor from where, nor which score went with it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    text = models.TextField("意见")
    problem = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "评议意见"

    def __str__(self) -> str:
        return self.text


class Representative(Guarded):
    """Somebody who may be drawn to evaluate law-duty reports; in a draw, known by the code alone."""

    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("代表类别", max_length=60)
    works_at = models.CharField("推荐单位", max_length=120)
    entered_on = models.DateField("入库日期")
    left_on = models.DateField("出库日期", null=True, blank=True)

    class Meta:
        verbose_name = "评议代表"

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What a draw calls the representative."""
        return f"DB{self.pk:05}"


class HandCount(models.Model):
    """What one counter found in the ballots, as JSON by grade; two by different people that agree are the result.

    attempt: counts are compared within one; where two differ, both are set aside and the next attempt begins.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField("第几次清点")
    found = models.TextField("清点结果")
    person = models.CharField("计票人", max_length=60)
    by = models.CharField("录入账号", max_length=130)

    class Meta:
        verbose_name = "计票记录"
        constraints = [
            models.UniqueConstraint(fields=["case", "attempt", "by"], name="leadership_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}·{self.attempt}"
