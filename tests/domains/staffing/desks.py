"""A post of the office of posts, in a district with two organs and a list of powers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.domains.desks import client_in, done, stand_on
from tests.surfaces.posts import organ_at
from yifa.kernel.catalogue import catalogue
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Case
from yifa.kernel.registers import enter, finish_edition
from yifa.kernel.replay import Imported

DISTRICT, OFFICE = "示例区", "示例区/区委编办"
GIVING, TAKING = "区园林局", "区城市管理委员会"
DAY = "2026-03-10"
POSTS, REGISTER = "/desk/office/staffing-posts/", "/desk/office/staffing-register/"


class Desks:
    """The office's client; the clock stands on 10 March 2026 unless a test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.today(date(2026, 3, 10))
        for name in (GIVING, TAKING):
            organ_at(f"{DISTRICT}/{name}")
        self.office = client_in("handler", OFFICE, DISTRICT)
        self.leader = client_in("leader", OFFICE, DISTRICT)

    def today(self, day: date) -> None:
        """Set the clock to the morning of that day."""
        stand_on(self._monkeypatch, day)

    def fresh(self) -> Client:
        """The office's handler, signed in on the day of the clock."""
        return client_in("handler", OFFICE, DISTRICT)

    def line(self, number: str, unit: str, *, approved: int, standard: int) -> None:
        """A line of the register of posts, by its form."""
        sent = {"no": number, "unit": unit, "kind": "行政", "approved": str(approved), "standard": str(standard)}
        done(self.office, REGISTER, do="line", day=DAY, **sent)

    def moved(self, *, dissolves: str = "否") -> Case:
        """Ten posts from one organ to the other, decided and transferred."""
        sent = {
            "source": GIVING,
            "target": TAKING,
            "kind": "行政",
            "channel": "区内编制调剂",
            "field": "园林执法队伍",
            "n": "10",
        }
        done(self.office, POSTS, do="ask", day=DAY, dissolves=dissolves, **sent)
        case = Case.objects.get(procedure="post_movement")
        done(self.office, page_of(case), do="approve", day=DAY, doc="示编发〔2026〕1号")
        done(self.office, page_of(case), do="transfer", day=DAY)
        return case


def powers(*codes: str) -> None:
    """A list of powers of the giving organ."""
    table, now = catalogue().tables["powers"], datetime(2026, 1, 4, 2, 0, tzinfo=UTC)
    original = keep_original(name="05.xlsx", sha256=f"{2026:064d}", size=1, kind="xlsx", at=now)
    load = begin_load(original=original, sheet="权责清单", table=table, year=2026, at=now)
    empty = {column.id: None for column in table.columns}
    rows = [
        Imported(code, {**empty, "code": code, "name": f"职权{code}", "organ": GIVING, "status": "在用"}, row=2)
        for code in codes
    ]
    enter(load=load, table=table, rows=rows)
    finish_edition(load=load, table=table, at=now)


def page_of(case: Case) -> str:
    """Where a movement is worked on."""
    return f"/desk/cases/{case.pk}/staffing-movement/"
