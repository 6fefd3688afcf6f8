"""The bytes that are hashed: canonical JSON, and SHA-256 with the purpose of the hash in front."""

from __future__ import annotations

import hashlib

from yifa.engine.draw.refusal import UnableToDraw
from yifa.kernel.evidence.canonical import Json, UnableToCanonicalize
from yifa.kernel.evidence.canonical import canonical as canonical_json

VERSION = "yifa-draw-1"
"""The algorithm; every hash that is not of a JSON document begins with it."""


def canonical(value: Json) -> bytes:
    """Encode as canonical JSON in UTF-8. Raises UnableToDraw where the value has no canonical form."""
    try:
        return canonical_json(value)
    except UnableToCanonicalize as refusal:
        raise UnableToDraw(f"内容不能编码:只能用文字、整数和列表,不得用小数({refusal})。请改正后重试。") from None


def document_hash(value: Json) -> str:
    """Hash a JSON document: plain SHA-256 of its canonical form, so that sha256sum on the published file gives the same."""
    return hashlib.sha256(canonical(value)).hexdigest()


def tagged(purpose: str, *parts: bytes) -> bytes:
    """Hash for one purpose only. Each part but the last has a fixed length, so that no two inputs read alike."""
    return hashlib.sha256(tag(purpose) + b"".join(parts)).digest()


def tag(purpose: str) -> bytes:
    """Return what stands in front of a hash of this purpose."""
    return f"{VERSION}/{purpose}".encode() + b"\0"


__all__ = ["VERSION", "Json", "canonical", "document_hash", "tag", "tagged"]
