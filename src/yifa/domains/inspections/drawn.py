"""What a draw came to, read from its public bundle: which objects, and which officers to each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yifa.engine import draw_log
from yifa.engine.draw.bundle import BUNDLE, DRAWN
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.plan_json import plan_from_json, plan_hash
from yifa.engine.draw.seal import Sealed
from yifa.kernel.pages import UnableToTake


@dataclass(frozen=True, slots=True)
class Subject:
    """One object drawn: its code and class in the frame, and the certificates of the officers assigned to it."""

    code: str
    stratum: str
    inspectors: tuple[str, ...]


def subjects_of(content: bytes) -> tuple[Subject, ...]:
    """The objects of a public bundle. Raises UnableToTake for anything else, an aborted draw, or a changed result.

    Whether the draw itself was in order is for the verification page; here it is seen that our log sealed this result of
    this plan: whoever can write a bundle could otherwise choose whom to visit and call it drawn.
    """
    try:
        bundle = json.loads(content)
        is_drawn = bundle["format"] == BUNDLE and bundle["status"] == DRAWN
        found = tuple(_subjects(bundle["result"])) if is_drawn else ()
        is_whole = is_drawn and document_hash(bundle["result"]) == bundle["result_hash"]
        is_sealed = is_whole and _is_sealed(bundle)
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise UnableToTake("不得导入:文件不是抽取公开包。请选择抽取时生成的 bundle.json。", "bundle") from trouble
    if not is_drawn:
        raise UnableToTake("不得导入:这次抽取已经中止,没有抽取结果。请选择已完成的抽取。", "bundle")
    if not is_whole:
        raise UnableToTake("不得导入:文件里的抽取结果被改动过。请使用抽取时生成的原件。", "bundle")
    if not is_sealed:
        raise UnableToTake(
            "不得导入:本系统没有封存过这次抽取的结果。请选择在本系统完成的抽取,不在本系统抽取的请逐个派查。", "bundle"
        )
    return found


def _is_sealed(bundle: Mapping[str, Any]) -> bool:
    plan = plan_hash(plan_from_json(bundle["plan"]))
    known = next((draw for draw in draw_log.draws() if draw.plan == plan), None)
    sealed = {one.what: one.digest for one in known.seals} if known is not None else {}
    return sealed.get(Sealed.RESULT) == str(bundle["result_hash"])


def _subjects(result: Mapping[str, Any]) -> Iterator[Subject]:
    teams = {(one["stratum"], one["position"]): tuple(one["inspectors"]) for one in result["teams"]}
    for one in result["drawn"]:
        yield Subject(one["code"], one["stratum"], teams.get((one["stratum"], one["position"]), ()))
