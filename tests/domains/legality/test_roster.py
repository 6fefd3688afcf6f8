"""The roster of counsel and public lawyers: who may be engaged, until when, and how much they were asked for."""

import pytest

from tests.domains.decisions.desks import Desks
from tests.domains.legality.test_pages import sent
from yifa.kernel.dossiers.models import Counsel

ROSTER = "/desk/office/counsel-roster/"
WHO = {
    "name": "周律师",
    "kind": "法律顾问",
    "works_at": "某律师事务所",
    "by_paper": "聘字〔2022〕1号",
    "appointed_on": "2022-01-10",
    "until": "2022-05-05",
}


def appointed(desks: Desks, **changed: str) -> str:
    """Counsel of the justice bureau, appointed until 5 May."""
    return desks.post(desks.reviewer, ROSTER, do="appoint", **{**WHO, **changed})


def engaged(desks: Desks, name: str = "周律师", kind: str = "法律顾问") -> str:
    """What the page says after he was engaged in the review of a contract."""
    typed = {"do": "engage", "name": name, "kind": kind, "matter": "违约责任"}
    return desks.post(desks.reviewer, f"/desk/cases/{desks.case_id}/legality-contract/", **typed)


@pytest.fixture
def accepted(desks: Desks) -> Desks:
    """A contract whose package is complete, on 5 May."""
    sent(desks)
    desks.send(desks.reviewer, "legality-contract", "accept")
    return desks


class TestAnAppointment:
    def test_is_listed_with_its_days_and_its_letter(self, desks: Desks) -> None:
        appointed(desks)
        page = desks.get(desks.reviewer, ROSTER)
        for words in ("周律师", "某律师事务所", "聘字〔2022〕1号", "2022-01-10 至 2022-05-05", "在聘 1 位"):
            assert words in page

    def test_is_entered_once(self, desks: Desks) -> None:
        appointed(desks)
        assert "不能重复登记" in appointed(desks)

    def test_follows_upon_an_earlier_one(self, desks: Desks) -> None:
        appointed(desks)
        assert appointed(desks, appointed_on="2022-05-06", until="2023-05-05") == ROSTER

    def test_does_not_end_before_it_begins(self, desks: Desks) -> None:
        assert "早于聘任日期" in appointed(desks, until="2022-01-09")

    def test_is_entered_by_nobody_who_only_looks(self, desks: Desks) -> None:
        assert desks._client(desks.leader).post(ROSTER, {**WHO, "do": "appoint"}).status_code == 403

    def test_is_ended_by_its_own_organ_only(self, desks: Desks) -> None:
        appointed(desks)
        end = {"counsel": str(Counsel.objects.get().pk), "on": "2022-03-01", "why": "本人辞聘"}
        assert "没有由本机关聘任" in desks.post(desks.office, ROSTER, do="end", **end)
        assert desks.post(desks.reviewer, ROSTER, do="end", **end) == ROSTER
        assert "2022-03-01 已解聘" in desks.get(desks.reviewer, ROSTER)


class TestAnEngagement:
    def test_takes_anybody_where_no_roster_is_kept(self, accepted: Desks) -> None:
        assert engaged(accepted).startswith("/desk/")

    def test_takes_nobody_who_is_not_in_the_roster(self, accepted: Desks) -> None:
        appointed(accepted)
        assert "「吴律师」不在名册中" in engaged(accepted, "吴律师")

    def test_takes_somebody_who_is_named_with_his_firm(self, accepted: Desks) -> None:
        appointed(accepted)
        assert engaged(accepted, "周律师（某律师事务所）").startswith("/desk/")

    def test_takes_an_expert_who_is_in_no_roster(self, accepted: Desks) -> None:
        appointed(accepted)
        assert engaged(accepted, "郑教授", "咨询专家").startswith("/desk/")

    @pytest.mark.parametrize(("until", "taken"), [("2022-05-04", False), ("2022-05-05", True), ("2022-05-06", True)])
    def test_is_within_the_days_of_the_appointment(self, accepted: Desks, until: str, *, taken: bool) -> None:
        appointed(accepted, until=until)
        assert engaged(accepted).startswith("/desk/") is taken

    @pytest.mark.parametrize(("on", "taken"), [("2022-05-04", False), ("2022-05-05", False)])
    def test_ends_on_the_day_on_which_the_appointment_was_ended(self, accepted: Desks, on: str, *, taken: bool) -> None:
        appointed(accepted, until="2022-12-31")
        end = {"counsel": str(Counsel.objects.get().pk), "on": on, "why": "本人辞聘"}
        accepted.post(accepted.reviewer, ROSTER, do="end", **end)
        assert engaged(accepted).startswith("/desk/") is taken

    def test_counts_as_work_in_the_roster_without_a_word_of_what_became_of_it(self, accepted: Desks) -> None:
        appointed(accepted)
        engaged(accepted)
        assert "1 件，1 件待提意见" in accepted.get(accepted.reviewer, ROSTER)
        settled = {"key": "1", "words": "可以签订。", "adoption": "采纳"}
        accepted.send(accepted.reviewer, "legality-contract", "settle", **settled)
        page = accepted.get(accepted.reviewer, ROSTER)
        assert "1 件" in page
        assert "采纳" not in page
