"""Posts of the offices above, of an organ that works, and of a town."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.domains.desks import client_in, done, stand_on
from tests.engine.draws import held
from tests.surfaces.posts import BUREAU, organ_at
from yifa.domains.leadership.models import Representative
from yifa.domains.leadership.representatives import POOL
from yifa.engine.ceremonies.models import Ceremony
from yifa.kernel.models import Case

DISTRICT, OFFICE, TOWN = "示例区", "示例区/区人民政府办公室", "示例区/双槐镇"
TODAY = date(2026, 3, 10)
DAY = "2026-03-10"


class Desks:
    """Clients by side; the clock stands on TODAY unless a test moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        organ_at(DISTRICT)
        town = organ_at(TOWN)
        town.kind = "镇人民政府"
        town.save()
        self.today(TODAY)
        self.office = client_in("handler", OFFICE, DISTRICT, "甲主任")
        self.second = client_in("head", OFFICE, DISTRICT, "乙主任")
        self.unit = client_in("handler", BUREAU, person="丙经办")
        self.town = client_in("handler", TOWN, person="丁经办")

    def today(self, day: date) -> None:
        """Set the clock to the morning of that day."""
        stand_on(self._monkeypatch, day)

    def instructed(self, *, due: str = "2026-03-20", **more: str) -> Case:
        """An instruction that was entered and routed to the bureau."""
        board = "/desk/office/leading-instructions/"
        sent = {"leader": "区长", "doc": "关于燃气安全的报告", "due": due, "organ": BUREAU, "level": "不涉密", **more}
        done(self.office, board, do="begin", day=DAY, **sent)
        case = Case.objects.get(procedure="written_instruction")
        done(self.office, page_of(case, "instruction"), do="route", day=DAY, **{"act.reason": "请按期反馈。"})
        return case

    def evaluated(self, *, representatives: int = 3) -> Case:
        """An evaluation whose representatives were drawn here, after a report that was given."""
        case = self.reported()
        done(self.office, page_of(case, "report"), do="evaluate", day=DAY)
        evaluation = Case.objects.get(procedure="law_duty_evaluation")
        draw = held_draw(representatives)
        done(self.office, page_of(evaluation, "evaluation"), do="draw", day=DAY, draw=draw.pk)
        return evaluation

    def reported(self) -> Case:
        """A law-duty report from the list to the meeting."""
        board = "/desk/office/leading-reports/"
        done(self.office, board, do="list", day=DAY, organ=BUREAU, kind="执法单位", post="党组书记")
        case = Case.objects.get(procedure="law_duty_report")
        page = page_of(case, "report")
        done(self.unit, page, do="draft", day=DAY)
        done(self.unit, page, do="submit", day=DAY, text="一、履行职责情况\n本单位坚持依法办事。", confirmed="1")
        done(self.second, page, do="review", day=DAY, said="通过", why="内容完整。")
        done(self.office, page, do="report", day=DAY, form="现场")
        return case


def held_draw(count: int) -> Ceremony:
    """A finished draw of so many representatives, from a list of twice as many."""
    for at in range(2 * count):
        Representative.objects.create(
            name=f"代表{at}", kind="人大代表", works_at="某社区", entered_on=date(2026, 1, 5),
            organ_path=OFFICE, confidentiality="内部",
        )  # fmt: skip
    return held(POOL, {"人大代表": str(count)}, at=datetime(2026, 3, 5, 2, 0, tzinfo=UTC), title="抽取评议代表")


def page_of(case: Case, name: str) -> str:
    """Where a matter is worked on."""
    return f"/desk/cases/{case.pk}/leading-{name}/"
