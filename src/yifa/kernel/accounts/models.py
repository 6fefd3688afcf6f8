"""An account, and the posts that its holder has held."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from yifa.kernel.models import Organ


class Account(AbstractBaseUser):
    """One person's account. Nobody is deleted: who left is inactive, and what he did stays under his name.

    name: what is typed to sign in; person: what acts and read logs show.
    """

    name = models.CharField("账号", max_length=60, unique=True)
    person = models.CharField("姓名", max_length=60)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改口令", default=False)
    opened_at = models.DateTimeField("开通时间")
    opened_by = models.CharField("开通人", max_length=120)

    objects = BaseUserManager()

    USERNAME_FIELD = "name"

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return f"{self.person}({self.name})"


class HeldPost(models.Model):
    """A post held from one day to another (open where none), both included; never deleted, only ended.

    role: a name in `access.ROLES`; organ: for which its holder acts; reach: beneath which he sees, the organ itself where none is named; name: the
    post in words, to which a work secret may be limited; stands_in_for: whose post it is (代理), always with an end.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    role = models.CharField("角色", max_length=20)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    reach = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("岗位", max_length=120, blank=True)
    valid_from = models.DateField("任职日期")
    valid_to = models.DateField("离任日期", null=True, blank=True)
    stands_in_for = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.CharField("设置人", max_length=120)
    given_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="accounts_post_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(valid_to__isnull=False),
                name="accounts_stand_in_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}·{self.name or self.role}"
