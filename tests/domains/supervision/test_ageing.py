"""挂账清单: what is on the books until a second person accepted how it was put right, by its age."""

from datetime import date

import pytest

from tests.domains.desks import client_in, done
from tests.domains.supervision.desks import DISTRICT, JUSTICE, Desks, page_of
from tests.domains.supervision.test_matters import begun, issued, mended
from yifa.domains.supervision.ageing import BANDS, band_of, closed_out
from yifa.kernel.models import Case

LIST = "/desk/office/open-items/"


def on_the_books(desks: Desks, day: date) -> str:
    """The list as the supervisor sees it on that day."""
    desks.today(day)
    return client_in("supervisor", organ=JUSTICE, reach=DISTRICT, person="辛监督").get(LIST).content.decode()


def closed(desks: Desks) -> Case:
    case = mended(desks)
    done(desks.second, page_of(case), do="recheck", rechecked="整改到位", how="抽查了台账。", day="2026-03-10")
    done(desks.second, page_of(case), do="close", day="2026-03-10")
    return case


class TestAnItem:
    def test_stays_on_the_books_until_a_second_person_accepted_and_it_was_closed_out(self, desks: Desks) -> None:
        case = mended(desks)
        assert str(case.number) in on_the_books(desks, date(2026, 3, 10))
        done(desks.second, page_of(case), do="recheck", rechecked="整改到位", how="抽查了台账。", day="2026-03-10")
        assert str(case.number) in on_the_books(desks, date(2026, 3, 10))
        done(desks.second, page_of(case), do="close", day="2026-03-10")
        assert str(case.number) not in on_the_books(desks, date(2026, 3, 10))

    def test_that_was_opened_again_ages_from_its_first_day(self, desks: Desks) -> None:
        case = closed(desks)
        desks.today(date(2026, 4, 9))
        again = client_in("reviewer", organ=JUSTICE, reach=DISTRICT, person="丙审核")
        done(again, page_of(case), do="reopen", how="同类问题又出现。", day="2026-04-09")
        page = on_the_books(desks, date(2026, 4, 9))
        assert "重新打开 1 次" in page
        assert 'data-head="天数">30<' in page

    @pytest.mark.parametrize(("day", "is_late"), [(19, False), (20, False), (21, True)])
    def test_is_late_on_the_day_after_its_term(self, desks: Desks, day: int, *, is_late: bool) -> None:
        issued(desks)
        assert ("已逾期" in on_the_books(desks, date(2026, 3, day))) is is_late

    def test_is_seen_by_its_own_organ_and_by_no_other(self, desks: Desks) -> None:
        case = begun(desks)
        assert str(case.number) in desks.handler.get(LIST).content.decode()
        assert str(case.number) not in desks.other.get(LIST).content.decode()


class TestTheList:
    @pytest.mark.parametrize(
        ("days", "band"), [(0, 0), (30, 0), (31, 1), (90, 1), (91, 2), (180, 2), (181, 3), (3000, 3)]
    )
    def test_counts_by_age(self, days: int, band: int) -> None:
        assert BANDS[band_of(days)] == BANDS[band]

    def test_takes_in_whatever_ends_in_a_close_out(self) -> None:
        assert {"enforcement_supervision", "rectification"} <= set(closed_out())

    def test_goes_out_as_a_workbook(self, desks: Desks) -> None:
        begun(desks)
        assert desks.supervisor.get(LIST + "?as=xlsx").content.startswith(b"PK")
