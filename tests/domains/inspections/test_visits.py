"""Inspections on their pages: planned, arranged, told of, verified by whoever is inspected, made public, looked after."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.domains.inspections.visiting import (
    CASE_PAGE,
    CODE,
    DAY,
    FIRST,
    ITEM,
    NOW,
    SECOND,
    arranged,
    filled,
    install,
    registers,
    states,
    sync,
)
from tests.domains.inspections.visiting import officer as officer_in
from tests.engine.draw.sample import plan
from yifa.domains.inspections.models import Visit
from yifa.domains.inspections.officers import refusals_of_officers
from yifa.domains.inspections.open_pages import PACE
from yifa.domains.inspections.pacing import Pace
from yifa.domains.inspections.papers import FORMS
from yifa.engine import draw_log
from yifa.engine.draw.bundle import BUNDLE, DRAWN
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.plan_json import plan_hash, plan_json
from yifa.engine.draw.seal import Sealed
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.fsck import fsck
from yifa.kernel.handover import waiting
from yifa.kernel.models import Act, Case
from yifa.kernel.papers import Filling
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.surfaces.shell.given import given_on

pytestmark = pytest.mark.django_db
CHECK = "/open/inspection-check/"
PLAN = "/desk/office/inspection-plan/"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.YIFA_HOME = tmp_path
    install(tmp_path)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("yifa.domains.inspections.open_pages.PACE", Pace(PACE.most, PACE.within))


@pytest.fixture
def client(db: None) -> Client:
    registers()
    return officer_in()


def text(response: Any) -> str:
    return str(response.content.decode())


def day_after(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=days))


class TestOfficers:
    CERTIFICATE = {"valid_from": DAY, "valid_to": DAY, "cancelled": None}

    @pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (1, False)])
    def test_need_a_certificate_that_covers_the_day(self, days: int, allowed: bool) -> None:  # noqa: FBT001 - pytest's
        given = Given(lookup=lambda _, __: dict(self.CERTIFICATE))
        told = list(refusals_of_officers((FIRST, SECOND), on=DAY + timedelta(days=days), given=given))
        assert (told == []) is allowed

    def test_are_at_least_two_different_ones(self) -> None:
        assert list(refusals_of_officers((FIRST, FIRST), on=DAY, given=Given()))


class TestArranging:
    def test_needs_a_draw_or_a_trigger(self, client: Client) -> None:
        sent = {"item": ITEM, "name": "甲店", "place": "一号", "planned_on": "2026-03-12", "certificates": "ZF01 ZF02"}
        page = client.post(CASE_PAGE, sent)
        assert page.status_code == 422
        assert "线索来源" in text(page)

    def test_refuses_one_officer_and_a_day_that_is_gone(self, client: Client) -> None:
        sent = {"item": ITEM, "name": "甲店", "place": "一号", "trigger": "投诉", "certificates": FIRST}
        assert "不少于2人" in text(client.post(CASE_PAGE, {**sent, "planned_on": "2026-03-12"}))
        assert "已经过去" in text(client.post(CASE_PAGE, {**sent, "planned_on": "2026-03-09"}))

    def test_numbers_every_visit(self, client: Client) -> None:
        assert [arranged(client).number for _ in range(2)] == ["JC2026-0001", "JC2026-0002"]


class TestADraw:
    OTHER = "91990101100200915W"
    sealed = True

    def bundle(self) -> bytes:
        places = [{"stratum": "A", "position": number} for number in (3, 8)]
        codes = (CODE, self.OTHER)
        result: Any = {
            "drawn": [{**place, "code": code} for place, code in zip(places, codes, strict=True)],
            "teams": [{**place, "inspectors": [FIRST, SECOND], "why": ""} for place in places],
        }
        settled, told = plan(), document_hash(result)
        whole = {"format": BUNDLE, "status": DRAWN, "plan": plan_json(settled), "result": result, "result_hash": told}
        if self.sealed:
            for what, digest in ((Sealed.PLAN, plan_hash(settled)), (Sealed.RESULT, told)):
                draw_log.record(settled, what, digest, at=datetime(2026, 3, 9, tzinfo=UTC))
        return json.dumps(whole).encode()

    def test_that_our_log_never_sealed_is_nobodys_draw(self, client: Client) -> None:
        self.sealed = False
        page = self.send(client, self.bundle())
        assert page.status_code == 422
        assert "没有封存过" in text(page)
        assert Visit.objects.count() == 0

    def send(self, client: Client, content: bytes) -> Any:
        file = SimpleUploadedFile("bundle.json", content)
        told = {"item": ITEM, "task": "RW2026-01", "planned_on": "2026-03-12", "bundle": file}
        return client.post(CASE_PAGE, told)

    def test_becomes_one_visit_for_each_object_with_its_officers(self, client: Client) -> None:
        assert self.send(client, self.bundle()).status_code == 302
        assert [visit.certificates for visit in Visit.objects.all()] == [[FIRST, SECOND]] * 2

    def test_taken_in_again_adds_nothing(self, client: Client) -> None:
        self.send(client, self.bundle())
        self.send(client, self.bundle())
        assert Visit.objects.count() == len((CODE, self.OTHER))

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [(FIRST, "ZF99", "被改动过"), ("drawn", "aborted", "已经中止"), ("{", "[", "不是抽取公开包")],
    )
    def test_that_was_changed_or_aborted_is_refused(self, client: Client, old: str, new: str, said: str) -> None:
        changed = (
            self.bundle().decode().replace(f'"{old}"' if old == "drawn" else old, f'"{new}"' if old == "drawn" else new)
        )
        page = self.send(client, changed.replace(f'"result": {{"{new}"', '"result": {"drawn"').encode())
        assert page.status_code == 422
        assert said in text(page)
        assert Visit.objects.count() == 0


class TestTheBooks:
    def test_close_after_all_of_it(self, client: Client) -> None:
        client.post(PLAN, {"year": "2027"})
        assert "已经有了" in text(client.post(PLAN, {"year": "2027"}))
        case = arranged(client)
        sync(client, filled(case))
        client.post(f"/desk/cases/{case.pk}/inspection-result/", {"do": "publish", "day": "2026-03-10"})
        assert list(fsck(given_of=lambda _: given_on(DAY))) == []


class TestNotice:
    def test_is_given_no_later_than_the_day_of_the_visit(self, client: Client) -> None:
        case = arranged(client, planned_on=DAY)
        visit = Visit.objects.get(of_case=case)
        assert visit.notified_on == DAY
        late = client.post(f"/desk/cases/{case.pk}/inspection-notice/", {"notice_on": "2026-03-11"})
        assert "晚于检查日期" in text(late)

    def test_shows_the_code_by_which_it_is_verified(self, client: Client) -> None:
        case = arranged(client)
        page = text(client.get(f"/desk/cases/{case.pk}/inspection-notice/"))
        assert "<svg" in page
        assert "有权拒绝检查" in page


class TestVerifying:
    @pytest.mark.parametrize(("days", "found"), [(-1, False), (0, True), (1, False)])
    def test_tells_of_visits_of_today_only(
        self,
        client: Client,
        monkeypatch: pytest.MonkeyPatch,
        days: int,
        found: bool,  # noqa: FBT001 - pytest's
    ) -> None:
        case = arranged(client)
        day_after(monkeypatch, days)
        page = text(Client().get(CHECK, {"number": case.number or ""}))
        assert ("今天有这次检查" in page, "没有查到" in page) == (found, not found)

    def test_tells_organ_and_certificates_and_nothing_else(self, client: Client) -> None:
        case = arranged(client, name="金丝雀店", place="金丝雀路")
        page = text(Client().get(CHECK, {"number": case.number or ""}))
        assert "区住房城乡建设局" in page
        assert f"{FIRST}、{SECOND}" in page
        for canary in ("金丝雀", "张三", "李四", CODE, "投诉举报"):
            assert canary not in page

    def test_tells_nothing_before_the_notice(self, client: Client) -> None:
        sent = {
            "item": ITEM, "name": "甲店", "place": "一号", "trigger": "投诉", "planned_on": "2026-03-10",
            "certificates": f"{FIRST} {SECOND}",
        }  # fmt: skip
        client.post(CASE_PAGE, sent)
        number = Visit.objects.get().number
        assert "没有查到" in text(Client().get(CHECK, {"number": number}))

    def test_is_answered_so_often_and_no_more(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        case = arranged(client)
        monkeypatch.setattr("yifa.domains.inspections.open_pages.PACE", Pace(2, timedelta(minutes=1)))
        answers = [text(Client().get(CHECK, {"number": case.number or ""})) for _ in range(3)]
        assert ["核验的人太多" in one for one in answers] == [False, False, True]

    def test_begins_anew_after_a_while(self) -> None:
        pace = Pace(1, timedelta(minutes=1))
        asked = [pace.allows(at=NOW + timedelta(seconds=seconds)) for seconds in (0, 59, 60)]
        assert asked == [True, False, True]


class TestResult:
    @pytest.fixture
    def case(self, client: Client) -> Case:
        case = arranged(client)
        assert set(states(sync(client, filled(case)))) == {"taken"}
        return case

    def test_is_made_public_without_what_was_said_on_site(self, client: Client, case: Case) -> None:
        page = f"/desk/cases/{case.pk}/inspection-result/"
        assert client.post(page, {"do": "publish", "day": "2026-03-10", "number": "GS1"}).status_code == 302
        assert Act.objects.filter(case=case, step="publication", on=DAY).exists()
        public = Client()
        shown = text(public.get("/open/inspection-results/")) + text(public.get(f"/published/credit/{case.pk}/"))
        assert "发现问题已责令改正" in shown
        for canary in ("灭火器过期", "王五", "赵六", "张三"):
            assert canary not in shown
        other = officer_in("旁人")
        assert "灭火器过期" in text(other.get(page.replace("inspection-result", "onsite")))
        assert public.get(f"/desk/tasks/{case.pk}/").status_code == 302

    def test_is_not_made_public_twice_or_before_the_visit(self, client: Client, case: Case) -> None:
        sent = {"do": "publish", "day": "2026-03-10"}
        page = f"/desk/cases/{case.pk}/inspection-result/"
        client.post(page, sent)
        assert "不得重复公示" in text(client.post(page, sent))
        unseen = arranged(client, code="91990101100200915W", name="乙店")
        assert "没有办结" in text(client.post(f"/desk/cases/{unseen.pk}/inspection-result/", sent))

    def test_is_looked_after_until_the_order_is_done(
        self, client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = f"/desk/cases/{case.pk}/inspection-result/"
        assert client.post(page, {"do": "come_again", "day": "2026-03-20"}).status_code == 302
        again = Case.objects.latest("pk")
        assert "尚未检查" in text(client.get(page))
        at: Any = {"by": Actor("局长", organ="区住房城乡建设局"), "at": NOW, "given": given_on(DAY)}
        perform(case_id=again.pk, act=Proposed(Kind.DONE, "approval", DAY), **at)
        client.post(f"/desk/cases/{again.pk}/inspection-notice/", {"notice_on": "2026-03-10"})
        day_after(monkeypatch, 10)
        client = officer_in()
        done = filled(again, on=DAY + timedelta(days=10), result={"result": "未发现问题"})
        assert set(states(sync(client, done))) == {"taken"}
        assert "已经改正" in text(client.get(page))

    def test_that_shows_an_offence_is_handed_over_once(self, client: Client, case: Case) -> None:
        page = f"/desk/cases/{case.pk}/inspection-result/"
        sent = {"do": "hand_over", "day": "2026-03-10", "offence": "未按规定配备消防器材"}
        assert "案由" in text(client.post(page, {**sent, "offence": ""}))
        assert client.post(page, sent).status_code == 302
        client.post(page, sent)
        assert [one.reason for one in waiting(procedure="penalty")] == ["未按规定配备消防器材"]

    def test_is_printed_in_its_forms(self, client: Client, case: Case) -> None:
        (read,) = read_cases([case.pk], given=given_on(DAY), versions=INSTALLED)
        papers = [form.fill(Filling(case, read.state, DAY, read.state.facts)) for form in FORMS]
        assert [paper.title for paper in papers] == [form.title for form in FORMS]
        assert all(str(case.number) in repr(paper) and "检查核验" in repr(paper) for paper in papers)
        assert "灭火器过期" in repr(papers[1])


class TestPlan:
    def test_is_public_once_it_is_approved_and_published(self, client: Client) -> None:
        assert client.post(PLAN, {"year": "2026", "name": "2026年度抽查计划"}).status_code == 302
        plan = Case.objects.get(procedure="inspection_plan")
        line = {
            "item": ITEM,
            "organ": "区住房城乡建设局",
            "first_month": "3",
            "last_month": "5",
            "objects_planned": "20",
        }
        page = f"{PLAN}{plan.pk}/"
        assert client.post(page, line).status_code == 302
        assert "重复" in text(client.post(page, line))
        assert "没有「CC9」" in text(client.post(page, {**line, "item": "CC9"}))
        publishing = {"do": "publish", "day": "2026-03-10"}
        assert "尚未批准" in text(client.post(page, publishing))
        assert "施工现场" not in text(Client().get("/open/inspection-plans/"))
        at: Any = {"by": Actor("局长", organ="区住房城乡建设局"), "at": NOW, "given": given_on(DAY)}
        for step in ("proposal", "merging", "cap_check", "approval"):
            perform(case_id=plan.pk, act=Proposed(Kind.DONE, step, DAY), **at)
        assert client.post(page, publishing).status_code == 302
        assert "施工现场" in text(Client().get("/open/inspection-plans/"))
        assert "已经批准" in text(client.post(page, {**line, "organ": "区消防"}))
