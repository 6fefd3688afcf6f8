"""How far a packed file may swell when it is opened: whoever sends a few kilobytes must not fill the machine."""

from __future__ import annotations

from zipfile import ZipFile

from yifa.engine.ingest.refusal import UnableToReadFile

SMALL = 200 << 20
"""Up to so many bytes nobody asks how tightly they were packed."""
LARGEST, LARGEST_AT_ONCE = 6 << 30, 1 << 30
"""Bytes of all parts together; of formats that are read whole, and not line by line, fewer."""
RATIO = 200
"""A sheet packs 10 to 60 times smaller; what packs tighter is no ledger."""


def refuse_swelling(parts: ZipFile, *, is_read_whole: bool) -> None:
    """Refuse an archive whose parts are too large to be read. Raises UnableToReadFile.

    What the archive says of the size of a part is held to by those who read it: they read no further.
    """
    size = sum(part.file_size for part in parts.infolist())
    packed = sum(part.compress_size for part in parts.infolist())
    if size > (LARGEST_AT_ONCE if is_read_whole else LARGEST) or (size > SMALL and size > RATIO * max(packed, 1)):
        raise UnableToReadFile("文件解开后过大,没有读取。请核对文件;确是台账的,请另存为csv,或者分成几个文件再导入。")
