"""A power adjustment from the request to the public list and the printed reply; and the pages of the list."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.domains.desks import client_in, done, refusal
from tests.domains.powers.desks import CODE, DESK, Desks, page_of
from tests.surfaces.posts import BUREAU
from yifa.domains.powers.editions import kept
from yifa.domains.powers.list_pages import HERE
from yifa.kernel.access import PUBLIC
from yifa.kernel.editions import sentences
from yifa.kernel.models import Case
from yifa.kernel.originals import FOLDER
from yifa.kernel.originals import sentences as originals

CHECK = "/desk/office/power-check/"
APPROVE = {"do": "approve", "minutes": "同意调整。", "day": "2026-03-10"}


def approved(desks: Desks) -> Case:
    case = desks.requested()
    desks.opinions(case)
    done(desks.office, page_of(case), **APPROVE)
    return case


def seen(address: str) -> str:
    return Client().get(address).content.decode()


class TestARequest:
    def test_shows_its_clock_and_who_is_silent(self, desks: Desks) -> None:
        case = desks.requested()
        desks.opinions(case, without="opinion_finance")
        told = desks.own.get(DESK).content.decode()
        assert "权调〔2026〕1号" in told
        assert "2026-03-31" in told
        assert "财政局" in told
        assert "发展改革委" not in told

    def test_is_late_on_the_day_after_its_term(self, desks: Desks) -> None:
        case = desks.requested()
        for day, is_late in ((date(2026, 3, 30), False), (date(2026, 3, 31), False), (date(2026, 4, 1), True)):
            desks.today(day)
            assert ("已逾期" in client_in("handler", BUREAU).get(page_of(case)).content.decode()) is is_late

    def test_for_a_power_that_is_listed_cannot_be_new(self, desks: Desks) -> None:
        sent = {
            "change": "新增",
            "code": CODE,
            "ground": "其他",
            "name": "某权",
            "kind": "行政处罚",
            "basis": "某法",
            "level": "区级",
        }
        told = refusal(desks.own, DESK, do="file", changed_on="2026-03-09", day="2026-03-10", **sent)
        assert "不得申请新增" in told
        assert not Case.objects.filter(procedure="power_adjustment").exists()


class TestAnApproval:
    def test_is_refused_while_one_opinion_is_open(self, desks: Desks) -> None:
        case = desks.requested()
        desks.opinions(case, without="opinion_finance")
        assert "财政局意见尚未完成" in refusal(desks.office, page_of(case), **APPROVE)
        assert "第八条" in seen(f"{HERE}{CODE}/")

    def test_of_a_new_power_waits_for_the_check_of_its_basis(self, desks: Desks) -> None:
        case = desks.requested(change="新增", code="QZ-02-0009")
        desks.opinions(case)
        assert "设定依据审查" in refusal(desks.office, page_of(case), **APPROVE)
        checking = {"do": "check", "how": "条例第九条已设定。", "day": "2026-03-10"}
        assert "不得办理「设定依据审查」" in refusal(desks.speakers["opinion_finance"], page_of(case), **checking)
        done(client_in("reviewer", "示例区/区司法局", "示例区"), page_of(case), **checking)
        done(desks.office, page_of(case), **APPROVE)
        assert "QZ-02-0009" in seen(HERE)

    def test_changes_the_list_from_its_day_and_not_before(self, desks: Desks) -> None:
        approved(desks)
        assert kept(viewer=PUBLIC, on=date(2026, 3, 9))[CODE]["basis"] == "《城市管理条例》第八条"
        assert kept(viewer=PUBLIC, on=date(2026, 3, 10))[CODE]["basis"] == "《城市管理条例》第九条"

    def test_shows_in_history_differences_and_files(self, desks: Desks) -> None:
        approved(desks)
        history = seen(f"{HERE}{CODE}/")
        assert "由「《城市管理条例》第八条」改为「《城市管理条例》第九条」" in history
        assert "第八条" in seen("/open/power-changes/?since=2026-03-09&on=2026-03-10")
        assert "第九条" in seen(f"{HERE}list.csv/")
        assert Client().get(f"{HERE}list.json/").json()["items"][0]["basis"].endswith("第九条")
        one = Client().get(f"{HERE}{CODE}.json/").json()
        assert [(step["from"], step["change"]) for step in one["history"]] == [
            ("2026-01-01", "版本启用"),
            ("2026-03-10", "变更"),
        ]
        assert Client().get(f"{HERE}QZ-00-0000.json/").status_code == 404

    def test_stands_in_the_evidence_and_on_file(self, desks: Desks, settings: object) -> None:
        approved(desks)
        assert list(sentences()) == []
        told = [one for one in originals(folder=settings.YIFA_HOME / FOLDER) if "05.xlsx" not in one]  # type: ignore[attr-defined]
        assert told == []

    def test_prints_the_reply_and_the_application(self, desks: Desks) -> None:
        case = approved(desks)
        reply = desks.own.get(f"/desk/cases/{case.pk}/papers/power_reply/").content.decode()
        assert "同意调整，自2026年3月10日起施行" in reply
        assert desks.own.get(f"/desk/cases/{case.pk}/papers/power_application.docx").status_code == 200

    def test_prints_minutes_that_name_who_spoke_and_the_hand_over(self, desks: Desks) -> None:
        case = approved(desks)
        minutes = desks.own.get(f"/desk/cases/{case.pk}/papers/power_minutes/").content.decode()
        assert "同意调整" in minutes
        assert "五个单位都已出具意见" in minutes
        done(desks.office, page_of(case), do="handover", to="区政府信息公开办公室", day="2026-03-10")
        letter = desks.own.get(f"/desk/cases/{case.pk}/papers/power_handover/").content.decode()
        assert "区政府信息公开办公室" in letter
        assert "20个工作日内公布" in letter

    def test_sent_back_asks_for_everything_again(self, desks: Desks) -> None:
        case = desks.requested()
        desks.opinions(case)
        done(desks.office, page_of(case), do="return", why="依据不明。", day="2026-03-10")
        assert "重新提出申请" in desks.own.get(page_of(case)).content.decode()

    def test_is_of_nobody_but_the_office(self, desks: Desks) -> None:
        case = desks.requested()
        desks.opinions(case)
        assert "不得办理「批准」" in refusal(desks.own, page_of(case), **APPROVE)


class TestAPublication:
    UPDATED = "两个目录都已更新。"

    def test_is_entered_with_its_receipt_on_the_page_of_the_request(self, desks: Desks) -> None:
        case = approved(desks)
        assert "最迟 2026-04-08 公布" in desks.office.get(page_of(case)).content.decode()
        done(desks.office, page_of(case), do="handover", to="区政府信息公开办公室", day="2026-03-10")
        done(desks.office, page_of(case), **self.sent())
        case.refresh_from_db()
        assert case.state == ""
        told = desks.own.get(page_of(case)).content.decode()
        assert "GK-2026-8" in told
        assert self.UPDATED in told
        assert "对违规设置户外广告的处罚" in seen(f"/published/government/{case.pk}/")
        assert "公布回执尚未登记" not in desks.own.get(CHECK).content.decode()

    def test_waits_for_the_hand_over_and_for_a_receipt(self, desks: Desks) -> None:
        case = approved(desks)
        assert "请先登记移送公开" in refusal(desks.office, page_of(case), **self.sent())
        done(desks.office, page_of(case), do="handover", to="区政府信息公开办公室", day="2026-03-10")
        assert "没有公布回执" in refusal(desks.office, page_of(case), **{**self.sent(), "receipt": ""})

    def test_is_of_nobody_but_the_office(self, desks: Desks) -> None:
        case = approved(desks)
        done(desks.office, page_of(case), do="handover", to="区政府信息公开办公室", day="2026-03-10")
        assert "不得办理「公布」" in refusal(desks.own, page_of(case), **self.sent())

    def test_is_late_on_the_day_after_its_term(self, desks: Desks) -> None:
        case = approved(desks)
        for day, is_late in ((date(2026, 4, 7), False), (date(2026, 4, 8), False), (date(2026, 4, 9), True)):
            desks.today(day)
            late = "已逾期</span> 最迟 2026-04-08 公布"
            assert (late in client_in("handler", BUREAU).get(page_of(case)).content.decode()) is is_late

    def sent(self) -> dict[str, str]:
        return {"do": "publish", "receipt": "GK-2026-8", "updated": self.UPDATED, "day": "2026-03-10"}


class TestTheCheck:
    def test_says_that_both_agree_and_what_waits_for_publication(self, desks: Desks) -> None:
        approved(desks)
        told = desks.own.get("/desk/office/power-check/").content.decode()
        assert "一致" in told
        assert "公布回执尚未登记" in told

    def test_compares_with_the_file_of_another_site(self, desks: Desks) -> None:
        ours = Client().get(f"{HERE}list.csv/").content
        same = SimpleUploadedFile("list.csv", ours)
        done(desks.own, CHECK, do="compare", published=same)
        assert "一致</span> 2026-03-10" in desks.own.get(CHECK).content.decode()
        other = SimpleUploadedFile("list.csv", ours.replace("第八条".encode(), "第七条".encode()))
        done(desks.own, CHECK, do="compare", published=other)
        told = desks.own.get(CHECK).content.decode()
        assert "设定依据：对外为「《城市管理条例》第七条」，对内为「《城市管理条例》第八条」" in told
        assert "没有待公布的调整可以说明" in told

    def test_explains_what_is_approved_and_not_published_yet(self, desks: Desks) -> None:
        before = Client().get(f"{HERE}list.csv/").content
        approved(desks)
        done(desks.own, CHECK, do="compare", published=SimpleUploadedFile("list.csv", before))
        told = desks.own.get(CHECK).content.decode()
        assert "待公布：2026-03-10批准变更（权调〔2026〕1号），最迟2026-04-08公布" in told
        assert "没有待公布的调整可以说明" not in told

    def test_does_not_take_a_file_that_is_no_list(self, desks: Desks) -> None:
        wrong = SimpleUploadedFile("x.csv", b"a,b\n1,2\n")
        assert "没有读懂文件" in refusal(desks.own, CHECK, do="compare", published=wrong)


class TestTheImpactPage:
    def test_finds_powers_procedures_and_open_cases(self, desks: Desks) -> None:
        case = desks.requested()
        told = desks.own.get("/desk/office/impact/?statute=政府信息公开条例&article=26").content.decode()
        assert f"/desk/cases/{case.pk}/" in told
        assert "/law/power_adjustment/" in told

    def test_is_taken_away_as_a_workbook(self, desks: Desks) -> None:
        answer = desks.own.get("/desk/office/impact/?statute=政府信息公开条例&as=xlsx")
        assert answer.content.startswith(b"PK")

    def test_says_what_it_does_not_know(self, desks: Desks) -> None:
        assert "没有找到" in desks.own.get("/desk/office/impact/?statute=没有这部法").content.decode()
        assert "应当填写一个数字" in desks.own.get("/desk/office/impact/?statute=713号&article=x").content.decode()
