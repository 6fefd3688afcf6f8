"""What may be done next, in words: duty, basis, deadline and its counting, what it leaves, what comes then."""

from datetime import date

import pytest

from tests.kernel.trial.book import GIVEN, do, opened
from yifa.kernel.next_acts import NextAct, NextActs, next_acts
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 1)


def asked(case_id: int, on: date) -> NextActs:
    (read,) = read_cases([case_id], given=GIVEN, versions=INSTALLED)
    return next_acts(read, on=on)


def first(case_id: int, on: date) -> NextAct:
    return asked(case_id, on).acts[0]


def accepted() -> int:
    case_id = opened()
    for step in ("application", "notice", "acceptance"):
        do(case_id, step, DAY)
    return case_id


class TestTheNextAct:
    def test_says_whose_duty_it_is_and_on_which_basis(self) -> None:
        act = first(opened(), DAY)
        assert (act.title, act.duty, act.basis.article) == ("申请", "窗口", "《中华人民共和国行政许可法》第二十九条")
        assert act.then == ("补正告知",)
        assert act.is_allowed

    @pytest.mark.parametrize(
        ("on", "overdue"), [(date(2022, 3, 7), False), (date(2022, 3, 8), False), (date(2022, 3, 9), True)]
    )
    def test_says_until_when_and_how_it_was_counted(self, on: date, *, overdue: bool) -> None:
        case_id = opened()
        do(case_id, "application", DAY)
        do(case_id, "notice", DAY)
        (deadline,) = first(case_id, on).deadlines
        assert deadline.how == "自申请次日2022-03-02起5个工作日,至2022-03-08"
        assert (deadline.last_on, deadline.is_overdue, deadline.code) == (
            date(2022, 3, 8),
            overdue,
            "trial.accept_late",
        )

    def test_done_late_would_be_a_doubt_and_is_not_refused(self) -> None:
        case_id = opened()
        do(case_id, "application", DAY)
        do(case_id, "notice", DAY)
        assert first(case_id, date(2022, 3, 8)).doubts == ()
        late = first(case_id, date(2022, 3, 9))
        assert late.is_allowed
        assert "逾期1个工作日" in late.doubts[0]

    def test_that_the_law_forbids_says_why_and_how_to_cure_it(self) -> None:
        case_id = accepted()
        do(case_id, "review", date(2022, 3, 3))
        refused = first(case_id, date(2022, 3, 2))
        assert (refused.title, refused.is_allowed) == ("决定", False)
        assert "请先由行政机关完成审核" in refused.refusals[0]
        assert first(case_id, date(2022, 3, 3)).is_allowed

    def test_names_no_day_while_the_clock_stands_still(self) -> None:
        case_id = accepted()
        do(case_id, "review", date(2022, 3, 2))
        do(case_id, "hearing", date(2022, 3, 3), Kind.SUSPENDED)
        deadline = first(case_id, date(2022, 3, 10)).deadlines[0]
        assert (deadline.last_on, deadline.is_paused, deadline.is_overdue) == (None, True, False)
        assert deadline.how == "听证期间不计,恢复后接着计算"

    def test_that_ends_the_case_says_so(self) -> None:
        case_id = accepted()
        for step in ("review", "decision"):
            do(case_id, step, date(2022, 3, 2))
        act = first(case_id, date(2022, 3, 3))
        assert (act.title, act.closes, act.then) == ("送达", True, ())

    def test_says_what_each_rule_demands(self) -> None:
        case_id = accepted()
        demands = {one.code: one.says for one in first(case_id, DAY).demands}
        assert demands == {"trial.no_review": "未完成审核的,不得进入决定"}

    def test_writes_nothing(self) -> None:
        case_id = accepted()
        assert asked(case_id, DAY) == asked(case_id, DAY)


class TestAnotherChoice:
    def test_is_to_extend_or_suspend_a_term_that_runs(self) -> None:
        case_id = accepted()
        do(case_id, "review", date(2022, 3, 2))
        found = {(one.word, one.title) for one in asked(case_id, date(2022, 3, 3)).choices}
        assert found == {("延期", "决定"), ("中止", "听证")}
        do(case_id, "hearing", date(2022, 3, 3), Kind.SUSPENDED)
        assert ("恢复", "听证") in {(one.word, one.title) for one in asked(case_id, date(2022, 3, 4)).choices}

    def test_is_to_send_back_where_the_law_says_so(self) -> None:
        assert [(one.word, one.title) for one in asked(accepted(), DAY).choices] == [("退回", "审核")]


class TestACaseAtItsEnd:
    def test_has_no_next_act_and_says_why(self) -> None:
        case_id = opened()
        do(case_id, "", DAY, Kind.WITHDRAWN)
        found = asked(case_id, DAY)
        assert (found.acts, found.choices, found.ended) == ((), (), "本件已经撤回")
