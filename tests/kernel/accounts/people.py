"""Accounts for tests of the kernel."""

import base64
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.opening import open_account
from yifa.kernel.models import Organ

NOW = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)
DAY = date(2022, 3, 1)
PASSWORD = "示例口令2022年"


def account(name: str = "zhang") -> Account:
    return open_account(name=name, person=f"{name}某", password=PASSWORD, by="测试", at=NOW)


def bureau() -> Organ:
    return Organ.objects.get_or_create(path="示例区/区司法局", defaults={"name": "区司法局"})[0]


def code(secret: str, at: datetime) -> str:
    """What a code generator with that secret shows at that instant."""
    generator = TOTP(base64.b32decode(secret), 6, SHA1(), 30)  # noqa: S303 - what the apps compute
    return generator.generate(int(at.timestamp())).decode()
