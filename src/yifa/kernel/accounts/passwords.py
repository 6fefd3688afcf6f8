"""Passwords: what a new one must satisfy, changing one's own, and setting one for somebody who lost his."""

from __future__ import annotations

import secrets
import string
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from yifa.kernel.accounts.models import Account, FormerPassword
from yifa.kernel.accounts.rules import rules
from yifa.kernel.accounts.statements import state
from yifa.kernel.evidence.leaves import instant

CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
ENOUGH = 3
_EASY = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters that nobody takes for another when he copies them from paper."""


SENTENCES = {
    "password_too_short": "新口令至少要有十个字符。",
    "password_too_similar": "新口令和账号或者姓名太相近。",
    "password_too_common": "新口令太常见,别人容易猜到。",
    "password_entirely_numeric": "新口令不能全是数字。",
}
"""What Django finds wrong, in our own words."""


class UnableToChangePassword(ValueError):
    """The new password cannot be taken; its text is a Chinese sentence."""


def change_password(*, account: Account, old: str, new: str, again: str, at: datetime) -> None:
    """Let the holder take a new password. Raises UnableToChangePassword."""
    if account.has_usable_password() and not account.check_password(old):
        raise UnableToChangePassword("没有改口令:现在的口令不对。请重新输入。")
    if new != again:
        raise UnableToChangePassword("没有改口令:两次输入的新口令不一样。请重新输入。")
    _refuse_unfit(account, new)
    with transaction.atomic():
        _set(account, new, at=at, must_change=False)
        state(f"account/{account.pk}/password", {"by": account.name, "at": instant(at)})


def reset_password(*, account: Account, by: str, at: datetime) -> str:
    """Give the account a password made at random, which its holder must change; all its sessions end."""
    made = random_password()
    with transaction.atomic():
        account.sessions_end = at
        _set(account, made, at=at, must_change=True)
        state(f"account/{account.pk}/password-reset", {"by": by, "at": instant(at)})
    return made


def is_to_be_changed(account: Account, *, at: datetime) -> bool:
    """Whether the holder must take a new password before anything else: it was set for him, or is too old."""
    if not account.has_usable_password():
        return False
    lasts, since = rules().lasts, account.password_changed_at or account.opened_at
    return account.must_change_password or (lasts is not None and at - since > lasts)


def random_password() -> str:
    """A password made at random, of the three classes that profile djcp3 asks for, easy to copy from paper."""
    words = ["".join(secrets.choice(_EASY) for _ in range(4)) for _ in range(3)]
    return "-".join(["Yf" + str(secrets.randbelow(90) + 10), *words])


class ComplexityValidator:
    """Under profile djcp3: three of lower case, upper case, digits and signs (Chinese characters count as signs)."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password of too few classes."""
        del user
        classes = [any(letter in kind for letter in password) for kind in CLASSES]
        signs = any(letter not in "".join(CLASSES) for letter in password)
        if rules().separated and sum((*classes, signs)) < ENOUGH:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return "口令须含小写字母、大写字母、数字、符号(包括汉字)四类中的三类。"


class HistoryValidator:
    """Under profile djcp3: none of the last passwords again."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that the account has or had."""
        if not isinstance(user, Account) or not rules().remembered or user.pk is None:
            return
        former = user.former_passwords.order_by("-pk").values_list("password", flat=True)[: rules().remembered]
        if any(check_password(password, one) for one in {user.password, *former}):
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return f"不能使用最近{rules().remembered}次用过的口令。"


def _refuse_unfit(account: Account, new: str) -> None:
    if account.has_usable_password() and account.check_password(new):
        raise UnableToChangePassword("没有改口令:新口令和现在的一样。请换一个。")
    try:
        validate_password(new, account)
    except ValidationError as unfit:
        said = "".join(SENTENCES.get(one.code or "", str(one.message)) for one in unfit.error_list)
        raise UnableToChangePassword(f"没有改口令:{said}请换一个。") from None


def _set(account: Account, password: str, *, at: datetime, must_change: bool) -> None:
    if account.has_usable_password():
        FormerPassword.objects.create(account=account, password=account.password, at=at)
    account.set_password(password)
    account.must_change_password, account.password_changed_at = must_change, at
    account.save(update_fields=["password", "must_change_password", "password_changed_at", "sessions_end"])
