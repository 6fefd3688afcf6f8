"""The log as static files that anyone may serve and mirror: checkpoint, tiles, bundles of entries.

Only what is public is read: commitments and hashes, never a salt, a subject or a text.
Source: C2SP tlog-tiles. Its hash is SHA-256; a log of suite gm is written alike and says so in its checkpoint.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yifa.kernel.evidence.checkpoint import Checkpoint, read_checkpoint
from yifa.kernel.evidence.log import StoredTree, UnableToSeal, latest, note_of
from yifa.kernel.evidence.notes import UnableToReadNote, read_note
from yifa.kernel.evidence.proofs import extends
from yifa.kernel.evidence.suite import SIZE, SUITES
from yifa.kernel.evidence.tiles import HEIGHT, WIDTH, entry_bundle, tile_path
from yifa.kernel.models import Leaf
from yifa.kernel.models import Tile as StoredTile

CHECKPOINT, ENTRIES = "checkpoint", "entries"


class UnableToPublish(Exception):
    """Nothing is sealed, something is missing, or the folder holds what this log did not grow from."""


@dataclass(frozen=True, slots=True)
class Published:
    """How long the log is that now lies in the folder, and how many files were written for it."""

    size: int
    written: int


def publish(*, folder: Path) -> Published:
    """Bring the folder up to the last checkpoint. Full tiles that lie there are not written again.

    The checkpoint is put in place last, so that whoever reads it finds all that it speaks of. Raises UnableToPublish.
    """
    last = latest()
    if last is None:
        raise UnableToPublish("存证日志还没有封存点,没有可以公开的内容。请先运行 yifa seal 封存。")
    note = note_of(last)
    checkpoint = read_checkpoint(note.text)
    _refuse_other_history(folder / CHECKPOINT, checkpoint)
    written = sum(_write_tile(folder, *tile) for tile in _tiles(checkpoint.size))
    _put(folder / CHECKPOINT, str(note).encode())
    return Published(checkpoint.size, written + 1)


def _tiles(size: int) -> Iterator[tuple[int | str, int, int]]:
    """Yield level, place and width of every tile and bundle of entries of a log of `size` leaves."""
    level = 0
    while count := size >> (HEIGHT * level):
        for place in range((count + WIDTH - 1) // WIDTH):
            width = min(WIDTH, count - place * WIDTH)
            yield level, place, width
            if level == 0:
                yield ENTRIES, place, width
        level += 1


def _write_tile(folder: Path, level: int | str, place: int, width: int) -> bool:
    file = folder / tile_path(level, place, width)
    if file.exists():
        return False
    _put(file, entries(place, width) if level == ENTRIES else hashes(int(level), place, width))
    if width == WIDTH:
        shutil.rmtree(file.with_name(f"{file.name}.p"), ignore_errors=True)
    return True


def entries(place: int, width: int) -> bytes:
    """A bundle of that many entries. Raises UnableToPublish where they are not all there."""
    first = place * WIDTH
    rows = Leaf.objects.filter(position__gte=first, position__lt=first + width).order_by("position")
    found = [bytes(commitment) for commitment in rows.values_list("commitment", flat=True)]
    if len(found) < width:
        raise UnableToPublish(_missing(f"第{first}条至第{first + width - 1}条中的{width - len(found)}条"))
    return entry_bundle(found)


def hashes(level: int, place: int, width: int) -> bytes:
    """A tile of that many hashes. Raises UnableToPublish where they are not all there."""
    found = StoredTile.objects.filter(level=level, place=place).values_list("hashes", flat=True).first()
    held = bytes(found or b"")[: width * SIZE]
    if len(held) < width * SIZE:
        raise UnableToPublish(_missing(f"第{level}层第{place}个树块"))
    return held


def _missing(what: str) -> str:
    return f"存证日志缺少{what},不能公开。请运行 yifa fsck 查明,并从备份恢复。"


def _refuse_other_history(file: Path, checkpoint: Checkpoint) -> None:
    if not file.exists():
        return
    try:
        there = read_checkpoint(read_note(file.read_text(encoding="utf-8")).text)
    except (UnableToReadNote, UnicodeDecodeError):
        raise UnableToPublish(f"{file.parent} 中的封存点不可读。请另选空文件夹,并查明它为何损坏。") from None
    if not _grew(there, checkpoint):
        raise UnableToPublish(
            f"{file.parent} 中已公开「{there.origin}」的{there.size}条,现有日志不是由它如实续写而来,不能覆盖。"
            "请查明数据库是否被恢复到了旧备份,或者文件夹是否属于另一部日志。"
        )


def _grew(there: Checkpoint, now: Checkpoint) -> bool:
    if (there.origin, there.suite) != (now.origin, now.suite) or not 0 < there.size <= now.size:
        return False
    suite = SUITES[now.suite]
    try:
        path = StoredTree(suite).consistency(there.size, now.size)
    except UnableToSeal as damaged:
        raise UnableToPublish(str(damaged)) from None
    roots = {"earlier_root": there.root, "root": now.root}
    return extends(suite=suite, earlier=there.size, size=now.size, path=path, **roots)


def _put(file: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody is served half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.draft")
    draft.write_bytes(content)
    draft.replace(file)
