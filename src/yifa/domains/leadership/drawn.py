"""The draw of the representatives: chosen among our own, or read from the public bundle of one that was held elsewhere.

A bundle that is handed in is computed again from its plan and its number; where our log knows the plan, the result must
be the one that it sealed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.engine import draw_log
from yifa.engine.draw.bundle import BUNDLE, DRAWN
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.seal import Sealed
from yifa.engine.draw.verification import verify
from yifa.engine.draws_held import HeldDraw
from yifa.kernel.pages import UnableToTake

MOST = 2000
"""Representatives of one draw: a bundle of more is computed again at home, with the program that anybody may download."""


@dataclass(frozen=True, slots=True)
class Representatives:
    """How many were drawn, on which day, and the hash of the file that proves it; plan: «» for a draw held elsewhere."""

    bundle_hash: str
    count: int
    on: date
    plan: str = ""


def of_held(draw: HeldDraw) -> Representatives:
    """The representatives of a draw that was held here."""
    return Representatives(draw.bundle_hash, len(draw.codes), draw.on, draw.plan)


def representatives_in(content: bytes, *, on: date) -> Representatives:
    """The draw in a public bundle, held on that day.

    Raises UnableToTake for anything else, an aborted draw, a changed result, and one that does not follow from its plan.
    """
    try:
        bundle = json.loads(content)
        is_drawn = bundle["format"] == BUNDLE and bundle["status"] == DRAWN
        count = len(bundle["result"]["drawn"]) if is_drawn else 0
        is_whole = is_drawn and document_hash(bundle["result"]) == bundle["result_hash"]
    except (ValueError, KeyError, TypeError) as trouble:
        raise UnableToTake("不得登记:文件不是抽取公开包。请选择抽取时生成的 bundle.json。", "bundle") from trouble
    if not is_drawn:
        raise UnableToTake("不得登记:这次抽取已经中止,没有抽取结果。请选择已完成的抽取。", "bundle")
    if not is_whole or not 0 < count <= MOST:
        raise UnableToTake("不得登记:抽取结果与公开包中写明的结果不符,文件被改动过。请使用原件。", "bundle")
    _refuse_false(bundle)
    return Representatives(hashlib.sha256(content).hexdigest(), count, on)


def _refuse_false(bundle: Mapping[str, Any]) -> None:
    faults = verify(bundle)
    if faults:
        raise UnableToTake(
            f"不得登记:按公开包重新计算,与所写的结果不一致。{faults[0]}请向组织抽取的机关核实。", "bundle"
        )
    known = next((one for one in draw_log.draws() if one.plan == bundle["plan_hash"]), None)
    sealed = {one.what: one.digest for one in known.seals} if known is not None else {}
    if sealed and sealed.get(Sealed.RESULT) != bundle["result_hash"]:
        raise UnableToTake("不得登记:本系统封存的这次抽取的结果与文件不同。请在已完成的抽取中选定。", "bundle")
