"""Posts moved in double entry, the gap by date, the register's one form, and duties that find a new home."""

from datetime import date

from tests.domains.desks import client_in, done, refusal
from tests.domains.staffing.desks import DAY, GIVING, POSTS, REGISTER, TAKING, Desks, page_of, powers
from yifa.domains.staffing.holding import holding
from yifa.domains.staffing.models import PostQuota
from yifa.domains.staffing.rules import Account
from yifa.kernel.access import OPERATOR

ON = date(2026, 3, 10)


class TestAMovement:
    def test_is_booked_on_both_sides_and_makes_no_post(self, desks: Desks) -> None:
        desks.line("B1", GIVING, approved=30, standard=20)
        desks.line("B2", TAKING, approved=40, standard=55)
        desks.moved()
        held = holding(viewer=OPERATOR, on=ON).held
        assert (held[Account(GIVING, "行政")], held[Account(TAKING, "行政")]) == (20, 50)
        assert "缺 5" in desks.office.get(POSTS).content.decode()

    def test_ends_on_paper_with_both_sides(self, desks: Desks) -> None:
        case = desks.moved()
        done(desks.office, page_of(case), do="register", day=DAY)
        case.refresh_from_db()
        assert case.state == ""
        paper = desks.office.get(f"/desk/cases/{case.pk}/papers/staffing_transfer_slip/").content.decode()
        assert GIVING in paper
        assert TAKING in paper

    def test_to_the_organ_that_gives_is_refused(self, desks: Desks) -> None:
        sent = {
            "source": GIVING,
            "target": GIVING,
            "kind": "行政",
            "channel": "区内编制调剂",
            "field": "镇街",
            "n": "1",
        }
        told = refusal(desks.office, POSTS, do="ask", day=DAY, dissolves="否", **sent)
        assert "编制没有移动" in told

    def test_is_entered_by_nobody_who_only_looks(self, desks: Desks) -> None:
        sent = {"no": "B1", "unit": GIVING, "kind": "行政", "approved": "3"}
        assert "不办理编制核定" in refusal(desks.leader, REGISTER, do="line", day=DAY, **sent)

    def test_is_entered_by_no_other_bureau(self, desks: Desks) -> None:
        bureau = client_in("handler", f"示例区/{GIVING}")
        assert "提出一次编制调整" not in bureau.get(POSTS).content.decode()
        sent = {
            "source": GIVING,
            "target": TAKING,
            "kind": "行政",
            "channel": "区内编制调剂",
            "field": "镇街",
            "n": "1",
        }
        assert "不得立件" in refusal(bureau, POSTS, do="ask", day=DAY, dissolves="否", **sent)
        line = {"no": "B1", "unit": GIVING, "kind": "行政", "approved": "3"}
        assert "不办理编制核定" in refusal(bureau, REGISTER, do="line", day=DAY, **line)


class TestTheRegister:
    def test_replaces_a_line_of_the_same_number_and_shows_it(self, desks: Desks) -> None:
        desks.line("B1", GIVING, approved=30, standard=20)
        desks.line("B1", GIVING, approved=31, standard=20)
        assert PostQuota.objects.get().approved == 31
        assert "B1" in desks.office.get(REGISTER).content.decode()


class TestAMerger:
    def test_is_not_registered_before_every_duty_has_a_home(self, desks: Desks) -> None:
        powers("QZ-1", "QZ-2")
        case = desks.moved(dissolves="是")
        page = page_of(case)
        assert "还有 2 项没有承接机关" in desks.office.get(page).content.decode()
        done(desks.office, page, do="rehome", day=DAY, target=TAKING, duty=["QZ-1"])
        assert "还有1项职责没有承接机关" in refusal(desks.office, page, do="rehomed", day=DAY)
        done(desks.office, page, do="rehome", day=DAY, target=TAKING, duty=["QZ-2"])
        done(desks.office, page, do="rehomed", day=DAY)
        done(desks.office, page, do="register", day=DAY)
        case.refresh_from_db()
        assert case.state == ""
