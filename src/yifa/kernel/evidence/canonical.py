"""One text for one value: canonical JSON, so that whoever writes a record down again hashes the same bytes.

Source: RFC 8785 (JSON Canonicalization Scheme), restricted to what facts may hold: no floats, integers that every
JSON reader keeps exact.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What has a canonical form; a sequence is a list or a tuple."""

EXACT = 2**53 - 1
"""The largest integer that a reader with double precision keeps exact (RFC 8785, section 3.2.2.3)."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class UnableToCanonicalize(ValueError):
    """The value has no canonical form here: a float, an integer beyond 2^53, a lone surrogate, a key that is no text."""


def canonical(value: Json) -> bytes:
    """The canonical JSON of a value, as UTF-8. Raises UnableToCanonicalize.

    Source: RFC 8785, sections 3.2.1 to 3.2.4.
    """
    try:
        return _encode(_ordered(value)).encode()
    except UnicodeEncodeError as surrogate:
        msg = f"text with a lone surrogate has no canonical form: {surrogate}"
        raise UnableToCanonicalize(msg) from None


def encode_ordered(value: Mapping[str, str | int | None]) -> bytes:
    """As `canonical`, for an object known to be flat, of plain values, with its keys in order: nothing is checked."""
    return _encode(value).encode()


def _ordered(value: Json) -> Json:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return _exact(value)
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_place)}
    if isinstance(value, list | tuple):
        return [_ordered(one) for one in value]
    msg = f"a {type(value).__name__} has no canonical form: use text, integers, booleans, lists and objects"
    raise UnableToCanonicalize(msg)


def _exact(value: int) -> int:
    if abs(value) > EXACT:
        msg = f"{value} is beyond 2^53, and other readers of JSON would round it: write it as text"
        raise UnableToCanonicalize(msg)
    return value


def _place(key: object) -> bytes:
    if not isinstance(key, str):
        msg = f"{key!r} is no text, and the keys of a JSON object are text"
        raise UnableToCanonicalize(msg)
    return key.encode("utf-16-be", "surrogatepass")
