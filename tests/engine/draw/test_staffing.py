"""Who inspects: eligible inspectors only, the load as even as it can be, and a reason where nobody can go."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.draw import sample
from yifa.engine.draw.frame import Place
from yifa.engine.draw.inspectors import Inspector, Staffing
from yifa.engine.draw.staffing import Task, Team, staffed

DAY = date(2022, 6, 1)
SEED = sample.KEY
FIELDS = ("食品", "特种设备", "价格")


def inspector(number: int, *fields: str, recusals: Iterable[int] = (), valid_to: date | None = None) -> Inspector:
    places = tuple(Place("A", position) for position in recusals)
    return Inspector(f"津{number:04d}", "区市场监管局", fields, None, valid_to, None, places)


def tasks(*fields: str) -> tuple[Task, ...]:
    return tuple(Task(Place("A", position), field) for position, field in enumerate(fields))


def assigned(
    given_tasks: Sequence[Task], people: Sequence[Inspector], *, cap: int | None = None, seed: bytes = SEED
) -> tuple[Team, ...]:
    return staffed(given_tasks, staffing=Staffing(DAY, 2, cap, tuple(people)), seed=seed)


def loads(teams: Iterable[Team]) -> Counter[str]:
    return Counter(code for team in teams for code in team.inspectors)


def may_go(person: Inspector, task: Task) -> bool:
    return person.may_inspect_on(DAY) and person.knows(task.speciality) and task.place not in person.recusals


def flow(given_tasks: Sequence[Task], people: Sequence[Inspector], cap: int) -> int:
    """The most places of teams that can be filled with at most `cap` tasks each: exact, by augmenting paths."""
    able = [[i for i, person in enumerate(people) if may_go(person, task)] for task in given_tasks]
    teams: list[set[int]] = [set() for _ in given_tasks]
    held: list[set[int]] = [set() for _ in people]
    for start in [task for task in range(len(given_tasks)) for _ in range(2)]:
        came: dict[int, tuple[int, int | None]] = {i: (start, None) for i in able[start] if i not in teams[start]}
        queue = deque(came)
        while queue:
            i = queue.popleft()
            if len(held[i]) < cap:
                end: int | None = i
                while end is not None:
                    task, giver = came[end]
                    teams[task].add(end)
                    held[end].add(task)
                    if giver is not None:
                        teams[task].discard(giver)
                        held[giver].discard(task)
                    end = giver
                break
            for task in held[i]:
                for j in able[task]:
                    if j not in came and j not in teams[task]:
                        came[j] = (task, i)
                        queue.append(j)
    return sum(map(len, teams))


def least_maximum(given_tasks: Sequence[Task], people: Sequence[Inspector]) -> int:
    """The smallest cap under which every task can have its two inspectors."""
    return next(cap for cap in range(len(given_tasks) + 1) if flow(given_tasks, people, cap) == 2 * len(given_tasks))


class TestInspector:
    @pytest.mark.parametrize(("days", "goes"), [(-1, False), (0, True), (1, True)])
    def test_goes_while_the_certificate_covers_the_day(self, days: int, goes: bool) -> None:  # noqa: FBT001
        people = (inspector(1), inspector(2, valid_to=DAY + timedelta(days=days)))
        [team] = assigned(tasks(""), people)
        assert bool(team.inspectors) == goes

    def test_goes_where_the_speciality_is_asked_for_and_nothing_bars(self) -> None:
        people = [inspector(i, FIELDS[i % 3], recusals=[i % 5]) for i in range(12)]
        given_tasks = tasks(*(FIELDS[i % 3] for i in range(9)))
        by_code = {person.code: person for person in people}
        for task, team in zip(given_tasks, assigned(given_tasks, people), strict=True):
            assert len(set(team.inspectors)) == 2
            assert all(may_go(by_code[code], task) for code in team.inspectors)

    def test_meets_others_in_later_rounds(self) -> None:
        people = [inspector(i) for i in range(10)]
        pairs = {frozenset(team.inspectors) for team in assigned(tasks(*[""] * 50), people)}
        assert len(pairs) > 15


class TestTeam:
    def test_is_the_same_whenever_it_is_computed(self) -> None:
        people = [inspector(i, FIELDS[i % 3]) for i in range(12)]
        assert assigned(tasks(*FIELDS), people) == assigned(tasks(*FIELDS), people)
        assert assigned(tasks(*FIELDS), people) != assigned(tasks(*FIELDS), people, seed=b"s" * 32)

    def test_that_cannot_be_staffed_says_why(self) -> None:
        people = (
            inspector(1, "食品"),
            inspector(2, "食品", recusals=[0]),
            inspector(3, "价格"),
            inspector(4, "食品", valid_to=DAY - timedelta(days=1)),
        )
        first, second = assigned(tasks("食品", "食品"), people)
        assert first.inspectors == ()
        assert first.why == (
            "未能配齐 2 名检查人员:名录共 4 人,1 人检查当日证件无效,1 人不具备专业「食品」,1 人应当回避,可派 1 人。"
            "请补充人员后另行指派并记录理由。"
        )
        assert len(second.inspectors) == 2
        assert not second.why

    def test_names_the_cap_where_it_is_the_ground(self) -> None:
        people = (inspector(1), inspector(2))
        first, second = assigned(tasks("", ""), people, cap=1)
        assert len(first.inspectors) == 2
        assert "2 人已达每人 1 个任务的上限" in second.why

    def test_is_found_by_exchange_where_the_cap_stands_in_the_way(self) -> None:
        # Only the first two know 价格; whatever the order, they must be spared for it.
        people = [
            inspector(0, "食品", "价格"),
            inspector(1, "食品", "价格"),
            inspector(2, "食品"),
            inspector(3, "食品"),
        ]
        for number in range(30):
            teams = assigned(tasks("食品", "价格"), people, cap=1, seed=bytes([number]) * 32)
            assert set(teams[1].inspectors) == {"津0000", "津0001"}
            assert all(len(team.inspectors) == 2 for team in teams)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[tuple[Task, ...], tuple[Inspector, ...]]:
    count = draw(st.integers(1, 14))
    fields = st.sets(st.sampled_from(FIELDS), max_size=3)
    aside = st.sets(st.integers(0, count - 1), max_size=3)
    people = tuple(inspector(i, *draw(fields), recusals=draw(aside)) for i in range(draw(st.integers(2, 8))))
    return tasks(*(draw(st.sampled_from(("", *FIELDS))) for _ in range(count))), people


class TestLoad:
    @given(worlds())
    @settings(max_examples=300)
    def test_is_the_exact_optimum_where_everybody_is_staffed(
        self, world: tuple[tuple[Task, ...], tuple[Inspector, ...]]
    ) -> None:
        given_tasks, people = world
        teams = assigned(given_tasks, people)
        able = [task for task, team in zip(given_tasks, teams, strict=True) if team.inspectors]
        for task, team in zip(given_tasks, teams, strict=True):
            assert bool(team.inspectors) == (sum(may_go(person, task) for person in people) >= 2)
        assert max(loads(teams).values(), default=0) == least_maximum(able, people)

    @given(worlds(), st.integers(1, 6))
    @settings(max_examples=200)
    def test_never_exceeds_the_cap_and_staffs_all_where_that_is_possible(
        self, world: tuple[tuple[Task, ...], tuple[Inspector, ...]], cap: int
    ) -> None:
        given_tasks, people = world
        teams = assigned(given_tasks, people, cap=cap)
        assert max(loads(teams).values(), default=0) <= cap
        assert all(bool(team.inspectors) != bool(team.why) for team in teams)
        if flow(given_tasks, people, cap) == 2 * len(given_tasks):
            assert all(team.inspectors for team in teams)

    def test_of_a_large_draw_is_the_exact_optimum(self) -> None:
        rnd = random.Random(3)
        fields = [f"专业{number}" for number in range(20)]
        people = [
            inspector(i, *rnd.sample(fields, rnd.randint(1, 5)), recusals=rnd.sample(range(300), 5)) for i in range(165)
        ]
        given_tasks = tasks(*(rnd.choice(fields) for _ in range(300)))
        teams = assigned(given_tasks, people)
        assert max(loads(teams).values()) == least_maximum(given_tasks, people)
