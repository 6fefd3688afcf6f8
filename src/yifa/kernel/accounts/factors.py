"""Second factors by code: six figures from an app (TOTP, RFC 6238), and recovery codes for when the telephone is gone."""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction

from yifa.kernel.accounts.models import Account, Factor, FactorKind
from yifa.kernel.accounts.statements import state
from yifa.kernel.evidence.keys import personal_key
from yifa.kernel.evidence.leaves import instant

DIGITS, INTERVAL, DRIFT = 6, 30, 1
"""Source: RFC 6238, 5.2: one interval of thirty seconds is borne on either side, for clocks that differ."""
CODES = 10
_SECRET, _NONCE, _HALF = 20, 12, 5
_EASY = "abcdefghjkmnpqrstuvwxyz23456789"


class UnableToSetFactor(ValueError):
    """The second factor cannot be set or taken away; its text is a Chinese sentence."""


def has_factor(account: Account) -> bool:
    """Whether the account has a second factor; recovery codes alone are none."""
    return account.factors.exclude(kind=FactorKind.RECOVERY).exists()


def new_secret() -> str:
    """A secret for a code generator, in the letters that one types into it."""
    return base64.b32encode(secrets.token_bytes(_SECRET)).decode()


def address_of(secret: str, *, account: Account, issuer: str) -> str:
    """What the QR code says to the app of the holder."""
    named = quote(f"{issuer}:{account.name}")
    return f"otpauth://totp/{named}?secret={secret}&issuer={quote(issuer)}&digits={DIGITS}&period={INTERVAL}"


def set_totp(*, account: Account, secret: str, code: str, at: datetime) -> tuple[str, ...]:
    """Take the code generator that shows this code; gives new recovery codes. Raises UnableToSetFactor."""
    interval = _interval_of(secret, code, at)
    if interval is None:
        raise UnableToSetFactor(
            "没有设置动态口令:输入的六位数字不对。请核对手机时间是否准确,等数字变化后输入新的一组。"
        )
    with transaction.atomic():
        account.factors.filter(kind=FactorKind.TOTP).delete()
        Factor.objects.create(account=account, kind=FactorKind.TOTP, secret=_sealed(secret), last=interval, made_at=at)
        state(f"account/{account.pk}/factor", {"kind": FactorKind.TOTP, "at": instant(at)})
        return renew_recovery(account=account, at=at)


def renew_recovery(*, account: Account, at: datetime) -> tuple[str, ...]:
    """Make recovery codes in place of the former ones; they are shown once and kept as hashes."""
    codes = tuple(_recovery_code() for _ in range(CODES))
    with transaction.atomic():
        account.factors.filter(kind=FactorKind.RECOVERY).delete()
        Factor.objects.bulk_create(
            Factor(account=account, kind=FactorKind.RECOVERY, secret=_hash(code), made_at=at) for code in codes
        )
        state(f"account/{account.pk}/recovery", {"at": instant(at)})
    return codes


def proves(*, account: Account, code: str, at: datetime) -> FactorKind | None:
    """By which factor this code proves who one is; None where it does not. A code is taken once."""
    typed = code.replace(" ", "").replace("-", "").lower()
    if typed.isascii() and typed.isdigit() and len(typed) == DIGITS:
        return _proves_totp(account, typed, at)
    used = account.factors.filter(kind=FactorKind.RECOVERY, secret=_hash(typed)).delete()
    return FactorKind.RECOVERY if used[0] else None


def remove_factor(*, account: Account, factor_id: int, required: bool, at: datetime) -> None:
    """Take one factor away; required: whether the last one must stay. Raises UnableToSetFactor."""
    kept = account.factors.exclude(kind=FactorKind.RECOVERY)
    found = kept.filter(pk=factor_id).first()
    if found is None:
        raise UnableToSetFactor("没有删除:这一项已经不在了。请刷新页面。")
    if required and kept.count() == 1:
        raise UnableToSetFactor("不得删除:本单位要求每个账号有第二种验证方式。请先设置另一种,再删除这一种。")
    with transaction.atomic():
        found.delete()
        if not kept.exists():
            account.factors.all().delete()
        state(f"account/{account.pk}/factor-removed", {"kind": found.kind, "at": instant(at)})


def reset_factors(*, account: Account, by: str, at: datetime) -> None:
    """Take all factors away from somebody who lost them; his sessions end."""
    with transaction.atomic():
        account.factors.all().delete()
        account.sessions_end = at
        account.save(update_fields=["sessions_end"])
        state(f"account/{account.pk}/factors-reset", {"by": by, "at": instant(at)})


def _proves_totp(account: Account, code: str, at: datetime) -> FactorKind | None:
    held = account.factors.filter(kind=FactorKind.TOTP).first()
    interval = _interval_of(_opened(held.secret), code, at) if held is not None else None
    if held is None or interval is None:
        return None
    # One statement, so that of two who type the same code at once only one gets in.
    taken = Factor.objects.filter(pk=held.pk, last__lt=interval).update(last=interval, used_at=at)
    return FactorKind.TOTP if taken else None


def _interval_of(secret: str, code: str, at: datetime) -> int | None:
    typed = code.replace(" ", "").encode(errors="ignore")
    generator = TOTP(base64.b32decode(secret), DIGITS, SHA1(), INTERVAL)  # noqa: S303 - what the apps compute
    now = int(at.timestamp()) // INTERVAL
    near = range(now - DRIFT, now + DRIFT + 1)
    return next((one for one in near if hmac.compare_digest(generator.generate(one * INTERVAL), typed)), None)


def _recovery_code() -> str:
    halves = ("".join(secrets.choice(_EASY) for _ in range(_HALF)) for _ in range(2))
    return "-".join(halves)


def _hash(code: str) -> str:
    return hmac.digest(personal_key(), b"recovery" + code.replace("-", "").encode(), "sha256").hex()


def _sealed(secret: str) -> str:
    nonce = secrets.token_bytes(_NONCE)
    return (nonce + AESGCM(_key()).encrypt(nonce, secret.encode(), None)).hex()


def _opened(sealed: str) -> str:
    content = bytes.fromhex(sealed)
    try:
        return AESGCM(_key()).decrypt(content[:_NONCE], content[_NONCE:], None).decode()
    except InvalidTag:
        raise UnableToSetFactor("动态口令无法核对:密钥文件不是原来的。请联系系统管理员从备份恢复。") from None


def _key() -> bytes:
    return hmac.digest(personal_key(), b"second factor", "sha256")
