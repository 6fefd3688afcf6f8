"""Nobody floods a page that is open to all, and nobody shuts it for the others: sendings are counted by who sends.

Who sends is known by a hash only (`Asked.sender`), under a key of the day, and is forgotten once the day is over.
"""

from __future__ import annotations

from datetime import date, timedelta

from yifa.kernel.dossiers.models import Sending
from yifa.kernel.pages import Asked, UnableToTake

MOST, WHILE = 20, timedelta(minutes=10)
"""How often one sender may send to one place within such a while; our own number, no statute has one."""


def refuse_flood(asked: Asked, what: str) -> None:
    """Raise UnableToTake where this sender has sent there too often lately; what others send makes no difference."""
    lately = Sending.objects.filter(sender=asked.sender, what=what, at__gt=asked.at - WHILE)
    if asked.sender and lately.count() >= MOST:
        raise UnableToTake(
            f"没有收取:从您的网络地址在十分钟内已经提交了{MOST}次。请过十分钟再提交;您写的内容仍在页面上,也可以先复制保存。"
        )


def count(asked: Asked, what: str) -> None:
    """Count what was taken in; call it in the transaction that takes it."""
    forget_before(asked.on)
    if asked.sender:
        Sending.objects.create(sender=asked.sender, what=what, on=asked.on, at=asked.at)


def forget_before(today: date) -> int:
    """Forget who sent anything on an earlier day; returns how many sendings were forgotten."""
    forgotten, _ = Sending.objects.filter(on__lt=today).delete()
    return forgotten
