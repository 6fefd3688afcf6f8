"""The plan: everything that is settled and sealed before the beacon exists.

What could point at a person or an enterprise stands in the plan by its place in the frame, never by its code: the plan
is public before the draw, the list is not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from yifa.engine.draw import beacon, inspectors, quota
from yifa.engine.draw.beacon import Beacon
from yifa.engine.draw.frame import Place, Size
from yifa.engine.draw.inspectors import Staffing
from yifa.engine.draw.quota import Quota
from yifa.engine.draw.refusal import UnableToDraw


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A subject that may not be drawn, and why (本年度检查次数已达上限 …)."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One draw, before it takes place.

    title, purpose, organ: what is drawn, what for, by whom; basis: the articles or rules that provide for it;
    made_on: its day; register: which edition of which list the frame is; root, sizes: the frame as the public knows
    it; staffing: None where nobody inspects (case files, papers, representatives).
    """

    title: str
    purpose: str
    organ: str
    basis: tuple[str, ...]
    made_on: date
    register: str
    root: str
    sizes: tuple[Size, ...]
    quotas: tuple[Quota, ...]
    beacon: Beacon
    exclusions: tuple[Exclusion, ...] = ()
    staffing: Staffing | None = None

    def excluded_from(self, stratum: str) -> dict[int, str]:
        """The excluded positions of a stratum and why."""
        return {one.place.position: one.reason for one in self.exclusions if one.place.stratum == stratum}


def check(plan: Plan) -> None:
    """Refuse a plan that cannot be carried out or could be steered. Raises UnableToDraw with a sentence and its cure."""
    if not all((plan.title, plan.purpose, plan.organ, plan.register)):
        raise UnableToDraw("计划没有写明标题、用途、组织机关或名录版本。请补全后再封存。")
    if not plan.basis or not all(plan.basis):
        raise UnableToDraw("计划没有写明依据。请写明抽取所依据的法律条文或文件。")
    if plan.made_on > plan.beacon.number.at.date():
        raise UnableToDraw("公开号码的公布时间早于计划日期,结果可能已经为人所知。请改用以后的一期。")
    _check_places(plan)
    _check_quotas(plan)
    beacon.check(plan.beacon)
    if plan.staffing is not None:
        inspectors.check(plan.staffing)


def _check_quotas(plan: Plan) -> None:
    sizes = {size.name: size for size in plan.sizes}
    named = [one.stratum for one in plan.quotas]
    unknown = [name for name in named if name not in sizes]
    if unknown:
        raise UnableToDraw(f"名录中没有层「{unknown[0]}」。名录的层有:{'、'.join(sizes)}。")
    if not named or len(set(named)) < len(named):
        raise UnableToDraw("没有写明各层的抽取数,或者同一层写了两次。请逐层写明一次。")
    for one in plan.quotas:
        quota.check(one, size=sizes[one.stratum], excluded=len(plan.excluded_from(one.stratum)))


def _check_places(plan: Plan) -> None:
    sizes = {size.name: size.size for size in plan.sizes}
    if list(sizes) != sorted(sizes) or len(sizes) < len(plan.sizes) or min(sizes.values(), default=0) < 1:
        raise UnableToDraw("名录的层没有按名称排列、重复或者为空。请按名录重新生成计划。")
    recusals = [place for one in (plan.staffing.inspectors if plan.staffing else ()) for place in one.recusals]
    excluded = [one.place for one in plan.exclusions]
    for place in (*excluded, *recusals):
        if not 0 <= place.position < sizes.get(place.stratum, 0):
            raise UnableToDraw(
                f"层「{place.stratum}」没有第 {place.position + 1} 个对象,不能排除或回避。请核对名录版本。"
            )
    repeated = [place for place, times in Counter(excluded).items() if times > 1]
    if repeated or not all(one.reason for one in plan.exclusions):
        raise UnableToDraw("有对象被排除两次,或者没有写明排除理由。请逐个写明一次理由。")
