"""What the law of inspections computes: joint tasks out of proposals, objects over their cap.

Source: 优化营商环境条例 54 (several checks of one object are merged as far as possible); 国办发〔2024〕54号 (a yearly cap
of checks per enterprise), from secondary pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

TAKEN_UP_BY: Mapping[str, str] = {"handover": "penalty"}
"""Step of an inspection → the procedure, by name, to which the matter is handed over."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one organ would inspect in a year: which item, which objects (credit codes), between which days."""

    organ: str
    item: str
    objects: frozenset[str]
    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a window that ends before it begins."""
        if self.last < self.first:
            msg = f"计划建议「{self.organ}·{self.item}」的截止日期早于开始日期,请核对。"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class JointTask:
    """One visit to each of its objects, for all of its proposals, on a day that suits every one of them."""

    proposals: tuple[Proposal, ...]
    objects: tuple[str, ...]
    first: date
    last: date

    @property
    def organs(self) -> tuple[str, ...]:
        """The organs that come together, each once, in order of their names."""
        return tuple(sorted({proposal.organ for proposal in self.proposals}))

    @property
    def is_joint(self) -> bool:
        """Whether more than one organ takes part."""
        return len(self.organs) > 1


@dataclass(frozen=True, slots=True)
class OverCap:
    """An object that the plan would inspect more often in the year than its credit class allows."""

    code: str
    risk: str
    planned: int
    done: int
    cap: int


def merged(proposals: Iterable[Proposal]) -> tuple[JointTask, ...]:
    """Offer the fewest visits that do all proposals: those for one object whose days overlap become one task.

    proposals: of all organs, in any order. Objects that share the same proposals share a task.
    """
    ordered = sorted(_united(proposals), key=_order)
    visits = ((visit, code) for code in _objects(ordered) for visit in _visits(ordered, code))
    shared = sorted(visits, key=lambda pair: (_place(pair[0]), pair[1]))
    return tuple(_task(visit, [code for _, code in pairs]) for visit, pairs in _by_visit(shared))


def over_cap(
    tasks: Iterable[JointTask], *, risk: Mapping[str, str], caps: Mapping[str, int], done: Mapping[str, int]
) -> tuple[OverCap, ...]:
    """The objects whose visits, with those already done in the year, exceed the cap of their class.

    risk: class by credit code; caps: visits a year by class, a class without one having no cap; done: visits so far.
    """
    planned: dict[str, int] = {}
    for task in tasks:
        for code in task.objects:
            planned[code] = planned.get(code, 0) + 1
    found = (
        OverCap(code, risk[code], visits, done.get(code, 0), caps[risk[code]])
        for code, visits in sorted(planned.items())
        if code in risk and risk[code] in caps
    )
    return tuple(one for one in found if one.planned + one.done > one.cap)


Visit = tuple[Proposal, ...]


def _objects(proposals: Iterable[Proposal]) -> list[str]:
    return sorted({code for proposal in proposals for code in proposal.objects})


def _visits(ordered: Iterable[Proposal], code: str) -> list[Visit]:
    # Taken by their last days, each window that is not yet met opens a visit on its own last day: no set of days
    # is smaller that meets every window.
    found: list[list[Proposal]] = []
    for proposal in ordered:
        if code in proposal.objects:
            met = next((visit for visit in found if proposal.first <= visit[0].last), None)
            if met is None:
                found.append([proposal])
            else:
                met.append(proposal)
    return [tuple(visit) for visit in found]


def _united(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    # Proposals alike but for their objects are one.
    for _, alike in groupby(sorted(proposals, key=_order), key=_order):
        first, *rest = alike
        yield replace(first, objects=first.objects.union(*(one.objects for one in rest)))


def _order(proposal: Proposal) -> tuple[date, date, str, str]:
    return proposal.last, proposal.first, proposal.organ, proposal.item


def _place(visit: Visit) -> tuple[tuple[date, date, str, str], ...]:
    return tuple(map(_order, visit))


def _by_visit(shared: list[tuple[Visit, str]]) -> list[tuple[Visit, list[tuple[Visit, str]]]]:
    return [(visit, list(pairs)) for visit, pairs in groupby(shared, key=lambda pair: pair[0])]


def _task(visit: Visit, codes: list[str]) -> JointTask:
    first, last = max(one.first for one in visit), min(one.last for one in visit)
    return JointTask(visit, tuple(codes), first, last)
