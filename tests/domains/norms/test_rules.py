"""行政规范性文件: every rule of ledger 11, at its limit, before it and after it."""

from dataclasses import replace

import pytest

from tests.domains.book import PARAMETERS, Book
from yifa.domains.norms.ledger import DOCUMENTS, EVALUATIONS
from yifa.law.judge import Value

DOCUMENT = Book(
    DOCUMENTS,
    {
        "no": "示政规〔2022〕1号",
        "title": "某管理办法",
        "organ": "区商务局",
        "issuer": "区人民政府",
        "biz": True,
        "barrier": False,
        "c_from": "2022-03-07",
        "c_to": "2022-04-11",
        "sent": "2022-05-09",
        "reviewed": "2022-05-20",
        "opinion": "修改后合法",
        "debated": "2022-06-01",
        "signed": "2022-06-06",
        "published": "2022-06-10",
        "filed": "2022-06-20",
        "effective": "2022-07-10",
        "expires": "2027-07-09",
    },
)


def under(**parameters: object) -> Book:
    return replace(DOCUMENT, parameters={**PARAMETERS, **{f"normative.{name}": to for name, to in parameters.items()}})


class TestLawfulRow:
    def test_has_no_fault(self) -> None:
        assert DOCUMENT.listed() == set()

    def test_of_an_evaluation_has_no_fault(self) -> None:
        evaluation = {"no": "PG1", "object": "某办法", "organ": "区司法局", "date": "2022-09-01", "published": None}
        assert Book(EVALUATIONS, evaluation).listed() == set()

    def test_is_not_judged_on_what_the_ledger_does_not_witness(self) -> None:
        found = DOCUMENT.values()
        unseen = ("no_fair_competition_review", "no_supplementary_review", "congress_file_late", "assessed_late")
        assert {found[f"normative.{code}"] for code in unseen} == {Value.UNKNOWN}


class TestPublicComments:
    """优化营商环境条例 62条: thirty days for what touches market entities; a local number for the rest."""

    SHORT = {"normative.comment_short"}

    @pytest.mark.parametrize(("until", "short"), [("2022-04-05", True), ("2022-04-06", False), ("2022-04-07", False)])
    def test_last_thirty_days_where_market_entities_are_touched(self, *, until: str, short: bool) -> None:
        assert DOCUMENT.listed(c_to=until) == (self.SHORT if short else set())

    @pytest.mark.parametrize("biz", [False, None])
    @pytest.mark.parametrize(("until", "short"), [("2022-03-26", True), ("2022-03-27", False), ("2022-03-28", False)])
    def test_last_as_long_as_the_district_says_elsewhere(self, *, biz: bool | None, until: str, short: bool) -> None:
        assert DOCUMENT.listed(biz=biz, c_to=until) == (self.SHORT if short else set())

    @pytest.mark.parametrize(("days", "short"), [(7, False), (14, False), (15, True), (None, False)])
    def test_follow_the_profile_where_no_market_entity_is_touched(self, *, days: int | None, short: bool) -> None:
        assert under(comment_other=days).listed(biz=False, c_to="2022-03-21") == (self.SHORT if short else set())

    def test_of_what_touches_market_entities_are_no_matter_of_the_profile(self) -> None:
        assert under(comment_other=None).listed(c_to="2022-03-28") == self.SHORT
        assert under(comment_other=60).listed() == set()

    @pytest.mark.parametrize("biz", [True, False])
    def test_may_be_shorter_where_the_reason_is_stated(self, biz: bool) -> None:  # noqa: FBT001 - pytest's
        assert DOCUMENT.listed(biz=biz, c_to="2022-03-14", c_reason="防汛紧急") == set()

    @pytest.mark.parametrize("blank", [{"c_from": None}, {"c_to": None}])
    def test_without_beginning_or_end_are_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"c_to": "2022-03-14", **blank}
        assert DOCUMENT.listed(**cells) == set()

    def test_cite_the_rule_that_was_broken(self) -> None:
        statutory = DOCUMENT.verdict("normative.comment_short", c_to="2022-03-14")
        assert statutory.rule.word.basis.short == "优化营商环境条例 62条"
        local = DOCUMENT.verdict("normative.comment_short", biz=False, c_to="2022-03-14")
        assert local.rule.word.basis.short == "地方参数 normative.comment_other"

    @pytest.mark.parametrize("biz", [True, False])
    def test_kept_show_how_they_were_counted(self, biz: bool) -> None:  # noqa: FBT001 - pytest's
        proof = DOCUMENT.verdict("normative.comment_short", biz=biz).proof
        assert proof is not None
        assert proof.limit == (30 if biz else 20)

    def test_are_short_by_the_missing_days(self) -> None:
        assert DOCUMENT.detail("normative.comment_short", c_from="2022-04-18", c_to="2022-05-07") == {
            "start": "2022-04-18",
            "end": "2022-05-07",
            "used": 19,
            "limit": 30,
            "unit": "day",
            "short": 11,
        }


