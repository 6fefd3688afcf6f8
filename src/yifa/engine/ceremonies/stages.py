"""Where a ceremony stands: it follows from what is sealed, so that a break or a restart changes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.db.models import Q, QuerySet

from yifa.engine import draw_log
from yifa.engine.ceremonies.models import Ceremony, Doing, Done
from yifa.engine.draw.bundle import ABORTED
from yifa.engine.draw.numbers import Entry
from yifa.engine.draw.plan import Plan
from yifa.engine.draw.plan_json import plan_from_json, plan_hash
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.seal import Seal, Sealed
from yifa.kernel.access import Viewer, visible

ORGANS = "participants"
"""Under this name a request lists the organs that take part with a nonce of their own."""


class Stage(Enum):
    """The stages, in order; the value is how it is said."""

    PREPARING = "正在拟定,尚未封存"
    REVEALING = "计划已封存,等待各机关揭示"
    AWAITING = "计划已封存,等待公开号码"
    DRAWN = "已抽取"
    ABORTED = "已中止"
    WITHDRAWN = "申请已撤回,没有封存过"

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be done."""
        return self in {Stage.DRAWN, Stage.ABORTED, Stage.WITHDRAWN}


def stage_of(ceremony: Ceremony) -> Stage:
    """Where the ceremony stands."""
    if ceremony.bundle:
        return Stage.ABORTED if json.loads(ceremony.bundle)["status"] == ABORTED else Stage.DRAWN
    if not seals_of(ceremony):
        return Stage.WITHDRAWN if ceremony.doings.filter(done=Done.WITHDRAWN).exists() else Stage.PREPARING
    asks = planned(ceremony).beacon.commitments and not ceremony.reveals
    return Stage.REVEALING if asks else Stage.AWAITING


def planned(ceremony: Ceremony) -> Plan:
    """The plan as it was sealed. Raises UnableToDraw where there is none, or somebody changed it in the database."""
    if not ceremony.plan:
        raise UnableToDraw("抽取计划还没有封存。请先封存计划。")
    plan = plan_from_json(json.loads(ceremony.plan))
    if plan_hash(plan) != ceremony.plan_hash:
        raise UnableToDraw("抽取计划与封存时的不同,被改动过。请中止本次抽取并查明。")
    return plan


def seals_of(ceremony: Ceremony) -> tuple[Seal, ...]:
    """What has been sealed so far, as the log knows it."""
    if not ceremony.plan_hash:
        return ()
    found = next((one for one in draw_log.draws() if one.plan == ceremony.plan_hash), None)
    return found.seals if found is not None else ()


def sealed(ceremony: Ceremony, what: Sealed) -> Seal | None:
    """The seal of one part, None where it is not sealed."""
    return next((one for one in seals_of(ceremony) if one.what is what), None)


def request_of(ceremony: Ceremony) -> Mapping[str, Any]:
    """What is asked for."""
    found: Mapping[str, Any] = json.loads(ceremony.request)
    return found


def participants(ceremony: Ceremony) -> tuple[str, ...]:
    """The organs that take part with a nonce of their own, in the order of the request."""
    return tuple(request_of(ceremony).get(ORGANS, ()))


def commitments(ceremony: Ceremony) -> Mapping[str, str]:
    """What each organ has committed to so far, by organ; the last one counts until the plan is sealed."""
    rows = ceremony.doings.filter(done=Done.COMMITTED).order_by("pk")
    return dict(rows.values_list("organ", "said"))


def nonces(ceremony: Ceremony) -> Mapping[str, str]:
    """The nonces revealed so far, by organ."""
    return dict(ceremony.doings.filter(done=Done.REVEALED).order_by("pk").values_list("organ", "said"))


def entries(ceremony: Ceremony) -> tuple[Doing, ...]:
    """Who has entered the public number since it was last found to differ, in order."""
    last = ceremony.doings.filter(done=Done.DIFFERED).order_by("-pk").values_list("pk", flat=True).first()
    return tuple(ceremony.doings.filter(done=Done.ENTERED, pk__gt=last or 0).order_by("pk"))


def readings(ceremony: Ceremony) -> tuple[Entry, ...]:
    """The number as each of them typed it."""
    return tuple(Entry(one.person, one.said) for one in entries(ceremony))


def doings(ceremony: Ceremony) -> tuple[Doing, ...]:
    """Everything that was done, in order."""
    return tuple(ceremony.doings.order_by("pk"))


def ceremonies(viewer: Viewer, *, organ: str, on: Any) -> QuerySet[Ceremony]:
    """The ceremonies that the viewer may see that day, and those in which his organ takes part; the latest first.

    organ: the name of the organ for which he acts, «» for none.
    """
    seen = Q(pk__in=visible(Ceremony.objects.all(), viewer, on=on).values("pk"))
    asked = Ceremony.objects.filter(request__contains=f'"{ORGANS}"') if organ else Ceremony.objects.none()
    joined = [one.pk for one in asked if organ in participants(one)]
    return Ceremony.objects.filter(seen | Q(pk__in=joined)).order_by("-opened_at", "-pk")


def known(*, plan: str) -> Ceremony | None:
    """The ceremony of a sealed plan, by its hash; None for a draw that was carried out elsewhere."""
    return Ceremony.objects.filter(plan_hash=plan).first() if plan else None
