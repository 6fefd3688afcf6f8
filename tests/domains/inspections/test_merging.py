"""Merging proposals into joint tasks, and checking them against the yearly caps."""

from datetime import date
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.domains.inspections.ledger import CHECK_TASKS
from yifa.domains.inspections.rules import JointTask, Proposal, merged, over_cap

MARCH, APRIL, MAY = ((date(2022, month, 1), date(2022, month, 30)) for month in (3, 4, 5))
CAPS = {"A": 1, "B": 2, "C": 4}


def proposal(organ: str, objects: str, days: tuple[date, date] = MARCH) -> Proposal:
    return Proposal(organ, f"{organ}事项", frozenset(objects), *days)


def told(tasks: tuple[JointTask, ...]) -> list[tuple[str, str]]:
    return [("+".join(task.organs), "".join(task.objects)) for task in tasks]


class TestMerging:
    def test_offers_one_joint_visit_to_an_object_that_two_organs_propose(self) -> None:
        tasks = merged([proposal("市监局", "甲乙"), proposal("消防", "乙丙")])
        assert told(tasks) == [("市监局", "甲"), ("市监局+消防", "乙"), ("消防", "丙")]
        assert [task.is_joint for task in tasks] == [False, True, False]

    def test_does_not_join_days_that_do_not_meet(self) -> None:
        assert told(merged([proposal("市监局", "甲"), proposal("消防", "甲", MAY)])) == [
            ("市监局", "甲"),
            ("消防", "甲"),
        ]

    @pytest.mark.parametrize(("first", "visits"), [(30, 1), (31, 2)])
    def test_joins_windows_that_share_their_last_day(self, first: int, visits: int) -> None:
        later = Proposal("消防", "事项", frozenset("甲"), date(2022, 3, first), date(2022, 4, 30))
        assert len(merged([proposal("市监局", "甲"), later])) == visits

    def test_leaves_the_joint_visit_the_days_that_suit_all(self) -> None:
        wide = proposal("消防", "甲", (date(2022, 3, 10), date(2022, 4, 30)))
        (task,) = merged([proposal("市监局", "甲"), wide])
        assert (task.first, task.last) == (date(2022, 3, 10), date(2022, 3, 30))

    def test_joins_two_items_of_one_organ_without_calling_them_joint(self) -> None:
        other = Proposal("市监局", "另一事项", frozenset("甲"), *MARCH)
        (task,) = merged([proposal("市监局", "甲"), other])
        assert len(task.proposals) == 2
        assert not task.is_joint

    def test_refuses_a_window_that_ends_before_it_begins(self) -> None:
        with pytest.raises(ValueError, match="截止日期早于开始日期"):
            proposal("市监局", "甲", (date(2022, 3, 2), date(2022, 3, 1)))


windows = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(
    lambda pair: (date.fromordinal(738_000 + pair[0]), date.fromordinal(738_000 + pair[0] + pair[1]))
)
proposals = st.lists(
    st.builds(proposal, st.sampled_from("市消教卫"), st.text("甲乙丙丁", min_size=1, max_size=3), windows), max_size=8
)


class TestMergedPlan:
    @given(proposals)
    def test_does_every_proposal_for_every_object_once(self, proposed: list[Proposal]) -> None:
        asked = sorted({(p.organ, p.item, p.first, p.last, code) for p in proposed for code in p.objects})
        done = [
            (p.organ, p.item, p.first, p.last, code)
            for task in merged(proposed)
            for p in task.proposals
            for code in task.objects
        ]
        assert sorted(set(done)) == asked

    @given(proposals)
    def test_leaves_every_visit_a_day_that_suits_all_who_come(self, proposed: list[Proposal]) -> None:
        assert all(task.first <= task.last for task in merged(proposed))

    @given(proposals, st.randoms())
    def test_does_not_depend_on_the_order_of_the_proposals(self, proposed: list[Proposal], random: Random) -> None:
        shuffled = list(proposed)
        random.shuffle(shuffled)
        assert merged(shuffled) == merged(proposed)

    @given(proposals)
    def test_visits_no_object_more_often_than_unmerged(self, proposed: list[Proposal]) -> None:
        for code in "甲乙丙丁":
            visits = sum(code in task.objects for task in merged(proposed))
            assert visits <= len({p for p in proposed if code in p.objects})


class TestOverCap:
    def test_names_the_object_whose_visits_exceed_the_cap_of_its_class(self) -> None:
        tasks = merged([proposal("市监局", "甲乙"), proposal("消防", "甲乙", MAY)])
        (found,) = over_cap(tasks, risk={"甲": "A", "乙": "B"}, caps=CAPS, done={})
        assert (found.code, found.planned, found.done, found.cap) == ("甲", 2, 0, 1)

    @pytest.mark.parametrize(("done", "over"), [(0, 0), (1, 0), (2, 1)])
    def test_adds_the_visits_already_done(self, done: int, over: int) -> None:
        tasks = merged([proposal("市监局", "乙")])
        assert len(over_cap(tasks, risk={"乙": "B"}, caps=CAPS, done={"乙": done})) == over

    def test_says_nothing_of_a_class_without_cap_or_an_object_without_class(self) -> None:
        tasks = merged([proposal("市监局", "甲乙"), proposal("消防", "甲乙", MAY)])
        assert over_cap(tasks, risk={"甲": "D"}, caps=CAPS, done={"甲": 9}) == ()


class TestADraw:
    FACTS = MappingProxyType({"frame_root": "a", "plan_hash": "b", "bundle_hash": "c"})

    def test_with_frame_plan_and_bundle_needs_no_remark(self) -> None:
        assert CHECK_TASKS.remarks_on(self.FACTS) == ()

    @pytest.mark.parametrize("lacking", sorted(FACTS))
    def test_without_one_of_them_cannot_be_run_again(self, lacking: str) -> None:
        (remark,) = CHECK_TASKS.remarks_on({**self.FACTS, lacking: None})
        assert remark.startswith("不可复核")

    def test_that_was_taken_in_from_a_ledger_cannot_either(self) -> None:
        (remark,) = CHECK_TASKS.remarks_on({"no": "RW2022-01", "n": 22})
        assert remark.startswith("不可复核")
