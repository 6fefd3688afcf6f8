"""Forms that a test posts from a desk: taken, or refused with what the page says; and the clock that stands still."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.surfaces.posts import signed_in


def client_in(role: str, organ: str, reach: str = "", person: str = "") -> Client:
    """A client signed in as a new account of that person."""
    return signed_in(role, organ=organ, reach=reach, person=person)


def stand_on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Set the clock to the morning of that day."""
    now = datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def done(client: Client, address: str, **sent: object) -> None:
    """Post a form that must be taken."""
    answer = client.post(address, sent)
    assert answer.status_code == 302, _told(answer.content.decode())


def refusal(client: Client, address: str, **sent: object) -> str:
    """Post a form that must be refused; what the page says."""
    answer = client.post(address, sent)
    assert answer.status_code == 422, answer.status_code
    return answer.content.decode()


def _told(page: str) -> str:
    # What stands in the notice above the form says why; the page around it does not.
    found = re.search(r'<div class="notice bad.*?</div>', page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[0]) if found else page
