"""One draw as it is prepared and carried out, and everything that somebody did in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yifa.kernel.models.guarded import Guarded


class Ceremony(Guarded):
    """One draw. Until its plan is sealed it is a request that may be withdrawn; from then on it is carried out or aborted.

    title, organ: as in the plan; request: what is asked for, as JSON; register: the id of the register drawn from;
    plan, plan_hash, auditors, reveals, bundle: what the command line keeps as files of these names. When each part was
    sealed stands in the evidence log alone.
    """

    title = models.CharField("标题", max_length=200)
    organ = models.CharField("组织机关", max_length=200)
    register = models.CharField("名录", max_length=60)
    request = models.TextField("抽取申请")
    plan = models.TextField("计划", blank=True)
    plan_hash = models.CharField("计划哈希", max_length=64, blank=True)
    auditors = models.TextField("审计名册", blank=True)
    reveals = models.TextField("揭示", blank=True)
    bundle = models.TextField("抽取包", blank=True)
    opened_by = models.CharField("拟定人", max_length=120)
    opened_at = models.DateTimeField("拟定时间")

    class Meta:
        verbose_name = "随机抽取"
        constraints = [
            models.UniqueConstraint(fields=["plan_hash"], condition=~Q(plan_hash=""), name="ceremonies_plan_once"),
            models.CheckConstraint(condition=Q(bundle="") | ~Q(plan=""), name="ceremonies_bundle_after_plan"),
        ]

    def __str__(self) -> str:
        return self.title


class Done(models.TextChoices):
    """What somebody did in a ceremony."""

    OPENED = "opened", "拟定申请"
    COMMITTED = "committed", "提交承诺"
    SEALED = "sealed", "封存计划"
    REVEALED = "revealed", "揭示随机数"
    CLOSED = "closed", "截止揭示"
    ENTERED = "entered", "录入公开号码"
    DIFFERED = "differed", "两人录入不一致,作废重录"
    DRAWN = "drawn", "抽取"
    ABORTED = "aborted", "中止"
    WITHDRAWN = "withdrawn", "撤回申请"


class Doing(models.Model):
    """One thing done in a ceremony; never changed and never deleted.

    person, account: who did it, the second as accounts are told apart; organ: for which he acts; said: the
    commitment, the nonce, or the number as typed.
    """

    ceremony = models.ForeignKey(Ceremony, models.PROTECT, related_name="doings")
    done = models.CharField("事项", max_length=20, choices=Done)
    person = models.CharField("办理人", max_length=60)
    account = models.CharField("账号", max_length=120)
    organ = models.CharField("机关", max_length=200, blank=True)
    said = models.TextField("内容", blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "抽取经过"

    def __str__(self) -> str:
        return f"{self.ceremony_id}·{self.done}"
