"""From what an organ asks for to a plan: codes become places of the frame, shares become numbers.

A request is plain JSON with the parts of a plan, in which subjects are named by their codes; it stays with the organ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from yifa.engine.draw.beacon import Beacon, Commitment
from yifa.engine.draw.frame import Frame, Place, Size
from yifa.engine.draw.inspectors import LEAST, Inspector, Staffing
from yifa.engine.draw.numbers import Group, PublicNumber
from yifa.engine.draw.plan import Exclusion, Plan, check
from yifa.engine.draw.quota import Quota, asked_number, quota_for
from yifa.engine.draw.refusal import UnableToDraw

KNOWN_NUMBERS: Mapping[str, tuple[Group, ...]] = {
    "中国福利彩票双色球": (Group("红球", 1, 33, 6), Group("蓝球", 1, 16, 1)),
    "中国体育彩票超级大乐透": (Group("前区", 1, 35, 5), Group("后区", 1, 12, 2)),
}
"""Numbers that people know; what they consist of stands in every plan, for comparison with the announcement."""

DAYS = ("valid_from", "valid_to", "cancelled")


def plan_of(request: Mapping[str, Any], *, frame: Frame, made_on: date) -> Plan:
    """Settle a request over a frame. Raises UnableToDraw, a sentence for the organ that asks."""
    try:
        plan = _plan(request, frame, made_on)
    except UnableToDraw:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise UnableToDraw(
            f"抽取申请缺少内容或写法不对({type(trouble).__name__}:{trouble})。请对照说明补全。"
        ) from None
    check(plan)
    return plan


def _plan(request: Mapping[str, Any], frame: Frame, made_on: date) -> Plan:
    exclusions = tuple(
        Exclusion(_place(frame, one["code"]), one["reason"])
        for one in sorted(request.get("exclusions", ()), key=lambda one: str(one["code"]))
    )
    return Plan(
        title=request["title"],
        purpose=request["purpose"],
        organ=request["organ"],
        basis=tuple(request["basis"]),
        made_on=made_on,
        register=request["register"],
        root=frame.root.hex(),
        sizes=frame.sizes,
        quotas=_quotas(request, frame, Counter(one.place.stratum for one in exclusions)),
        beacon=_beacon(request["beacon"]),
        exclusions=exclusions,
        staffing=_staffing(request["staffing"], frame) if request.get("staffing") else None,
    )


def _quotas(request: Mapping[str, Any], frame: Frame, excluded: Mapping[str, int]) -> tuple[Quota, ...]:
    sizes = {size.name: size for size in frame.sizes}
    asked = {one["stratum"]: one for one in request["quotas"]}
    if len(asked) < len(request["quotas"]):
        raise UnableToDraw("同一层写了两次抽取数。请逐层写明一次。")
    return tuple(
        quota_for(
            size=sizes.get(name) or _no_stratum(name, sizes),
            asked=asked_number(str(one["number"])),
            substitutes=one.get("substitutes", request.get("substitutes", 0)),
            excluded=excluded.get(name, 0),
            speciality=one.get("speciality", ""),
        )
        for name, one in sorted(asked.items())
    )


def _no_stratum(name: str, sizes: Mapping[str, Size]) -> Size:
    raise UnableToDraw(f"名录中没有层「{name}」。名录的层有:{'、'.join(sizes)}。")


def _beacon(asked: Mapping[str, Any]) -> Beacon:
    groups = asked.get("groups")
    known = KNOWN_NUMBERS.get(asked["source"])
    if groups is None and known is None:
        raise UnableToDraw(f"「{asked['source']}」由哪些号码组成没有写明。请写明每组号码的范围、个数和是否按公布次序。")
    stated = tuple(Group(g["title"], g["first"], g["last"], g["count"], g["ordered"]) for g in groups or ())
    until = asked.get("reveal_by")
    return Beacon(
        PublicNumber(asked["source"], asked["round"], datetime.fromisoformat(asked["at"]), stated or known or ()),
        tuple(Commitment(one["organ"], one["commitment"]) for one in asked.get("commitments", ())),
        datetime.fromisoformat(until) if until else None,
    )


def _staffing(asked: Mapping[str, Any], frame: Frame) -> Staffing:
    people = sorted(asked["inspectors"], key=lambda one: str(one["code"]))
    return Staffing(
        on=date.fromisoformat(asked["on"]),
        per_subject=asked.get("per_subject", LEAST),
        cap=asked.get("cap"),
        inspectors=tuple(_inspector(one, frame) for one in people),
    )


def _inspector(asked: Mapping[str, Any], frame: Frame) -> Inspector:
    days = {name: asked.get(name) for name in DAYS}
    return Inspector(
        code=asked["code"],
        organ=asked["organ"],
        specialities=tuple(sorted(set(asked.get("specialities", ())))),
        **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
        recusals=_known_places(frame, asked.get("recusals", ())),
    )


def _known_places(frame: Frame, codes: Sequence[str]) -> tuple[Place, ...]:
    # An inspector may have to stand aside from a subject that is not in this edition at all.
    places = {place for code in codes if (place := frame.place(code)) is not None}
    return tuple(sorted(places, key=lambda place: (place.stratum, place.position)))


def _place(frame: Frame, code: str) -> Place:
    place = frame.place(code)
    if place is None:
        raise UnableToDraw(f"要排除的对象「{code}」不在名录中。请核对编码和名录版本。")
    return place
