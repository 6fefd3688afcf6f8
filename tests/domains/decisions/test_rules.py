"""重大行政决策: every rule of ledger 12, at its limit, before it and after it."""

from dataclasses import replace

import pytest

from tests.domains.book import PARAMETERS, Book
from yifa.domains.decisions.ledger import CATALOGUES, DECISIONS, EVALUATIONS
from yifa.law.judge import Value
from yifa.law.profile import read_profile

CATALOGUE = Book(
    CATALOGUES,
    {
        "no": "ML2022",
        "name": "2022年度重大行政决策事项目录",
        "debated": "2022-03-10",
        "consent": "2022-03-20",
        "published": "2022-04-15",
        "filed": "2022-04-29",
        "n": 8,
    },
)
DECISION = Book(
    DECISIONS,
    {
        "no": "JCSX2022-01",
        "title": "某专项规划",
        "organ": "区发展改革委",
        "started": "2022-03-01",
        "c_from": "2022-03-07",
        "c_to": "2022-04-11",
        "expert": "2022-04-15",
        "risky": True,
        "risk": "2022-04-22",
        "methods": "问卷调查、走访",
        "received": "2022-05-09",
        "reviewed": "2022-05-20",
        "opinion": "合法",
        "debated": "2022-06-01",
        "made": "2022-06-06",
        "published": "2022-06-10",
        "archived": "2022-07-01",
    },
)


class TestLawfulRow:
    def test_has_no_fault(self) -> None:
        assert CATALOGUE.listed() == set()
        assert DECISION.listed() == set()
        evaluation = Book(EVALUATIONS, {"no": "PG1", "object": "某决策", "organ": "区司法局", "date": "2022-11-01"})
        assert evaluation.listed() == set()


class TestCataloguePublication:
    """地方参数 decision.catalogue_publish_by: a day in the year of the catalogue."""

    LATE = {"decision.catalogue_publish_late"}

    @pytest.mark.parametrize(
        ("published", "late"), [("2022-04-29", False), ("2022-04-30", False), ("2022-05-01", True)]
    )
    def test_is_late_on_the_day_after(self, *, published: str, late: bool) -> None:
        assert CATALOGUE.listed(published=published, filed=None) == (self.LATE if late else set())

    def test_does_not_move_although_its_day_is_a_holiday(self) -> None:
        found = CATALOGUE.detail("decision.catalogue_publish_late", published="2022-05-05", filed=None)
        assert found == {"due": "2022-04-30", "end": "2022-05-05", "late": 5}

    def test_is_of_the_year_loaded(self) -> None:
        assert replace(CATALOGUE, year=2021).listed(published="2022-04-15") == self.LATE
        assert replace(CATALOGUE, year=2023).listed(published="2022-05-15", filed=None) == set()

    @pytest.mark.parametrize(("day", "late"), [("05-14", True), ("05-15", False), (None, False)])
    def test_follows_the_profile(self, *, day: str | None, late: bool) -> None:
        district = replace(CATALOGUE, parameters={**PARAMETERS, "decision.catalogue_publish_by": day})
        assert district.listed(published="2022-05-15", filed=None) == (self.LATE if late else set())

    def test_left_blank_is_not_listed(self) -> None:
        assert CATALOGUE.listed(published=None) == set()
        assert CATALOGUE.values(published=None, filed=None)["decision.catalogue_publish_late"] is Value.OUTSTANDING


class TestCatalogueConsent:
    """重大行政决策程序暂行条例 3条: before the catalogue is public the Party committee has agreed."""

    @pytest.mark.parametrize(
        ("consent", "fault"), [("2022-04-14", False), ("2022-04-15", False), ("2022-04-16", True), (None, True)]
    )
    def test_comes_before_publication(self, *, consent: str | None, fault: bool) -> None:
        expected = {"decision.catalogue_without_consent"} if fault else set()
        assert CATALOGUE.listed(consent=consent) == expected

    def test_is_not_missed_while_nothing_is_public(self) -> None:
        assert CATALOGUE.listed(consent=None, published=None, filed=None) == set()


