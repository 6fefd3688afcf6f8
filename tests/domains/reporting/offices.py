"""The offices of a report campaign, each with its desk; `at` says which day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.surfaces.posts import account_in, organ_at
from yifa.domains.decisions.models import MajorDecision
from yifa.kernel.accounts.models import Account
from yifa.kernel.models import Case

HOUSING, WATER, TOWN, JUSTICE, DISTRICT = (
    *("示例区/区住房城乡建设局", "示例区/区水务局", "示例区/双槐镇", "示例区/区司法局", "示例区"),
)
BOARD = "/desk/office/report-campaign/2022/"


def scan(name: str = "盖章件.pdf") -> SimpleUploadedFile:
    """A scan as a browser sends it."""
    return SimpleUploadedFile(name, b"%PDF-1.4 sealed", content_type="application/pdf")


class Offices:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.day = date(2023, 1, 9)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        organ_at(DISTRICT)
        self.asked = [organ_at(path) for path in (HOUSING, WATER, TOWN)]
        self.bureau = account_in("handler", organ=JUSTICE, reach=DISTRICT, person="孙统筹")
        self.reporter = account_in("reporter", organ=JUSTICE, reach=DISTRICT, person="赵六")
        self.housing = account_in("handler", organ=HOUSING, person="张承办")
        self.water = account_in("handler", organ=WATER, person="李水务")

    @property
    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 2, 0, tzinfo=UTC)

    def at(self, day: str) -> None:
        self.day = date.fromisoformat(day)

    def get(self, who: Account, path: str, status: int = 200) -> str:
        answer = self.client(who).get(path)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode(errors="replace")

    def post(self, who: Account, path: str, **typed: Any) -> str:
        """Where it leads, or the refusal."""
        answer = self.client(who).post(path, typed)
        if answer.status_code == 302:
            return str(answer.headers["Location"])
        assert answer.status_code == 422, (path, answer.status_code, answer.content.decode()[:2000])
        return "拒绝:" + answer.content.decode().partition("没有办成</strong>")[2].partition("</div>")[0]

    def notify(self, due: str = "2023-02-10", **more: str) -> str:
        """The notice to all three organs."""
        chosen = [one.pk for one in self.asked]
        return self.post(self.bureau, BOARD, do="notify", due=due, chosen=chosen, **more)

    def case(self, path: str) -> Case:
        return Case.objects.get(procedure="report_reply", organ_path=path)

    def page(self, path: str) -> str:
        """The address of an organ's reply."""
        return f"/desk/cases/{self.case(path).pk}/report-reply/"

    def reviewed(self, path: str, count: int) -> None:
        """Decisions of an organ that were reviewed in 2022."""
        for number in range(count):
            key = f"{path}{number}"
            case = Case.objects.create(procedure="major_decision", version="x", year=2022, source_key=key)
            MajorDecision.objects.create(
                of_case=case, year=2022, no=key, reviewed=date(2022, 5, 1), organ_path=path, confidentiality="内部"
            )

    def client(self, who: Account) -> Client:
        client = Client()
        client.force_login(who)
        return client
