"""Who calls: the token in the head of a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from yifa.kernel.entitlement import Acting
from yifa.kernel.machines.tokens import acting_by, token_of


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and on which day and at which instant."""

    acting: Acting
    on: date
    at: datetime


class Bearer(HttpBearer):
    """A token in force on the day: anything else is nobody."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        now = timezone.now()
        today = timezone.localdate(now)
        found = token_of(token, on=today)
        return Caller(acting_by(found), today, now) if found is not None else None
