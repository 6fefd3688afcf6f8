"""The log served straight from the database, at the addresses at which `publishing` would lay down its files.

Source: C2SP tlog-tiles. Nothing is served beyond the last checkpoint, because nothing else is sealed.
"""

from __future__ import annotations

import re

from yifa.kernel.evidence.log import latest, note_of
from yifa.kernel.evidence.publishing import ENTRIES, UnableToPublish, entries, hashes
from yifa.kernel.evidence.tiles import HEIGHT, WIDTH, tile_path

_PATH = re.compile(
    r"tile/(?P<level>entries|[0-9]|[1-5][0-9])/(?P<groups>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[0-9]{1,3}))?"
)
_DEEPEST = 4
"""Groups of three digits in an address: a log of so many leaves is beyond us."""


def checkpoint_text() -> str | None:
    """The last checkpoint with the cosignatures of its witnesses; None where nothing was sealed yet."""
    last = latest()
    return str(note_of(last)) if last is not None else None


def tile_at(path: str) -> bytes | None:
    """The tile or bundle of entries at a path below the log («tile/0/x001/067.p/17»); None where there is none."""
    found, last = _PATH.fullmatch(path), latest()
    if found is None or last is None or found["groups"].count("/") >= _DEEPEST:
        return None
    level: int | str = ENTRIES if found["level"] == ENTRIES else int(found["level"])
    place, width = int(found["groups"].replace("x", "").replace("/", "")), int(found["width"] or WIDTH)
    if path != tile_path(level, place, width) or not _is_sealed(level, place, width, last.size):
        return None
    try:
        return entries(place, width) if level == ENTRIES else hashes(int(level), place, width)
    except UnableToPublish:
        # Damage is fsck's to tell of; a reader finds no tile, and no half of one.
        return None


def _is_sealed(level: int | str, place: int, width: int, size: int) -> bool:
    held = size if level == ENTRIES else size >> (HEIGHT * int(level))
    return 0 < width <= WIDTH and place * WIDTH + width <= held
