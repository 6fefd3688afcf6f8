"""Instructions, hearings of towns and problems, from the office above to the organ and back."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.domains.desks import client_in, done, refusal
from tests.domains.leadership.desks import DAY, DISTRICT, OFFICE, TODAY, TOWN, Desks, page_of
from tests.surfaces.posts import BUREAU, NOW, SINCE, account_in, organ_at
from yifa.kernel.accounts.holding import holdings, viewer_of
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.opening import give_post
from yifa.kernel.acting import act_in_case
from yifa.kernel.acts import Proposed, UnableToPerform
from yifa.kernel.entitlement import Acting
from yifa.kernel.models import Case
from yifa.law.act import Kind
from yifa.law.fold import Given

REASON = "act.reason"


def acting_as(account: Account, at: int) -> Acting:
    """The account in one of its posts."""
    held = holdings(account, on=TODAY)
    return Acting(viewer_of(account, held), account.name, held[at])


class TestAnInstruction:
    def test_goes_to_the_organ_back_and_onto_paper(self, desks: Desks) -> None:
        case = desks.instructed()
        page = page_of(case, "instruction")
        done(desks.unit, page, do="feedback", day=DAY, **{REASON: "已全部整改。"})
        done(desks.office, page, do="close", day=DAY)
        case.refresh_from_db()
        assert (case.organ_path, case.state, case.number) == (BUREAU, "", "批〔2026〕1号")
        paper = desks.office.get(f"/desk/cases/{case.pk}/papers/leading_routing_slip/").content.decode()
        assert "关于燃气安全的报告" in paper

    def test_is_late_on_the_day_after_its_day_and_has_a_text_for_reminding(self, desks: Desks) -> None:
        desks.instructed(due="2026-03-12")
        for day, is_late in ((11, False), (12, False), (13, True)):
            desks.today(date(2026, 3, day))
            office = client_in("handler", OFFICE, DISTRICT)
            told = office.get("/desk/office/leading-instructions/").content.decode()
            assert ("已逾期" in told) is is_late
            assert ("复制催办文字" in told) is is_late

    def test_can_be_reminded_of(self, desks: Desks) -> None:
        case = desks.instructed()
        done(desks.office, page_of(case, "instruction"), do="remind", day=DAY, **{REASON: "请抓紧。"})
        assert "已催办 1 次" in desks.office.get("/desk/office/leading-instructions/").content.decode()

    def test_is_not_answered_by_the_office_nor_closed_by_the_organ(self, desks: Desks) -> None:
        case = desks.instructed()
        page = page_of(case, "instruction")
        assert "不办理这一环节" in refusal(desks.office, page, do="feedback", day=DAY, **{REASON: "代为反馈。"})
        done(desks.unit, page, do="feedback", day=DAY, **{REASON: "已办。"})
        assert "不办理这一环节" in refusal(desks.unit, page, do="close", day=DAY)

    def test_is_not_closed_by_who_answered_it_though_he_holds_both_posts(self, desks: Desks) -> None:
        case = desks.instructed()
        account = account_in("handler", organ=BUREAU, person="戊两职")
        both: dict[str, Any] = {"valid_from": SINCE, "by": "测试", "at": NOW}
        give_post(account=account, role="head", organ=organ_at(OFFICE), reach=organ_at(DISTRICT), **both)
        unit, office = (acting_as(account, at) for at in (0, 1))
        given: dict[str, Any] = {"case_id": case.pk, "at": timezone.now(), "on": TODAY, "given": Given()}
        act_in_case(unit, act=Proposed(Kind.DONE, "feedback", TODAY), **given)
        with pytest.raises(UnableToPerform, match="应当由另一人办理"):
            act_in_case(office, act=Proposed(Kind.DONE, "closing", TODAY), **given)
        done(desks.second, page_of(case, "instruction"), do="close", day=DAY)

    def test_that_is_a_state_secret_leaves_nothing_but_a_number(self, desks: Desks) -> None:
        board = "/desk/office/leading-instructions/"
        sent = {"leader": "区长", "doc": "某涉密件", "due": DAY, "organ": BUREAU, "level": "秘密、机密或者绝密"}
        assert "只登记件数" in refusal(desks.office, board, do="begin", day=DAY, **sent)
        assert not Case.objects.filter(procedure="written_instruction").exists()
        done(desks.office, board, do="count", day=DAY, leader="区长", n="3")
        assert "涉密批示 3 件" in desks.office.get(board).content.decode()


class TestTowns:
    def test_that_were_not_heard_are_named_until_they_are(self, desks: Desks) -> None:
        board = "/desk/office/leading-towns/"
        assert "还没有听取报告的镇街 1 个" in desks.office.get(board).content.decode()
        done(desks.office, board, do="begin", day=DAY, organ=TOWN, planned_on="2026-03-20")
        case = Case.objects.get(procedure="town_hearing")
        done(desks.town, page_of(case, "hearing"), do="submit", day=DAY, **{REASON: "报告要点。"})
        done(desks.office, page_of(case, "hearing"), do="hear", day=DAY, tasks="整治占道经营。", due="2026-04-01")
        assert "本年各镇街都已听取" in desks.office.get(board).content.decode()
        done(desks.town, page_of(case, "hearing"), do="feedback", day=DAY, **{REASON: "已整治。"})


class TestAProblem:
    def test_is_closed_after_another_verified_it_and_can_be_reopened(self, desks: Desks) -> None:
        board = "/desk/office/leading-problems/"
        done(desks.office, board, do="begin", day=DAY, organ=BUREAU, problem="超期办结。", found_by="督察")
        case = Case.objects.get(procedure="rectification")
        page = page_of(case, "problem")
        done(desks.unit, page, do="plan", day=DAY, measure="逐件清理。", deadline="2026-03-20")
        done(desks.unit, page, do="prove", day=DAY, rectified_by="乙主任", **{REASON: "已清理。"})
        told = refusal(desks.second, page, do="verify", day=DAY, **{REASON: "看过。"})
        assert "不得办理复核" in told
        done(desks.office, page, do="verify", day=DAY, **{REASON: "抽查属实。"})
        done(desks.office, page, do="close", day=DAY)
        done(desks.office, page, do="reopen", day=DAY, **{REASON: "又出现。"})
        case.refresh_from_db()
        assert case.state == "measure"


class TestTheDuties:
    def test_are_shown_by_records_and_not_without(self, desks: Desks) -> None:
        leader = client_in("leader", "示例区/区人民政府", "示例区")
        before = leader.get("/desk/office/leading-duties/").content.decode()
        desks.instructed()
        after = leader.get("/desk/office/leading-duties/").content.decode()
        assert before.count("没有记录") - after.count("没有记录") == 1
        assert "批〔2026〕1号" in after


class TestADocumentFromAbove:
    def test_is_given_to_several_organs_at_once_a_matter_for_each(self, desks: Desks) -> None:
        board = "/desk/office/leading-documents/"
        sent = {"title": "实施纲要", "issued_as": "市办发〔2026〕3号", "issuer": "市委办公室", "required": "贯彻落实。"}
        done(desks.office, board, do="begin", day=DAY, organ=[BUREAU, TOWN], due="2026-06-30", **sent)
        cases = Case.objects.filter(procedure="higher_document")
        assert {one.organ_path for one in cases} == {BUREAU, TOWN}
        assert {one.number for one in cases} == {"落实〔2026〕1号", "落实〔2026〕2号"}
        told = desks.unit.get(page_of(cases.get(organ_path=BUREAU), "document")).content.decode()
        assert "市办发〔2026〕3号" in told

    def test_is_given_to_nobody_whom_the_post_is_not_above(self, desks: Desks) -> None:
        board = "/desk/office/leading-documents/"
        sent = {"title": "实施纲要", "issuer": "市委办公室", "required": "贯彻落实。", "due": "2026-06-30"}
        assert "没有选定单位" in refusal(desks.office, board, do="begin", day=DAY, organ=[BUREAU, "别处"], **sent)
        assert not Case.objects.filter(procedure="higher_document").exists()


class TestTheListOfReports:
    def test_takes_several_organs_with_one_form_and_none_twice(self, desks: Desks) -> None:
        board = "/desk/office/leading-reports/"
        sent = {"kind": "镇街", "post": "党政主要负责人"}
        done(desks.office, board, do="list", day=DAY, organ=[BUREAU, TOWN], **sent)
        told = desks.office.get(board).content.decode()
        assert "应当述法 2 个，已经述法 0 个" in told
        assert "双槐镇党政主要负责人" in told
        assert "不得重复列入" in refusal(desks.office, board, do="list", day=DAY, organ=[TOWN], **sent)
