"""The register of service items, and records of applications and ratings.

Fields are named by column id; an empty cell is NULL: not known, which is not an empty text.
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Entry, Record


class ServiceItem(Entry):
    """One entry of 政务服务事项 (ledger 06, items)."""

    code = models.TextField("事项编码", null=True)
    name = models.TextField("事项名称", null=True)
    organ = models.TextField("实施机构", null=True)
    kind = models.TextField("事项类型", null=True)
    statutory = models.IntegerField("法定时限", null=True)
    promised = models.IntegerField("承诺时限", null=True)
    neg_online = models.BooleanField("“网上办”负面清单", null=True)
    neg_once = models.BooleanField("“一次办”负面清单", null=True)
    nearby = models.BooleanField("就近办", null=True)
    instant = models.BooleanField("马上办", null=True)
    zero = models.BooleanField("零跑动", null=True)
    citywide = models.BooleanField("全市通办", null=True)
    status = models.TextField("目录状态", null=True)

    class Meta(Entry.Meta):
        verbose_name = "政务服务事项"

    def __str__(self) -> str:
        return self.code or ""


class ServiceCase(Record):
    """One record of 政务服务办件 (ledger 07, service_cases)."""

    no = models.TextField("办件编号", null=True)
    item = models.TextField("事项编码", null=True)
    name = models.TextField("事项名称", null=True)
    who = models.TextField("申请人类型", null=True)
    applicant = models.TextField("申请人", null=True)
    code = models.TextField("统一社会信用代码", null=True)
    channel = models.TextField("申请渠道", null=True)
    received = models.DateField("申请日期", null=True)
    fix1 = models.DateField("补正告知日期", null=True)
    fix2 = models.DateField("第二次补正告知日期", null=True)
    fixed = models.DateField("补正齐全日期", null=True)
    accepted = models.DateField("受理日期", null=True)
    ext = models.DateField("延长批准日期", null=True)
    sp_from = models.DateField("特别程序起", null=True)
    sp_to = models.DateField("特别程序止", null=True)
    decided = models.DateField("决定日期", null=True)
    delivered = models.DateField("送达日期", null=True)
    published = models.DateField("决定公示日期", null=True)
    spot = models.BooleanField("当场办结", null=True)
    visits = models.IntegerField("跑动次数", null=True)
    outlet = models.TextField("出件方式", null=True)
    status = models.TextField("办理状态", null=True)

    class Meta:
        verbose_name = "政务服务办件"

    def __str__(self) -> str:
        return self.no or ""


class ServiceRating(Record):
    """One record of 好差评 (ledger 07, ratings)."""

    no = models.TextField("评价编号", null=True)
    case = models.TextField("办件编号", null=True)
    grade = models.TextField("评价等级", null=True)
    real = models.BooleanField("是否实名", null=True)
    date = models.DateField("评价日期", null=True)
    callback = models.DateField("回访日期", null=True)
    fixed = models.DateField("整改完成日期", null=True)
    again = models.TextField("整改后评价", null=True)

    class Meta:
        verbose_name = "好差评"

    def __str__(self) -> str:
        return self.no or ""
