"""Working days: the notices are the law, chinesecalendar and holidays are witnesses."""

import json
import pickle
from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.law.calendar import NATIONAL, Calendar, CalendarNotLoaded, UnableToLoadNotice, notice_from_json
from yifa.law.notices import FESTIVALS, NOTICES, Holiday, Notice

DAY = timedelta(days=1)
FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]

covered_days = st.dates(FIRST, LAST)
days_far_from_the_ends = st.dates(date(2019, 1, 1), date(2025, 12, 31))
small_counts = st.integers(1, 200)


def notices_up_to(issued_on: date) -> Calendar:
    return Calendar(tuple(notice for notice in NOTICES if notice.issued_on <= issued_on))


def next_year() -> Notice:
    """An invented arrangement of 2027, on which no real one depends."""
    spans = {
        "元旦": ("2026-12-31", "2027-01-02"),
        "春节": ("2027-02-05", "2027-02-12"),
        "清明节": ("2027-04-03", "2027-04-05"),
        "劳动节": ("2027-05-01", "2027-05-05"),
        "端午节": ("2027-06-09", "2027-06-09"),
        "中秋节": ("2027-09-15", "2027-09-15"),
        "国庆节": ("2027-10-01", "2027-10-07"),
    }
    return Notice(
        year=2027,
        number="国办发明电〔2026〕99号",
        issued_on=date(2026, 11, 5),
        holidays=tuple(
            Holiday(name, date.fromisoformat(first), date.fromisoformat(last)) for name, (first, last) in spans.items()
        ),
        makeup=(date(2026, 12, 26), date(2027, 2, 14)),
        certainty="memory",
    )


def as_data(notice: Notice) -> dict[str, object]:
    return {
        "year": notice.year,
        "number": notice.number,
        "issued_on": notice.issued_on.isoformat(),
        "holidays": [
            {"name": item.name, "first": item.first.isoformat(), "last": item.last.isoformat()}
            for item in notice.holidays
        ],
        "makeup": [day.isoformat() for day in notice.makeup],
        "certainty": notice.certainty,
    }


class TestNationalCalendar:
    def test_agrees_with_chinesecalendar_on_every_day(self) -> None:
        assert [day for day in EVERY_DAY if NATIONAL.is_working_day(day) != chinese_calendar.is_workday(day)] == []

    def test_agrees_with_holidays_on_every_day(self) -> None:
        china = holidays.country_holidays("CN", years=range(2018, 2027))
        assert [day for day in EVERY_DAY if NATIONAL.is_working_day(day) != china.is_working_day(day)] == []

    def test_covers_2018_to_2026_and_no_day_more(self) -> None:
        assert NATIONAL.horizon == (FIRST, LAST)
        assert NATIONAL.covers(FIRST)
        assert NATIONAL.covers(LAST)
        assert not NATIONAL.covers(FIRST - DAY)
        assert not NATIONAL.covers(LAST + DAY)

    def test_opens_offices_on_a_makeup_sunday_and_closes_them_on_a_holiday_monday(self) -> None:
        assert NATIONAL.is_working_day(date(2022, 4, 24))
        assert not NATIONAL.is_working_day(date(2022, 5, 2))

    def test_leaves_new_years_eve_of_2024_a_working_day_because_leave_was_only_encouraged(self) -> None:
        assert NATIONAL.is_working_day(date(2024, 2, 9))

    def test_numbers_every_notice_once_and_dates_it_before_the_days_it_moves(self) -> None:
        assert len({notice.number for notice in NOTICES}) == len(NOTICES)
        for notice in NOTICES:
            assert notice.issued_on <= min((*notice.makeup, *(item.last for item in notice.holidays)))

    def test_arranges_every_festival_of_every_year(self) -> None:
        for year in range(2018, 2027):
            names = "".join(item.name for notice in NOTICES if notice.year == year for item in notice.holidays)
            assert all(festival in names for festival in FESTIVALS)

    def test_tables_every_covered_day_with_its_running_count(self) -> None:
        table = list(NATIONAL.ordinal_table())
        assert [day for day, _, _ in table] == EVERY_DAY
        assert [is_working for _, _, is_working in table] == [NATIONAL.is_working_day(day) for day in EVERY_DAY]
        assert table[-1][1] == len(NATIONAL.working_days)
        assert all(count == NATIONAL.working_days_between(FIRST, day) for day, count, _ in table)


