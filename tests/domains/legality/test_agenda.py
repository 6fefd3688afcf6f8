"""《上会议题合法性审核情况一览》: what of every kind is put before a meeting, and what bars it there."""

from tests.domains.decisions.desks import Desks
from tests.domains.norms.desk_work import drafted, opened, reviewed
from tests.surfaces.posts import account_in
from yifa.kernel.models import Case

LIST = "/desk/office/meeting-items/"
PACKAGE = {"letter": "函1份", "text": "一、同意调整。", "explanation": "说明1份", "basis": "批复1份"}
HEADS = ("power", "content", "procedure", "burdens", "access")


def paper(desks: Desks) -> None:
    """A paper of a meeting that was sent in for review."""
    desks.at("2022-05-05")
    opened(desks, "meeting_paper_review", meeting="第8次常务会议")
    desks.send(desks.head, "legality-paper", "own", conclusion="合法", words="合法。")
    desks.send(desks.handler, "legality-paper", "submit", **PACKAGE)
    desks.send(desks.reviewer, "legality-paper", "accept")


def found(desks: Desks, conclusion: str) -> None:
    """What the review of the paper found."""
    for head in HEADS:
        desks.send(desks.reviewer, "legality-paper", "check", head=head, finding="符合")
    desks.send(desks.reviewer, "legality-paper", "give", conclusion=conclusion, words="见清单。")


def listed(desks: Desks, **typed: str) -> str:
    """What the page says after the case was put on an agenda by its office."""
    day = {"meeting": "第9次常务会议", "on": "2022-05-20"}
    return desks.post(desks.office, LIST, do="agenda", case=str(desks.case_id), **{**day, **typed})


class TestAPaperOfAMeeting:
    def test_stands_on_the_list_as_soon_as_it_was_sent_in_and_may_not_be_tabled(self, desks: Desks) -> None:
        paper(desks)
        page = desks.get(desks.office, LIST)
        assert "第8次常务会议" in page
        assert "不得上会" in page
        assert "请先由合法性审核机构完成合法性审核" in page

    def test_may_be_tabled_once_it_was_found_lawful(self, desks: Desks) -> None:
        paper(desks)
        found(desks, "合法")
        page = desks.get(desks.office, LIST)
        assert "可以上会" in page
        assert "会审〔2022〕1号" in page

    def test_may_not_be_tabled_where_it_was_found_unlawful(self, desks: Desks) -> None:
        paper(desks)
        found(desks, "不合法")
        assert "不得上会" in desks.get(desks.office, LIST)

    def test_is_told_as_debated_once_it_was_tabled(self, desks: Desks) -> None:
        paper(desks)
        found(desks, "合法")
        listed(desks)
        desks.act(desks.handler, "tabling")
        assert "已经上会" in desks.get(desks.office, LIST)


class TestTheList:
    def test_holds_norms_beside_papers_each_with_its_meeting(self, desks: Desks) -> None:
        drafted(desks)
        reviewed(desks)
        listed(desks)
        norm = desks.case_id
        paper(desks)
        page = desks.get(desks.leader, LIST)
        assert f"/desk/cases/{norm}/" in page
        assert f"/desk/cases/{desks.case_id}/" in page
        assert "第9次常务会议" in page
        assert f"/desk/cases/{norm}/" not in desks.get(desks.leader, LIST + "?meeting=第8次常务会议")

    def test_goes_out_as_a_workbook(self, desks: Desks) -> None:
        paper(desks)
        file = desks._client(desks.leader).get(LIST + "table.xlsx/")
        assert file.content.startswith(b"PK")

    def test_is_not_told_to_other_organs_even_of_a_case_that_is_open(self, desks: Desks) -> None:
        paper(desks)
        Case.objects.filter(pk=desks.case_id).update(confidentiality="公开")
        stranger = account_in("handler", organ="示例区/区卫生健康委")
        assert "第8次常务会议" not in desks.get(stranger, LIST)

    def test_takes_no_case_that_no_meeting_debates(self, desks: Desks) -> None:
        desks.at("2022-05-05")
        opened(desks, "contract_review")
        assert "没有选定要上会的事项" in listed(desks)

    def test_takes_no_case_that_one_may_not_see(self, desks: Desks) -> None:
        paper(desks)
        stranger = account_in("handler", organ="示例区/区卫生健康委")
        typed = {"case": str(desks.case_id), "meeting": "第9次常务会议", "on": "2022-05-20"}
        assert "没有选定要上会的事项" in desks.post(stranger, LIST, do="agenda", **typed)
