"""The desk of whoever reviews, and a contract on its way to the numbered opinion."""

from tests.domains.decisions.desks import Desks
from tests.domains.norms.desk_work import drafted, opened, submitted
from yifa.kernel.catalogue import catalogue
from yifa.kernel.papers import Filling
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given

DESK = "/desk/office/legality-desk/"
PACKAGE = {
    "letter": "函1份",
    "text": "甲方与乙方约定如下。",
    "explanation": "说明1份",
    "basis": "批复1份",
    "counterparty": "营业执照",
}


def sent(desks: Desks) -> None:
    """A contract whose package was sent in."""
    desks.at("2022-05-05")
    opened(desks, "contract_review")
    desks.send(desks.head, "legality-contract", "own", conclusion="合法", words="合法。")
    desks.send(desks.handler, "legality-contract", "submit", **PACKAGE)


class TestAContract:
    def test_gets_a_numbered_opinion_and_tells_what_was_adopted(self, desks: Desks) -> None:
        sent(desks)
        desks.send(desks.reviewer, "legality-contract", "accept")
        for head in ("power", "content", "procedure", "burdens", "access"):
            desks.send(desks.reviewer, "legality-contract", "check", head=head, finding="符合")
        desks.send(desks.reviewer, "legality-contract", "give", conclusion="合法", words="可以签订。")
        desks.send(desks.handler, "legality-contract", "adopt", words="已采纳。")
        (read,) = read_cases([desks.case_id], given=Given(), versions=INSTALLED)
        assert {"submission", "internal_review", "legality_review", "adoption"} <= read.state.done
        form = catalogue().forms["contract_opinion"]
        filled = form.fill(Filling(read.case, read.state, desks.day, read.state.facts))
        assert filled.number == "合同审〔2022〕1号"

    def test_is_told_once_what_it_lacks(self, desks: Desks) -> None:
        sent(desks)
        desks.send(desks.reviewer, "legality-contract", "back", lacks="担保材料")
        assert "已经列明过一次" in desks.send(desks.reviewer, "legality-contract", "back", lacks="附件")


class TestTheDesk:
    def test_lists_what_waits_of_every_kind(self, desks: Desks) -> None:
        drafted(desks)
        submitted(desks)
        norm = desks.case_id
        sent(desks)
        page = desks.get(desks.reviewer, DESK)
        assert f"/desk/cases/{norm}/norm-review/" in page
        assert f"/desk/cases/{desks.case_id}/legality-contract/" in page
        assert "norm-review" not in desks.get(desks.reviewer, DESK + "?kind=contract_review")

    def test_shows_that_a_package_was_sent_back(self, desks: Desks) -> None:
        sent(desks)
        desks.send(desks.reviewer, "legality-contract", "back", lacks="担保材料")
        assert "已退回补充一次" in desks.get(desks.reviewer, DESK)

    def test_is_not_for_those_who_only_look(self, desks: Desks) -> None:
        assert desks._client(desks.leader).get(DESK).status_code == 403