class TestCounting:
    def test_does_not_count_the_day_of_the_event(self) -> None:
        assert NATIONAL.nth_working_day_after(date(2022, 6, 6), 1) == date(2022, 6, 7)
        assert NATIONAL.working_days_before(date(2022, 6, 7), 1) == date(2022, 6, 6)

    def test_counts_over_national_day_with_its_makeup_weekend(self) -> None:
        assert NATIONAL.nth_working_day_after(date(2022, 9, 30), 1) == date(2022, 10, 8)
        assert NATIONAL.nth_working_day_after(date(2022, 9, 30), 2) == date(2022, 10, 9)
        assert NATIONAL.working_days_between(date(2022, 9, 30), date(2022, 10, 10)) == 3

    def test_counts_over_new_year(self) -> None:
        assert NATIONAL.nth_working_day_after(date(2022, 12, 30), 1) == date(2023, 1, 3)

    def test_counts_the_makeup_day_of_a_coming_year_in_december(self) -> None:
        assert NATIONAL.is_working_day(date(2018, 12, 29))
        assert not NATIONAL.is_working_day(date(2018, 12, 31))

    def test_moves_the_end_of_a_term_from_a_rest_day_to_the_first_working_day(self) -> None:
        assert NATIONAL.roll_forward(date(2022, 4, 30)) == date(2022, 5, 5)
        assert NATIONAL.roll_forward(date(2022, 4, 29)) == date(2022, 4, 29)
        assert NATIONAL.roll_back(date(2022, 5, 4)) == date(2022, 4, 29)
        assert NATIONAL.roll_back(date(2022, 5, 5)) == date(2022, 5, 5)

    def test_counts_backwards_below_zero(self) -> None:
        assert NATIONAL.working_days_between(date(2022, 6, 10), date(2022, 6, 6)) == -4

    @pytest.mark.parametrize("n", [0, -1])
    def test_starts_at_one(self, n: int) -> None:
        with pytest.raises(ValueError, match="starts at 1"):
            NATIONAL.nth_working_day_after(date(2022, 6, 6), n)
        with pytest.raises(ValueError, match="starts at 1"):
            NATIONAL.working_days_before(date(2022, 6, 6), n)

    @given(days_far_from_the_ends, small_counts)
    def test_finds_the_day_that_the_interval_counts(self, day: date, n: int) -> None:
        due = NATIONAL.nth_working_day_after(day, n)
        assert NATIONAL.is_working_day(due)
        assert NATIONAL.working_days_between(day, due) == n
        assert NATIONAL.working_days_between(day, due - DAY) == n - 1

    @given(days_far_from_the_ends, small_counts)
    def test_comes_back_to_the_working_day_it_left(self, day: date, n: int) -> None:
        start = NATIONAL.roll_forward(day)
        assert NATIONAL.working_days_before(NATIONAL.nth_working_day_after(start, n), n) == start

    @given(covered_days, covered_days, covered_days)
    def test_adds_up_over_a_day_between(self, first: date, second: date, third: date) -> None:
        between = NATIONAL.working_days_between
        assert between(first, second) + between(second, third) == between(first, third)

    @given(covered_days, covered_days)
    def test_counts_the_interval_day_by_day(self, one: date, other: date) -> None:
        after, until = min(one, other), max(one, other)
        days = (after + n * DAY for n in range(1, (until - after).days + 1))
        assert NATIONAL.working_days_between(after, until) == sum(map(NATIONAL.is_working_day, days))

    @given(days_far_from_the_ends)
    def test_rolls_once_and_never_across_a_working_day(self, day: date) -> None:
        forward, back = NATIONAL.roll_forward(day), NATIONAL.roll_back(day)
        assert back <= day <= forward
        assert NATIONAL.roll_forward(forward) == forward
        assert NATIONAL.roll_back(back) == back
        assert NATIONAL.working_days_between(back, forward) == (0 if NATIONAL.is_working_day(day) else 1)

    @given(days_far_from_the_ends, days_far_from_the_ends, small_counts)
    def test_never_makes_the_later_event_due_earlier(self, one: date, other: date, n: int) -> None:
        earlier, later = min(one, other), max(one, other)
        assert NATIONAL.nth_working_day_after(earlier, n) <= NATIONAL.nth_working_day_after(later, n)


