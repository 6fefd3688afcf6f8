"""A plan as canonical JSON and back. The file plan.json holds exactly these bytes, and their SHA-256 is the plan's hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yifa.engine.draw.beacon import Beacon, Commitment
from yifa.engine.draw.encoding import VERSION, Json, canonical, document_hash
from yifa.engine.draw.frame import Place, Size
from yifa.engine.draw.inspectors import Inspector, Staffing
from yifa.engine.draw.numbers import Group, PublicNumber
from yifa.engine.draw.plan import Exclusion, Plan
from yifa.engine.draw.quota import Quota, Share
from yifa.engine.draw.refusal import UnableToDraw

FORMAT = f"{VERSION}/plan"
PUBLIC_NUMBER, COMMIT_REVEAL = "public_number", "commit_reveal"
FALLBACK: Mapping[str, str] = {
    "missing_reveal": "到期未揭示的机关不再参加,种子由已揭示的随机数和公开号码计算。",
    "missing_number": "该期号码没有公布的,本次抽取作废,重新制定计划。",
}


def plan_hash(plan: Plan) -> str:
    """The hash under which a plan is sealed, in hexadecimal."""
    return document_hash(plan_json(plan))


def plan_json(plan: Plan) -> dict[str, Json]:
    """The plan as published."""
    return {
        "format": FORMAT,
        "title": plan.title,
        "purpose": plan.purpose,
        "organ": plan.organ,
        "basis": list(plan.basis),
        "made_on": plan.made_on.isoformat(),
        "register": plan.register,
        "frame": {"root": plan.root, "strata": [{"name": size.name, "size": size.size} for size in plan.sizes]},
        "quotas": [_quota_json(quota) for quota in plan.quotas],
        "exclusions": [{**place_json(one.place), "reason": one.reason} for one in plan.exclusions],
        "beacon": _beacon_json(plan.beacon),
        "fallback": dict(FALLBACK),
        "staffing": _staffing_json(plan.staffing) if plan.staffing else None,
    }


def plan_from_json(value: Any) -> Plan:
    """Read a plan. Raises UnableToDraw where something is missing, unknown or not written as it would be published."""
    try:
        plan = _plan(value)
        same = canonical(plan_json(plan)) == canonical(value)
    except UnableToDraw:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise UnableToDraw(f"抽取计划缺少内容或写法不对({trouble})。请使用系统生成的计划文件。") from None
    if not same:
        raise UnableToDraw("抽取计划含有不认识的内容,或者版本不同。请使用系统生成的计划文件。")
    return plan


def place_json(place: Place) -> dict[str, Json]:
    """A place as published; position counted from 0."""
    return {"stratum": place.stratum, "position": place.position}


def _quota_json(quota: Quota) -> Json:
    share: Json = {"part": quota.share.part, "of": quota.share.of, "rounded": "up"} if quota.share else None
    settled: dict[str, Json] = {"stratum": quota.stratum, "number": quota.number, "substitutes": quota.substitutes}
    return {**settled, "share": share, "speciality": quota.speciality}


def _beacon_json(beacon: Beacon) -> Json:
    return {
        "kind": COMMIT_REVEAL if beacon.commitments else PUBLIC_NUMBER,
        "source": beacon.number.source,
        "round": beacon.number.round,
        "at": beacon.number.at.isoformat(),
        "groups": [
            {"title": g.title, "first": g.first, "last": g.last, "count": g.count, "ordered": g.ordered}
            for g in beacon.number.groups
        ],
        "reveal_by": beacon.reveal_by.isoformat() if beacon.reveal_by else None,
        "commitments": [{"organ": one.organ, "commitment": one.digest} for one in beacon.commitments],
    }


def _staffing_json(staffing: Staffing) -> Json:
    return {
        "on": staffing.on.isoformat(),
        "per_subject": staffing.per_subject,
        "cap": staffing.cap,
        "inspectors": [_inspector_json(inspector) for inspector in staffing.inspectors],
    }


def _inspector_json(inspector: Inspector) -> Json:
    days = {name: getattr(inspector, name) for name in ("valid_from", "valid_to", "cancelled")}
    return {
        "code": inspector.code,
        "organ": inspector.organ,
        "specialities": list(inspector.specialities),
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "recusals": [[place.stratum, place.position] for place in inspector.recusals],
    }


def _plan(value: Mapping[str, Any]) -> Plan:
    return Plan(
        title=value["title"],
        purpose=value["purpose"],
        organ=value["organ"],
        basis=tuple(value["basis"]),
        made_on=date.fromisoformat(value["made_on"]),
        register=value["register"],
        root=value["frame"]["root"],
        sizes=tuple(Size(one["name"], one["size"]) for one in value["frame"]["strata"]),
        quotas=tuple(_quota(one) for one in value["quotas"]),
        exclusions=tuple(
            Exclusion(Place(one["stratum"], one["position"]), one["reason"]) for one in value["exclusions"]
        ),
        beacon=_beacon(value["beacon"]),
        staffing=_staffing(value["staffing"]) if value["staffing"] else None,
    )


def _quota(value: Mapping[str, Any]) -> Quota:
    share = Share(value["share"]["part"], value["share"]["of"]) if value["share"] else None
    return Quota(value["stratum"], value["number"], value["substitutes"], share, value["speciality"])


def _beacon(value: Mapping[str, Any]) -> Beacon:
    groups = tuple(Group(g["title"], g["first"], g["last"], g["count"], g["ordered"]) for g in value["groups"])
    return Beacon(
        PublicNumber(value["source"], value["round"], datetime.fromisoformat(value["at"]), groups),
        tuple(Commitment(one["organ"], one["commitment"]) for one in value["commitments"]),
        datetime.fromisoformat(value["reveal_by"]) if value["reveal_by"] else None,
    )


def _staffing(value: Mapping[str, Any]) -> Staffing:
    inspectors = tuple(_inspector(one) for one in value["inspectors"])
    return Staffing(date.fromisoformat(value["on"]), value["per_subject"], value["cap"], inspectors)


def _inspector(value: Mapping[str, Any]) -> Inspector:
    days = {name: value[name] for name in ("valid_from", "valid_to", "cancelled")}
    return Inspector(
        code=value["code"],
        organ=value["organ"],
        specialities=tuple(value["specialities"]),
        **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
        recusals=tuple(Place(stratum, position) for stratum, position in value["recusals"]),
    )
