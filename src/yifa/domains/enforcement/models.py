"""Records of penalties, transfers and training, and the register of officers.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Entry, MomentField, Record


class Officer(Entry):
    """One entry of 行政执法人员 (ledger 14, officers)."""

    cert = models.TextField("执法证号", null=True)
    name = models.TextField("姓名", null=True)
    organ = models.TextField("所在单位", null=True)
    valid_from = models.DateField("发证日期", null=True)
    valid_to = models.DateField("有效期至", null=True)
    status = models.TextField("证件状态", null=True)
    cancelled = models.DateField("注销日期", null=True)
    exam = models.DateField("考试日期", null=True)
    score = models.IntegerField("考试成绩", null=True)
    passed = models.BooleanField("是否合格", null=True)

    class Meta(Entry.Meta):
        verbose_name = "行政执法人员"

    def __str__(self) -> str:
        return self.cert or ""


class PenaltyCase(Record):
    """One record of 行政处罚案件 (ledger 13, penalty_cases)."""

    no = models.TextField("决定书文号", null=True)
    organ = models.TextField("办案机关", null=True)
    field = models.TextField("领域代码", null=True)
    party_kind = models.TextField("当事人类型", null=True)
    party = models.TextField("当事人", null=True)
    code = models.TextField("统一社会信用代码", null=True)
    cause = models.TextField("案由", null=True)
    procedure = models.TextField("办案程序", null=True)
    c1 = models.TextField("执法人员一证号", null=True)
    c2 = models.TextField("执法人员二证号", null=True)
    ended = models.DateField("违法行为终了日期", null=True)
    filed = models.DateField("立案日期", null=True)
    probed = models.DateField("调查取证日期", null=True)
    notified = models.DateField("告知日期", null=True)
    h_right = models.BooleanField("告知听证权", null=True)
    h_notice = models.DateField("听证通知日期", null=True)
    h_date = models.DateField("听证日期", null=True)
    review = models.DateField("法制审核日期", null=True)
    major = models.BooleanField("情节复杂或重大", null=True)
    discuss = models.DateField("集体讨论日期", null=True)
    ext = models.DateField("延期批准日期", null=True)
    ext_to = models.DateField("延期至", null=True)
    decided = models.DateField("决定日期", null=True)
    served = models.DateField("送达日期", null=True)
    fine = models.BigIntegerField("罚款金额(分)", null=True)
    confiscated = models.BigIntegerField("没收违法所得(分)", null=True)
    paid = models.DateField("缴款日期", null=True)
    public = models.DateField("执法平台公示日期", null=True)
    credit = models.DateField("信用系统公示日期", null=True)
    closed = models.DateField("结案日期", null=True)
    status = models.TextField("办案状态", null=True)

    class Meta:
        verbose_name = "行政处罚案件"

    def __str__(self) -> str:
        return self.no or ""


class CriminalTransfer(Record):
    """One record of 涉嫌犯罪案件移送 (ledger 13, transfers)."""

    no = models.TextField("移送编号", null=True)
    organ = models.TextField("移送机关", null=True)
    suspect = models.TextField("涉嫌罪名", null=True)
    report = MomentField("专案组报告时间", null=True)
    approved = MomentField("批准移送时间", null=True)
    sent = MomentField("移送公安时间", null=True)
    police = models.DateField("公安决定立案日期", null=True)
    goods = models.DateField("移交物品日期", null=True)

    class Meta:
        verbose_name = "涉嫌犯罪案件移送"

    def __str__(self) -> str:
        return self.no or ""


class TownTraining(Record):
    """One record of 镇街执法培训 (ledger 14, trainings)."""

    no = models.TextField("场次编号", null=True)
    date = models.DateField("培训日期", null=True)
    town = models.TextField("举办镇街", null=True)
    topic = models.TextField("培训主题", null=True)
    n = models.IntegerField("签到人次", null=True)

    class Meta:
        verbose_name = "镇街执法培训"

    def __str__(self) -> str:
        return self.no or ""


class SignIn(Record):
    """One record of 培训签到 (ledger 14, signins)."""

    no = models.TextField("签到编号", null=True)
    session = models.TextField("场次编号", null=True)
    cert = models.TextField("执法证号", null=True)
    name = models.TextField("姓名", null=True)

    class Meta:
        verbose_name = "培训签到"

    def __str__(self) -> str:
        return self.no or ""


class RandomExam(Record):
    """One record of 随机抽考 (ledger 14, random_exams)."""

    no = models.TextField("抽考编号", null=True)
    date = models.DateField("抽考日期", null=True)
    n = models.IntegerField("抽考人数", null=True)
    passed = models.IntegerField("合格人数", null=True)

    class Meta:
        verbose_name = "随机抽考"

    def __str__(self) -> str:
        return self.no or ""
