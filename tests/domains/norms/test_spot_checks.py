"""Documents on file are drawn, checked, ordered to be corrected, answered and closed; who is drawn is never typed."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.domains.decisions.desks import DISTRICT, JUSTICE, UNIT, Desks
from tests.domains.norms.desk_work import PARTS, debated, drafted, published, reviewed, signed
from tests.engine.draws import held
from tests.surfaces.posts import account_in
from yifa.domains.norms.papers import check_opinion, correction_order
from yifa.domains.norms.pools import POOL
from yifa.engine.ceremonies.models import Ceremony
from yifa.kernel.accounts.models import Account
from yifa.kernel.models import Case
from yifa.kernel.papers import Filling, Line
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.fold import Given

DESK = "/desk/office/norm-spot-checks/"
NUMBER = "示政规〔2022〕1号"
BEIJING = timezone(timedelta(hours=8))
TOUCHING = "涉及市场主体"


@pytest.fixture
def filed(desks: Desks) -> Desks:
    """A norm of the housing department, on file since 25 May."""
    drafted(desks)
    reviewed(desks)
    debated(desks)
    signed(desks)
    published(desks)
    report = {"to": "filing", "on": "2022-05-25", "letter": "示政备〔2022〕3号"}
    desks.send(desks.office, "norm-issue", "file", **report, parts=PARTS)
    desks.at("2022-07-01")
    return desks


@pytest.fixture
def clerk() -> Account:
    return account_in("handler", organ=JUSTICE, reach=DISTRICT, person="周经办")


@pytest.fixture
def other() -> Account:
    return account_in("handler", organ=JUSTICE, reach=DISTRICT, person="吴经办")


def chosen(desks: Desks, who: Account, since: str = "2022-01-01", until: str = "2022-06-30") -> str:
    return desks.post(who, DESK, do="form", since=since, until=until)


def drawn(desks: Desks, who: Account) -> Ceremony:
    """The list chosen and one document drawn from it on 3 July."""
    chosen(desks, who)
    ceremony = held(POOL, {TOUCHING: "1"}, at=datetime(2022, 7, 1, 10, tzinfo=BEIJING), title="2022年上半年抽查")
    desks.at("2022-07-04")
    return ceremony


def begun(desks: Desks, who: Account) -> Desks:
    """The check of what was drawn."""
    desks.post(who, DESK, do="begin", draw=str(drawn(desks, who).pk))
    desks.case_id = Case.objects.get(procedure="norm_spot_check").pk
    return desks


class TestTheList:
    @pytest.mark.parametrize(
        ("since", "until", "has"),
        [
            ("2022-05-25", "2022-05-25", True),
            ("2022-05-26", "2022-06-30", False),
            ("2022-01-01", "2022-05-24", False),
        ],
    )
    def test_has_what_was_filed_in_the_period(
        self, filed: Desks, clerk: Account, since: str, until: str, *, has: bool
    ) -> None:
        told = chosen(filed, clerk, since, until)
        assert told.startswith("/desk/") is has
        assert ("没有收到备案的文件" in told) is not has
        assert ("现有名录" in filed.get(clerk, DESK)) is has

    def test_is_chosen_by_the_checking_organ_alone(self, filed: Desks, clerk: Account) -> None:
        assert "备案审查机关" in chosen(filed, filed.handler)
        assert "形成" not in filed.get(filed.handler, DESK)
        chosen(filed, clerk)
        assert f"{TOUCHING}：1 件" in filed.get(filed.handler, DESK)

    def test_leaves_out_what_the_checking_organ_drafted_itself(self, filed: Desks) -> None:
        unit = account_in(
            "handler", organ=UNIT.replace("区住房城乡建设局", "区司法局"), reach=DISTRICT, person="郑经办"
        )
        Case.objects.filter(pk=filed.case_id).update(organ_path=JUSTICE)
        filed.case().norms_normativedocument.__class__.objects.update(organ_path=JUSTICE)
        assert "没有收到备案的文件" in chosen(filed, unit)


class TestADrawnDocument:
    def test_is_taken_from_the_list_of_finished_draws(self, filed: Desks, clerk: Account) -> None:
        ceremony = drawn(filed, clerk)
        page = filed.get(clerk, DESK)
        assert f'<option value="{ceremony.pk}">2022年上半年抽查' in page
        assert "没有选定" in filed.post(clerk, DESK, do="begin", draw="999")
        assert "备案审查机关" in filed.post(filed.handler, DESK, do="begin", draw=str(ceremony.pk))
        filed.post(clerk, DESK, do="begin", draw=str(ceremony.pk))
        assert "都已经立件审查" in filed.post(clerk, DESK, do="begin", draw=str(ceremony.pk))
        filed.case_id = Case.objects.get(procedure="norm_spot_check").pk
        shown = filed.page(clerk, "norm-spot-check")
        assert NUMBER in shown
        assert "抽取可以复核" in shown

    def test_is_not_called_drawn_where_somebody_typed_it(self, filed: Desks, clerk: Account) -> None:
        begun(filed, clerk)
        case = Case.objects.get(procedure="norm_spot_check")
        Ceremony.objects.update(bundle=Ceremony.objects.get().bundle.replace(NUMBER, "示政规〔2022〕9号"))
        filed.case_id = case.pk
        assert "抽取不能复核" in filed.page(clerk, "norm-spot-check")

    def test_is_checked_ordered_to_be_corrected_answered_and_closed_by_another(
        self, filed: Desks, clerk: Account, other: Account
    ) -> None:
        desks, page = begun(filed, clerk), "norm-spot-check"
        assert "备案审查机关" in desks.send(desks.handler, page, "review", words="合法。", result="没有发现问题")
        desks.send(clerk, page, "review", words="第二条没有依据。", result="责令改正")
        order = {"words": "请删去第二条。"}
        assert "1到90之间" in desks.send(clerk, page, "correction_order", **order, days="0")
        desks.send(clerk, page, "correction_order", **order, days="15")
        assert "不晚于 2022-07-19" in desks.page(desks.handler, page)
        assert "2022-07-19" in desks.get(clerk, DESK)
        desks.at("2022-07-20")
        assert "已逾期" in desks.get(clerk, DESK)
        desks.send(desks.handler, page, "correction", words="已经删去第二条。")
        closing = {"words": "已经核对修改后的文本。", "result": "已经改正予以办结"}
        assert "备案审查机关" in desks.send(desks.handler, page, "closing", **closing)
        assert desks.send(other, page, "closing", **closing).startswith("/desk/")
        assert "已经改正予以办结" in desks.get(clerk, DESK)

    def test_answered_by_letter_is_closed_by_another_than_who_entered_it(
        self, filed: Desks, clerk: Account, other: Account
    ) -> None:
        desks, page = begun(filed, clerk), "norm-spot-check"
        desks.send(clerk, page, "review", words="第二条没有依据。", result="建议修改")
        desks.send(clerk, page, "correction_order", words="请修改第二条。", days="15")
        desks.send(clerk, page, "correction", words="来函说明已经修改。")
        closing = {"words": "已经核对。", "result": "已经改正予以办结"}
        assert "另一" in desks.send(clerk, page, "closing", **closing)
        assert desks.send(other, page, "closing", **closing).startswith("/desk/")

    def test_without_a_fault_needs_no_order(self, filed: Desks, clerk: Account) -> None:
        desks, page = begun(filed, clerk), "norm-spot-check"
        desks.send(clerk, page, "review", words="没有问题。", result="没有发现问题")
        assert "责令改正</h2>" not in desks.page(clerk, page)
        assert desks.send(clerk, page, "closing", words="无。", result="没有问题予以办结").startswith("/desk/")

    def test_leaves_its_papers(self, filed: Desks, clerk: Account) -> None:
        desks, page = begun(filed, clerk), "norm-spot-check"
        desks.send(clerk, page, "review", words="第二条没有依据。", result="责令改正")
        desks.send(clerk, page, "correction_order", words="请删去第二条。", days="15")
        (read,) = read_cases([desks.case_id], given=Given(), versions=INSTALLED)
        filling = Filling(read.case, read.state, desks.day, read.state.facts)
        order = correction_order(filling)
        assert (order.number, order.to, order.organ) == ("备审改〔2022〕1号", "区住房城乡建设局", "区司法局")
        assert Line("请自本通知作出之日起15日内书面反馈整改情况。") in order.blocks
        assert "第二条没有依据。" in str(check_opinion(filling).blocks)


class TestTheShares:
    FILINGS = "/desk/office/norm-filings/"

    @pytest.mark.parametrize(
        ("day", "told"), [("2022-06-08", "按时"), ("2022-06-09", "按时"), ("2022-06-10", "逾期报备")]
    )
    def test_tell_what_was_filed_in_time(self, desks: Desks, day: str, told: str) -> None:
        drafted(desks)
        reviewed(desks)
        debated(desks)
        signed(desks)
        published(desks)
        desks.at("2022-06-10")
        report = {"to": "filing", "on": day, "letter": "示政备〔2022〕3号"}
        desks.send(desks.office, "norm-issue", "file", **report, parts=PARTS)
        page = desks.get(desks.reviewer, self.FILINGS)
        assert f">{told}</span>" in page
        assert "100%（1/1）" in page

    def test_name_what_nobody_filed(self, desks: Desks) -> None:
        drafted(desks)
        reviewed(desks)
        debated(desks)
        signed(desks)
        published(desks)
        desks.at("2022-06-10")
        page = desks.get(desks.reviewer, self.FILINGS)
        assert "逾期未报备" in page
        assert "0%（0/1）" in page

    @pytest.mark.parametrize(("day", "soon"), [("2026-06-28", False), ("2026-06-29", True), ("2026-06-30", True)])
    def test_stand_beside_what_expires_within_a_year(self, desks: Desks, day: str, *, soon: bool) -> None:
        drafted(desks)
        reviewed(desks)
        debated(desks)
        signed(desks)
        published(desks)
        desks.at(day)
        assert ("尚未评估" in desks.get(desks.reviewer, self.FILINGS)) is soon

    def test_say_that_the_years_evaluation_is_owed(self, desks: Desks, settings: Any) -> None:
        assert "每年至少开展" not in desks.get(desks.reviewer, self.FILINGS)
        profile = settings.YIFA_HOME / "profile.json"
        told = json.loads(profile.read_text(encoding="utf-8"))
        told["parameters"]["normative.evaluation_yearly"] = {"value": 1, "unit": "time", "basis": "本地制度"}
        profile.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        assert "本地规定每年至少开展 1 次后评估" in desks.get(desks.reviewer, self.FILINGS)

    def test_are_none_of_a_year_without_norms(self, desks: Desks) -> None:
        assert "2019年没有公布的文件" in desks.get(desks.reviewer, f"{self.FILINGS}2019/")