class TestCatalogueFiling:
    """地方参数 decision.catalogue_filing: so many working days after publication."""

    LATE = {"decision.catalogue_file_late"}

    @pytest.mark.parametrize(("filed", "late"), [("2022-05-07", False), ("2022-05-09", False), ("2022-05-10", True)])
    def test_is_late_after_the_fifteenth_working_day(self, *, filed: str, late: bool) -> None:
        assert CATALOGUE.listed(filed=filed) == (self.LATE if late else set())

    @pytest.mark.parametrize(("days", "late"), [(14, True), (15, False), (None, False)])
    def test_follows_the_profile(self, *, days: int | None, late: bool) -> None:
        district = replace(CATALOGUE, parameters={**PARAMETERS, "decision.catalogue_filing": days})
        assert district.listed(filed="2022-05-09") == (self.LATE if late else set())

    def test_follows_a_profile_that_changes_during_the_year(self) -> None:
        entries = [{"value": 15, "valid_to": "2022-06-30"}, {"value": 5, "valid_from": "2022-07-01"}]
        profile = read_profile({"year": 2022, "parameters": {"decision.catalogue_filing": entries}})
        before, after = (
            replace(CATALOGUE, parameters=profile.parameters(day))
            for day in (profile.settings[0].valid_to, profile.settings[1].valid_from)
            if day is not None
        )
        assert before.listed(filed="2022-05-09") == set()
        assert after.listed(filed="2022-05-09") == self.LATE

    @pytest.mark.parametrize("blank", [{"filed": None}, {"published": None}])
    def test_without_an_end_of_the_term_is_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"filed": "2022-12-30", **blank}
        assert CATALOGUE.listed(**cells) == set()


class TestPublicComments:
    """重大行政决策程序暂行条例 15条: thirty days at least, shorter only with reasons stated."""

    SHORT = {"decision.comment_short"}

    @pytest.mark.parametrize(("until", "short"), [("2022-04-05", True), ("2022-04-06", False), ("2022-04-07", False)])
    def test_last_thirty_days(self, *, until: str, short: bool) -> None:
        assert DECISION.listed(c_to=until) == (self.SHORT if short else set())

    def test_may_be_shorter_where_the_reason_is_stated(self) -> None:
        assert DECISION.listed(c_to="2022-03-14", c_reason="防汛紧急") == set()

    @pytest.mark.parametrize("blank", [{"c_from": None}, {"c_to": None}])
    def test_without_beginning_or_end_are_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"c_to": "2022-03-14", **blank}
        assert DECISION.listed(**cells) == set()

    def test_are_short_by_the_missing_days(self) -> None:
        assert DECISION.detail("decision.comment_short", c_from="2022-04-26", c_to="2022-05-21") == {
            "start": "2022-04-26",
            "end": "2022-05-21",
            "used": 25,
            "limit": 30,
            "unit": "day",
            "short": 5,
        }


class TestHearingPapers:
    """重大行政决策程序暂行条例 16条: with the participants seven days before the hearing."""

    LATE = {"decision.hearing_papers_late"}

    @pytest.mark.parametrize(("sent", "late"), [("2022-04-12", False), ("2022-04-13", False), ("2022-04-14", True)])
    def test_count_back_from_the_hearing_in_natural_days(self, *, sent: str, late: bool) -> None:
        assert DECISION.listed(h_papers=sent, h_date="2022-04-20") == (self.LATE if late else set())

    def test_gain_nothing_by_a_holiday_between(self) -> None:
        assert DECISION.listed(h_papers="2022-04-28", h_date="2022-05-05") == set()
        assert DECISION.listed(h_papers="2022-04-29", h_date="2022-05-05") == self.LATE

    def test_sent_after_the_hearing_are_late(self) -> None:
        assert DECISION.listed(h_papers="2022-04-21", h_date="2022-04-20") == self.LATE

    @pytest.mark.parametrize("blank", [{"h_papers": None}, {"h_date": None}])
    def test_without_both_days_are_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"h_papers": "2022-04-19", "h_date": "2022-04-20", **blank}
        assert DECISION.listed(**cells) == set()


