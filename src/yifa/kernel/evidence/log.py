"""The log as the database holds it: appending pending leaves, and reading tiles for proofs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q

from yifa.kernel.evidence import paths
from yifa.kernel.evidence.checkpoint import Checkpoint, read_checkpoint
from yifa.kernel.evidence.leaves import COLUMNS, Committing, instant
from yifa.kernel.evidence.notes import Note, Signer, read_note, signed
from yifa.kernel.evidence.suite import SIZE, SUITES, Suite
from yifa.kernel.evidence.tiles import HEIGHT, WIDTH, Edge, Tile, edge_widths, tile_root
from yifa.kernel.models import Checkpoint as StoredCheckpoint
from yifa.kernel.models import Leaf, PendingLeaf
from yifa.kernel.models import Tile as StoredTile

_LOCK = 0x79696661
"""The number of the advisory lock under which one process seals at a time on PostgreSQL."""
_LIST = ", ".join(COLUMNS)
_RANK = "%s + row_number() OVER (ORDER BY id)"


class UnableToSeal(Exception):
    """The log cannot be sealed as asked: another suite, another origin, or damaged tiles."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The log after sealing: its checkpoint, the signed text, and how many leaves were added."""

    checkpoint: Checkpoint
    note: str
    added: int


def write(leaves: list[Committing]) -> None:
    """Let leaves wait for sealing; call it in the transaction that writes what they speak of."""
    PendingLeaf.objects.bulk_create(
        PendingLeaf(
            kind=leaf.kind, subject=leaf.subject, salt=leaf.salt, commitment=leaf.commitment, payload=leaf.payload
        )
        for leaf in leaves
    )


def seal(*, origin: str, suite: Suite, signer: Signer, at: datetime) -> Sealed | None:
    """Seal every waiting leaf under a new signed checkpoint; returns the last one where none waits, None for no log.

    One process seals at a time. Raises UnableToSeal where the log was begun under another suite or origin.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = latest()
        before = _before(last, origin, suite)
        added = _move_pending(cursor, connection.vendor, before)
        if not added:
            return Sealed(before, str(last.note), 0) if last is not None else None
        edge = _edge(suite, before)
        edge.append(added)
        _keep(cursor, edge.changed())
        after = Checkpoint(origin, edge.size, edge.root(), suite.name, instant(at))
        note = str(signed(after.text, [signer]))
        StoredCheckpoint.objects.create(size=after.size, root=after.root, note=note, at=at)
    return Sealed(after, note, len(added))


def latest() -> StoredCheckpoint | None:
    """The last checkpoint, None where nothing was sealed yet."""
    return StoredCheckpoint.objects.order_by("-size").first()


def note_of(stored: StoredCheckpoint) -> Note:
    """A checkpoint's note with the cosignatures of all witnesses below it."""
    lines = stored.cosignatures.order_by("pk").values_list("line", flat=True)
    return read_note(stored.note + "".join(lines))


class StoredTree:
    """The tree as its tiles are kept; tiles once read stay in memory."""

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def inclusion(self, position: int, size: int) -> list[bytes]:
        """As `paths.inclusion`."""
        return paths.inclusion(self._suite, self.node, position, size)

    def consistency(self, earlier: int, size: int) -> list[bytes]:
        """As `paths.consistency`."""
        return paths.consistency(self._suite, self.node, earlier, size)

    def node(self, level: int, place: int) -> bytes:
        """The root of the place-th complete subtree of 2^level leaves. Raises UnableToSeal for a missing tile."""
        above, within = divmod(level, HEIGHT)
        width = 1 << within
        tile, first = divmod(place * width, WIDTH)
        hashes = self._tile(above, tile)[first : first + width]
        if len(hashes) < width:
            msg = f"存证日志缺少第{above}层第{tile}块。请运行 yifa fsck 查明,并从备份恢复。"
            raise UnableToSeal(msg)
        return tile_root(self._suite, hashes)

    def _tile(self, level: int, place: int) -> list[bytes]:
        if (level, place) not in self._tiles:
            found = StoredTile.objects.filter(level=level, place=place).values_list("hashes", flat=True).first()
            raw = bytes(found or b"")
            self._tiles[level, place] = [raw[at : at + SIZE] for at in range(0, len(raw), SIZE)]
        return self._tiles[level, place]


def _before(last: StoredCheckpoint | None, origin: str, suite: Suite) -> Checkpoint:
    if last is None:
        return Checkpoint(origin, 0, suite.hash(b""), suite.name)
    before = read_checkpoint(read_note(last.note).text)
    if (before.origin, before.suite) != (origin, suite.name):
        wanted, there = SUITES[suite.name].title, SUITES[before.suite].title
        msg = (
            f"存证日志「{before.origin}」以{there}建立,不能改按「{origin}」、{wanted}续写:"
            "一部日志自始至终只用一个名称、一套算法。请恢复原来的设置,或者另立新库。"
        )
        raise UnableToSeal(msg)
    return before


def _move_pending(cursor: CursorWrapper, vendor: str, before: Checkpoint) -> list[bytes]:
    # Others go on writing leaves meanwhile on PostgreSQL, so those read are named one by one.
    cursor.execute("SELECT id, commitment FROM kernel_pendingleaf ORDER BY id")
    waiting = cursor.fetchall()
    if not waiting:
        return []
    ids = [row[0] for row in waiting]
    which, args = ("id = ANY(%s)", [ids]) if vendor == "postgresql" else ("id <= %s", [ids[-1]])
    is_unbroken = ids[-1] - ids[0] + 1 == len(ids)
    place, base = ("id + %s", before.size - ids[0]) if is_unbroken else (_RANK, before.size - 1)
    if Leaf.objects.filter(position__gte=before.size).exists():
        raise UnableToSeal(_damaged("封存点之外还有已封存的叶"))
    cursor.execute(
        f"INSERT INTO kernel_leaf (position, {_LIST}) "  # noqa: S608 - constants
        f"SELECT {place}, {_LIST} FROM kernel_pendingleaf WHERE {which} ORDER BY id",
        [base, *args],
    )
    cursor.execute(f"DELETE FROM kernel_pendingleaf WHERE {which}", args)  # noqa: S608 - constants
    return [bytes(commitment) for _, commitment in waiting]


def _edge(suite: Suite, before: Checkpoint) -> Edge:
    tiles = StoredTile.objects.filter(_last_tiles(before.size)) if before.size else StoredTile.objects.none()
    try:
        edge = Edge(suite, before.size, {tile.level: bytes(tile.hashes) for tile in tiles})
    except ValueError as damaged:
        raise UnableToSeal(_damaged(str(damaged))) from damaged
    if edge.root() != before.root:
        raise UnableToSeal(_damaged("算出的根不同"))
    return edge


def _last_tiles(size: int) -> Q:
    # Where a level ends with a full tile there is no partial one, and what lies there does not belong to the log.
    places = ((level, size >> (HEIGHT * (level + 1))) for level, _ in enumerate(edge_widths(size)))
    return reduce(or_, (Q(level=level, place=place) for level, place in places))


def _damaged(why: str) -> str:
    return f"存证日志的树块与最后一个封存点不符({why}),没有封存。请运行 yifa fsck 查明,并从备份恢复。"


def _keep(cursor: CursorWrapper, tiles: Iterable[Tile]) -> None:
    rows = [(tile.level, tile.place, tile.hashes) for tile in tiles]
    cursor.executemany(
        "INSERT INTO kernel_tile (level, place, hashes) VALUES (%s, %s, %s) "
        "ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes",
        rows,
    )
