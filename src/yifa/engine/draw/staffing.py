"""Which inspectors go to which subject: the least loaded first, ties by a keyed hash, then nobody more than needed.

Subjects are staffed in the order in which they were drawn. Where everybody suitable has reached the cap, tasks are
passed on along a chain until somebody is free; and in the end, as long as a chain of exchanges can take a task from an
inspector with the most, it does. When none can, no assignment of the same subjects has a smaller maximum: all
inspectors that chains reach carry at least one less than the maximum, and only they may inspect what they carry.

Source: Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs and load balancing (J. Algorithms 2006).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, islice
from typing import TypeAlias

from yifa.engine.draw.encoding import tag
from yifa.engine.draw.frame import Place
from yifa.engine.draw.inspectors import Staffing, why_unstaffed


@dataclass(frozen=True, slots=True)
class Task:
    """One drawn subject and the speciality that it asks for."""

    place: Place
    speciality: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """Who inspects a subject; nobody, and the sentence that says why, where it cannot be staffed."""

    place: Place
    inspectors: tuple[str, ...]
    why: str = ""


def staffed(tasks: Sequence[Task], *, staffing: Staffing, seed: bytes) -> tuple[Team, ...]:
    """Staff every task, in order; a task that cannot be staffed is recorded with its reason."""
    roster = _Roster(tasks, staffing, seed)
    for number in range(len(tasks)):
        roster.staff(number)
    roster.level()
    codes = [inspector.code for inspector in staffing.inspectors]
    return tuple(
        Team(task.place, tuple(codes[i] for i in team), why)
        for task, team, why in zip(tasks, roster.teams, roster.why, strict=True)
    )


_Key: TypeAlias = tuple[int, bytes, int]


class _Roster:
    """The assignment while it is made. Inspectors and tasks are known by their numbers.

    keys: load, tie and number of each inspector; orders: the keys of each speciality's inspectors, always sorted, so
    that the least loaded stand in front.
    """

    def __init__(self, tasks: Sequence[Task], staffing: Staffing, seed: bytes) -> None:
        self.tasks, self.staffing = tasks, staffing
        self.codes = [inspector.code.encode() for inspector in staffing.inspectors]
        self.prefix = tag("tie") + seed
        self.keys = [self._key(i, 0) for i in range(len(self.codes))]
        self.teams: list[list[int]] = [[] for _ in tasks]
        self.duties: list[list[int]] = [[] for _ in self.codes]
        self.why = ["" for _ in tasks]
        self.pools = self._pools()
        self.orders = {speciality: sorted(self.keys[i] for i in pool) for speciality, pool in self.pools.items()}
        self.orders_of: list[list[list[_Key]]] = [[] for _ in self.codes]
        for speciality, pool in self.pools.items():
            for i in pool:
                self.orders_of[i].append(self.orders[speciality])
        self.recused: dict[Place, set[int]] = {}
        places = {task.place for task in tasks}
        for i, inspector in enumerate(staffing.inspectors):
            for place in places.intersection(inspector.recusals):
                self.recused.setdefault(place, set()).add(i)

    def staff(self, number: int) -> None:
        """Give the task its team, or the reason why it has none."""
        team, cap = self.teams[number], self.staffing.cap
        for i in self._least_loaded(number):
            self._give(number, i)
        while cap is not None and len(team) < self.staffing.per_subject:
            relieved = self._pass_on(self._suitable(number).difference(team), cap - 1)
            if relieved is None:
                break
            self._give(number, relieved)
        if len(team) < self.staffing.per_subject:
            for i in tuple(team):
                self._take_back(number, i)
            self.why[number] = self._reason(number)

    def level(self) -> None:
        """Lower the greatest load as far as it goes."""
        available = set(chain.from_iterable(self.pools.values()))
        least = -(-sum(map(len, self.teams)) // max(len(available), 1))
        while self.keys and (most := max(self.keys))[0] > max(least, 1):
            if self._pass_on([most[2]], most[0] - 2) is None:
                return

    def _least_loaded(self, number: int) -> list[int]:
        task, cap = self.tasks[number], self.staffing.cap
        recused = self.recused.get(task.place, ())
        free = (i for load, _, i in self.orders[task.speciality] if i not in recused and load != cap)
        return list(islice(free, self.staffing.per_subject))

    def _pass_on(self, start: Iterable[int], at_most: int) -> int | None:
        """Take one task from an inspector of `start`, by a chain that ends with one who has `at_most` tasks so far."""
        came: dict[int, tuple[int, int] | None] = dict.fromkeys(sorted(start, key=self.keys.__getitem__))
        unseen = {speciality: [key[2] for key in order] for speciality, order in self.orders.items()}
        queue = deque(came)
        while queue:
            giver = queue.popleft()
            for number in self.duties[giver]:
                task = self.tasks[number]
                barred = self.recused.get(task.place, set()).union(self.teams[number])
                for taker in unseen[task.speciality]:
                    if taker in came or taker in barred:
                        continue
                    came[taker] = (giver, number)
                    if self.keys[taker][0] <= at_most:
                        return self._exchange(came, taker)
                    queue.append(taker)
                unseen[task.speciality] = [i for i in unseen[task.speciality] if i not in came]
        return None

    def _exchange(self, came: dict[int, tuple[int, int] | None], taker: int) -> int:
        self._load(taker, +1)
        while (step := came[taker]) is not None:
            giver, number = step
            team = self.teams[number]
            team[team.index(giver)] = taker
            self.duties[giver].remove(number)
            self.duties[taker].append(number)
            taker = giver
        self._load(taker, -1)
        return taker

    def _give(self, number: int, i: int) -> None:
        self.teams[number].append(i)
        self.duties[i].append(number)
        self._load(i, +1)

    def _take_back(self, number: int, i: int) -> None:
        self.teams[number].remove(i)
        self.duties[i].remove(number)
        self._load(i, -1)

    def _load(self, i: int, change: int) -> None:
        old = self.keys[i]
        self.keys[i] = new = self._key(i, old[0] + change)
        for order in self.orders_of[i]:
            del order[bisect_left(order, old)]
            insort(order, new)

    def _key(self, i: int, load: int) -> _Key:
        # Hashed with the load, so that the same two do not meet again in every round.
        return load, sha256(self.prefix + load.to_bytes(8, "big") + self.codes[i]).digest(), i

    def _pools(self) -> dict[str, set[int]]:
        """Who may inspect what asks for each speciality; recusal apart, which is a matter of each subject."""
        pools: dict[str, set[int]] = {task.speciality: set() for task in self.tasks}
        for i, inspector in enumerate(self.staffing.inspectors):
            if inspector.may_inspect_on(self.staffing.on):
                for speciality in pools.keys() & {"", *inspector.specialities}:
                    pools[speciality].add(i)
        return pools

    def _suitable(self, number: int) -> set[int]:
        task = self.tasks[number]
        return self.pools[task.speciality] - self.recused.get(task.place, set())

    def _reason(self, number: int) -> str:
        task, inspectors, cap = self.tasks[number], self.staffing.inspectors, self.staffing.cap
        recused = [inspectors[i].code for i in self.recused.get(task.place, ())]
        full = [inspectors[i].code for load, _, i in self.keys if load == cap]
        return why_unstaffed(staffing=self.staffing, speciality=task.speciality, recused=recused, full=full)
