"""Seals of a draw: what was fixed when. They order the draw in time, so that nothing is chosen after the number is known.

A seal says when a hash was fixed; that it truly was is shown by the log into which the hash goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from yifa.engine.draw.beacon import Beacon
from yifa.engine.draw.encoding import Json
from yifa.engine.draw.refusal import UnableToDraw


class Sealed(Enum):
    """What is sealed, in order of time."""

    PLAN = "plan"
    REVEALS = "reveals"
    RESULT = "result"
    ABORT = "abort"

    @property
    def title(self) -> str:
        """As a page says it."""
        return {"plan": "抽取计划", "reveals": "各机关的揭示", "result": "抽取结果", "abort": "中止记录"}[self.value]


@dataclass(frozen=True, slots=True)
class Seal:
    """One hash, in hexadecimal, and the moment at which it was fixed."""

    what: Sealed
    digest: str
    at: datetime


def check_moment(what: Sealed, *, at: datetime, beacon: Beacon) -> None:
    """Refuse to seal at the wrong time: plan and reveals before the number exists, the result after. Raises UnableToDraw."""
    announced = beacon.number.at
    if what is Sealed.PLAN and at >= (beacon.reveal_by or announced):
        raise UnableToDraw(
            f"公开号码将于 {announced:%Y-%m-%d %H:%M} 公布,计划应在揭示截止和公布之前封存。请改用以后的一期。"
        )
    if what is Sealed.REVEALS and (beacon.reveal_by is None or at > beacon.reveal_by):
        raise UnableToDraw("揭示截止时间已过,不再接受揭示。未揭示的机关按计划的后备办法处理。")
    if what is Sealed.RESULT and at < announced:
        raise UnableToDraw(f"公开号码要到 {announced:%Y-%m-%d %H:%M} 才公布,现在不能抽取。请届时再办。")


def seals_json(seals: Sequence[Seal]) -> Json:
    """The seals as published."""
    return [{"what": seal.what.value, "hash": seal.digest, "at": seal.at.isoformat()} for seal in seals]


def seals_from_json(value: Sequence[Mapping[str, Any]]) -> tuple[Seal, ...]:
    """Read seals; KeyError, TypeError or ValueError where they are not written as published."""
    return tuple(Seal(Sealed(one["what"]), one["hash"], datetime.fromisoformat(one["at"])) for one in value)
