"""Counting: the day of the event is not counted, each unit has its own way, and the proof can be read."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.law.calendar import NATIONAL, Calendar
from yifa.law.clock import Proof, Span, due, merged, prove, used
from yifa.law.notices import NOTICES
from yifa.law.term import Days, Hours, Months, Promptly, Term, WorkingDays, Years

DAY = timedelta(days=1)
UNTIL_2025 = Calendar(tuple(notice for notice in NOTICES if notice.year < 2026))


def on(text: str) -> date:
    return date.fromisoformat(text)


def span(first: str, last: str) -> Span:
    return Span(on(first), on(last))


def last_day(term: Term, start: str, *spans: Span) -> str:
    assert isinstance(term.count, int)
    return due(term, term.count, on(start), spans, NATIONAL).isoformat()


def proof(term: Term, start: str, end: str | None = None, *spans: Span, calendar: Calendar = NATIONAL) -> Proof:
    assert isinstance(term.count, int)
    begun = Proof(term, term.count, on(start), "受理", end=on(end) if end else None, end_title="决定")
    return prove(begun, spans, calendar)


def minimum(term: Term, start: str, end: str) -> Proof:
    assert isinstance(term.count, int)
    begun = Proof(term, term.count, on(start), "公告", end=on(end), end_title="截止", minimum=True)
    return prove(begun, (), NATIONAL)


def between(start: str, start_at: int | None, end: str, end_at: int | None, *, least: bool = False) -> Proof:
    """A term of 24 hours; the moments in minutes after midnight."""
    begun = Proof(Hours(24), 24, on(start), "批准", on(end), "移送", start_minute=start_at, end_minute=end_at)
    return prove(begun if not least else Proof(**{**fields(begun), "minimum": True}), (), NATIONAL)  # type: ignore[arg-type]


def fields(of: Proof) -> dict[str, object]:
    return {name: getattr(of, name) for name in of.__slots__}


class TestNaturalDays:
    def test_do_not_count_the_day_of_the_event(self) -> None:
        assert last_day(Days(1), "2022-06-06") == "2022-06-07"

    @pytest.mark.parametrize(("end", "late"), [("2022-08-30", -1), ("2022-08-31", 0), ("2022-09-01", 1)])
    def test_are_over_after_the_ninetieth(self, end: str, late: int) -> None:
        assert proof(Days(90), "2022-06-02", end).late == late

    def test_count_rest_days_within_the_term(self) -> None:
        assert last_day(Days(10), "2022-04-25") == "2022-05-05"

    def test_move_an_end_on_a_saturday_to_monday(self) -> None:
        assert last_day(Days(90), "2022-03-20") == "2022-06-20"
        assert on("2022-06-18").weekday() == 5

    def test_move_an_end_in_a_holiday_to_the_makeup_day_after_it(self) -> None:
        assert last_day(Days(90), "2022-07-04") == "2022-10-08"

    def test_do_not_move_an_end_on_a_makeup_sunday(self) -> None:
        assert last_day(Days(3), "2022-04-21") == "2022-04-24"
        assert on("2022-04-24").weekday() == 6

    def test_move_an_end_from_the_last_day_of_a_year(self) -> None:
        assert last_day(Days(90), "2022-10-02") == "2023-01-03"

    def test_are_late_by_the_days_after_the_moved_end(self) -> None:
        assert proof(Days(90), "2022-03-20", "2022-06-20").late == 0
        assert proof(Days(90), "2022-03-20", "2022-06-21").late == 1


class TestWorkingDaysOfATerm:
    @pytest.mark.parametrize(("end", "late"), [("2022-06-29", -1), ("2022-06-30", 0), ("2022-07-01", 1)])
    def test_are_over_after_the_twentieth(self, end: str, late: int) -> None:
        assert proof(WorkingDays(20), "2022-06-01", end).late == late

    def test_count_makeup_weekends_and_skip_holidays(self) -> None:
        assert last_day(WorkingDays(10), "2022-04-22") == "2022-05-09"
        assert last_day(WorkingDays(20), "2022-09-16") == "2022-10-19"

    def test_run_over_new_year(self) -> None:
        assert last_day(WorkingDays(7), "2022-12-23") == "2023-01-04"

    def test_begin_on_the_first_working_day_after_an_event_on_a_rest_day(self) -> None:
        assert last_day(WorkingDays(1), "2022-10-01") == "2022-10-08"

    def test_are_late_in_working_days(self) -> None:
        assert proof(WorkingDays(5), "2022-09-23", "2022-10-10").late == 3

    def test_of_number_zero_end_on_the_day_of_the_event(self) -> None:
        assert last_day(WorkingDays(0), "2022-06-06") == "2022-06-06"


class TestMonths:
    @pytest.mark.parametrize(
        ("start", "last"),
        [
            ("2022-03-15", "2022-04-15"),
            ("2022-01-31", "2022-02-28"),
            ("2024-01-31", "2024-02-29"),
            ("2022-12-15", "2023-01-16"),
            ("2022-08-31", "2022-09-30"),
        ],
    )
    def test_end_on_the_same_number_or_the_last_of_the_month(self, start: str, last: str) -> None:
        assert last_day(Months(1), start) == last

    def test_move_an_end_on_a_rest_day(self) -> None:
        assert last_day(Months(3), "2022-07-01") == "2022-10-08"

    def test_are_late_in_days(self) -> None:
        assert proof(Months(3), "2022-01-17", "2022-04-20").late == 2

    @pytest.mark.parametrize(("end", "short"), [("2022-06-14", 1), ("2022-06-15", 0), ("2022-06-16", -1)])
    def test_as_a_minimum_are_short_by_the_days_before_the_same_number(self, end: str, short: int) -> None:
        assert minimum(Months(3), "2022-03-15", end).late == short


class TestYears:
    @pytest.mark.parametrize(
        ("start", "last"),
        [("2020-03-02", "2022-03-02"), ("2020-02-29", "2022-02-28"), ("2022-02-28", "2024-02-28")],
    )
    def test_end_on_the_day_of_the_same_number(self, start: str, last: str) -> None:
        assert last_day(Years(2), start) == last

    def test_do_not_move_over_a_rest_day(self) -> None:
        assert last_day(Years(2), "2020-10-01") == "2022-10-01"

    @pytest.mark.parametrize(("end", "late"), [("2022-03-01", -1), ("2022-03-02", 0), ("2022-03-03", 1)])
    def test_are_late_in_days(self, end: str, late: int) -> None:
        assert proof(Years(2), "2020-03-02", end).late == late

    @pytest.mark.parametrize(("end", "short"), [("2022-03-01", 1), ("2022-03-02", 0)])
    def test_as_a_minimum_are_short_by_the_days_before_the_same_day(self, end: str, short: int) -> None:
        assert minimum(Years(2), "2020-03-02", end).late == short


class TestHours:
    @pytest.mark.parametrize(("minute", "late"), [(12 * 60 + 14, -1), (12 * 60 + 15, 0), (12 * 60 + 16, 1)])
    def test_run_across_midnight_to_the_minute(self, minute: int, late: int) -> None:
        assert between("2022-06-22", 12 * 60 + 15, "2022-06-23", minute).late == late

    def test_run_through_nights_and_rest_days(self) -> None:
        friday_evening = between("2022-06-24", 18 * 60, "2022-06-25", 18 * 60 + 1)
        assert friday_evening.late == 1

    def test_run_over_new_year(self) -> None:
        assert between("2022-12-31", 23 * 60, "2023-01-01", 23 * 60).late == 0

    def test_are_not_measured_where_the_hour_is_not_recorded(self) -> None:
        assert between("2022-06-22", None, "2022-06-25", 0).late is None
        assert between("2022-06-22", 0, "2022-06-25", None).late is None

    def test_are_told_with_halves(self) -> None:
        found = between("2022-06-22", 12 * 60 + 15, "2022-06-25", 16 * 60 + 45).detail
        assert (found["used"], found["late"], found["unit"]) == (76.5, 52.5, "hour")

    @pytest.mark.parametrize(("minute", "short"), [(719, 1), (720, 0), (721, -1)])
    def test_as_a_minimum_are_short_by_the_minutes_before_the_end(self, minute: int, short: int) -> None:
        assert between("2022-06-22", 720, "2022-06-23", minute, least=True).late == short


class TestMinimum:
    @pytest.mark.parametrize(("end", "short"), [("2022-03-30", 1), ("2022-03-31", 0), ("2022-04-01", -1)])
    def test_of_thirty_days_has_passed_on_the_thirtieth(self, end: str, short: int) -> None:
        assert minimum(Days(30), "2022-03-01", end).late == short

    def test_does_not_move_over_a_rest_day(self) -> None:
        assert minimum(Days(30), "2022-03-03", "2022-04-02").late == 0

    @pytest.mark.parametrize(("end", "short"), [("2022-06-14", 1), ("2022-06-15", 0), ("2022-06-16", -1)])
    def test_of_seven_working_days_has_passed_on_the_seventh(self, end: str, short: int) -> None:
        assert minimum(WorkingDays(7), "2022-06-06", end).late == short

    def test_counts_makeup_weekends(self) -> None:
        assert minimum(WorkingDays(7), "2022-09-28", "2022-10-12").late == 0

    def test_has_no_due_day(self) -> None:
        assert minimum(Days(30), "2022-03-01", "2022-03-30").due is None


class TestPause:
    def test_stands_still_after_its_first_day_up_to_its_last(self) -> None:
        assert last_day(WorkingDays(20), "2022-06-01", span("2022-06-06", "2022-06-08")) == "2022-07-04"

    def test_is_deducted_from_what_was_used(self) -> None:
        found = proof(WorkingDays(20), "2022-06-01", "2022-07-04", span("2022-06-06", "2022-06-08"))
        assert (found.used, found.paused, found.late) == (20, 2, 0)

    def test_over_a_weekend_only_deducts_no_working_day(self) -> None:
        assert last_day(WorkingDays(20), "2022-06-01", span("2022-06-10", "2022-06-12")) == "2022-06-30"

    def test_on_two_overlapping_grounds_stands_still_once(self) -> None:
        overlapping = (span("2022-06-06", "2022-06-09"), span("2022-06-08", "2022-06-13"))
        assert merged(overlapping) == (span("2022-06-06", "2022-06-13"),)
        assert last_day(Days(30), "2022-06-01", *overlapping) == "2022-07-08"

    def test_within_another_stands_still_no_longer(self) -> None:
        assert merged((span("2022-06-06", "2022-06-20"), span("2022-06-08", "2022-06-09"))) == (
            span("2022-06-06", "2022-06-20"),
        )

    def test_before_the_term_began_deducts_nothing(self) -> None:
        assert last_day(WorkingDays(20), "2022-06-01", span("2022-05-06", "2022-06-01")) == "2022-06-30"

    def test_that_had_begun_before_the_term_is_deducted_from_its_start_on(self) -> None:
        assert last_day(WorkingDays(20), "2022-06-01", span("2022-05-06", "2022-06-06")) == "2022-07-04"

    @pytest.mark.parametrize(("first", "last"), [("2022-06-29", "2022-07-29"), ("2022-06-30", "2022-06-30")])
    def test_that_begins_on_the_last_day_saves_what_follows_only(self, first: str, last: str) -> None:
        expected = {"2022-06-29": "2022-08-01", "2022-06-30": "2022-06-30"}[first]
        assert last_day(WorkingDays(20), "2022-06-01", span(first, last)) == expected

    def test_that_begins_after_the_term_ran_out_saves_nothing(self) -> None:
        assert last_day(WorkingDays(20), "2022-06-01", span("2022-06-30", "2022-07-29")) == "2022-06-30"

    def test_moves_the_end_into_the_next_pause(self) -> None:
        pauses = (span("2022-06-06", "2022-06-08"), span("2022-06-30", "2022-07-15"))
        assert last_day(WorkingDays(20), "2022-06-01", *pauses) == "2022-07-19"

    @given(
        start=st.dates(date(2019, 1, 1), date(2023, 1, 1)),
        limit=st.integers(1, 60),
        pauses=st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 30)), max_size=4),
        working=st.booleans(),
    )
    def test_gives_the_day_found_by_counting_one_by_one(
        self, *, start: date, limit: int, pauses: list[tuple[int, int]], working: bool
    ) -> None:
        spans = tuple(Span(start + a * DAY, start + (a + length) * DAY) for a, length in pauses)
        term: Term = WorkingDays(limit) if working else Days(limit)
        assert due(term, limit, start, spans, NATIONAL) == counted_one_by_one(term, limit, start, spans)

    @given(
        start=st.dates(date(2019, 1, 1), date(2023, 1, 1)),
        length=st.integers(0, 200),
        pauses=st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 30)), max_size=4),
        working=st.booleans(),
    )
    def test_splits_what_passed_into_used_and_stood_still(
        self, *, start: date, length: int, pauses: list[tuple[int, int]], working: bool
    ) -> None:
        spans = [Span(start + a * DAY, start + (a + days) * DAY) for a, days in pauses]
        term: Term = WorkingDays(1) if working else Days(1)
        days = [start + n * DAY for n in range(1, length + 1)]
        counted = [day for day in days if not working or NATIONAL.is_working_day(day)]
        still = [day for day in counted if stands_still(day, spans)]
        passed = used(term, start, start + length * DAY, spans, NATIONAL)
        assert passed == (len(counted) - len(still), len(still))


def stands_still(day: date, spans: Iterable[Span]) -> bool:
    return any(span.first < day <= span.last for span in spans)


def counted_one_by_one(term: Term, limit: int, start: date, spans: Iterable[Span]) -> date:
    spans, day, left = tuple(spans), start, limit
    while left:
        day += DAY
        counts = not isinstance(term, WorkingDays) or NATIONAL.is_working_day(day)
        left -= counts and not stands_still(day, spans)
    return day if isinstance(term, WorkingDays) else NATIONAL.roll_forward(day)


class TestExtension:
    def test_by_a_number_lengthens_the_term(self) -> None:
        begun = Proof(WorkingDays(20), 30, on("2022-06-01"), "受理", on("2022-07-15"), "决定", extended=10)
        found = prove(begun, (), NATIONAL)
        assert (found.due, found.late) == (on("2022-07-14"), 1)
        assert found.sentence == "自受理次日2022-06-02起20个工作日,经批准延长10个工作日,至2022-07-14"

    @pytest.mark.parametrize(("end", "late"), [("2022-12-14", -1), ("2022-12-15", 0), ("2022-12-16", 1)])
    def test_to_a_day_ends_on_that_day(self, end: str, late: int) -> None:
        begun = Proof(Days(90), 90, on("2022-06-02"), "立案", on(end), "处罚决定", until=on("2022-12-15"))
        found = prove(begun, (), NATIONAL)
        assert (found.due, found.late) == (on("2022-12-15"), late)
        assert found.sentence == "自立案次日2022-06-03起90日,经批准延期至2022-12-15"


class TestYearNotLoaded:
    def test_leaves_the_term_provisional_and_names_the_year(self) -> None:
        found = proof(WorkingDays(20), "2026-12-15", "2027-01-20")
        assert (found.due, found.used, found.late, found.not_loaded) == (None, None, None, 2027)
        assert found.sentence == "自受理次日2026-12-16起20个工作日,期限跨入2027年,该年放假通知尚未载入,到期日暂定"

    def test_is_not_guessed_for_natural_days_whose_end_might_move(self) -> None:
        assert proof(Days(90), "2026-12-15").not_loaded == 2027

    def test_does_not_matter_to_years_which_do_not_move(self) -> None:
        assert proof(Years(2), "2025-06-01", "2027-06-01").late == 0

    def test_does_not_matter_while_the_term_ends_before_it(self) -> None:
        assert proof(WorkingDays(5), "2026-12-15").due == on("2026-12-22")

    def test_is_no_hindrance_once_its_notice_is_loaded(self) -> None:
        assert proof(WorkingDays(20), "2025-12-15", calendar=UNTIL_2025).not_loaded == 2026
        assert proof(WorkingDays(20), "2025-12-15", calendar=NATIONAL).due == on("2026-01-13")


class TestProof:
    def test_says_how_the_days_were_counted(self) -> None:
        assert proof(WorkingDays(20), "2022-06-01").sentence == "自受理次日2022-06-02起20个工作日,至2022-06-30"
        assert proof(Days(90), "2022-03-20").sentence == "自受理次日2022-03-21起90日,至2022-06-20"

    def test_names_what_was_deducted(self) -> None:
        begun = Proof(
            WorkingDays(20), 20, on("2022-06-01"), "受理", on("2022-07-04"), "决定", pause_titles=("听证", "鉴定")
        )
        found = prove(begun, (span("2022-06-06", "2022-06-08"),), NATIONAL)
        assert found.sentence == "自受理次日2022-06-02起20个工作日,扣除听证、鉴定2个工作日,至2022-07-04"

    def test_of_a_minimum_says_what_should_lie_between(self) -> None:
        assert minimum(Days(30), "2022-03-01", "2022-03-20").sentence == "公告2022-03-01至截止应当不少于30日"

    def test_of_hours_begins_at_the_minute(self) -> None:
        assert between("2022-06-22", 735, "2022-06-23", 0).sentence == "自批准2022-06-22 12:15起24小时"

    def test_of_what_is_due_promptly_names_no_number(self) -> None:
        begun = Proof(Promptly(), 0, on("2022-06-01"), "评价")
        assert prove(begun, (), NATIONAL).sentence == "自评价2022-06-01起应当及时办理"

    def test_is_plain_values_in_a_finding(self) -> None:
        assert proof(WorkingDays(20), "2022-01-18", "2022-02-21").detail == {
            "start": "2022-01-18",
            "end": "2022-02-21",
            "used": 21,
            "limit": 20,
            "unit": "workday",
            "late": 1,
        }
        assert proof(Days(90), "2022-06-02", "2022-10-12").detail == {
            "start": "2022-06-02",
            "end": "2022-10-12",
            "used": 132,
            "limit": 90,
            "unit": "day",
            "due": "2022-08-31",
            "late": 42,
        }
        assert minimum(Days(30), "2022-04-26", "2022-05-21").detail == {
            "start": "2022-04-26",
            "end": "2022-05-21",
            "used": 25,
            "limit": 30,
            "unit": "day",
            "short": 5,
        }
