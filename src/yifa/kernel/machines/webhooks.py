"""Telling other systems of acts: what is to be told, and trying again until they have taken it or were told too often.

A webhook looks at acts in the order of their entry and tells of those in cases that its token may see. No act waits for it,
and none is told twice unless the other side did not say that it had taken it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction

from yifa.kernel.access import reached
from yifa.kernel.machines.models import Delivery, Token, Webhook
from yifa.kernel.machines.tokens import acting_by
from yifa.kernel.models import Act

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440))
"""How long after each failure it is tried again; after the last it is given up, and stays on record."""
SETTLING = timedelta(seconds=30)
"""Acts younger than this wait: one that was begun earlier may yet be committed before them."""
BATCH = 500
HERE = frozenset({"127.0.0.1", "localhost", "::1"})
Post = Callable[[str, bytes, dict[str, str]], str]
"""(address, body, headers) → «» where it was taken, otherwise what went wrong, in words."""


class UnableToSetWebhook(ValueError):
    """The webhook cannot be set; its text is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a round: messages taken, to be tried again, and given up."""

    taken: int = 0
    waiting: int = 0
    given_up: int = 0


def set_webhook(*, token: Token, url: str, by: str, at: datetime) -> Webhook:
    """Tell the address of every act from now on. Raises UnableToSetWebhook for one that is not https, or not this machine."""
    parts = urlsplit(url.strip())
    is_here = parts.scheme == "http" and parts.hostname in HERE
    if not parts.hostname or not (parts.scheme == "https" or is_here) or parts.username or parts.password:
        raise UnableToSetWebhook("不得设置推送:地址须以 https:// 开头,不得带账号口令。请核对接收系统的地址。")
    last = Act.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    secret = secrets.token_hex(32)
    return Webhook.objects.create(token=token, url=url.strip(), secret=secret, reached=last, set_by=by, set_at=at)


def silence(webhook_id: int) -> bool:
    """Stop telling an address, and whether there is such a webhook; what was not taken yet is not sent any more."""
    return bool(Webhook.objects.filter(pk=webhook_id).update(is_on=False))


def gather(*, at: datetime, on: date) -> int:
    """Put down what is to be told; returns how many messages are new. Every act is looked at once for each webhook."""
    in_force = {"token__ended_at": None, "token__valid_from__lte": on, "token__valid_to__gte": on}
    hooks = Webhook.objects.filter(is_on=True, **in_force).select_related("token__organ")
    return sum(_gather(hook, at, on) for hook in hooks)


def deliver(*, at: datetime, post: Post) -> Told:
    """Try what is due now, the oldest first; an address that fails is left alone for the rest of the round."""
    due = Delivery.objects.filter(next_at__lte=at, webhook__is_on=True).select_related("webhook").order_by("pk")
    failed: set[int] = set()
    taken = waiting = given_up = 0
    for one in due[:BATCH]:
        if one.webhook_id in failed:
            continue
        said = post(one.webhook.url, one.body.encode(), _headers(one, at))
        _put_down(one, said, at)
        taken, waiting = taken + (not said), waiting + (one.next_at is not None)
        given_up += bool(said) and one.next_at is None
        if said:
            failed.add(one.webhook_id)
    return Told(taken, waiting, given_up)


def signature(secret: str, at: str, body: bytes) -> str:
    """What the other side computes as well: HMAC-SHA256 (RFC 2104) over the instant, a dot and the body."""
    return hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()


def _gather(hook: Webhook, at: datetime, on: date) -> int:
    acts = list(Act.objects.filter(pk__gt=hook.reached, at__lte=at - SETTLING).order_by("pk")[:BATCH])
    if not acts:
        return 0
    viewer = acting_by(hook.token).viewer
    seen = reached(Act.objects.filter(pk__in=[act.pk for act in acts]), viewer, on=on).select_related("case")
    with transaction.atomic():
        made = Delivery.objects.bulk_create(
            (Delivery(webhook=hook, act=act.pk, body=_body(act), next_at=at) for act in seen.order_by("pk")),
            ignore_conflicts=True,
        )
        Webhook.objects.filter(pk=hook.pk).update(reached=acts[-1].pk)
    return len(made)


def _body(act: Act) -> str:
    # Facts stay here: whoever is told may ask for them with its token, and sees what it may see.
    told = {
        "event": "act",
        "case": act.case_id,
        "procedure": act.case.procedure,
        "number": act.case.number or "",
        "seq": act.seq,
        "kind": act.kind,
        "step": act.step,
        "on": act.on.isoformat(),
        "state": act.case.state,
        "due_on": act.case.due_on.isoformat() if act.case.due_on else None,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _headers(one: Delivery, at: datetime) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    signed = signature(one.webhook.secret, stamp, one.body.encode())
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Yifa-Delivery": str(one.pk),
        "Yifa-Signature": f"t={stamp},v1={signed}",
    }


def _put_down(one: Delivery, said: str, at: datetime) -> None:
    one.attempts += 1
    one.said = said[:200]
    one.done_at = None if said else at
    one.next_at = at + WAITS[one.attempts - 1] if said and one.attempts <= len(WAITS) else None
    one.save(update_fields=["attempts", "said", "done_at", "next_at"])
