"""Attempts to sign in: each is on record, and after five that failed the name is locked for a quarter of an hour.

A name that nobody has is locked alike, so that the lock tells nobody which accounts there are.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from yifa.kernel.accounts.models import Account, SignIn

FAILURES, LOCKED_FOR = 5, timedelta(minutes=15)
"""Source: OWASP ASVS 5.0, 6.3.1 (待核): attempts are limited; GB/T 22239-2019, 8.1.4.1 (待核): 登录失败处理."""
Outcome = SignIn.Outcome
_FAILED = (Outcome.WRONG, Outcome.WRONG_FACTOR)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries to sign in: the name typed, and the address of the machine."""

    name: str
    address: str = ""

    @property
    def typed(self) -> str:
        """The keyed hash of the name, by which attempts are counted."""
        said = self.name.strip().casefold().encode(errors="ignore")
        return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256").hex()


def locked_until(attempt: Attempt, *, at: datetime) -> datetime | None:
    """Until when the name is locked; None where it is not: five failures since the last success, within the time."""
    recent = SignIn.objects.filter(typed=attempt.typed, at__gt=at - 2 * LOCKED_FOR, at__lte=at)
    last = recent.filter(outcome=Outcome.DONE).order_by("-pk").first()
    failed = recent.filter(outcome__in=_FAILED, **({"pk__gt": last.pk} if last else {})).order_by("-pk")
    times = list(failed.values_list("at", flat=True)[:FAILURES])
    if len(times) < FAILURES or times[0] - times[-1] > LOCKED_FOR:
        return None
    until: datetime = times[0] + LOCKED_FOR
    return until if at < until else None


def record(
    attempt: Attempt, outcome: Outcome, *, at: datetime, account: Account | None = None, through: str = ""
) -> None:
    """Keep how an attempt ended. Of a name that is nobody's only its hash is kept: it may be a password."""
    known = account or Account.objects.filter(name=attempt.name.strip()).first()
    SignIn.objects.create(
        at=at, typed=attempt.typed, account=known, outcome=outcome, through=through, address=attempt.address[:60]
    )
