"""The Merkle tree of a log in memory, kept level by level, so that an entry costs one further hash.

Source: RFC 9162, section 2.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yifa.kernel.evidence import paths
from yifa.kernel.evidence.suite import INTL, Suite


class Tree:
    """A tree over leaf hashes. `levels[k][i]` is the root of the i-th complete subtree of 2^k leaves."""

    def __init__(self, suite: Suite = INTL) -> None:
        self.suite = suite
        self.levels: list[list[bytes]] = [[]]

    def __len__(self) -> int:
        """How many leaves it has."""
        return len(self.levels[0])

    def extend(self, entries: Iterable[bytes]) -> None:
        """Append entries; each is hashed as a leaf."""
        digest = self.suite.hash
        self.extend_hashed([digest(b"\0" + entry) for entry in entries])

    def extend_hashed(self, hashes: Sequence[bytes]) -> None:
        """Append leaves by their hashes, and complete every subtree that they complete."""
        levels, digest = self.levels, self.suite.hash
        levels[0] += hashes
        level = 0
        while len(levels[level]) > 1:
            if level + 1 == len(levels):
                levels.append([])
            below, above = levels[level], levels[level + 1]
            first, last = 2 * len(above), len(below) & ~1
            if first == last:
                break
            pairs = zip(below[first:last:2], below[first + 1 : last : 2], strict=True)
            above += [digest(b"\1" + left + right) for left, right in pairs]
            level += 1

    def node(self, level: int, place: int) -> bytes:
        """The root of the place-th complete subtree of 2^level leaves."""
        return self.levels[level][place]

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
