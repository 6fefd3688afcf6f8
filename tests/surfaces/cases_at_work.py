"""Cases for the tests of the work list, the case page and its acts: opened by pages, with the clock as it is."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from yifa.kernel.models import Case

DISTRICT = "示例区"
JUSTICE = "示例区/区司法局"
PDF = b"%PDF-1.4 one page"


def ago(days: int) -> str:
    """The date so many days ago, as one types it."""
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def opened(client: Client, procedure: str = "major_decision", *, days: Any = 100, **typed: Any) -> int:
    """A case opened on its page."""
    sent = {"title": "建一座公园", "on": ago(days), "level": "", **typed}
    response = client.post(f"/desk/cases/new/{procedure}/", sent)
    assert response.status_code == 302, text(response)
    return int(response.headers["Location"].split("/")[-2])


def act(client: Client, case: int, address: str, *, days: Any = 0, **typed: Any) -> Any:
    """Whatever comes back when an act is sent from its page."""
    sent = {"acts": Case.objects.get(pk=case).acts, "on": ago(days), "carrier": "electronic", **typed}
    return client.post(f"/desk/cases/{case}/act/{address}/", sent)


def done(client: Client, case: int, address: str, *, days: Any = 0, **typed: Any) -> None:
    """An act sent from its page, and taken."""
    response = act(client, case, address, days=days, **typed)
    assert response.status_code == 302, text(response)


def text(response: Any) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def to_review(client: Client) -> int:
    """A decision that stands before its legality review."""
    case = opened(client, **{"fact-risky": "no"})
    for step in ("initiation", "drafting", "public_comments"):
        done(client, case, f"done/{step}", days=50)
    for question in ("specialised", "hearing_needed"):
        answer = {f"fact-{question}": "no", f"fact-{question}_reason": "不属于这种情形"}
        done(client, case, f"answered/{question}", days=50, **answer)
    return case