class TestYearNotLoaded:
    def test_names_the_year_and_the_cure(self) -> None:
        with pytest.raises(CalendarNotLoaded) as refusal:
            NATIONAL.is_working_day(date(2027, 1, 1))
        assert refusal.value.year == 2027
        assert str(refusal.value) == (
            "无法计算工作日:尚未加载2027年的节假日安排通知(已加载2018年至2026年)。"
            "请由系统管理员加载国务院办公厅关于2027年部分节假日安排的通知;加载之前,有关期限只能暂定。"
        )

    def test_refuses_a_count_that_runs_past_the_last_working_day(self) -> None:
        assert NATIONAL.nth_working_day_after(date(2026, 12, 30), 1) == LAST
        with pytest.raises(CalendarNotLoaded, match="2027年"):
            NATIONAL.nth_working_day_after(date(2026, 12, 30), 2)

    def test_refuses_a_count_that_runs_before_the_first_working_day(self) -> None:
        assert NATIONAL.working_days_before(date(2018, 1, 3), 1) == date(2018, 1, 2)
        with pytest.raises(CalendarNotLoaded, match="2017年"):
            NATIONAL.working_days_before(date(2018, 1, 3), 2)
        with pytest.raises(CalendarNotLoaded, match="2017年"):
            NATIONAL.roll_back(FIRST)

    def test_refuses_an_interval_with_one_end_outside(self) -> None:
        with pytest.raises(CalendarNotLoaded, match="2030年"):
            NATIONAL.working_days_between(LAST, date(2030, 1, 1))
        with pytest.raises(CalendarNotLoaded, match="2017年"):
            NATIONAL.working_days_between(FIRST - DAY, LAST)

    def test_keeps_its_sentence_when_it_comes_from_another_process(self) -> None:
        refusal = CalendarNotLoaded(2027, 2018, 2026)
        assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)  # noqa: S301


class TestAmendment:
    def test_gives_labour_day_of_2019_four_days_after_the_change_and_one_before(self) -> None:
        before, after = notices_up_to(date(2019, 3, 21)), notices_up_to(date(2019, 3, 22))
        moved = [day for day in EVERY_DAY[:730] if before.is_working_day(day) != after.is_working_day(day)]
        assert moved == [date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)]
        assert after.is_working_day(date(2019, 4, 28))
        assert not after.is_working_day(date(2019, 5, 3))

    def test_extends_the_spring_festival_of_2020_and_takes_back_its_makeup_saturday(self) -> None:
        before, after = notices_up_to(date(2020, 1, 25)), notices_up_to(date(2020, 1, 26))
        moved = [day for day in EVERY_DAY[:1096] if before.is_working_day(day) != after.is_working_day(day)]
        assert moved == [date(2020, 1, 31), date(2020, 2, 1)]
        assert after.roll_forward(date(2020, 1, 24)) == date(2020, 2, 3)
        assert after.is_working_day(date(2020, 1, 19))

    def test_changes_the_version(self) -> None:
        assert notices_up_to(date(2020, 1, 25)).version != notices_up_to(date(2020, 1, 26)).version

    def test_loads_a_new_year_and_the_december_it_moves(self) -> None:
        assert not NATIONAL.is_working_day(date(2026, 12, 26))
        longer = NATIONAL.with_notice(next_year())
        assert longer.horizon == (FIRST, date(2027, 12, 31))
        assert longer.is_working_day(date(2026, 12, 26))
        assert longer.roll_forward(date(2026, 12, 31)) == date(2027, 1, 4)
        assert not NATIONAL.covers(date(2027, 1, 1))

    def test_is_the_same_calendar_in_whatever_order_the_notices_come(self) -> None:
        assert Calendar(tuple(reversed(NOTICES))) == NATIONAL
        assert Calendar(tuple(reversed(NOTICES))).version == NATIONAL.version

    def test_changes_nothing_when_the_same_notice_comes_twice(self) -> None:
        assert NATIONAL.with_notice(NOTICES[-1]) is NATIONAL

    def test_keeps_the_version_when_a_notice_is_only_verified(self) -> None:
        verified = tuple(replace(notice, certainty="verified") for notice in NOTICES)
        assert Calendar(verified).version == NATIONAL.version

    def test_refuses_another_content_under_a_number_already_loaded(self) -> None:
        with pytest.raises(UnableToLoadNotice, match="同一文号已经加载"):
            NATIONAL.with_notice(replace(NOTICES[-1], makeup=NOTICES[-1].makeup[1:]))

    def test_refuses_a_change_of_a_year_whose_arrangement_is_not_loaded(self) -> None:
        change = replace(next_year(), holidays=next_year().holidays[1:2], makeup=())
        with pytest.raises(UnableToLoadNotice, match=r"尚无安排全部七个节日的通知。请先加载该年的年度通知"):
            NATIONAL.with_notice(change)

    def test_refuses_to_leave_a_year_out(self) -> None:
        with pytest.raises(UnableToLoadNotice, match="缺2022年"):
            Calendar(tuple(notice for notice in NOTICES if notice.year != 2022))

    def test_refuses_to_stand_on_no_notice(self) -> None:
        with pytest.raises(UnableToLoadNotice, match="至少加载一年"):
            Calendar(())

    def test_refuses_a_makeup_day_that_is_worked_anyway(self) -> None:
        with pytest.raises(UnableToLoadNotice, match="2027-02-15本来就是工作日"):
            NATIONAL.with_notice(replace(next_year(), makeup=(date(2027, 2, 15),)))


