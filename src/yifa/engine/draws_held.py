"""Draws that were held in this installation, to be chosen from a list by whoever needs what they drew.

    told = {"draws": draws_held(asked.viewer, organ=acting.holding.organ, on=asked.on)}       # for the page
    found = draw_chosen(asked, "draw", register="representatives")                            # for the act

Only a draw is offered whose result our log sealed and whose bundle still is that result: who can write into the
database cannot choose whom to take and call it drawn. What was drawn elsewhere is not here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from yifa.engine import draw_log
from yifa.engine.ceremonies.models import Ceremony
from yifa.engine.ceremonies.stages import ceremonies
from yifa.engine.draw.bundle import DRAWN
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.seal import Sealed
from yifa.kernel.access import Viewer
from yifa.kernel.pages import Asked, UnableToTake


@dataclass(frozen=True, slots=True)
class HeldDraw:
    """A finished draw; register: the id of the list drawn from; codes: the keys of what was drawn, in the order drawn.

    ceremony: by which a form names it; plan: the hash of its plan, its public address being /draws/<plan>/;
    bundle_hash: SHA-256 of the public bundle as the portal hands it out; on: the day on which its result was sealed.
    """

    ceremony: int
    title: str
    organ: str
    register: str
    plan: str
    on: date
    codes: tuple[str, ...]
    substitutes: tuple[str, ...]
    bundle_hash: str

    @property
    def label(self) -> str:
        """How a list of choices calls it."""
        return f"{self.title}({self.on}抽取{len(self.codes)}个)"


def draws_held(viewer: Viewer, *, organ: str, on: date, register: str = "") -> tuple[HeldDraw, ...]:
    """The finished draws that the viewer may know of, the latest first; register: only those from that list.

    organ: the name of the organ for which he acts, «» for none.
    """
    rows = ceremonies(viewer, organ=organ, on=on).exclude(bundle="")
    rows = rows.filter(register=register) if register else rows
    sealed = _sealed_results()
    found = (_held(row, sealed) for row in rows)
    return tuple(one for one in found if one is not None)


def draw_chosen(asked: Asked, name: str, *, register: str = "", title: str = "抽取") -> HeldDraw:
    """The finished draw that a form names by its ceremony. Raises UnableToTake for none, and for one not in the list."""
    organ = asked.acting.holding.organ if asked.acting is not None else ""
    held = draws_held(asked.viewer, organ=organ, on=asked.on, register=register)
    found = next((one for one in held if str(one.ceremony) == asked.word(name)), None)
    if found is None:
        raise UnableToTake(
            f"没有选定「{title}」,或者选定的抽取没有完成、结果没有封存。请在已完成的抽取中选定;还没有抽取的,请先到「随机抽取」办理。",
            name,
        )
    return found


def _held(row: Ceremony, sealed: Mapping[str, tuple[str, datetime]]) -> HeldDraw | None:
    bundle: Mapping[str, Any] = json.loads(row.bundle)
    digest, at = sealed.get(row.plan_hash, ("", None))
    if bundle["status"] != DRAWN or at is None or document_hash(bundle["result"]) != digest:
        return None
    result = bundle["result"]
    if result["plan"] != row.plan_hash:
        return None
    return HeldDraw(
        ceremony=row.pk,
        title=row.title,
        organ=row.organ,
        register=row.register,
        plan=row.plan_hash,
        on=timezone.localtime(at).date(),
        codes=tuple(one["code"] for one in result["drawn"]),
        substitutes=tuple(one["code"] for one in result["substitutes"]),
        bundle_hash=sha256(row.bundle.encode()).hexdigest(),
    )


def _sealed_results() -> dict[str, tuple[str, datetime]]:
    seals = ((draw.plan, seal) for draw in draw_log.draws() for seal in draw.seals)
    return {plan: (seal.digest, seal.at) for plan, seal in seals if seal.what is Sealed.RESULT}
