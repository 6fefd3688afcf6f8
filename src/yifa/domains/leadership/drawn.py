"""The draw of the representatives, read from its public bundle: its hash, and how many were drawn.

Whether the draw itself was in order is for the verification page; here it is only seen that the result is the sealed one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from yifa.engine.draw.bundle import BUNDLE, DRAWN
from yifa.engine.draw.encoding import document_hash
from yifa.kernel.pages import UnableToTake


@dataclass(frozen=True, slots=True)
class Representatives:
    """How many representatives were drawn, and the hash of the file that proves it."""

    bundle_hash: str
    count: int


def representatives_in(content: bytes) -> Representatives:
    """The draw in a public bundle. Raises UnableToTake for anything else, an aborted draw, or a changed result."""
    try:
        bundle = json.loads(content)
        is_drawn = bundle["format"] == BUNDLE and bundle["status"] == DRAWN
        count = len(bundle["result"]["drawn"]) if is_drawn else 0
        is_whole = is_drawn and document_hash(bundle["result"]) == bundle["result_hash"]
    except (ValueError, KeyError, TypeError) as trouble:
        raise UnableToTake("不得登记:文件不是抽取公开包。请选择抽取时生成的 bundle.json。", "bundle") from trouble
    if not is_drawn:
        raise UnableToTake("不得登记:这次抽取已经中止,没有抽取结果。请选择已完成的抽取。", "bundle")
    if not is_whole:
        raise UnableToTake("不得登记:抽取结果与公开包中写明的结果不符,文件被改动过。请使用原件。", "bundle")
    return Representatives(hashlib.sha256(content).hexdigest(), count)