class TestNoticeFromJson:
    def test_reads_what_a_notice_says(self) -> None:
        assert notice_from_json(json.dumps(as_data(next_year()))) == next_year()

    def test_builds_the_national_calendar_from_its_notices(self) -> None:
        assert Calendar.from_json(json.dumps([as_data(notice) for notice in NOTICES])) == NATIONAL

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"year": "2027"}, "year(年份)应为整数"),
            ({"year": True}, "year(年份)应为整数"),
            ({"year": 2028}, "2026-12-31不在2028年(含上年12月)之内"),
            ({"number": 99}, "number(文号)应为文字"),
            ({"number": "国办发明电[2026]99号"}, "年份用六角括号"),
            ({"number": "国办发明电〔2025〕99号"}, "文号的年份与成文日期2026-11-05不符"),
            ({"issued_on": "20261105"}, "issued_on(成文日期)不是日期"),
            ({"issued_on": "2026-02-30"}, "issued_on(成文日期)不是日期"),
            ({"makeup": "2027-02-14"}, "makeup(调休上班日)应为一个列表"),
            ({"makeup": ["2027-02-14", "2027-02-14"]}, "同一个调休上班日写了两次"),
            ({"makeup": ["2027-02-06"]}, "2027-02-06既在春节假期内,又列为调休上班日"),
            ({"certainty": "sure"}, "certainty(核实程度)应为verified、secondary、memory之一"),
            ({"holidays": [{"name": "元旦", "first": "2027-01-03", "last": "2027-01-01"}]}, "晚于止日2027-01-01"),
            ({"holidays": [{"name": "", "first": "2027-01-01", "last": "2027-01-01"}]}, "没有写节日名称"),
            ({"holidays": [{"name": 1, "first": "2027-01-01", "last": "2027-01-01"}]}, "name(节日名称)应为文字"),
            ({"holidays": [{"name": "元旦", "first": "2027-01-01"}]}, "假期缺少last"),
            ({"holidays": ["元旦"]}, "假期应为一个对象"),
            (
                {
                    "holidays": [
                        {"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"},
                        {"name": "春节", "first": "2027-01-03", "last": "2027-01-09"},
                    ]
                },
                "元旦与春节的假期重叠",
            ),
            ({"days": 7}, "通知有不认识的项目days"),
        ],
    )
    def test_says_what_is_wrong_and_what_to_write(self, change: dict[str, object], sentence: str) -> None:
        with pytest.raises(UnableToLoadNotice) as refusal:
            notice_from_json(json.dumps(as_data(next_year()) | change))
        assert sentence in str(refusal.value)
        assert str(refusal.value).startswith("不得加载")
        assert str(refusal.value).endswith("。")

    def test_says_what_is_missing(self) -> None:
        with pytest.raises(UnableToLoadNotice, match="通知缺少year、number、issued_on、holidays、makeup、certainty"):
            notice_from_json("{}")

    def test_says_where_the_text_stops_being_json(self) -> None:
        with pytest.raises(UnableToLoadNotice, match="第1行第2列起不是JSON格式"):
            notice_from_json("{")

    def test_asks_for_a_list_of_notices(self) -> None:
        with pytest.raises(UnableToLoadNotice, match="文件应为一个列表"):
            Calendar.from_json("{}")
