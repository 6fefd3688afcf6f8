"""Which positions of a stratum are drawn: a Fisher–Yates shuffle of which only the beginning is carried out.

The numbers are SHA-256 of (seed, counter, stratum), cut to 64 bits; those that would make some positions likelier than
others are rejected. The cost follows the quota, not the size of the frame. Never a sort by hash: it costs as much as
the frame is long, and equal codes would share their fate.

Source: Durstenfeld, Algorithm 235: Random permutation (CACM 1964); bounded numbers by rejection as in NIST SP 800-90A, B.5.1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from yifa.engine.draw.encoding import tag

_RANGE = 1 << 64
_POSITION = tag("position")


def positions(*, seed: bytes, stratum: str, size: int) -> Iterator[int]:
    """All positions of a stratum, counted from 0, in the order in which they are drawn; take as many as you need."""
    numbers = _numbers(seed, stratum.encode())
    moved: dict[int, int] = {}
    for taken in range(size):
        chosen = taken + _below(size - taken, numbers)
        yield moved.get(chosen, chosen)
        moved[chosen] = moved.get(taken, taken)


def _numbers(seed: bytes, stratum: bytes) -> Iterator[int]:
    for counter in count():
        digest = sha256(_POSITION + seed + counter.to_bytes(8, "big") + stratum).digest()
        yield int.from_bytes(digest[:8], "big")


def _below(limit: int, numbers: Iterator[int]) -> int:
    fair = _RANGE - _RANGE % limit
    return next(number for number in numbers if number < fair) % limit
