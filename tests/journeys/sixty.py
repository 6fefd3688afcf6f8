"""Fifty-eight of sixty organs, who reply without a browser through the same pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.journeys.dated import DISTRICT, JUSTICE, OFFICE, UNIT
from tests.surfaces.posts import account_in, organ_at
from yifa.domains.decisions.models import MajorDecision
from yifa.kernel.models import Case

WATER = "示例区/区水务局"
OTHERS = (OFFICE, *(f"示例区/第{number}街道" for number in range(1, 58)))
SIXTY = (UNIT, WATER, *OTHERS)
LATE = OTHERS[-1]
SCAN = b"%PDF-1.4 sealed copy"


def organs() -> None:
    """The tree: the district, the bureau that gathers, and the sixty."""
    for path in (DISTRICT, JUSTICE, *SIXTY):
        organ_at(path)


def reviewed(path: str, count: int) -> Case:
    """Decisions of an organ that were reviewed in 2022, so that it has a figure of its own; the last one's case."""
    return [_decided(path, f"{path}{number}") for number in range(count)][-1]


def page_of(path: str) -> str:
    """Where an organ replies."""
    return f"/desk/cases/{Case.objects.get(procedure='report_reply', organ_path=path).pk}/report-reply/"


class Desk:
    """A post without a browser."""

    def __init__(self, role: str, organ: str, reach: str = "") -> None:
        self.client = Client()
        self.account = account_in(role, organ=organ, reach=reach, person=f"{organ.rpartition('/')[2]}承办")

    def comes(self) -> None:
        """Sign in again: between one day and the next the session is over."""
        self.client.force_login(self.account)

    def send(self, address: str, **typed: Any) -> None:
        """Post a form that must be taken."""
        self.comes()
        answer = self.client.post(address, typed)
        assert answer.status_code == 302, (address, typed, answer.content.decode()[-3000:])

    def replies(self, path: str) -> None:
        """Confirm the figures that are shown, and report."""
        address = page_of(path)
        self.comes()
        (seen,) = re.findall(r'name="seen" value="(\w+)"', self.client.get(address).content.decode())
        self.send(address, do="figures", seen=seen, signer="单位负责人")
        self.send(address, do="submit", narrative="主要做法:依法办事。\n不足:培训偏少。\n下一年:补足培训。")

    def seals(self, path: str, on: str) -> None:
        """Send the sealed copy."""
        scan = SimpleUploadedFile("盖章件.pdf", SCAN, content_type="application/pdf")
        self.send(page_of(path), do="seal", signer="单位负责人", on=on, scan=scan)


def desks() -> Iterator[tuple[str, Desk]]:
    """The fifty-eight, each at its desk."""
    yield from ((path, Desk("handler", path)) for path in OTHERS)


def _decided(path: str, key: str) -> Case:
    told: dict[str, Any] = {"organ_path": path, "confidentiality": "内部"}
    case = Case.objects.create(procedure="major_decision", version="x", year=2022, source_key=key, **told)
    MajorDecision.objects.create(of_case=case, year=2022, no=key, reviewed=date(2022, 5, 1), **told)
    return case
