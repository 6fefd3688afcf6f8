"""A clean-up of approvals: judged one by one, published, and what was cancelled is closed for new cases from its day on."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.domains.desks import client_in, done, refusal
from tests.domains.powers.desks import DISTRICT, Desks, catalogued
from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.models import Case, Instrument
from yifa.kernel.opening import open_case
from yifa.law.act import Kind
from yifa.law.fold import Given

DESK = "/desk/office/approval-clean-ups/"
RESULTS = "/open/approvals-cleared/"
DAY = "2026-03-10"
CANCELLED = {
    "code": "XK-1 户外广告设置许可",
    "outcome": "取消",
    "basis": "市政府令第9号",
    "effective_on": "2026-04-01",
    "handover": "在办件由原机关办完，改为事后备案。",
}
WINDOW, NOW = Actor("庚窗口", organ="区住房城乡建设局"), datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def case(desks: Desks) -> Case:
    """A clean-up of three licences that was begun and listed."""
    catalogued(**{"XK-1": "户外广告设置许可", "XK-2": "占道经营许可", "XK-3": "临时占道许可"})
    services = desks.speakers["opinion_services"]
    done(services, DESK, do="begin", name="2026年审批事项清理", plan="逐项清理。")
    begun = Case.objects.get(procedure="approval_clean_up")
    done(services, page_of(begun), do="enlist", kind="行政许可", organ="")
    return begun


def page_of(case: Case) -> str:
    return f"/desk/cases/{case.pk}/approval-clean-up/"


def published(desks: Desks, case: Case) -> None:
    services, justice = desks.speakers["opinion_services"], desks.speakers["opinion_justice"]
    done(services, page_of(case), do="judge", **CANCELLED)
    merged = {**CANCELLED, "code": "XK-3", "outcome": "合并", "to": "XK-2"}
    done(services, page_of(case), do="judge", **merged)
    done(services, page_of(case), do="rest", basis="仍有必要。")
    done(services, page_of(case), do="conclude")
    done(justice, page_of(case), do="review", words="合法。")
    done(services, page_of(case), do="decide", words="区政府同意。", day=DAY)
    done(services, page_of(case), do="publish", day=DAY)


def applied(code: str, on: date) -> int:
    facts = {"item": code}
    return open_case(procedure="service_application", on=on, by=WINDOW, at=NOW, given=Given(), facts=facts).case_id


class TestAJudgement:
    def test_that_cancels_names_its_day_and_how_files_are_handed_over(self, desks: Desks, case: Case) -> None:
        told = refusal(desks.speakers["opinion_services"], page_of(case), do="judge", **{**CANCELLED, "handover": ""})
        assert "应当写明施行日期和在办件、档案的衔接办法" in told

    def test_that_delegates_names_who_takes_over(self, desks: Desks, case: Case) -> None:
        delegated = {**CANCELLED, "outcome": "下放或者委托"}
        told = refusal(desks.speakers["opinion_services"], page_of(case), do="judge", **delegated)
        assert "《中华人民共和国行政许可法》第二十四条（待核）" in told

    @pytest.mark.parametrize("to", ["", "XK-1", "XK-9"])
    def test_that_merges_names_another_item(self, desks: Desks, case: Case, to: str) -> None:
        merged = {**CANCELLED, "outcome": "合并", "to": to}
        assert "并入哪一项" in refusal(desks.speakers["opinion_services"], page_of(case), do="judge", **merged)

    def test_is_needed_of_every_item(self, desks: Desks, case: Case) -> None:
        services = desks.speakers["opinion_services"]
        done(services, page_of(case), do="judge", **CANCELLED)
        assert "还有2项没有处理意见" in refusal(services, page_of(case), do="conclude")

    def test_is_of_the_office_of_services_only(self, desks: Desks, case: Case) -> None:
        assert "不得办理" in refusal(desks.speakers["opinion_finance"], page_of(case), do="judge", **CANCELLED)


class TestAPublishedResult:
    @pytest.mark.parametrize(
        ("day", "takes"), [(date(2026, 3, 31), True), (date(2026, 4, 1), False), (date(2026, 4, 2), False)]
    )
    def test_closes_what_was_cancelled_from_its_day(self, desks: Desks, case: Case, day: date, takes: bool) -> None:  # noqa: FBT001
        published(desks, case)
        for code in ("XK-1", "XK-3"):
            if takes:
                assert applied(code, day)
            else:
                with pytest.raises(UnableToPerform, match="最后受理日是2026-03-31"):
                    applied(code, day)
        assert applied("XK-2", day)

    def test_lets_what_was_accepted_before_go_on(self, desks: Desks, case: Case) -> None:
        published(desks, case)
        accepted = applied("XK-1", date(2026, 3, 31))
        act = Proposed(Kind.DONE, "application", date(2026, 4, 2), facts={"item": "XK-1"})
        perform(case_id=accepted, act=act, by=WINDOW, at=NOW, given=Given())

    def test_closes_it_to_whoever_names_it_only_later(self, desks: Desks, case: Case) -> None:
        published(desks, case)
        nameless = open_case(procedure="service_application", on=date(2026, 4, 1), by=WINDOW, at=NOW, given=Given())
        act = Proposed(Kind.DONE, "application", date(2026, 4, 1), facts={"item": "XK-1"})
        with pytest.raises(UnableToPerform, match="不再受理新的申请"):
            perform(case_id=nameless.case_id, act=act, by=WINDOW, at=NOW, given=Given())

    def test_binds_nobody_before_it_is_published(self, desks: Desks, case: Case) -> None:
        services = desks.speakers["opinion_services"]
        done(services, page_of(case), do="judge", **{**CANCELLED, "effective_on": "2026-03-01"})
        done(services, page_of(case), do="rest", basis="仍有必要。")
        done(services, page_of(case), do="conclude")
        done(desks.speakers["opinion_justice"], page_of(case), do="review", words="合法。")
        assert "清理结果还没有决定" in refusal(services, page_of(case), do="publish", day=DAY)
        done(services, page_of(case), do="decide", words="区政府同意。", day=DAY)
        assert applied("XK-1", date(2026, 3, 9))
        done(services, page_of(case), do="publish", day=DAY)
        assert applied("XK-1", date(2026, 3, 9))
        with pytest.raises(UnableToPerform, match="最后受理日是2026-03-09"):
            applied("XK-1", date(2026, 3, 10))

    def test_is_open_to_everybody_and_on_paper(self, desks: Desks, case: Case) -> None:
        assert "还没有公布的清理结果" in Client().get(RESULTS).content.decode()
        published(desks, case)
        told = Client().get(RESULTS).content.decode()
        assert "2026-04-01 起不再受理" in told
        assert "保留 1 项，变动 2 项" in told
        assert "占道经营许可" not in told
        paper = desks.office.get(f"/desk/cases/{case.pk}/papers/approval_clean_up_result/").content.decode()
        assert "市政府令第9号" in paper

    def test_that_went_out_by_another_way_shows_what_is_still_open(self, desks: Desks, case: Case) -> None:
        services = desks.speakers["opinion_services"]
        published(desks, case)
        assert "没有停止受理" not in services.get(page_of(case)).content.decode()
        Instrument.objects.filter(number="XK-3").delete()
        assert "还有 1 项没有停止受理" in services.get(page_of(case)).content.decode()
        done(services, page_of(case), do="close")
        assert "没有停止受理" not in services.get(page_of(case)).content.decode()


class TestTheTermOfPublication:
    @pytest.mark.parametrize(
        ("day", "late"), [(date(2026, 4, 7), False), (date(2026, 4, 8), False), (date(2026, 4, 9), True)]
    )
    def test_is_twenty_working_days_from_the_decision(self, desks: Desks, case: Case, day: date, late: bool) -> None:  # noqa: FBT001
        services = desks.speakers["opinion_services"]
        done(services, page_of(case), do="rest", basis="仍有必要。")
        done(services, page_of(case), do="conclude")
        done(services, page_of(case), do="decide", words="区政府同意。", day=DAY)
        desks.today(day)
        told = client_in("handler", f"{DISTRICT}/区政务服务办", DISTRICT).get(page_of(case)).content.decode()
        assert "最迟 2026-04-08 公布清理结果" in told
        assert ("已逾期" in told) is late
