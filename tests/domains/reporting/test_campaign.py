"""The campaign of a year: one notice, each organ's own figures, what is sent back, what is taken in with its seal."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import ClassVar

import pytest

from tests.domains.reporting.offices import BOARD, DISTRICT, HOUSING, JUSTICE, TOWN, WATER, Offices, scan
from tests.surfaces.posts import account_in, organ_at
from yifa.domains.reporting.models import ReplySheet
from yifa.domains.reporting.own_figures import own_figures
from yifa.kernel.access import REPORTER
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.models import Act, Case
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.report.stated import stated_figures

pytestmark = pytest.mark.django_db


def seen(page: str) -> str:
    (code,) = re.findall(r'name="seen" value="(\w+)"', page)
    return str(code)


def confirmed(offices: Offices, path: str, **typed: str) -> str:
    who = offices.housing if path == HOUSING else offices.water
    address = offices.page(path)
    code = seen(offices.get(who, address))
    return offices.post(who, address, **{"do": "figures", "seen": code, "signer": "李局长", **typed})


def came(offices: Offices) -> None:
    """Housing has confirmed and replied."""
    confirmed(offices, HOUSING)
    offices.post(offices.housing, offices.page(HOUSING), do="submit", narrative="做法一。\n不足二。")


class TestTheNotice:
    def test_reaches_every_organ_with_its_own_day(self, offices: Offices) -> None:
        town = next(one for one in offices.asked if one.path == TOWN)
        offices.notify(**{f"due-{town.pk}": "2023-02-20"})
        cases = Case.objects.filter(procedure="report_reply")
        assert {one.organ_path for one in cases} == {HOUSING, WATER, TOWN}
        days = re.findall(
            r'/report-reply/">(\w+)</a></th><td data-head="要求报送">([\d-]+)', offices.get(offices.bureau, BOARD)
        )
        assert dict(days) == {"区住房城乡建设局": "2023-02-10", "区水务局": "2023-02-10", "双槐镇": "2023-02-20"}

    def test_opens_the_case_of_the_report_once(self, offices: Offices) -> None:
        offices.post(offices.bureau, BOARD, do="notify", due="2023-02-10", chosen=[offices.asked[0].pk])
        offices.post(offices.bureau, BOARD, do="notify", due="2023-02-10", chosen=[offices.asked[1].pk])
        (report,) = Case.objects.filter(procedure="annual_report")
        assert report.organ_path == JUSTICE
        assert "3月1日前报告" in offices.get(offices.bureau, BOARD)

    def test_is_not_sent_twice_nor_for_a_day_that_has_passed(self, offices: Offices) -> None:
        assert "已经过去" in offices.notify("2023-01-08")
        offices.notify()
        assert "已经通知" in offices.notify()
        assert Case.objects.filter(procedure="report_reply").count() == 3

    def test_that_is_refused_keeps_what_was_ticked(self, offices: Offices) -> None:
        chosen = [offices.asked[0].pk]
        client = offices.client(offices.bureau)
        page = client.post(BOARD, {"do": "notify", "due": "2023-01-08", "chosen": chosen}).content.decode()
        assert re.findall(r'name="chosen" value="(\d+)" checked', page) == [str(chosen[0])]
        assert len(re.findall(r'name="chosen" value="\d+" checked', offices.get(offices.bureau, BOARD))) == 3

    def test_is_sent_by_the_bureau_alone(self, offices: Offices) -> None:
        for who in (offices.housing, offices.reporter):
            refused = offices.post(who, BOARD, do="notify", due="2023-02-10", chosen=[offices.asked[0].pk])
            assert "不负责汇总年度报告" in refused
        assert not Case.objects.exists()

    def test_works_with_sixty_organs(self, offices: Offices) -> None:
        many = [organ_at(f"示例区/第{number}局") for number in range(1, 61)]
        offices.post(offices.bureau, BOARD, do="notify", due="2023-02-10", chosen=[one.pk for one in many])
        page = offices.get(offices.bureau, BOARD)
        assert "已通知60个单位" in page
        offices.at("2023-02-12")
        page = offices.get(offices.reporter, BOARD)
        assert page.count("逾期2天") == 60 + 60  # on the board, and in the text for reminding
        assert "60. 第9局" in page or "60. " in page


class TestTheBoard:
    def test_shows_an_organ_its_own_line_alone(self, offices: Offices) -> None:
        offices.notify()
        page = offices.get(offices.water, BOARD)
        assert "区水务局" in page
        assert "双槐镇" not in page
        assert "发出报送通知" not in page

    def test_counts_where_each_reply_stands(self, offices: Offices) -> None:
        offices.notify()
        came(offices)
        page = offices.get(offices.bureau, BOARD)
        assert re.findall(r'number-large">(\d)</p><p><a[^>]*>(\w+)<', page) == [
            *(("2", "未报"), ("0", "退回"), ("1", "已报待收"), ("0", "已收"), ("0", "盖章件待收"), ("0", "盖章件已收")),
        ]
        assert "区住房城乡建设局" not in offices.get(offices.bureau, f"{BOARD}?status=未报").partition("催报")[0]

    def test_gives_the_text_for_reminding(self, offices: Offices) -> None:
        offices.notify()
        offices.at("2023-02-13")
        page = offices.get(offices.bureau, BOARD)
        assert "以下3个单位2022年度法治政府建设情况材料尚未报齐" in page
        assert "区水务局：要求2023-02-10前报送，已逾期3天" in page

    def test_goes_out_to_excel(self, offices: Offices) -> None:
        offices.notify()
        answer = offices.client(offices.bureau).get("/desk/office/report-campaign/2022.xlsx/")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            assert "区水务局" in book.read("xl/sharedStrings.xml").decode()


class TestOwnFigures:
    def test_count_the_records_of_the_organ_alone(self, offices: Offices) -> None:
        offices.reviewed(HOUSING, 2)
        offices.reviewed(f"{HOUSING}/房管所", 1)
        offices.reviewed(f"{HOUSING}二分局", 4)
        found = {one.id: one for one in own_figures(HOUSING, year=2022, parameters={})}
        assert found["decision_legal_reviews"].shown == "3项"
        everybody = {one.id: one for one in own_figures(DISTRICT, year=2022, parameters={})}
        assert everybody["decision_legal_reviews"].shown == "7项"

    def test_are_confirmed_or_contested_with_a_number_and_a_reason(self, offices: Offices) -> None:
        offices.reviewed(HOUSING, 2)
        offices.notify()
        own, reason = "own-decision_legal_reviews", "reason-decision_legal_reviews"
        assert "没有填写" in confirmed(offices, HOUSING, **{own: "3项"})
        assert "没有填写" in confirmed(offices, HOUSING, **{reason: "一项未录入"})
        assert not ReplySheet.objects.exists()
        confirmed(offices, HOUSING, **{own: "3项", reason: "一项未录入"})
        assert "一项未录入" in offices.get(offices.housing, offices.page(HOUSING))
        page = offices.get(offices.bureau, offices.page(HOUSING))
        assert "本单位认为是3项。一项未录入" in page
        assert Act.objects.get(case=offices.case(HOUSING), step="figures").actor == "李局长"
        paper = offices.get(offices.housing, f"/desk/cases/{offices.case(HOUSING).pk}/papers/report-figure-check/")
        assert "一项未录入" in paper

    def test_are_not_confirmed_unseen(self, offices: Offices) -> None:
        offices.notify()
        code = seen(offices.get(offices.housing, offices.page(HOUSING)))
        offices.reviewed(HOUSING, 1)
        refused = offices.post(offices.housing, offices.page(HOUSING), do="figures", seen=code, signer="李局长")
        assert "按新的数字重新核对" in refused

    def test_are_no_business_of_another_organ(self, offices: Offices) -> None:
        offices.notify()
        offices.get(offices.water, offices.page(HOUSING), 404)
        refused = offices.post(offices.bureau, offices.page(HOUSING), do="submit", narrative="代写")
        assert "由报送单位的经办岗位或者负责人办理" in refused


class TestAReply:
    def test_that_is_sent_back_says_why_and_comes_again(self, offices: Offices) -> None:
        offices.notify()
        came(offices)
        offices.post(offices.bureau, offices.page(HOUSING), do="return", reason="缺少存在的不足")
        assert "缺少存在的不足" in offices.get(offices.housing, offices.page(HOUSING))
        assert "已退回，请按退回意见修改后重报（缺少存在的不足）" in offices.get(offices.bureau, BOARD)
        came(offices)
        assert "已报待收" in offices.get(offices.housing, offices.page(HOUSING))

    def test_is_taken_in_by_the_bureau_then_sealed_then_at_its_end(self, offices: Offices) -> None:
        offices.notify()
        came(offices)
        refused = offices.post(offices.housing, offices.page(HOUSING), do="receive")
        assert "由依法治区办、司法行政部门的经办岗位或者负责人办理" in refused
        offices.post(offices.bureau, offices.page(HOUSING), do="receive")
        assert "没有选择" in offices.post(
            offices.housing, offices.page(HOUSING), do="seal", signer="李局长", on="2023-01-09"
        )
        offices.post(offices.housing, offices.page(HOUSING), do="seal", signer="李局长", on="2023-01-09", scan=scan())
        sealed = Act.objects.get(case=offices.case(HOUSING), step="sealed_copy")
        assert (sealed.carrier, sealed.actor, sealed.original.name if sealed.original else "") == (
            *("paper", "李局长", "盖章件.pdf"),
        )
        offices.post(offices.bureau, offices.page(HOUSING), do="take_seal")
        assert offices.case(HOUSING).state == ""
        assert "盖章件已收" in offices.get(offices.bureau, offices.page(HOUSING))

    def test_counts_on_the_sheet_of_submission(self, offices: Offices) -> None:
        offices.notify()
        came(offices)
        offices.post(offices.bureau, offices.page(HOUSING), do="receive")
        report = Case.objects.get(procedure="annual_report")
        paper = offices.get(offices.bureau, f"/desk/cases/{report.pk}/papers/report-submission/")
        assert "应报3个单位，已接收1个，盖章件已报0个" in paper


class TestTheBoardForTheWriter:
    def test_lists_what_organs_contest_with_both_numbers(self, offices: Offices) -> None:
        offices.reviewed(HOUSING, 2)
        offices.notify()
        own = {"own-decision_legal_reviews": "3项", "reason-decision_legal_reviews": "一项未录入"}
        confirmed(offices, HOUSING, **own)
        told = offices.get(offices.reporter, BOARD).partition("有异议的数字</h2>")[2]
        assert ("2项" in told, "3项" in told, "一项未录入" in told) == (True, True, True)

    def test_reminds_of_a_sealed_copy_that_is_still_owed(self, offices: Offices) -> None:
        offices.notify()
        came(offices)
        offices.post(offices.bureau, offices.page(HOUSING), do="receive")
        assert "区住房城乡建设局：材料已于2023-01-09接收，请报送盖章件" in offices.get(offices.bureau, BOARD)

    def test_forgets_why_a_reply_was_sent_back_once_it_came_again(self, offices: Offices) -> None:
        offices.notify()
        came(offices)
        offices.post(offices.bureau, offices.page(HOUSING), do="return", reason="缺少存在的不足")
        came(offices)
        offices.post(offices.bureau, offices.page(HOUSING), do="receive")
        assert "缺少存在的不足" not in offices.get(offices.bureau, BOARD)


class TestTheNoticeToAll:
    def test_names_every_organ_with_its_day(self, offices: Offices) -> None:
        offices.notify(**{f"due-{offices.asked[2].pk}": "2023-02-20"})
        report = Case.objects.get(procedure="annual_report")
        paper = offices.get(offices.bureau, f"/desk/cases/{report.pk}/papers/report-notice-to-all/")
        assert "各镇街、各部门" in paper
        assert "2023年2月20日" in paper
        assert paper.count("2023年2月10日") == 2


class TestWhoActs:
    def test_is_not_the_organ_itself_by_any_form(self, offices: Offices) -> None:
        offices.notify()
        came(offices)
        case = offices.case(HOUSING)
        address = f"/desk/cases/{case.pk}/act/done/receipt/"
        offices.client(offices.housing).post(address, {"carrier": "electronic", "on": "2023-01-09"})
        assert not Act.objects.filter(case=case, step="receipt").exists()

    def test_approves_another_than_who_submitted(self, offices: Offices) -> None:
        offices.notify()
        report = Case.objects.get(procedure="annual_report")
        head = account_in("head", organ=JUSTICE, reach=DISTRICT, person="周局长")
        page = f"/desk/cases/{report.pk}/act/done/submission/"
        assert "不得办理" not in offices.get(head, page)
        perform(
            case_id=report.pk,
            act=Proposed(Kind.DONE, "submission", offices.day),
            by=Actor(f"周局长({head.name})", "区司法局"),
            at=offices.now,
            given=Given(),
        )
        told = offices.get(head, f"/desk/cases/{report.pk}/act/done/approval/")
        assert "应当由另一人办理" in told


class TestTheCirculation:
    PAGE = "/desk/office/report-circulation/2022/"

    def drafted(self, offices: Offices, after: int = 0) -> None:
        offices.post(offices.reporter, "/desk/report/2022/editions/", do="fix", reason=f"第{after + 1}次", after=after)

    def asked(self, offices: Offices, **more: str) -> str:
        typed = {"do": "circulate", "due": "2023-01-20", **more}
        return offices.post(offices.bureau, self.PAGE, **typed, chosen=[one.pk for one in offices.asked[:2]])

    def opinion(self, path: str) -> str:
        return f"/desk/cases/{Case.objects.get(procedure='report_circulation', organ_path=path).pk}/report-opinion/"

    def test_sends_round_what_was_fixed_and_nothing_else(self, offices: Offices) -> None:
        offices.notify()
        assert "还没有形成可以会签的一稿" in self.asked(offices)
        self.drafted(offices)
        assert "已经过去" in self.asked(offices, due="2023-01-08")
        self.asked(offices)
        page = offices.get(offices.housing, self.opinion(HOUSING))
        (link,) = re.findall(r'href="(/desk/cases/\d+/files/\w+/)"', page)
        assert offices.client(offices.housing).get(link).status_code == 200
        offices.get(offices.water, self.opinion(HOUSING), 404)
        assert "已经送请会签" in self.asked(offices)

    def test_takes_an_opinion_that_says_what_to_change_and_answers_it(self, offices: Offices) -> None:
        offices.notify()
        self.drafted(offices)
        self.asked(offices)
        housing, bureau = offices.housing, offices.bureau
        said = {"do": "say", "verdict": "有修改意见", "signer": "李局长"}
        assert "没有填写「会签意见」" in offices.post(housing, self.opinion(HOUSING), **said)
        offices.post(housing, self.opinion(HOUSING), **said, opinion="第二段数字有误")
        refused = offices.post(housing, self.opinion(HOUSING), do="answer", adopted="采纳")
        assert "由依法治区办、司法行政部门的经办岗位或者负责人办理" in refused
        assert "没有填写「采纳情况说明」" in offices.post(bureau, self.opinion(HOUSING), do="answer", adopted="不采纳")
        offices.post(bureau, self.opinion(HOUSING), do="answer", adopted="不采纳", answer="数字由记录算出")
        page = offices.get(bureau, self.PAGE)
        assert ("第二段数字有误" in page, "不采纳：数字由记录算出" in page, "等待意见" in page) == (True, True, True)
        report = Case.objects.get(procedure="annual_report")
        sheet = offices.get(bureau, f"/desk/cases/{report.pk}/papers/report-submission/")
        assert ("第二段数字有误" in sheet, "不采纳" in sheet) == (True, True)

    def test_has_nothing_to_adopt_of_an_opinion_that_agrees(self, offices: Offices) -> None:
        offices.notify()
        self.drafted(offices)
        self.asked(offices)
        offices.post(offices.water, self.opinion(WATER), do="say", verdict="同意", signer="钱局长")
        assert "没有选定「采纳情况」" in offices.post(offices.bureau, self.opinion(WATER), do="answer", adopted="采纳")
        offices.post(offices.bureau, self.opinion(WATER), do="answer", adopted="没有需要采纳的意见")
        assert "已经答复" in offices.get(offices.bureau, self.PAGE)

    def test_is_drafted_anew_by_every_edition_until_it_goes_up(self, offices: Offices) -> None:
        offices.notify()
        self.drafted(offices)
        typed = {"section": "", "text": "开头一句。", "after": 0}
        offices.post(offices.reporter, "/desk/report/2022/section/0/", **typed)
        self.drafted(offices, 1)
        self.asked(offices)
        drafts = Act.objects.filter(step="drafting").order_by("seq")
        sent = Act.objects.filter(step="request").first()
        assert drafts.count() == 2
        assert sent is not None
        assert json.loads(sent.documents)[0]["sha256"] == json.loads(drafts[1].documents)[0]["sha256"]


class TestTheRegisters:
    TYPED: ClassVar[Mapping[str, str]] = {
        "do": "stated",
        "slot": "cloud_platforms",
        "value": "3",
        "source": "盖章函报数",
        "issuer": "区政务办",
        "number": "示政务函〔2023〕2号",
        "stated_on": "2023-01-05",
    }
    ADDRESS = "/desk/office/report-stated-figures/2022/"

    def test_take_a_number_by_sealed_letter_with_its_scan_only(self, offices: Offices) -> None:
        assert "没有选择" in offices.post(offices.housing, self.ADDRESS, **self.TYPED)
        assert not Case.objects.filter(procedure="stated_figure").exists()
        offices.post(offices.housing, self.ADDRESS, **self.TYPED, scan=scan())
        page = offices.get(offices.bureau, self.ADDRESS)
        assert "示政务函〔2023〕2号" in page
        (link,) = re.findall(r'href="(/desk/cases/\d+/files/\w+/)"', page)
        assert offices.client(offices.bureau).get(link).status_code == 200

    def test_hand_it_to_the_report_with_its_class_and_its_scan(self, offices: Offices) -> None:
        offices.post(offices.housing, self.ADDRESS, **self.TYPED, scan=scan())
        (one,) = stated_figures(REPORTER, year=2022, on=offices.day).values()
        assert (one.figure_id, one.amount, one.source.value, one.unit) == ("cloud_platforms", 3, "盖章函报数", "个")
        assert one.told == "盖章函报数:区政务办示政务函〔2023〕2号,2023-01-05"
        assert len(one.scan) == 64
        assert stated_figures(REPORTER, year=2021, on=offices.day) == {}

    def test_let_the_last_of_several_numbers_stand(self, offices: Offices) -> None:
        offices.post(offices.housing, self.ADDRESS, **self.TYPED, scan=scan())
        offices.post(offices.housing, self.ADDRESS, **{**self.TYPED, "value": "4"}, scan=scan())
        assert stated_figures(REPORTER, year=2022, on=offices.day)["cloud_platforms"].value == "4"
        assert "已被后来的登记替换" in offices.get(offices.bureau, self.ADDRESS)

    def test_show_a_number_that_is_counted_beside_the_count(self, offices: Offices) -> None:
        offices.reviewed(HOUSING, 2)
        typed = {**self.TYPED, "slot": "decision_legal_reviews", "value": "3"}
        offices.post(offices.housing, self.ADDRESS, **typed, scan=scan())
        assert "记录计数2项，不一致，报告用记录计数" in offices.get(offices.bureau, self.ADDRESS)

    def test_say_what_nobody_has_stated(self, offices: Offices) -> None:
        assert "“云端办”服务平台数（盖章函报数）" in offices.get(offices.reporter, self.ADDRESS)
        offices.post(offices.housing, self.ADDRESS, **self.TYPED, scan=scan())
        assert "“云端办”服务平台数（盖章函报数）" not in offices.get(offices.reporter, self.ADDRESS)

    @pytest.mark.parametrize("value", ["三个", "约3", "3个", "-3"])
    def test_take_numbers_only(self, offices: Offices, value: str) -> None:
        assert "不是数字" in offices.post(offices.housing, self.ADDRESS, **{**self.TYPED, "value": value}, scan=scan())

    def test_take_a_number_that_has_no_place_in_the_report_by_its_name(self, offices: Offices) -> None:
        typed = {**self.TYPED, "slot": "other"}
        assert "没有填写「数字名称」" in offices.post(offices.housing, self.ADDRESS, **typed, scan=scan())
        offices.post(offices.housing, self.ADDRESS, **typed, figure="志愿者人数", unit="人", scan=scan())
        assert "志愿者人数" in offices.get(offices.bureau, self.ADDRESS)
        assert stated_figures(REPORTER, year=2022, on=offices.day) == {}

    def test_list_an_honour_with_its_source(self, offices: Offices) -> None:
        typed = {
            "do": "honour",
            "honour": "全国法治政府建设示范区",
            "granted_by": "中央依法治国办",
            "number": "中法办〔2022〕1号",
            "granted_on": "2022-10-01",
            "honoured": "示例区",
        }
        offices.post(offices.housing, "/desk/office/honours/", **typed)
        assert "全国法治政府建设示范区" in offices.get(offices.reporter, "/desk/office/honours/")
        assert "没有填写" in offices.post(offices.housing, "/desk/office/honours/", **{**typed, "number": ""})

    def test_are_read_by_leaders_who_enter_nothing(self, offices: Offices) -> None:
        leader = account_in("leader", organ=JUSTICE, reach=DISTRICT)
        assert "登记荣誉</summary>" not in offices.get(leader, "/desk/office/honours/")
