"""Bodies before and after, and duties of dissolved ones: a warning stands until each has a home."""

from datetime import date

from tests.domains.desks import done
from tests.domains.staffing.desks import DAY, GIVING, POSTS, TAKING, Desks, page_of, powers
from yifa.kernel.models import Organ

BODIES = "/desk/office/staffing-bodies/"


def dissolve(last_day: date) -> None:
    Organ.objects.filter(name=GIVING).update(valid_to=last_day, kind="区政府工作部门")


def told(desks: Desks, address: str = BODIES) -> str:
    return desks.fresh().get(address).content.decode()


class TestADissolvedBody:
    def test_warns_from_the_day_after_its_last_while_a_duty_has_no_home(self, desks: Desks) -> None:
        powers("QZ-1", "QZ-2")
        dissolve(date(2026, 3, 9))
        for day, warns in ((date(2026, 3, 9), False), (date(2026, 3, 10), True), (date(2026, 3, 11), True)):
            desks.today(day)
            assert (f"{GIVING}还有 2 项职责没有承接机关" in told(desks)) is warns
            assert ("还有 2 项职责没有承接机关" in told(desks, POSTS)) is warns

    def test_without_duties_does_not(self, desks: Desks) -> None:
        dissolve(date(2026, 3, 9))
        assert "已撤销的机关没有遗留的职责" in told(desks)

    def test_leads_to_the_movement_in_which_its_duties_are_taken_over(self, desks: Desks) -> None:
        powers("QZ-1", "QZ-2")
        case = desks.moved(dissolves="是")
        assert f"{GIVING}还有 2 项职责没有承接机关" in told(desks)
        assert page_of(case) in told(desks)
        done(desks.office, page_of(case), do="rehome", day=DAY, target=TAKING, duty=["QZ-1"])
        assert f"{GIVING}还有 1 项职责没有承接机关" in told(desks)
        done(desks.office, page_of(case), do="rehome", day=DAY, target=TAKING, duty=["QZ-2"])
        assert "已撤销的机关没有遗留的职责" in told(desks)
        done(desks.office, page_of(case), do="rehomed", day=DAY)
        paper = desks.office.get(f"/desk/cases/{case.pk}/papers/staffing_rehoming/").content.decode()
        assert TAKING in paper
        assert "QZ-2" in paper


class TestTheNumberOfBodies:
    def test_is_told_of_both_days_by_kind(self, desks: Desks) -> None:
        dissolve(date(2026, 2, 28))
        page = told(desks, f"{BODIES}?since=2026-01-01&on=2026-03-10")
        assert f"撤销的：{GIVING}。" in page
        assert "减少 1" in page

    def test_is_the_same_on_the_last_day_of_a_body(self, desks: Desks) -> None:
        dissolve(date(2026, 2, 28))
        assert "撤销的" not in told(desks, f"{BODIES}?since=2026-01-01&on=2026-02-28").partition("<h2>机构数量")[2]