class TestRiskAssessment:
    """重大行政决策程序暂行条例 22条、24条: where it is due, a report before deliberation."""

    MISSING = {"decision.risk_missing"}

    @pytest.mark.parametrize(
        ("reported", "missing"), [("2022-05-31", False), ("2022-06-01", False), ("2022-06-02", True), (None, True)]
    )
    def test_comes_before_deliberation(self, *, reported: str | None, missing: bool) -> None:
        assert DECISION.listed(risk=reported) == (self.MISSING if missing else set())

    @pytest.mark.parametrize("risky", [False, None])
    def test_is_asked_for_only_where_it_is_due(self, *, risky: bool | None) -> None:
        assert DECISION.listed(risky=risky, risk=None) == set()

    def test_is_not_missed_before_anybody_deliberates(self) -> None:
        open_case = {"risk": None, "debated": None, "made": None, "published": None, "archived": None}
        assert DECISION.listed(**open_case) == set()


class TestLegalityReview:
    """重大行政决策程序暂行条例 25条、26条: seven working days at least, and before deliberation."""

    @pytest.mark.parametrize(
        ("reviewed", "short"), [("2022-05-17", True), ("2022-05-18", False), ("2022-05-19", False)]
    )
    def test_lasts_seven_working_days(self, *, reviewed: str, short: bool) -> None:
        assert DECISION.listed(reviewed=reviewed) == ({"decision.review_short"} if short else set())

    @pytest.mark.parametrize(("reviewed", "short"), [("2022-05-07", True), ("2022-05-09", False)])
    def test_counts_holidays_out_and_makeup_days_in(self, *, reviewed: str, short: bool) -> None:
        expected = {"decision.review_short"} if short else set()
        assert DECISION.listed(received="2022-04-26", reviewed=reviewed) == expected

    @pytest.mark.parametrize("blank", [{"received": None}, {"reviewed": None, "debated": None}])
    def test_without_beginning_or_end_is_not_timed(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"reviewed": "2022-05-10", **blank}
        assert DECISION.listed(**cells) == set()

    def test_missing_before_deliberation_is_a_fault(self) -> None:
        assert DECISION.listed(reviewed=None, opinion=None) == {"decision.no_review"}

    @pytest.mark.parametrize(
        ("debated", "before"), [("2022-05-19", True), ("2022-05-20", False), ("2022-05-23", False)]
    )
    def test_after_deliberation_is_another_fault(self, *, debated: str, before: bool) -> None:
        assert DECISION.listed(debated=debated) == ({"decision.deliberated_before_review"} if before else set())

    def test_after_deliberation_names_both_days(self) -> None:
        found = DECISION.detail("decision.deliberated_before_review", debated="2022-05-19")
        assert found == {"deliberation": "2022-05-19", "legality_review": "2022-05-20"}

    def test_is_not_missed_before_anybody_deliberates(self) -> None:
        assert DECISION.listed(reviewed=None, debated=None, made=None, published=None) == set()

    @pytest.mark.parametrize(("opinion", "fault"), [("合法", False), ("修改后合法", False), ("不合法", True)])
    def test_that_finds_the_draft_unlawful_is_no_review_passed(self, *, opinion: str, fault: bool) -> None:
        assert DECISION.listed(opinion=opinion) == ({"decision.no_review"} if fault else set())

    def test_with_a_blank_opinion_is_not_judged_unlawful(self) -> None:
        assert DECISION.listed(opinion=None) == set()


class TestPublication:
    """政府信息公开条例 26条: public within twenty working days of the decision."""

    LATE = {"decision.publish_late"}

    @pytest.mark.parametrize(
        ("published", "late"), [("2022-07-01", False), ("2022-07-04", False), ("2022-07-05", True)]
    )
    def test_is_late_after_the_twentieth_working_day(self, *, published: str, late: bool) -> None:
        assert DECISION.listed(published=published) == (self.LATE if late else set())

    @pytest.mark.parametrize(("published", "late"), [("2022-10-19", False), ("2022-10-20", True)])
    def test_counts_over_national_day_with_its_makeup_weekend(self, *, published: str, late: bool) -> None:
        assert DECISION.listed(made="2022-09-16", published=published) == (self.LATE if late else set())

    @pytest.mark.parametrize("blank", [{"made": None}, {"published": None}])
    def test_without_an_end_of_the_term_is_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"published": "2022-12-30", **blank}
        assert DECISION.listed(**cells) == set()

    def test_says_how_late(self) -> None:
        assert DECISION.detail("decision.publish_late", made="2022-07-06", published="2022-08-11") == {
            "start": "2022-07-06",
            "end": "2022-08-11",
            "used": 26,
            "limit": 20,
            "unit": "workday",
            "late": 6,
        }
