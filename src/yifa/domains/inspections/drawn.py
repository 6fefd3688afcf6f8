"""What a draw came to, read from its public bundle: which objects, and which officers to each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yifa.engine.draw.bundle import BUNDLE, DRAWN
from yifa.engine.draw.encoding import document_hash
from yifa.kernel.pages import UnableToTake


@dataclass(frozen=True, slots=True)
class Subject:
    """One object drawn: its code and class in the frame, and the certificates of the officers assigned to it."""

    code: str
    stratum: str
    inspectors: tuple[str, ...]


def subjects_of(content: bytes) -> tuple[Subject, ...]:
    """The objects of a public bundle. Raises UnableToTake for anything else, an aborted draw, or a changed result.

    Whether the draw itself was in order is for the verification page; here it is only seen that the result is the sealed one.
    """
    try:
        bundle = json.loads(content)
        is_drawn = bundle["format"] == BUNDLE and bundle["status"] == DRAWN
        found = tuple(_subjects(bundle["result"])) if is_drawn else ()
        is_whole = is_drawn and document_hash(bundle["result"]) == bundle["result_hash"]
    except (ValueError, KeyError, TypeError) as trouble:
        raise UnableToTake("不得导入:文件不是抽取公开包。请选择抽取时生成的 bundle.json。", "bundle") from trouble
    if not is_drawn:
        raise UnableToTake("不得导入:这次抽取已经中止,没有抽取结果。请选择已完成的抽取。", "bundle")
    if not is_whole:
        raise UnableToTake("不得导入:抽取结果与公开包中写明的结果哈希不符,文件被改动过。请使用原件。", "bundle")
    return found


def _subjects(result: Mapping[str, Any]) -> Iterator[Subject]:
    teams = {(one["stratum"], one["position"]): tuple(one["inspectors"]) for one in result["teams"]}
    for one in result["drawn"]:
        yield Subject(one["code"], one["stratum"], teams.get((one["stratum"], one["position"]), ()))
