"""政务服务: every rule of ledger 07, at its limit, before it and after it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.domains.book import PARAMETERS, Book
from yifa.domains.services.ledger import CASES, RATINGS
from yifa.law.fact import Value as Stated
from yifa.law.judge import Value

ITEMS: Mapping[str, Mapping[str, Stated]] = {
    "XK01": {"kind": "行政许可", "promised": 20, "statutory": 20, "instant": False},
    "XK02": {"kind": "行政许可", "promised": 9, "statutory": 20, "instant": False},
    "XK03": {"kind": "行政许可", "promised": None, "statutory": 20, "instant": False},
    "FW01": {"kind": "公共服务", "promised": 5, "statutory": None, "instant": False},
    "FW00": {"kind": "公共服务", "promised": 0, "statutory": None, "instant": True},
}
CASE = Book(
    CASES,
    {
        "no": "BJ2022000001",
        "item": "XK01",
        "who": "企业",
        "received": "2022-06-01",
        "accepted": "2022-06-01",
        "decided": "2022-06-20",
        "delivered": "2022-06-21",
        "published": "2022-06-22",
        "visits": 1,
        "status": "已办结",
    },
    {"items": ITEMS},
)
RATING = Book(
    RATINGS,
    {
        "no": "PJ2022000001",
        "case": "BJ2022000001",
        "grade": "不满意",
        "real": True,
        "date": "2022-06-21",
        "callback": "2022-06-22",
        "fixed": "2022-06-24",
        "again": "满意",
    },
)


class TestLawfulCase:
    def test_has_no_fault(self) -> None:
        assert CASE.listed() == set()
        assert RATING.listed() == set()


class TestCorrectionNotice:
    """行政许可法 32条1款4项、82条: on the spot or within five working days."""

    @pytest.mark.parametrize(
        ("told", "found"),
        [
            ("2022-06-08", set()),
            ("2022-06-09", set()),
            ("2022-06-10", {"licence.correction_late"}),
        ],
    )
    def test_is_late_after_the_fifth_working_day(self, told: str, found: set[str]) -> None:
        cells = {"fix1": told, "fixed": "2022-06-13", "accepted": "2022-06-13", "decided": "2022-06-20"}
        assert CASE.listed(**cells) == found

    @pytest.mark.parametrize(
        ("received", "told", "found"),
        [
            ("2022-09-29", "2022-10-11", set()),
            ("2022-09-29", "2022-10-12", {"licence.correction_late"}),
            ("2022-04-22", "2022-04-28", set()),
            ("2022-04-22", "2022-04-29", {"licence.correction_late"}),
        ],
    )
    def test_counts_over_holidays_and_makeup_days(self, received: str, told: str, found: set[str]) -> None:
        dates = {"accepted": "2022-10-20", "decided": "2022-10-21", "delivered": None, "published": None}
        assert CASE.listed(received=received, fix1=told, **dates) == found

    def test_is_owed_by_licences_only(self) -> None:
        assert CASE.listed(item="FW01", fix1="2022-06-17", accepted="2022-06-17", published=None) == set()

    def test_is_not_owed_where_the_application_was_accepted(self) -> None:
        assert CASE.values(fix1=None)["licence.correction_late"] is Value.KEPT

    def test_without_date_of_application_is_not_checked(self) -> None:
        assert CASE.values(received=None, fix1="2022-06-17")["licence.correction_late"] is Value.UNKNOWN

    def test_of_an_unknown_item_is_not_checked(self) -> None:
        assert CASE.listed(item="XK99", fix1="2022-06-17") == set()

    def test_leaves_the_time_of_the_applicant_out_of_the_term_of_decision(self) -> None:
        dates = {"fix1": "2022-06-09", "fixed": "2022-07-20", "accepted": "2022-07-20", "decided": "2022-08-17"}
        assert CASE.listed(**dates, delivered="2022-08-18", published="2022-08-19") == set()

    def test_says_how_late(self) -> None:
        assert CASE.detail("licence.correction_late", received="2022-01-20", fix1="2022-01-30") == {
            "start": "2022-01-20",
            "end": "2022-01-30",
            "used": 8,
            "limit": 5,
            "unit": "workday",
            "late": 3,
        }

    def test_missed_in_silence_is_acceptance_on_receipt(self) -> None:
        silent = {"accepted": None, "decided": None, "delivered": None, "published": None, "status": "在办"}
        decided = CASE.verdict("licence.decide_late", **silent)
        assert decided.value is Value.OUTSTANDING
        assert decided.proof is not None
        assert decided.proof.start.isoformat() == "2022-06-01"
        assert CASE.listed(**silent) == set()


class TestSecondCorrection:
    """行政许可法 32条1款4项、72条: what is missing is told once and completely."""

    def test_is_a_fault_whenever_it_came(self) -> None:
        cells = {"fix1": "2022-06-02", "fix2": "2022-06-06", "accepted": "2022-06-08"}
        assert CASE.listed(**cells) == {"licence.second_correction"}
        found = CASE.detail("licence.second_correction", **cells)
        assert found == {"first": "2022-06-02", "second": "2022-06-06"}

    def test_on_the_day_of_the_first_is_a_fault(self) -> None:
        assert CASE.listed(fix1="2022-06-02", fix2="2022-06-02") == {"licence.second_correction"}

    def test_is_no_fault_outside_licences(self) -> None:
        assert CASE.listed(item="FW01", fix1="2022-06-02", fix2="2022-06-06", accepted="2022-06-14") == set()

    def test_does_not_make_the_first_one_late(self) -> None:
        cells = {"fix1": "2022-06-09", "fix2": "2022-06-20", "accepted": "2022-06-20"}
        assert CASE.listed(**cells) == {"licence.second_correction"}

    @pytest.mark.xfail(
        reason="README: 第二次补正告知日期「有值即违反一次性告知」. The ledger marks both columns as the same event, so "
        "that a row with the second only counts one notice. Reported: needs the domain or the ledger, not the law."
    )
    def test_without_a_first_on_record_is_a_fault(self) -> None:
        assert "licence.second_correction" in CASE.listed(fix1=None, fix2="2022-06-06")

    @pytest.mark.xfail(
        reason="As above: the second notice stands in for the blank first one, and a term is judged whose end is not "
        "on record. README: 一行的日期空着,就不查以它为起止的期限."
    )
    def test_without_a_first_on_record_is_not_the_end_of_the_term(self) -> None:
        assert "licence.correction_late" not in CASE.listed(fix1=None, fix2="2022-06-10", accepted="2022-06-13")


class TestDecision:
    """行政许可法 42条、82条: twenty working days from acceptance, thirty where extended."""

    @pytest.mark.parametrize(
        ("decided", "found"),
        [("2022-06-29", set()), ("2022-06-30", set()), ("2022-07-01", {"licence.decide_late"})],
    )
    def test_is_late_after_the_twentieth_working_day(self, decided: str, found: set[str]) -> None:
        assert CASE.listed(decided=decided, delivered=None, published=None) == found

    @pytest.mark.parametrize(
        ("decided", "found"),
        [("2022-10-18", set()), ("2022-10-19", set()), ("2022-10-20", {"licence.decide_late"})],
    )
    def test_counts_over_national_day_with_its_makeup_weekend(self, decided: str, found: set[str]) -> None:
        dates = {"received": "2022-09-16", "accepted": "2022-09-16", "delivered": None, "published": None}
        assert CASE.listed(decided=decided, **dates) == found

    @pytest.mark.parametrize(
        ("decided", "found"),
        [("2022-07-13", set()), ("2022-07-14", set()), ("2022-07-15", {"licence.decide_late"})],
    )
    def test_extended_on_approval_is_late_after_the_thirtieth(self, decided: str, found: set[str]) -> None:
        assert CASE.listed(ext="2022-06-28", decided=decided, delivered=None, published=None) == found

    @pytest.mark.parametrize(
        ("decided", "found"),
        [("2022-07-01", set()), ("2022-07-04", set()), ("2022-07-05", {"licence.decide_late"})],
    )
    def test_does_not_count_the_special_procedure_after_its_first_day(self, decided: str, found: set[str]) -> None:
        special = {"sp_from": "2022-06-06", "sp_to": "2022-06-08"}
        assert CASE.listed(**special, decided=decided, delivered=None, published=None) == found

    @pytest.mark.parametrize(("decided", "found"), [("2022-07-18", set()), ("2022-07-19", {"licence.decide_late"})])
    def test_extended_and_with_a_special_procedure_has_both(self, decided: str, found: set[str]) -> None:
        both = {"ext": "2022-06-28", "sp_from": "2022-06-06", "sp_to": "2022-06-08"}
        assert CASE.listed(**both, decided=decided, delivered=None, published=None) == found

    def test_counts_a_special_procedure_on_rest_days_as_nothing(self) -> None:
        special = {"sp_from": "2022-06-10", "sp_to": "2022-06-12"}
        assert CASE.listed(**special, decided="2022-07-01", delivered=None, published=None) == {"licence.decide_late"}

    def test_gains_nothing_by_a_special_procedure_before_acceptance(self) -> None:
        special = {"sp_from": "2022-05-06", "sp_to": "2022-05-31"}
        assert CASE.listed(**special, decided="2022-07-01", delivered=None, published=None) == {"licence.decide_late"}

    def test_is_not_checked_where_the_end_of_the_special_procedure_is_blank(self) -> None:
        assert (
            CASE.listed(sp_from="2022-06-06", sp_to=None, decided="2022-12-30", delivered=None, published=None) == set()
        )

    def test_gains_nothing_where_the_beginning_of_the_special_procedure_is_blank(self) -> None:
        cells = {"sp_to": "2022-06-08", "decided": "2022-07-01", "delivered": None, "published": None}
        assert CASE.listed(**cells) == {"licence.decide_late"}

    @pytest.mark.parametrize("blank", [{"accepted": None}, {"decided": None}, {"item": None}])
    def test_without_an_end_of_the_term_is_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"decided": "2022-12-30", "delivered": None, "published": None, **blank}
        assert CASE.listed(**cells) == set()

    def test_that_is_still_owed_at_the_end_of_the_year_is_not_listed(self) -> None:
        still = {"decided": None, "delivered": None, "published": None, "status": "在办"}
        assert CASE.listed(**still) == set()
        assert CASE.values(**still)["licence.decide_late"] is Value.OUTSTANDING

    def test_is_not_owed_after_withdrawal(self) -> None:
        gone = {"decided": None, "delivered": None, "published": None, "status": "撤回"}
        assert CASE.values(**gone)["licence.decide_late"] is Value.KEPT

    def test_that_came_late_stays_late_after_withdrawal(self) -> None:
        cells = {"decided": "2022-07-01", "delivered": None, "published": None, "status": "撤回"}
        assert CASE.listed(**cells) == {"licence.decide_late"}


class TestPromise:
    """优化营商环境条例 36条;地方参数 service.promise_binding: what was promised publicly is a duty."""

    @pytest.mark.parametrize(
        ("decided", "found"),
        [("2022-06-14", set()), ("2022-06-15", set()), ("2022-06-16", {"service.promise_late"})],
    )
    def test_is_broken_after_the_promised_working_days(self, decided: str, found: set[str]) -> None:
        assert CASE.listed(item="XK02", decided=decided) == found

    @pytest.mark.parametrize(
        ("decided", "found"),
        [("2022-06-08", set()), ("2022-06-09", set()), ("2022-06-10", {"service.promise_late"})],
    )
    def test_binds_outside_licences_too(self, decided: str, found: set[str]) -> None:
        assert CASE.listed(item="FW01", decided=decided) == found

    @pytest.mark.parametrize(("decided", "found"), [("2022-06-01", set()), ("2022-06-02", {"service.promise_late"})])
    def test_of_no_time_at_all_ends_on_the_day_of_acceptance(self, decided: str, found: set[str]) -> None:
        assert CASE.listed(item="FW00", decided=decided) == found

    @pytest.mark.parametrize(
        ("decided", "found"),
        [("2022-06-29", set()), ("2022-06-30", {"service.promise_late"})],
    )
    def test_is_ten_working_days_longer_where_extended(self, decided: str, found: set[str]) -> None:
        assert CASE.listed(item="XK02", ext="2022-06-10", decided=decided, delivered=None, published=None) == found

    @pytest.mark.parametrize(("decided", "found"), [("2022-06-17", set()), ("2022-06-20", {"service.promise_late"})])
    def test_does_not_count_the_special_procedure(self, decided: str, found: set[str]) -> None:
        assert CASE.listed(item="XK02", sp_from="2022-06-06", sp_to="2022-06-08", decided=decided) == found

    def test_is_silent_where_the_licence_term_was_missed_too(self) -> None:
        cells = {"item": "XK02", "decided": "2022-07-01", "delivered": None, "published": None}
        assert CASE.listed(**cells) == {"licence.decide_late"}
        assert CASE.values(**cells)["service.promise_late"] is Value.KEPT

    def test_that_is_not_known_stays_unknown_beside_a_missed_licence_term(self) -> None:
        cells = {"item": "XK03", "decided": "2022-07-01", "delivered": None, "published": None}
        assert CASE.values(**cells)["service.promise_late"] is Value.UNKNOWN

    def test_speaks_where_only_the_promise_was_missed(self) -> None:
        cells = {"item": "XK02", "decided": "2022-06-30", "delivered": None, "published": None}
        assert CASE.listed(**cells) == {"service.promise_late"}

    def test_speaks_outside_licences_however_late(self) -> None:
        assert CASE.listed(item="FW01", decided="2022-07-29", delivered=None, published=None) == {
            "service.promise_late"
        }

    def test_that_the_catalogue_does_not_make_is_not_checked(self) -> None:
        assert CASE.listed(item="XK03", decided="2022-06-30", delivered=None, published=None) == set()

    @pytest.mark.parametrize("binding", [False, None])
    def test_binds_only_where_the_district_says_so(self, *, binding: bool | None) -> None:
        district = replace(CASE, parameters={**PARAMETERS, "service.promise_binding": binding})
        assert district.listed(item="XK02", decided="2022-06-30", delivered=None, published=None) == set()

    def test_follows_the_edition_of_the_catalogue(self) -> None:
        slower = replace(CASE, registers={"items": {"XK02": {**ITEMS["XK02"], "promised": 12}}})
        assert CASE.listed(item="XK02", decided="2022-06-20") == {"service.promise_late"}
        assert slower.listed(item="XK02", decided="2022-06-20") == set()

    def test_says_how_late(self) -> None:
        assert CASE.detail("service.promise_late", item="XK02", accepted="2022-01-28", decided="2022-02-17") == {
            "start": "2022-01-28",
            "end": "2022-02-17",
            "used": 11,
            "limit": 9,
            "unit": "workday",
            "late": 2,
        }


class TestDelivery:
    """行政许可法 44条、82条: ten working days from the decision."""

    @pytest.mark.parametrize(
        ("delivered", "found"),
        [("2022-07-01", set()), ("2022-07-04", set()), ("2022-07-05", {"licence.deliver_late"})],
    )
    def test_is_late_after_the_tenth_working_day(self, delivered: str, found: set[str]) -> None:
        assert CASE.listed(delivered=delivered) == found

    @pytest.mark.parametrize(("delivered", "found"), [("2022-05-09", set()), ("2022-05-10", {"licence.deliver_late"})])
    def test_counts_over_labour_day_with_its_makeup_days(self, delivered: str, found: set[str]) -> None:
        dates = {"received": "2022-04-20", "accepted": "2022-04-20", "decided": "2022-04-22", "published": None}
        assert CASE.listed(delivered=delivered, **dates) == found

    def test_is_not_timed_outside_licences(self) -> None:
        assert CASE.listed(item="FW01", decided="2022-06-08", delivered="2022-12-30") == set()

    @pytest.mark.parametrize("blank", [{"delivered": None}, {"decided": None, "published": None}])
    def test_without_an_end_of_the_term_is_not_checked(self, blank: dict[str, None]) -> None:
        cells: dict[str, str | None] = {"delivered": "2022-12-30", **blank}
        assert CASE.listed(**cells) == set()


class TestPublication:
    """国办发〔2018〕118号 二(6): licence decisions are public within seven working days."""

    @pytest.mark.parametrize(
        ("published", "found"),
        [("2022-06-28", set()), ("2022-06-29", set()), ("2022-06-30", {"licence.publish_late"})],
    )
    def test_is_late_after_the_seventh_working_day(self, published: str, found: set[str]) -> None:
        assert CASE.listed(published=published) == found

    @pytest.mark.parametrize(("published", "found"), [("2023-01-04", set()), ("2023-01-05", {"licence.publish_late"})])
    def test_runs_over_new_year(self, published: str, found: set[str]) -> None:
        dates = {"received": "2022-12-20", "accepted": "2022-12-20", "decided": "2022-12-23", "delivered": None}
        assert CASE.listed(published=published, **dates) == found

    def test_is_not_timed_outside_licences(self) -> None:
        assert CASE.listed(item="FW01", decided="2022-06-08", published="2022-12-30") == set()

    def test_left_blank_is_not_checked(self) -> None:
        assert CASE.listed(published=None) == set()


class TestCallback:
    """国办发〔2019〕51号: whoever complained under a real name is called back."""

    @pytest.mark.parametrize("grade", ["不满意", "非常不满意"])
    def test_missing_is_a_fault_at_the_end_of_the_year(self, grade: str) -> None:
        assert RATING.listed(grade=grade, callback=None) == {"hcp.not_called_back"}

    @pytest.mark.parametrize("grade", ["非常满意", "满意", "基本满意", None])
    def test_is_owed_to_bad_ratings_only(self, grade: str | None) -> None:
        assert RATING.listed(grade=grade, callback=None) == set()

    @pytest.mark.parametrize("real", [False, None])
    def test_is_owed_to_real_names_only(self, *, real: bool | None) -> None:
        assert RATING.listed(real=real, callback=None) == set()

    def test_has_no_number_of_days(self) -> None:
        assert RATING.listed(callback="2022-12-30") == set()

    def test_is_not_replaced_by_putting_things_right(self) -> None:
        assert RATING.listed(callback=None, fixed="2022-06-24") == {"hcp.not_called_back"}

    @pytest.mark.xfail(
        reason="README asks for no date of the rating («实名差评没有回访日期»); the term here begins with it, so that a "
        "row with a blank 评价日期 is unknown. Reported: sure of the README, not of what a lawyer would want."
    )
    def test_missing_is_a_fault_although_the_day_of_the_rating_is_blank(self) -> None:
        assert RATING.listed(date=None, callback=None) == {"hcp.not_called_back"}
