"""How strict signing in is: what the installation's security profile asks, read from the settings once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

DJCP3 = "djcp3"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force.

    separated: nobody is two of the three administrators; factor: whether everybody needs a second factor; idle: after
    which time without a page a session ends; lasts: how long a password holds; remembered: how many former passwords
    may not be taken again.
    """

    separated: bool = False
    factor: bool = False
    idle: timedelta | None = None
    lasts: timedelta | None = None
    remembered: int = 0


def rules() -> Rules:
    """The rules of this installation.

    Source: GB/T 22239-2019, third level, 8.1.4.1 身份鉴别 (待核): identity checked by two or more techniques, passwords
    complex and changed regularly, sessions ended after a time without use; 8.1.5 (待核): separated administrators.
    Reading: the standard names no numbers; 30 minutes, 90 days and five passwords are what assessors usually ask
    for, to be confirmed by the district's assessor.
    """
    factor = bool(settings.YIFA_FACTOR_REQUIRED)
    if settings.YIFA_SECURITY_PROFILE != DJCP3:
        return Rules(factor=factor)
    return Rules(separated=True, factor=factor, idle=timedelta(minutes=30), lasts=timedelta(days=90), remembered=5)
