"""A decision under way: what a page says of the next steps, from the procedure as it is shipped."""

from datetime import UTC, date, datetime

import pytest

from yifa.kernel.access import OPERATOR
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.next_acts import NextAct, next_acts
from yifa.kernel.opening import open_case
from yifa.kernel.reading import read_cases
from yifa.kernel.trays import at_steps, trays
from yifa.kernel.versions import INSTALLED
from yifa.law.act import Kind
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 12, 30, 2, 0, tzinfo=UTC)
BY = Actor("张三", organ="区发展改革委", person="李四", carrier="paper")
GIVEN = Given()
BEGUN = date(2022, 3, 1)


@pytest.fixture
def drafted() -> int:
    """A decision whose draft stands."""
    facts = {"undertaking_unit": "区发展改革委"}
    case_id = open_case(procedure="major_decision", on=BEGUN, by=BY, at=NOW, given=GIVEN, facts=facts).case_id
    for step in ("initiation", "drafting"):
        do(case_id, step, BEGUN)
    return case_id


def do(case_id: int, step: str, on: date, kind: Kind = Kind.DONE) -> None:
    perform(case_id=case_id, act=Proposed(kind, step, on), by=BY, at=NOW, given=GIVEN)


def asked(case_id: int, step: str, on: date) -> NextAct:
    (read,) = read_cases([case_id], given=GIVEN, versions=INSTALLED)
    return next(act for act in next_acts(read, on=on).acts if act.step == step)


class TestPublicComments:
    @pytest.mark.parametrize(
        ("on", "short"), [(date(2022, 3, 30), True), (date(2022, 3, 31), False), (date(2022, 4, 1), False)]
    )
    def test_open_the_next_step_when_thirty_days_have_passed(self, drafted: int, on: date, *, short: bool) -> None:
        do(drafted, "public_comments", BEGUN, Kind.STARTED)
        act = asked(drafted, "public_comments", on)
        assert act.deadlines[0].opens_on == date(2022, 3, 31)
        assert act.deadlines[0].basis.article == "《重大行政决策程序暂行条例》第十五条"
        assert bool(act.doubts) is short
        assert act.is_allowed
        assert act.leaves == ("征求意见公告", "意见采纳情况")

    def test_stand_beside_steps_of_which_the_record_does_not_say_whether_they_apply(self, drafted: int) -> None:
        assert asked(drafted, "expert_argument", BEGUN).applies
        assert asked(drafted, "public_comments", BEGUN).applies == ""

    def test_do_not_hide_what_comes_after_steps_that_may_not_apply(self, drafted: int) -> None:
        do(drafted, "public_comments", date(2022, 4, 15))
        assert asked(drafted, "expert_argument", date(2022, 4, 15)).applies
        review = asked(drafted, "legality_review", date(2022, 4, 15))
        assert review.applies == ""
        assert review.then == ("集体讨论",)


class TestLegalityReview:
    def test_lies_in_the_reviewers_tray(self, drafted: int) -> None:
        for step in ("public_comments", "hearing_papers", "public_hearing", "expert_argument", "risk_assessment"):
            do(drafted, step, date(2022, 4, 15))
        review = next(filled for filled in trays(at_steps(OPERATOR, on=BEGUN)) if filled.tray.title == "待我审核")
        assert review.count == 1
        act = asked(drafted, "legality_review", date(2022, 4, 20))
        assert act.duty == "负责合法性审查的部门"
        assert act.then == ("集体讨论",)
