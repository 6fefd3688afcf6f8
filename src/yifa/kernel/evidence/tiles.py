"""The tree in tiles of 256 hashes, so that it can be served as static files and grown from its right edge.

Source: C2SP tlog-tiles. A tile of level L holds hashes of the tree's level 8L; the last one of a level may be partial.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yifa.kernel.evidence.suite import SIZE, Suite

HEIGHT = 8
WIDTH = 1 << HEIGHT
_GROUP = 1000


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: its level, its place in the level, and the hashes it holds, one after the other."""

    level: int
    place: int
    hashes: bytes

    @property
    def width(self) -> int:
        """How many hashes it holds, 256 where it is full."""
        return len(self.hashes) // SIZE


def tile_path(level: int | str, place: int, width: int = WIDTH) -> str:
    """Where a tile is served: «tile/0/x001/067», «tile/0/x001/067.p/17»; level `entries` for bundles of entries."""
    groups = [f"{place % _GROUP:03d}"]
    while place >= _GROUP:
        place //= _GROUP
        groups.append(f"x{place % _GROUP:03d}")
    partial = f".p/{width}" if width < WIDTH else ""
    return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"


def entry_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries as one bundle: each with its length before it in two bytes, most significant first."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


class Edge:
    """The right edge of a tiled tree: the last tile of each level, which is all that appending needs.

    It is refused where the tiles given are not those of a tree of `size` leaves.
    """

    def __init__(self, suite: Suite, size: int = 0, last: Mapping[int, bytes] | None = None) -> None:
        self._suite = suite
        self.size = size
        self._last: list[list[bytes]] = []
        self._changed: dict[tuple[int, int], bytes] = {}
        for level, width in enumerate(edge_widths(size)):
            hashes = (last or {}).get(level, b"")
            if len(hashes) != width * SIZE:
                msg = f"the last tile of level {level} of a tree of {size} leaves must hold {width} hashes"
                raise ValueError(msg)
            self._last.append([hashes[at : at + SIZE] for at in range(0, len(hashes), SIZE)])

    def append(self, entries: Sequence[bytes]) -> None:
        """Append entries; each is hashed as a leaf."""
        digest = self._suite.hash
        self._extend(0, self.size, [digest(b"\0" + entry) for entry in entries])
        self.size += len(entries)

    def changed(self) -> Iterator[Tile]:
        """The tiles that are new or longer than before; afterwards nothing counts as changed."""
        for (level, place), hashes in sorted(self._changed.items()):
            yield Tile(level, place, hashes)
        self._changed.clear()

    def root(self) -> bytes:
        """The root of the tree."""
        peaks = [peak for tile in reversed(self._last) for peak in _peaks(self._suite, tile)]
        if not peaks:
            return self._suite.hash(b"")
        found = peaks.pop()
        while peaks:
            found = self._suite.node(peaks.pop(), found)
        return found

    def _extend(self, level: int, count: int, hashes: Sequence[bytes]) -> None:
        if level == len(self._last):
            self._last.append([])
        tile, place, full = self._last[level], count // WIDTH, []
        taken = 0
        while taken < len(hashes):
            room = WIDTH - len(tile)
            tile += hashes[taken : taken + room]
            taken += room
            self._changed[level, place] = b"".join(tile)
            if len(tile) == WIDTH:
                full.append(tile_root(self._suite, tile))
                place += 1
                tile.clear()
        if full:
            self._extend(level + 1, count // WIDTH, full)


def edge_widths(size: int) -> Iterator[int]:
    """How many hashes the last, partial tile of each level holds (0 where the level ends with a full tile)."""
    while size:
        yield size % WIDTH
        size //= WIDTH


def tile_root(suite: Suite, hashes: Sequence[bytes]) -> bytes:
    """The root over a number of hashes that is a power of two."""
    digest = suite.hash
    row = hashes
    while len(row) > 1:
        row = [digest(b"\1" + left + right) for left, right in zip(row[::2], row[1::2], strict=True)]
    return row[0]


def _peaks(suite: Suite, hashes: Sequence[bytes]) -> Iterator[bytes]:
    first = 0
    for bit in range(HEIGHT - 1, -1, -1):
        width = 1 << bit
        if len(hashes) & width:
            yield tile_root(suite, hashes[first : first + width])
            first += width
