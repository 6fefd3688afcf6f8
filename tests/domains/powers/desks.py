"""Posts of the requesting organ, of the five that give opinions, and a list of powers in force."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.domains.desks import client_in, done, stand_on
from tests.surfaces.posts import BUREAU, organ_at
from yifa.kernel.catalogue import catalogue
from yifa.kernel.loads import begin_load, keep_original
from yifa.kernel.models import Case
from yifa.kernel.registers import enter, finish_edition
from yifa.kernel.replay import Imported

DISTRICT = "示例区"
TODAY = date(2026, 3, 10)
DESK = "/desk/office/power-requests/"
CODE = "QZ-01-0001"
SPEAKERS = {
    "opinion_staffing": "区委编办",
    "opinion_justice": "区司法局",
    "opinion_services": "区政务服务办",
    "opinion_development": "区发展和改革委员会",
    "opinion_finance": "区财政局",
}
ITEM = {"name": "对违规设置户外广告的处罚", "kind": "行政处罚", "basis": "《城市管理条例》第九条", "level": "区级"}


class Desks:
    """Clients by organ; the clock stands on TODAY unless a test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        organ_at(DISTRICT)
        listed(CODE, organ="区住房城乡建设局")
        self.today(TODAY)
        self.own = client_in("handler", BUREAU)
        self.speakers = {
            step: client_in("handler", f"{DISTRICT}/{organ}", DISTRICT) for step, organ in SPEAKERS.items()
        }
        self.office = self.speakers["opinion_staffing"]

    def today(self, day: date) -> None:
        """Set the clock to the morning of that day."""
        stand_on(self._monkeypatch, day)

    def fresh(self) -> Client:
        """The requesting organ's handler, signed in on the day of the clock."""
        return client_in("handler", BUREAU)

    def requested(self, *, change: str = "变更", code: str = CODE) -> Case:
        """A request that was filed."""
        sent = {**ITEM, "change": change, "code": code, "ground": "法律法规规章制定、修改或者废止"}
        done(self.own, DESK, do="file", changed_on="2026-03-09", day="2026-03-10", **sent)
        return Case.objects.get(procedure="power_adjustment")

    def opinions(self, case: Case, *, without: str = "") -> None:
        """The opinions of all five, or of all but one."""
        for step, client in self.speakers.items():
            if step != without:
                done(client, page_of(case), do="opine", step=step, said="同意", day="2026-03-10")


def listed(code: str, *, organ: str, year: int = TODAY.year) -> None:
    """An edition of the year with one power."""
    table, now = catalogue().tables["powers"], datetime(year, 1, 4, 2, 0, tzinfo=UTC)
    organ_at(f"{DISTRICT}/{organ}")
    original = keep_original(name="05.xlsx", sha256=f"{year:064d}", size=1, kind="xlsx", at=now)
    load = begin_load(original=original, sheet="权责清单", table=table, year=year, at=now)
    line = {**{column.id: None for column in table.columns}, **ITEM, "code": code, "organ": organ, "status": "在用"}
    line |= {"name": "对户外广告的处罚", "basis": "《城市管理条例》第八条"}
    enter(load=load, table=table, rows=[Imported(code, line, row=2)])
    finish_edition(load=load, table=table, at=now)


def catalogued(**names: str) -> None:
    """A catalogue of service items of this year: licences by code."""
    table, now = catalogue().tables["items"], datetime(TODAY.year, 1, 4, 2, 0, tzinfo=UTC)
    original = keep_original(name="06.xlsx", sha256="6" * 64, size=1, kind="xlsx", at=now)
    load = begin_load(original=original, sheet="事项目录", table=table, year=TODAY.year, at=now)
    empty = {column.id: None for column in table.columns}
    licence = {**empty, "organ": "区住房城乡建设局", "kind": "行政许可", "status": "在用"}
    rows = [Imported(code, {**licence, "code": code, "name": name}, row=2) for code, name in names.items()]
    enter(load=load, table=table, rows=rows)
    finish_edition(load=load, table=table, at=now)


def page_of(case: Case) -> str:
    """Where a request is worked on."""
    return f"/desk/cases/{case.pk}/power-request/"
