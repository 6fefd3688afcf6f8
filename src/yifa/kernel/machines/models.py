"""A token, a webhook, and what is on its way to one."""

from __future__ import annotations

from django.db import models

from yifa.kernel.access.viewer import ROLES
from yifa.kernel.models import Organ


class Token(models.Model):
    """By which another system reads and acts for an organ, in one role, from one day to another.

    digest: of the token; the token itself is shown once and kept nowhere. ended_at: from that instant nobody calls with it.
    """

    name = models.CharField("系统名称", max_length=120)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    role = models.CharField("角色", max_length=20)
    digest = models.CharField("摘要", max_length=64, unique=True)
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("停用日期")
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)
    given_by = models.CharField("设置人", max_length=120)
    given_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "接口令牌"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")), name="machines_token_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}·{self.organ_id}"

    @property
    def role_title(self) -> str:
        """The role in words."""
        return ROLES[self.role].title if self.role in ROLES else self.role


class Webhook(models.Model):
    """An address that is told of each act in the cases that its token may see.

    secret: with which each message is signed; reached: the last act that was looked at.
    """

    token = models.ForeignKey(Token, models.PROTECT, related_name="webhooks")
    url = models.URLField("地址", max_length=300)
    secret = models.CharField("签名密钥", max_length=64)
    reached = models.BigIntegerField("已处理到", default=0)
    is_on = models.BooleanField("启用", default=True)
    set_by = models.CharField("设置人", max_length=120)
    set_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "推送"

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One message for one webhook: when it is tried next, how often it was, and what came of it last."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    act = models.BigIntegerField("行为内部号")
    body = models.TextField("内容")
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次时间", null=True, blank=True)
    done_at = models.DateTimeField("送达时间", null=True, blank=True)
    said = models.CharField("结果", max_length=200, blank=True)

    class Meta:
        verbose_name = "推送消息"
        constraints = [models.UniqueConstraint(fields=["webhook", "act"], name="machines_delivery_once")]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="machines_delivery_next")
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id}·{self.act}"
