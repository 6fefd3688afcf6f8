"""Giving a token to another system, ending it, and what whoever calls with it may see and do."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from yifa.kernel.access import ROLES, Post, Viewer
from yifa.kernel.access.viewer import ADMINISTRATORS
from yifa.kernel.accounts.holding import Holding
from yifa.kernel.entitlement import Acting
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.machines.models import Token
from yifa.kernel.models import Organ

PREFIX, LENGTH = "yifa_", 32
"""So that a token that leaks into a file is known for what it is; bytes of chance behind it."""
NOT_FOR_MACHINES = frozenset({*ADMINISTRATORS, "operator"})


class UnableToGiveToken(ValueError):
    """The token cannot be given; its text is a Chinese sentence."""


def give_token(
    *, name: str, organ: Organ, role: str, valid_from: date, valid_to: date, by: str, at: datetime
) -> tuple[Token, str]:
    """Give a token to a system of an organ; returns it with the word that its callers send, which is shown only now.

    role: a name in ROLES, none of an administrator. Raises UnableToGiveToken.
    """
    _refuse_unfit(name, role, valid_from, valid_to)
    word = PREFIX + secrets.token_urlsafe(LENGTH)
    with transaction.atomic():
        made = Token.objects.create(
            name=name.strip(),
            organ=organ,
            role=role,
            digest=_digest(word),
            valid_from=valid_from,
            valid_to=valid_to,
            given_by=by,
            given_at=at,
        )
        stated = {"name": made.name, "organ": organ.path, "role": role, "until": valid_to.isoformat()}
        write([stating(suite_in_use(), Subject.STATEMENT, f"token/{made.pk}", {**stated, "by": by, "at": instant(at)})])
    return made, word


def end_token(*, token: Token, by: str, at: datetime) -> None:
    """Let the token end at that instant, and its webhooks fall silent; whoever found it can do nothing with it."""
    with transaction.atomic():
        token.ended_at = at
        token.save(update_fields=["ended_at"])
        token.webhooks.update(is_on=False)
        stated = {"by": by, "at": instant(at)}
        write([stating(suite_in_use(), Subject.STATEMENT, f"token/{token.pk}/end", stated)])


def organ_at(path: str) -> Organ | None:
    """The organ at that path, of several the latest to be entered; None where there is none."""
    return Organ.objects.filter(path=path).order_by("-pk").first()


def token_of(word: str, *, on: date) -> Token | None:
    """The token behind a word that was sent, if it is in force on that day."""
    found = Token.objects.filter(
        digest=_digest(word), ended_at=None, valid_from__lte=on, valid_to__gte=on
    ).select_related("organ")
    return found.first()


def acting_by(token: Token) -> Acting:
    """As whom a caller acts: the system itself, in the one post that its token gives it."""
    post = Post(token.role, token.organ.path, "", token.valid_from, token.valid_to)
    title = f"{token.organ.name}·{ROLES[token.role].title}(接口)"
    return Acting(
        Viewer(token.name, (post,)), f"接口{token.pk}", Holding(0, post, token.organ.name, token.organ.path, title)
    )


def tokens() -> tuple[Token, ...]:
    """All tokens that were given, the latest first, each with how many messages wait (`waiting`)."""
    waiting = Count("webhooks__deliveries", filter=Q(webhooks__deliveries__next_at__isnull=False))
    rows = Token.objects.select_related("organ").prefetch_related("webhooks").annotate(waiting=waiting)
    return tuple(rows.order_by("-pk"))


def _refuse_unfit(name: str, role: str, valid_from: date, valid_to: date) -> None:
    if not name.strip():
        raise UnableToGiveToken("不得发放令牌:没有写明系统名称。请写明由哪个系统使用。")
    if role not in ROLES or role in NOT_FOR_MACHINES:
        fit = "、".join(reach.title for known, reach in ROLES.items() if known not in NOT_FOR_MACHINES)
        raise UnableToGiveToken(f"不得发放令牌:接口不能使用角色「{role}」。可以选用:{fit}。")
    if valid_to < valid_from:
        raise UnableToGiveToken(f"不得发放令牌:停用日期{valid_to}早于启用日期{valid_from}。请核对日期。")


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode(errors="replace")).hexdigest()
