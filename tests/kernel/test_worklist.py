"""The work list: the viewer's open cases by due date, in one query."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.kernel.trial.book import NOW, do, imported, opened, take_in
from yifa.kernel.access import OPERATOR, PUBLIC, Post, Viewer
from yifa.kernel.handling import set_handling
from yifa.kernel.models import Case
from yifa.kernel.organs import organ_ids
from yifa.kernel.trays import at_steps, trays
from yifa.kernel.worklist import Due, Item, due_of, work_list
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db
ORGAN, ELSEWHERE = "区政务服务局", "区教育局"
MINE = Viewer("李办", (Post("handler", ORGAN),))
DUE = date(2022, 3, 8)  # five working days after 2022-03-01


def applied(on: date = date(2022, 3, 1)) -> int:
    """A case in which the term for acceptance is running."""
    case_id = opened()
    do(case_id, "application", on)
    return case_id


def ids(items: Sequence[Item]) -> list[int]:
    return [item.case_id for item in items]


class TestTheList:
    def test_has_the_earliest_due_first_and_what_has_no_term_last(self) -> None:
        none, late, early = opened(), applied(date(2022, 3, 2)), applied()
        assert ids(work_list(OPERATOR, on=DUE).items) == [early, late, none]

    def test_says_whose_duty_the_next_step_is(self) -> None:
        applied()
        (item,) = work_list(OPERATOR, on=DUE).items
        assert (item.procedure_title, item.step_title, item.duty) == ("试办许可", "补正告知", "窗口")
        assert (item.due_on, item.due_code, item.due, item.organ) == (DUE, "trial.accept_late", Due.TODAY, ORGAN)

    def test_shows_a_viewer_what_he_may_see(self) -> None:
        mine, other = applied(), applied()
        Case.objects.filter(pk=other).update(organ_path=ELSEWHERE)
        assert ids(work_list(MINE, on=DUE).items) == [mine]
        assert work_list(PUBLIC, on=DUE).items == ()
        assert [one.count for one in at_steps(MINE, on=DUE)] == [1]
        assert at_steps(PUBLIC, on=DUE) == []

    def test_leaves_out_what_has_ended(self) -> None:
        case_id = applied()
        do(case_id, "", date(2022, 3, 2), Kind.WITHDRAWN)
        assert work_list(OPERATOR, on=DUE).items == ()

    def test_leaves_out_history_in_which_no_term_runs(self) -> None:
        running = imported(1, decided=None, reviewed=None)
        untold = imported(2, applied=None, accepted=None, reviewed=None, decided=None)
        take_in([running, untold])
        assert Case.objects.get(source_key=untold.key).state == "application"
        items = work_list(OPERATOR, on=DUE).items
        assert [item.name for item in items] == [running.key]

    def test_is_one_query(self) -> None:
        for _ in range(3):
            applied()
        with CaptureQueriesContext(connection) as asked:
            assert len(work_list(MINE, on=DUE).items) == 3
        assert len(asked) == 1
        with CaptureQueriesContext(connection) as asked:
            trays(at_steps(MINE, on=DUE))
        assert len(asked) == 1

    def test_goes_on_where_the_page_before_ended(self) -> None:
        cases = [applied(), applied(), applied(date(2022, 3, 2)), opened(), opened()]
        seen, after = [], None
        for _ in range(3):
            page = work_list(OPERATOR, on=DUE, after=after, size=2)
            seen += ids(page.items)
            after = page.following
        assert seen == cases
        assert after is None

    def test_is_narrowed_by_procedure_and_organ(self) -> None:
        mine, other = applied(), applied()
        Case.objects.filter(pk=other).update(organ_path=f"{ELSEWHERE}/督导室")
        assert ids(work_list(OPERATOR, on=DUE, organ=ELSEWHERE).items) == [other]
        assert ids(work_list(OPERATOR, on=DUE, organ=ORGAN, procedure="trial_permit").items) == [mine]
        assert work_list(OPERATOR, on=DUE, procedure="penalty").items == ()

    @pytest.mark.parametrize("due", Due)
    def test_is_narrowed_by_how_near_the_due_day_is(self, due: Due) -> None:
        applied()
        opened()
        for day in (DUE + timedelta(days=1), DUE, DUE - timedelta(days=1), DUE - timedelta(days=7)):
            items = work_list(OPERATOR, on=day, due=due).items
            assert ids(items) == [item.case_id for item in work_list(OPERATOR, on=day).items if item.due is due]

    def test_names_the_system_in_which_a_case_is_handled(self) -> None:
        case_id = applied()
        organ_ids(names=[ORGAN])
        set_handling(
            organ=ORGAN,
            procedure="trial_permit",
            mode="条线系统办理",
            system="一体化系统",
            valid_from=DUE,
            entered_by="赵六",
            at=NOW,
        )
        Case.objects.filter(pk=case_id).update(organ_path=f"{ORGAN}/分中心")
        systems = [work_list(OPERATOR, on=day).items[0].system for day in (DUE - timedelta(days=1), DUE)]
        assert systems == ["", "一体化系统"]

    def test_shows_a_case_whose_text_is_not_installed_by_bare_names(self) -> None:
        case_id = applied()
        Case.objects.filter(pk=case_id).update(version="1999-01-01")
        (item,) = work_list(OPERATOR, on=DUE).items
        assert (item.procedure_title, item.step_title) == ("trial_permit", "notice")


class TestADueDay:
    @pytest.mark.parametrize(
        ("on", "due"),
        [
            (date(2022, 3, 9), Due.OVERDUE),
            (date(2022, 3, 8), Due.TODAY),
            (date(2022, 3, 7), Due.THIS_WEEK),  # a Monday
            (date(2022, 3, 6), Due.LATER),  # the Sunday before
        ],
    )
    def test_is_overdue_the_day_after_and_of_this_week_from_monday_on(self, on: date, due: Due) -> None:
        assert due_of(DUE, on=on) is due

    def test_that_is_not_there_is_none(self) -> None:
        assert due_of(None, on=DUE) is Due.NONE


class TestAFirstScreen:
    def test_counts_what_stands_where(self) -> None:
        applied()
        do(applied(date(2022, 3, 2)), "notice", date(2022, 3, 3))
        review = applied()
        for step in ("notice", "acceptance"):
            do(review, step, date(2022, 3, 2))
        found = {one.step: (one.count, one.overdue, one.today, one.earliest) for one in at_steps(OPERATOR, on=DUE)}
        assert found["notice"] == (1, 0, 1, DUE)
        assert found["acceptance"] == (1, 0, 0, date(2022, 3, 9))
        assert found["review"][0] == 1

    def test_has_a_tray_for_what_the_statutes_call_so(self) -> None:
        applied()
        review = applied()
        for step in ("notice", "acceptance"):
            do(review, step, date(2022, 3, 2))
        filled = {one.tray.title: (one.count, one.today) for one in trays(at_steps(OPERATOR, on=DUE))}
        assert filled == {"待我审核": (1, 0), "收件": (1, 1), "待补正": (0, 0), "待出件": (0, 0)}
