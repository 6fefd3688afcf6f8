"""The Merkle tree of a log in memory, kept level by level, so that an entry costs one further hash.

Source: RFC 9162, section 2.1.
"""

from __future__ import annotations

from collections.abc import Iterable

from yifa.kernel.evidence import paths
from yifa.kernel.evidence.suite import INTL, SIZE, Suite

_PAIR = 2 * SIZE


class Tree:
    """A tree over leaf hashes. `levels[k]` holds the roots of the complete subtrees of 2^k leaves, one after the other.

    A level is one string of bytes: five million leaves take 320 MB with all levels, and neighbours lie side by side as
    they are hashed.
    """

    def __init__(self, suite: Suite = INTL) -> None:
        self.suite = suite
        self.levels: list[bytearray] = [bytearray()]

    def __len__(self) -> int:
        """How many leaves it has."""
        return len(self.levels[0]) // SIZE

    def extend(self, entries: Iterable[bytes]) -> None:
        """Append entries; each is hashed as a leaf."""
        digest = self.suite.hash
        self.extend_hashed(digest(b"\0" + entry) for entry in entries)

    def extend_hashed(self, hashes: Iterable[bytes]) -> None:
        """Append leaves by their hashes, and complete every subtree that they complete."""
        levels, digest, level = self.levels, self.suite.hash, 0
        levels[0] += b"".join(hashes)
        while len(levels[level]) > SIZE:
            if level + 1 == len(levels):
                levels.append(bytearray())
            below, above = levels[level], levels[level + 1]
            fresh = bytes(memoryview(below)[2 * len(above) : len(below) // _PAIR * _PAIR])
            if not fresh:
                break
            above += b"".join([digest(b"\1" + fresh[at : at + _PAIR]) for at in range(0, len(fresh), _PAIR)])
            level += 1

    def node(self, level: int, place: int) -> bytes:
        """The root of the place-th complete subtree of 2^level leaves."""
        return bytes(self.levels[level][place * SIZE : (place + 1) * SIZE])

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves, of all by default; that of no leaves is the hash of nothing."""
        return paths.root(self.suite, self.node, self._within(size))

    def inclusion(self, position: int, size: int | None = None) -> list[bytes]:
        """As `paths.inclusion`."""
        return paths.inclusion(self.suite, self.node, position, self._within(size))

    def consistency(self, earlier: int, size: int | None = None) -> list[bytes]:
        """As `paths.consistency`."""
        return paths.consistency(self.suite, self.node, earlier, self._within(size))

    def _within(self, size: int | None) -> int:
        if size is None:
            return len(self)
        if not 0 <= size <= len(self):
            msg = f"the tree has {len(self)} leaves, not {size}"
            raise IndexError(msg)
        return size
