"""The log as the database holds it: appending pending leaves, and reading tiles for proofs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from yifa.kernel.evidence import paths
from yifa.kernel.evidence.checkpoint import Checkpoint, read_checkpoint
from yifa.kernel.evidence.leaves import COLUMNS, Committing, instant
from yifa.kernel.evidence.notes import Note, Signer, read_note, signed
from yifa.kernel.evidence.suite import SIZE, SUITES, Suite
from yifa.kernel.evidence.tiles import HEIGHT, WIDTH, Edge, Tile, edge_widths, tile_root
from yifa.kernel.models import Checkpoint as StoredCheckpoint
from yifa.kernel.models import PendingLeaf
from yifa.kernel.models import Tile as StoredTile

_LOCK = 0x79696661
"""The number of the advisory lock under which one process seals at a time on PostgreSQL."""
_LIST = ", ".join(COLUMNS)


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
        edge = _edge(suite, before.size)
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
    cursor.execute(
        f"INSERT INTO kernel_leaf (position, {_LIST}) "  # noqa: S608 - constants
        f"SELECT %s + row_number() OVER (ORDER BY id) - 1, {_LIST} FROM kernel_pendingleaf WHERE {which} ORDER BY id",
        [before.size, *args],
    )
    cursor.execute(f"DELETE FROM kernel_pendingleaf WHERE {which}", args)  # noqa: S608 - constants
    return [bytes(commitment) for _, commitment in waiting]


def _edge(suite: Suite, size: int) -> Edge:
    last = {}
    for level, width in enumerate(edge_widths(size)):
        if width:
            place = size >> (HEIGHT * (level + 1))
            tile = StoredTile.objects.filter(level=level, place=place).first()
            last[level] = bytes(tile.hashes)[: width * SIZE] if tile is not None else b""
    try:
        return Edge(suite, size, last)
    except ValueError as damaged:
        msg = f"存证日志的树块与封存点不符({damaged})。请运行 yifa fsck 查明,并从备份恢复。"
        raise UnableToSeal(msg) from damaged


def _keep(cursor: CursorWrapper, tiles: Iterable[Tile]) -> None:
    rows = [(tile.level, tile.place, tile.hashes) for tile in tiles]
    cursor.executemany(
        "INSERT INTO kernel_tile (level, place, hashes) VALUES (%s, %s, %s) "
        "ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes",
        rows,
    )
