"""Sessions of those who are signed in: beginning one, how long it lasts, and that its holder is still the same person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from yifa.kernel.accounts.attempts import FAILURES, Attempt, Outcome, record
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.opening import end_sessions
from yifa.kernel.accounts.rules import rules

BACKEND = "django.contrib.auth.backends.ModelBackend"
BEGAN, SEEN, CONFIRMED, THROUGH = "began", "seen", "confirmed", "through"
"""Names in a session: when it began, when a page was last asked for, when its holder last proved who he is, and how."""
UNIFIED = "统一身份认证"
FRESH = timedelta(minutes=10)
"""How long after proving who one is one may change factors."""
NOTED = timedelta(minutes=1)
"""How often it is noted that a page was asked for."""


def begin(request: HttpRequest, account: Account, *, through: str, at: datetime, end_others: bool = False) -> None:
    """Begin a session for an account that has proved itself wholly."""
    if end_others:
        end_sessions(account=account, at=at)
    login(request, account, backend=BACKEND)
    # Django keeps what the same account's earlier session held: the new one begins now, and not when that one did.
    request.session[BEGAN] = at.timestamp()
    mark(request, at=at)
    request.session[THROUGH] = through
    record(attempt_of(request, account.name), Outcome.DONE, at=at, account=account, through=through)


def mark(request: HttpRequest, *, at: datetime) -> None:
    """Note that the holder proved himself at that instant."""
    moment = at.timestamp()
    request.session[BEGAN] = request.session.get(BEGAN) or moment
    request.session[SEEN] = request.session[CONFIRMED] = moment


def is_over(request: HttpRequest, account: Account, *, at: datetime) -> bool:
    """Whether the session has ended: by its length, by idleness, or because it was told to end. Notes the page asked for."""
    moment = at.timestamp()
    began = request.session.setdefault(BEGAN, moment)
    seen, idle = request.session.setdefault(SEEN, moment), rules().idle
    if moment - began > settings.SESSION_COOKIE_AGE or (idle is not None and moment - seen > idle.total_seconds()):
        return True
    if account.sessions_end is not None and began < account.sessions_end.timestamp():
        return True
    if idle is not None and moment - seen > NOTED.total_seconds():
        request.session[SEEN] = moment
    return False


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the holder proved himself a short while ago."""
    return at.timestamp() - float(request.session.get(CONFIRMED, 0)) < FRESH.total_seconds()


def attempt_of(request: HttpRequest, name: str) -> Attempt:
    """Who tries to sign in, from where."""
    return Attempt(name, request.META.get("REMOTE_ADDR", ""))


def leads_to(request: HttpRequest, default: str = "/desk/") -> str:
    """Where one wanted to go; never to another site."""
    following = request.GET.get("next", "")
    return following if url_has_allowed_host_and_scheme(following, {request.get_host()}) else default


def locked_sentence(until: datetime) -> str:
    """Until when a name is locked; the same for a name that nobody has."""
    shown = timezone.localtime(until)
    return (
        f"连续{FAILURES}次没有通过验证,这个账号名暂停登录,到{shown:%H时%M分}为止。"
        "请到时再试;忘记口令的,请找本单位的安全管理员重置。"
    )
