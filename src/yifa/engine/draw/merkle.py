"""A Merkle tree over leaves, with inclusion proofs that other people's verifiers understand.

Source: RFC 9162 section 2.1 (leaf prefix 0x00, node prefix 0x01, SHA-256). A level is one byte string, 32 bytes a hash:
five million leaves take 320 MB with all levels, and neighbours are hashed without taking them apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZE = 32
LEAF, NODE = b"\0", b"\1"


@dataclass(frozen=True, slots=True)
class Tree:
    """All levels of a tree, from the leaves to the root; the last node of an odd level is carried up as it is."""

    levels: tuple[bytes, ...]

    @property
    def root(self) -> bytes:
        """The hash that stands for all leaves; of no leaves, the hash of nothing."""
        return self.levels[-1] or hashlib.sha256().digest()

    def proof(self, index: int) -> tuple[bytes, ...]:
        """The hashes beside the way from a leaf, counted from 0, up to the root."""
        found = []
        for level in self.levels[:-1]:
            beside = (index ^ 1) * SIZE
            if beside < len(level):
                found.append(level[beside : beside + SIZE])
            index >>= 1
        return tuple(found)


def tree_of(leaf_hashes: Iterable[bytes]) -> Tree:
    """Build the tree over leaves that are hashed already."""
    levels = [b"".join(leaf_hashes)]
    while len(levels[-1]) > SIZE:
        levels.append(_above(levels[-1]))
    return Tree(tuple(levels))


def leaf_hash(entry: bytes) -> bytes:
    """Hash one leaf."""
    return hashlib.sha256(LEAF + entry).digest()


def root_from(leaf: bytes, *, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root to which a proof leads from a leaf's hash; None where the proof has not the right length."""
    beside, root, last = iter(proof), leaf, size - 1
    if not 0 <= index < size:
        return None
    while last:
        if index != last or index & 1:
            other = next(beside, None)
            if other is None:
                return None
            root = hashlib.sha256(NODE + (other + root if index & 1 else root + other)).digest()
        index, last = index >> 1, last >> 1
    return None if next(beside, None) is not None else root


def _above(level: bytes) -> bytes:
    sha256, pair = hashlib.sha256, 2 * SIZE
    whole = len(level) - len(level) % pair
    hashes = [sha256(NODE + level[start : start + pair]).digest() for start in range(0, whole, pair)]
    return b"".join(hashes) + level[whole:]
