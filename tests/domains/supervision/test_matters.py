"""A supervision case from the doubt to the close-out, on the pages of both sides."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.domains.desks import client_in, done, refusal
from tests.domains.supervision.desks import DESK, DISTRICT, JUSTICE, Desks, finding, page_of
from tests.surfaces.posts import BUREAU
from yifa.kernel.models import Case, Handover


def begun(desks: Desks) -> Case:
    found = finding()
    done(desks.supervisor, f"{DESK}?finding={found.pk}", do="begin", day="2026-03-10")
    return Case.objects.get(procedure="enforcement_supervision")


def issued(desks: Desks) -> Case:
    case = begun(desks)
    page = page_of(case)
    done(desks.supervisor, page, do="verify", verified="属实", how="调阅了案卷。", day="2026-03-10")
    done(
        desks.supervisor, page, do="issue", paper="行政执法监督通知书", required="规范期限管理。",
        days="10", day="2026-03-10",
    )  # fmt: skip
    done(desks.supervisor, page, do="serve", day="2026-03-10")
    return case


def mended(desks: Desks) -> Case:
    case = issued(desks)
    done(desks.handler, page_of(case), do="mend", how="已经逐件清理。", who="甲经办", day="2026-03-10")
    return case


class TestADoubtThatIsSo:
    def test_begins_a_case_of_the_supervised_organ_to_which_it_is_handed_over(self, desks: Desks) -> None:
        case = begun(desks)
        assert (case.organ_path, case.state) == (BUREAU, "verification")
        assert case.number == "监督件〔2026〕1号"
        assert Handover.objects.get().to_case == case

    def test_begins_no_second_one(self, desks: Desks) -> None:
        begun(desks)
        pk = Handover.objects.get().from_case.findings.get().pk
        told = refusal(desks.supervisor, f"{DESK}?finding={pk}", do="begin", day="2026-03-10")
        assert "已经立过监督件" in told

    def test_is_taken_up_only_once_somebody_decided_so(self, desks: Desks) -> None:
        found = finding(state="open", outcome="")
        assert "还没有核实为" in desks.supervisor.get(f"{DESK}?finding={found.pk}").content.decode()

    def test_is_taken_up_by_nobody_of_the_organ_itself(self, desks: Desks) -> None:
        found = finding()
        told = refusal(desks.handler, f"{DESK}?finding={found.pk}", do="begin", day="2026-03-10")
        assert "不监督该机关" in told


class TestTheCourse:
    def test_leads_to_the_close_out_with_a_numbered_paper(self, desks: Desks) -> None:
        case = mended(desks)
        page = page_of(case)
        assert "执监通〔2026〕1号" in desks.supervisor.get(page).content.decode()
        done(desks.second, page, do="recheck", rechecked="整改到位", how="抽查了台账。", day="2026-03-10")
        done(desks.second, page, do="close", day="2026-03-10")
        case.refresh_from_db()
        assert case.state == ""
        paper = desks.supervisor.get(f"/desk/cases/{case.pk}/papers/supervision_paper/").content.decode()
        assert "规范期限管理" in paper

    def test_ends_where_the_doubt_was_not_so(self, desks: Desks) -> None:
        case = begun(desks)
        done(desks.supervisor, page_of(case), do="verify", verified="不属实", how="原件在期限内。", day="2026-03-10")
        case.refresh_from_db()
        assert (case.state, case.ended) == ("", "terminated")

    def test_asks_for_a_further_paper_where_it_was_not_put_right(self, desks: Desks) -> None:
        case = mended(desks)
        sent = {"do": "recheck", "rechecked": "没有整改到位", "how": "仍有两件超期。", "day": "2026-03-10"}
        done(desks.second, page_of(case), **sent)
        case.refresh_from_db()
        assert case.state == "issuing"

    def test_is_opened_again_after_the_close_out(self, desks: Desks) -> None:
        case = mended(desks)
        page = page_of(case)
        done(desks.second, page, do="recheck", rechecked="整改到位", how="抽查了台账。", day="2026-03-10")
        done(desks.second, page, do="close", day="2026-03-10")
        done(desks.second, page, do="reopen", how="同类问题又出现。", day="2026-03-10")
        case.refresh_from_db()
        assert case.state == "issuing"


class TestThePutRight:
    def test_is_told_with_its_proof_which_whoever_rechecks_can_open(self, desks: Desks) -> None:
        case = issued(desks)
        proof = SimpleUploadedFile("台账.pdf", b"%PDF-1.4 proof")
        done(desks.handler, page_of(case), do="mend", how="已清理。", who="甲经办", day="2026-03-10", proof=proof)
        page = desks.second.get(page_of(case)).content.decode()
        assert "台账.pdf" in page
        address = page.partition(f"/desk/cases/{case.pk}/files/")[2].partition('"')[0]
        assert b"".join(desks.second.get(f"/desk/cases/{case.pk}/files/{address}")) == b"%PDF-1.4 proof"

    def test_keeps_no_file_that_is_not_what_it_says(self, desks: Desks) -> None:
        case = issued(desks)
        proof = SimpleUploadedFile("台账.pdf", b"no pdf")
        sent = {"do": "mend", "how": "已清理。", "who": "甲经办", "day": "2026-03-10", "proof": proof}
        assert "内容不是pdf格式" in refusal(desks.handler, page_of(case), **sent)
        case.refresh_from_db()
        assert case.state == "rectification"


class TestWhoActs:
    def test_is_never_the_organ_itself_for_the_verification(self, desks: Desks) -> None:
        case = begun(desks)
        sent = {"do": "verify", "verified": "属实", "how": "自查。", "day": "2026-03-10"}
        assert "由监督机关的岗位办理" in refusal(desks.handler, page_of(case), **sent)

    def test_is_the_organ_for_what_is_to_be_put_right(self, desks: Desks) -> None:
        case = issued(desks)
        sent = {"do": "mend", "how": "代为整改。", "who": "辛监督", "day": "2026-03-10"}
        assert "由被监督机关的经办岗位或者负责人办理" in refusal(desks.supervisor, page_of(case), **sent)

    def test_is_another_than_who_put_it_right_for_the_recheck(self, desks: Desks) -> None:
        case = issued(desks)
        done(desks.handler, page_of(case), do="mend", how="已清理。", who="辛监督", day="2026-03-10")
        sent = {"do": "recheck", "rechecked": "整改到位", "how": "看过。", "day": "2026-03-10"}
        assert "不得办理复核" in refusal(desks.supervisor, page_of(case), **sent)

    def test_is_nobody_of_another_organ(self, desks: Desks) -> None:
        case = begun(desks)
        assert desks.other.get(page_of(case)).status_code == 404


class TestTheTermOfAPaper:
    def test_makes_the_case_late_on_the_day_after_it(self, desks: Desks) -> None:
        case = issued(desks)
        case.refresh_from_db()
        assert case.due_on == date(2026, 3, 20)
        for day, is_late in ((19, False), (20, False), (21, True)):
            desks.today(date(2026, 3, day))
            anew = client_in("supervisor", organ=JUSTICE, reach=DISTRICT, person="辛监督")
            assert ("已逾期" in anew.get(page_of(case)).content.decode()) is is_late