class TestLegalityReview:
    """优化营商环境条例 63条, 国办发〔2018〕115号: before deliberation; its length is set by the district."""

    def test_missing_before_deliberation_is_a_fault(self) -> None:
        assert DOCUMENT.listed(reviewed=None, opinion=None) == {"normative.no_review"}

    def test_is_not_missed_before_anybody_deliberates(self) -> None:
        later = dict.fromkeys(("reviewed", "opinion", "debated", "signed", "published", "filed", "effective"))
        assert DOCUMENT.listed(**later, expires=None) == set()

    @pytest.mark.parametrize(
        ("debated", "before"), [("2022-05-19", True), ("2022-05-20", False), ("2022-05-21", False)]
    )
    def test_after_deliberation_is_another_fault(self, *, debated: str, before: bool) -> None:
        assert DOCUMENT.listed(debated=debated) == ({"normative.deliberated_before_review"} if before else set())

    @pytest.mark.parametrize(("opinion", "fault"), [("合法", False), ("不合法", True), (None, False)])
    def test_that_finds_the_draft_unlawful_is_no_review_passed(self, *, opinion: str | None, fault: bool) -> None:
        assert DOCUMENT.listed(opinion=opinion) == ({"normative.no_review"} if fault else set())

    # 9 May 2022 is a Monday: 13 May is the fourth working day after it, 16 May the fifth.
    @pytest.mark.parametrize(
        ("reviewed", "short"), [("2022-05-13", True), ("2022-05-16", False), ("2022-05-17", False)]
    )
    def test_lasts_no_less_than_the_district_says(self, *, reviewed: str, short: bool) -> None:
        assert DOCUMENT.listed(reviewed=reviewed) == ({"normative.review_short"} if short else set())

    @pytest.mark.parametrize(("reviewed", "long"), [("2022-05-27", False), ("2022-05-30", False), ("2022-05-31", True)])
    def test_lasts_no_more_than_the_district_says(self, *, reviewed: str, long: bool) -> None:
        assert DOCUMENT.listed(reviewed=reviewed) == ({"normative.review_long"} if long else set())

    @pytest.mark.parametrize(("reviewed", "short"), [("2022-05-06", True), ("2022-05-07", False)])
    def test_counts_holidays_out_and_makeup_days_in(self, *, reviewed: str, short: bool) -> None:
        found = DOCUMENT.listed(sent="2022-04-27", reviewed=reviewed)
        assert found == ({"normative.review_short"} if short else set())

    def test_follows_the_profile(self) -> None:
        assert under(review_min=10).listed() == {"normative.review_short"}
        assert under(review_max=8).listed() == {"normative.review_long"}
        assert under(review_min=None, review_max=None).listed(reviewed="2022-05-10") == set()

    @pytest.mark.parametrize("blank", [{"sent": None}, {"reviewed": None, "debated": None}])
    def test_without_beginning_or_end_is_not_timed(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"reviewed": "2022-05-10", **blank}
        assert DOCUMENT.listed(**cells) == set()


