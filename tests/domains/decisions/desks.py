"""Desks at which a decision is made: five posts, each with a browser, on days that the test names."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from tests.surfaces.posts import account_in
from yifa.kernel.accounts.holding import holdings, viewer_of
from yifa.kernel.accounts.models import Account
from yifa.kernel.acting import act_in_case
from yifa.kernel.deciding import Proposed
from yifa.kernel.entitlement import Acting
from yifa.kernel.models import Carrier, Case
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

UNIT, JUSTICE, OFFICE, DISTRICT = "示例区/区住房城乡建设局", "示例区/区司法局", "示例区/区政府办公室", "示例区"


class Desks:
    """The five posts, and the public; `at` says which day it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.day = date(2022, 3, 1)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        self.handler = account_in("handler", organ=UNIT, person="张承办")
        self.head = account_in("head", organ=UNIT, person="李局长")
        self.reviewer = account_in("reviewer", organ=JUSTICE, reach=DISTRICT, person="王审查")
        self.second = account_in("reviewer", organ=JUSTICE, reach=DISTRICT, person="赵复审")
        self.office = account_in("handler", organ=OFFICE, reach=DISTRICT, person="刘秘书")
        self.leader = account_in("leader", organ=OFFICE, reach=DISTRICT, person="陈区长")
        self.case_id = 0

    @property
    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 2, 0, tzinfo=UTC)

    def at(self, day: str) -> None:
        """Let it be that day."""
        self.day = date.fromisoformat(day)

    def get(self, who: Account | None, path: str) -> str:
        """A page as this post sees it."""
        answer = self._client(who).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def page(self, who: Account | None, name: str, part: str = "") -> str:
        """A page of the case."""
        return self.get(who, f"/desk/cases/{self.case_id}/{name}/{part}")

    def post(self, who: Account | None, path: str, **typed: Any) -> str:
        """What the page says after a form was sent: where it leads, or the refusal, with 422."""
        answer = self._client(who).post(path, typed)
        if answer.status_code == 302:
            return str(answer.headers["Location"])
        assert answer.status_code == 422, (path, answer.status_code)
        return "拒绝:" + answer.content.decode().partition("没有办成</strong>")[2].partition("</div>")[0]

    def send(self, who: Account, name: str, form: str, **typed: Any) -> str:
        """A form of a page of the case."""
        return self.post(who, f"/desk/cases/{self.case_id}/{name}/", do=form, **typed)

    def act(self, who: Account, step: str, kind: Kind = Kind.DONE, **facts: Value) -> None:
        """A step that the generic page of a case would do."""
        held = holdings(who, on=self.day)
        acting = Acting(viewer_of(who, held), who.name, held[0])
        act = Proposed(kind, step, self.day, facts=facts)
        act_in_case(
            acting, case_id=self.case_id, act=act, at=self.now, on=self.day, given=Given(), carrier=Carrier.PAPER
        )

    def case(self) -> Case:
        return Case.objects.get(pk=self.case_id)

    def _client(self, who: Account | None) -> Client:
        client = Client()
        if who is not None:
            client.force_login(who)
        return client


def begun(desks: Desks) -> None:
    """An item of the yearly list, from its proposal to the decision that is begun from it."""
    path = "/desk/office/decision-catalogue/2022/"
    desks.post(desks.handler, path, do="propose", title="老旧小区改造三年计划", reason="群众意见集中", steps="公众参与")
    desks.post(desks.handler, path, do="propose", title="道路名称调整", reason="重名")
    waiting = desks.get(desks.office, path)
    (chosen,) = [one for one in numbers_in(waiting, "chosen") if "老旧小区" in waiting.split(f'value="{one}"')[1][:60]]
    listed = desks.post(desks.office, path, do="gather", number="ML2022", chosen=chosen, left_out="不属于重大事项")
    desks.case_id = int(listed.strip("/").rpartition("/")[2])
    for step in ("deliberation", "consent"):
        desks.act(desks.office, step)
    desks.send(desks.office, "catalogue-publication", "publish", on=str(desks.day))
    opened = desks.post(desks.handler, path, do="begin", item=chosen, number="JC2022-01")
    desks.case_id = int(opened.strip("/").rpartition("/")[2])


def drafted(desks: Desks) -> None:
    """The decision with its draft, of which it is said that it is professional and may do harm."""
    begun(desks)
    desks.act(desks.office, "initiation")
    desks.act(desks.handler, "drafting", specialised=True, risky=True)


def numbers_in(page: str, name: str) -> list[str]:
    """The values of the boxes of that name."""
    return [part.partition('value="')[2].partition('"')[0] for part in page.split(f'name="{name}"')[1:]]


OPENING: Mapping[str, str] = {
    "title": "关于老旧小区改造三年计划征求意见的公告",
    "text": "第一条 改造范围。\n第二条 资金由区财政和居民分担。",
    "explanation": "为改善居住条件。",
    "ways": "来信寄区住房城乡建设局。",
    "starts_on": "2022-03-02",
    "ends_on": "2022-04-01",
}
"""A draft open from 2 March for the thirty days that end on 1 April."""
