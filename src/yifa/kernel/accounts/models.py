"""An account, the posts that its holder has held, his second factors, and who signed in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from yifa.kernel.models import Organ


class Account(AbstractBaseUser):
    """One person's account. Nobody is deleted: who left is inactive, and what he did stays under his name.

    name: what is typed to sign in; person: what acts and read logs show; outside_id: the name under which the unified
    identity of the province knows the person («» for none); sessions_end: sessions begun before that instant are over.
    """

    name = models.CharField("账号", max_length=60, unique=True)
    person = models.CharField("姓名", max_length=60)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改口令", default=False)
    password_changed_at = models.DateTimeField("口令设置时间", null=True, blank=True)
    outside_id = models.CharField("统一身份认证标识", max_length=120, blank=True, default="")
    sessions_end = models.DateTimeField("此前的登录失效", null=True, blank=True)
    opened_at = models.DateTimeField("开通时间")
    opened_by = models.CharField("开通人", max_length=120)

    objects = BaseUserManager()

    USERNAME_FIELD = "name"

    class Meta:
        verbose_name = "账号"
        constraints = [
            models.UniqueConstraint(fields=["outside_id"], condition=~Q(outside_id=""), name="accounts_outside_id"),
        ]

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


class FactorKind(models.TextChoices):
    """What one proves oneself by beside the password."""

    TOTP = "totp", "动态口令"
    PASSKEY = "passkey", "通行密钥"
    RECOVERY = "recovery", "备用口令"


class Factor(models.Model):
    """One second factor of an account.

    secret: of a code generator sealed under the key of this installation, of a recovery code its hash, of a passkey
    its public half; handle: by which a passkey names itself; last: the interval of the last code taken, so that none
    is taken twice.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="factors")
    kind = models.CharField("种类", max_length=20, choices=FactorKind.choices)
    title = models.CharField("名称", max_length=60, blank=True)
    secret = models.TextField("密文或者公钥")
    handle = models.CharField("凭据标识", max_length=400, blank=True, db_index=True)
    last = models.BigIntegerField("上次使用的时段", default=0)
    made_at = models.DateTimeField("设置时间")
    used_at = models.DateTimeField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = "第二种验证方式"
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(kind="totp"), name="accounts_one_totp"),
            models.UniqueConstraint(fields=["handle"], condition=~Q(handle=""), name="accounts_passkey_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}·{self.kind}"


class FormerPassword(models.Model):
    """The hash of a password that the account has had: profile djcp3 forbids to take it again at once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="former_passwords")
    password = models.CharField("口令摘要", max_length=128)
    at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "用过的口令"

    def __str__(self) -> str:
        return f"{self.account_id}·{self.at}"


class SignIn(models.Model):
    """One attempt to sign in: the database refuses to change or delete it.

    typed: a keyed hash of the name typed, the same for the same name, since people type their password there; account:
    whose name it is, if anybody's.
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        DONE = "done", "登录成功"
        PASSWORD = "password", "口令正确,待第二种验证"
        WRONG = "wrong", "口令不对"
        WRONG_FACTOR = "wrong_factor", "第二种验证不对"
        LOCKED = "locked", "锁定期内的尝试"
        UNKNOWN = "unknown", "统一身份认证的人没有账号"
        OUT = "out", "退出"

    at = models.DateTimeField("时间")
    typed = models.CharField("所输账号的摘要", max_length=64)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField("结果", max_length=20, choices=Outcome.choices)
    through = models.CharField("方式", max_length=40, blank=True)
    address = models.CharField("来自", max_length=60, blank=True)

    class Meta:
        verbose_name = "登录记录"
        indexes = [models.Index(fields=["typed", "at"], name="accounts_signin_typed")]

    def __str__(self) -> str:
        return f"{self.at} {self.outcome}"