class TestPublication:
    """政府信息公开条例 26条: public within twenty working days of the day it was signed."""

    LATE = {"normative.publish_late"}

    @pytest.mark.parametrize(
        ("published", "late"), [("2022-07-01", False), ("2022-07-04", False), ("2022-07-05", True)]
    )
    def test_is_late_after_the_twentieth_working_day(self, *, published: str, late: bool) -> None:
        assert DOCUMENT.listed(published=published, filed=None) == (self.LATE if late else set())

    @pytest.mark.parametrize("blank", [{"signed": None}, {"published": None}])
    def test_without_an_end_of_the_term_is_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"published": "2022-12-30", "filed": None, **blank}
        assert DOCUMENT.listed(**cells) == set()

    def test_says_how_late(self) -> None:
        found = DOCUMENT.detail("normative.publish_late", signed="2022-07-06", published="2022-08-08")
        assert (found["used"], found["limit"], found["late"]) == (23, 20, 3)


class TestFiling:
    """地方参数 normative.filing: so many natural days after publication; an end on a rest day moves on."""

    LATE = {"normative.file_late"}

    # Fifteen days after 9 June 2022 end on Friday 24 June; after 10 June on Saturday 25 June, so on Monday 27 June.
    @pytest.mark.parametrize(("filed", "late"), [("2022-06-23", False), ("2022-06-24", False), ("2022-06-25", True)])
    def test_is_late_after_the_last_day(self, *, filed: str, late: bool) -> None:
        assert DOCUMENT.listed(published="2022-06-09", filed=filed) == (self.LATE if late else set())

    @pytest.mark.parametrize(("filed", "late"), [("2022-06-26", False), ("2022-06-27", False), ("2022-06-28", True)])
    def test_may_be_done_on_the_first_working_day_after_a_rest_day(self, *, filed: str, late: bool) -> None:
        assert DOCUMENT.listed(filed=filed) == (self.LATE if late else set())

    @pytest.mark.parametrize(("days", "late"), [(10, True), (11, False), (None, False)])
    def test_follows_the_profile(self, *, days: int | None, late: bool) -> None:
        assert under(filing=days).listed(filed="2022-06-21") == (self.LATE if late else set())

    def test_left_blank_is_not_listed(self) -> None:
        assert DOCUMENT.listed(filed=None) == set()
        assert DOCUMENT.listed(published=None, filed="2022-12-30") == set()

    def test_is_late_by_the_days_after_the_last(self) -> None:
        found = DOCUMENT.detail("normative.file_late", published="2022-07-21", filed="2022-08-15")
        assert found == {
            "start": "2022-07-21",
            "end": "2022-08-15",
            "used": 25,
            "limit": 15,
            "unit": "day",
            "due": "2022-08-05",
            "late": 10,
        }


class TestValidity:
    """地方参数 normative.validity_max: no longer in force than so many years."""

    OVER = {"normative.validity_over"}

    @pytest.mark.parametrize(("expires", "over"), [("2027-07-09", False), ("2027-07-10", False), ("2027-07-11", True)])
    def test_ends_on_the_day_of_the_same_number(self, *, expires: str, over: bool) -> None:
        assert DOCUMENT.listed(expires=expires) == (self.OVER if over else set())

    @pytest.mark.parametrize(("expires", "over"), [("2025-02-28", False), ("2025-03-01", True)])
    def test_from_a_leap_day_ends_with_its_month(self, *, expires: str, over: bool) -> None:
        found = under(validity_max=1).listed(effective="2024-02-29", expires=expires)
        assert found == (self.OVER if over else set())

    @pytest.mark.parametrize(("years", "over"), [(3, True), (5, False), (None, False)])
    def test_follows_the_profile(self, *, years: int | None, over: bool) -> None:
        assert under(validity_max=years).listed() == (self.OVER if over else set())

    @pytest.mark.parametrize("blank", [{"effective": None}, {"expires": None}])
    def test_without_both_days_is_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"expires": "2099-12-31", **blank}
        assert DOCUMENT.listed(**cells) == set()

    def test_is_over_by_the_days_after_the_last(self) -> None:
        found = DOCUMENT.detail("normative.validity_over", expires="2032-07-09")
        assert (found["due"], found["late"], found["unit"]) == ("2027-07-10", 1826, "year")
