"""The draw itself: from a plan and a seed to the places drawn, those that stand by, and those passed over."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.engine.draw.frame import Place
from yifa.engine.draw.plan import Exclusion, Plan
from yifa.engine.draw.positions import positions
from yifa.engine.draw.quota import Quota
from yifa.engine.draw.staffing import Task, Team, staffed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a seed makes of a plan, stratum by stratum in the plan's order.

    drawn, substitutes: places in the order drawn; passed_over: excluded places that came up before the stratum was
    complete; teams: one for each place drawn, or none where the plan has no inspectors.
    """

    drawn: tuple[Place, ...]
    substitutes: tuple[Place, ...]
    passed_over: tuple[Exclusion, ...]
    teams: tuple[Team, ...]


def outcome(plan: Plan, *, seed: bytes) -> Outcome:
    """Carry a checked plan out. The same plan and seed give the same outcome wherever and whenever it is computed."""
    drawn: list[Place] = []
    substitutes: list[Place] = []
    passed_over: list[Exclusion] = []
    sizes = {size.name: size.size for size in plan.sizes}
    for quota in plan.quotas:
        excluded = plan.excluded_from(quota.stratum)
        met = _met(quota, sizes[quota.stratum], excluded, seed)
        eligible = [place for place in met if place.position not in excluded]
        drawn += eligible[: quota.number]
        substitutes += eligible[quota.number :]
        passed_over += [Exclusion(p, excluded[p.position]) for p in met if p.position in excluded]
    return Outcome(tuple(drawn), tuple(substitutes), tuple(passed_over), _teams(plan, drawn, seed))


def _met(quota: Quota, size: int, excluded: dict[int, str], seed: bytes) -> list[Place]:
    """The places of a stratum that come up until enough of them may be drawn."""
    met: list[Place] = []
    missing = quota.number + quota.substitutes
    order = positions(seed=seed, stratum=quota.stratum, size=size)
    while missing:
        met.append(Place(quota.stratum, next(order)))
        missing -= met[-1].position not in excluded
    return met


def _teams(plan: Plan, drawn: list[Place], seed: bytes) -> tuple[Team, ...]:
    if plan.staffing is None:
        return ()
    specialities = {quota.stratum: quota.speciality for quota in plan.quotas}
    tasks = [Task(place, specialities[place.stratum]) for place in drawn]
    return staffed(tasks, staffing=plan.staffing, seed=seed)
