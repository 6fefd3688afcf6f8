"""Posts on both sides of supervision, in an installation with the sample district's profile."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.domains.desks import client_in, stand_on
from tests.surfaces.posts import BUREAU, NOW, organ_at
from yifa.kernel.acts import Actor
from yifa.kernel.models import Case, Finding
from yifa.kernel.opening import open_case
from yifa.surfaces.shell.given import given_on

DISTRICT, JUSTICE = "示例区", "示例区/区司法局"
TODAY = date(2026, 3, 10)
DESK = "/desk/office/supervision/"


class Desks:
    """Clients by role; the clock stands on TODAY unless a test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        organ_at(DISTRICT)
        self.today(TODAY)
        self.supervisor = client_in("supervisor", organ=JUSTICE, reach=DISTRICT, person="辛监督")
        self.second = client_in("reviewer", organ=JUSTICE, reach=DISTRICT, person="丙审核")
        self.handler = client_in("handler", organ=BUREAU, person="甲经办")
        self.other = client_in("handler", organ="示例区/区卫生健康委员会", person="乙经办")
        self.reporter = client_in("reporter", organ=JUSTICE, person="癸年报")

    def today(self, day: date) -> None:
        """Set the clock to the morning of that day."""
        stand_on(self._monkeypatch, day)


def finding(*, state: str = "confirmed", outcome: str = "confirmed", rule: str = "trial.late") -> Finding:
    """A doubt in a case of the bureau, as a scan and a person left it."""
    opened = open_case(
        procedure="leadership_meeting",
        on=date(2026, 3, 2),
        by=Actor("测试", organ="区住房城乡建设局"),
        at=NOW.replace(year=2026, month=3, day=2),
        given=given_on(TODAY),
        title="一件会议",
        organ_id=organ_at(BUREAU).pk,
    )
    told: dict[str, Any] = {"article": "《某法》第一条", "detail": "{}", "evidence": "a" * 64}
    return Finding.objects.create(
        case_id=opened.case_id, rule=rule, sentence="办理超过期限三日。", found_at=NOW.replace(year=2026, month=3, day=3),
        state=state, outcome=outcome, **told,
    )  # fmt: skip


def page_of(case: Case) -> str:
    """Where a supervision case is worked on."""
    return f"/desk/cases/{case.pk}/supervision-case/"
