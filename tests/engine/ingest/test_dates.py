"""Dates: what is a day, what is an impossible day, what is no day at all."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.engine.ingest.cell import Cell
from yifa.engine.ingest.dates import EPOCH_1904, from_serial, read_date, read_moment
from yifa.engine.ingest.refusal import Reason, UnableToReadCell

DAY = date(2022, 3, 5)


def reason_for(cell: Cell) -> Reason:
    with pytest.raises(UnableToReadCell) as refused:
        read_date(cell)
    return refused.value.reason


class TestSpellings:
    @pytest.mark.parametrize(
        "text",
        [
            "2022-03-05", "2022-3-5", "2022.3.5", "2022.03.05", "2022年3月5日", "2022年03月05日", "2022/3/5", "20220305",
            "2022 年 3 月 5 日", "2022年3月5号", "2022-03-05 00:00:00", "2022/3/5 0:00", "2022-03-05T09:30",
            "2022年3月5日9时30分", "２０２２年３月５日", "\t2022-03-05 \u3000", "2022-03-05 星期六", "44625",
        ],
    )  # fmt: skip
    def test_of_one_day_are_one_day(self, text: str) -> None:
        assert read_date(text) == DAY

    @pytest.mark.parametrize(
        "cell", [date(2022, 3, 5), datetime.fromisoformat("2022-03-05 09:30"), 44625, 44625.0, 44625.4, 20220305]
    )
    def test_of_cells_that_are_no_text(self, cell: Cell) -> None:
        assert read_date(cell) == DAY

    @given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
    def test_all_name_the_day_they_were_made_from(self, day: date) -> None:
        spelled = (
            day.isoformat(),
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}/{day.month}/{day.day}",
            f"{day:%Y%m%d}",
        )
        assert {read_date(text) for text in spelled} == {day}
        assert read_date((day - date(1899, 12, 30)).days) == day


class TestBoundaries:
    @pytest.mark.parametrize(("text", "day"), [("2024-02-29", date(2024, 2, 29)), ("2022-12-31", date(2022, 12, 31))])
    def test_last_days_of_a_month_exist(self, text: str, day: date) -> None:
        assert read_date(text) == day

    @pytest.mark.parametrize(
        "text",
        [
            "2022-02-30",
            "2022年2月29日",
            "2022-11-31",
            "2022.13.5",
            "2022/0/5",
            "2022-03-00",
            "20220230",
            "2022-3-5 25:00",
        ],
    )
    def test_days_that_no_calendar_has_are_impossible(self, text: str) -> None:
        assert reason_for(text) is Reason.IMPOSSIBLE_DATE

    @pytest.mark.parametrize(
        "cell",
        [
            "长期",
            "2022年3月",
            "22.3.5",
            "2022-03",
            "2022-3/5",
            "3月5日",
            "/",
            "待定",
            2022,
            3.5,
            -1,
            True,
            "2022-03-05后",
            "202203051",
        ],
    )
    def test_what_names_no_day_is_no_date(self, cell: Cell) -> None:
        assert reason_for(cell) is Reason.NOT_A_DATE

    def test_the_empty_date_that_a_formula_leaves_is_impossible(self) -> None:
        assert reason_for(0) is Reason.IMPOSSIBLE_DATE

    def test_a_bare_number_is_a_day_from_1949_to_2099_only(self) -> None:
        assert read_date(18172) == date(1949, 10, 1)
        assert read_date(73050) == date(2099, 12, 31)
        assert reason_for(18171) is Reason.NOT_A_DATE
        assert reason_for(73051) is Reason.NOT_A_DATE


class TestMoments:
    @pytest.mark.parametrize(
        "text",
        ["2022-09-26 09:30", "2022.9.26 9:30", "2022年9月26日 9时30分", "2022/9/26 9:30:00", "2022年9月26日9点30分"],
    )
    def test_keep_the_hour(self, text: str) -> None:
        assert read_moment(text) == datetime.fromisoformat("2022-09-26 09:30")

    def test_of_a_serial_number_are_exact_to_the_second(self) -> None:
        serial = (datetime.fromisoformat("2022-09-26 09:30") - datetime.fromisoformat("1899-12-30 00:00")) / timedelta(
            days=1
        )
        assert read_moment(serial) == datetime.fromisoformat("2022-09-26 09:30")

    def test_without_an_hour_are_midnight(self) -> None:
        assert read_moment("2022-09-26") == datetime.fromisoformat("2022-09-26 00:00")


class TestSerials:
    def test_count_from_1904_in_workbooks_of_old_macs(self) -> None:
        assert from_serial(43163, EPOCH_1904) == DAY
        assert read_date("43163", EPOCH_1904) == DAY

    def test_of_an_hour_alone_stay_numbers(self) -> None:
        assert from_serial(0.5) == 0.5
