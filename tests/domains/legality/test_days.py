"""How long reviews took, and what became of the opinions of counsel; organs and procedures, never persons."""

from datetime import date

import pytest

from tests.domains.decisions.desks import Desks
from tests.domains.legality.test_pages import sent
from yifa.domains.legality.days import Reviewed, used

TABLE = "/desk/office/legality-days/"


def reviewed(desks: Desks, day: str) -> None:
    """A contract complete on Thursday 5 May 2022, reviewed on that day."""
    sent(desks)
    desks.send(desks.reviewer, "legality-contract", "accept")
    desks.at(day)
    for head in ("power", "content", "procedure", "burdens", "access"):
        desks.send(desks.reviewer, "legality-contract", "check", head=head, finding="符合")
    desks.send(desks.reviewer, "legality-contract", "give", conclusion="合法", words="可以签订。")


class TestTheDays:
    # 7 May 2022 was a Saturday on which offices worked.
    @pytest.mark.parametrize(
        ("day", "days"), [("2022-05-05", 0), ("2022-05-06", 1), ("2022-05-07", 2), ("2022-05-09", 3)]
    )
    def test_are_working_days_from_the_day_after_the_package_was_complete(
        self, desks: Desks, day: str, days: int
    ) -> None:
        reviewed(desks, day)
        page = desks.get(desks.reviewer, TABLE + "?year=2022")
        assert f'data-head="中位">{days}<' in page

    def test_are_told_of_the_year_of_the_opinion(self, desks: Desks) -> None:
        reviewed(desks, "2022-05-09")
        assert "没有出具审核意见的记录" in desks.get(desks.reviewer, TABLE + "?year=2021")

    def test_name_no_reviewer(self, desks: Desks) -> None:
        reviewed(desks, "2022-05-09")
        assert "王审查" not in desks.get(desks.leader, TABLE + "?year=2022").partition("<main")[2]

    def test_go_out_as_a_workbook(self, desks: Desks) -> None:
        reviewed(desks, "2022-05-09")
        file = desks._client(desks.leader).get(TABLE + "table.xlsx/?year=2022")
        assert file.content.startswith(b"PK")

    def test_are_of_what_one_may_see(self, desks: Desks) -> None:
        reviewed(desks, "2022-05-09")
        assert "出具合法性审核意见 1 件" in desks.get(desks.head, TABLE + "?year=2022")


class TestTheCounts:
    @pytest.mark.parametrize(
        ("days", "bands"), [(0, (1, 0, 0)), (7, (1, 0, 0)), (8, (0, 1, 0)), (15, (0, 1, 0)), (16, (0, 0, 1))]
    )
    def test_fall_into_bands(self, days: int, bands: tuple[int, ...]) -> None:
        (found,) = used([review(days)], by=lambda one: one.procedure)
        assert found.bands == bands

    def test_write_half_a_day_in_the_middle(self) -> None:
        (found,) = used([review(3), review(4)], by=lambda one: one.procedure)
        assert (found.least, found.middle, found.most) == (3, "3.5", 4)

    def test_do_not_measure_what_cannot_be_measured(self) -> None:
        (found,) = used([review(None)], by=lambda one: one.procedure)
        assert (found.count, found.measured, found.middle) == (1, 0, "")


def review(days: int | None) -> Reviewed:
    return Reviewed("合同协议合法性审核", "区住房城乡建设局", None, date(2022, 5, 9), days, was_returned=False)
