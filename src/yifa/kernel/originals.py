"""Kept files: each as it came, under the hash of its content, encrypted under a key of its own.

A workbook holds what people entrusted to an office; who finds the disk must not be able to read it. What an earlier
version kept in clear is still read.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yifa.kernel.confidentiality import NOT_KEPT
from yifa.kernel.evidence.commitment import SALT, new_salt
from yifa.kernel.evidence.keys import UnableToReadKey, personal_key
from yifa.kernel.models import Original

FOLDER, SEALED = "originals", ".sealed"
MARK = b"yifa-original-1\n"
CHUNK = 1 << 20
_TAG = 16
_NONCE = 12
_MORE, _LAST = b"more", b"last"


class UnableToOpenOriginal(Exception):
    """A kept file is missing, damaged, or encrypted under another key."""


def keep(content: Path, *, sha256: str, kind: str, folder: Path) -> None:
    """Keep a file under the hash of its content; one that is kept already is left alone, and never half a file."""
    with content.open("rb") as clear:
        keep_sealed(clear, sha256=sha256, kind=kind, folder=folder)


def keep_sealed(clear: BinaryIO, *, sha256: str, kind: str, folder: Path) -> None:
    """Keep what is read from there as `keep` does: what was sent to a page is never written in clear."""
    kept = folder / f"{sha256}.{kind}{SEALED}"
    if kept.exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    growing = kept.with_suffix(".partial")
    with growing.open("wb") as sealed:
        _seal(clear, sealed)
    growing.replace(kept)


def forget(*, sha256: str, kind: str, folder: Path) -> None:
    """Drop a file that was kept for an act that was refused; one that is on record stays."""
    if not Original.objects.filter(sha256=sha256).exists():
        (folder / f"{sha256}.{kind}{SEALED}").unlink(missing_ok=True)


def opened(original: Original, *, folder: Path) -> Iterator[bytes]:
    """Yield a kept file as it came, piece by piece. Raises UnableToOpenOriginal, at the latest at its end."""
    name = f"{original.sha256}.{original.kind}"
    for file, read in ((folder / f"{name}{SEALED}", _unsealed), (folder / name, _pieces)):
        if file.exists():
            with file.open("rb") as kept:
                yield from _checked(read(kept), original)
            return
    raise UnableToOpenOriginal(f"原件「{original.name}」没有在 {folder.name} 文件夹中。请从备份恢复。")


def sentences(*, folder: Path) -> Iterator[str]:
    """Yield a Chinese sentence for every kept file that is missing or not as it came; for fsck."""
    for original in Original.objects.exclude(kind=NOT_KEPT).order_by("pk").iterator():
        try:
            deque(opened(original, folder=folder), maxlen=0)
        except (UnableToOpenOriginal, UnableToReadKey) as refusal:
            yield str(refusal)


def _checked(pieces: Iterator[bytes], original: Original) -> Iterator[bytes]:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
        yield piece
    if found.hexdigest() != original.sha256:
        raise UnableToOpenOriginal(_damaged(original))


def _seal(clear: BinaryIO, sealed: BinaryIO) -> None:
    salt = new_salt()
    cipher = AESGCM(_key(salt))
    sealed.write(MARK + salt)
    number, piece = 0, clear.read(CHUNK)
    while True:
        following = clear.read(CHUNK)
        # Which piece is the last is sealed with it, or a file could be cut short unseen.
        sealed.write(cipher.encrypt(_nonce(number), piece, _MORE if following else _LAST))
        if not following:
            return
        number, piece = number + 1, following


def _unsealed(kept: BinaryIO) -> Iterator[bytes]:
    mark, salt = kept.read(len(MARK)), kept.read(SALT)
    if mark != MARK or len(salt) != SALT:
        return
    cipher = AESGCM(_key(salt))
    number, piece = 0, kept.read(CHUNK + _TAG)
    while piece:
        following = kept.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(number), piece, _MORE if following else _LAST)
        except InvalidTag:
            return  # what is missing shows in the hash of the whole
        number, piece = number + 1, following


def _pieces(kept: BinaryIO) -> Iterator[bytes]:
    while piece := kept.read(CHUNK):
        yield piece


def _key(salt: bytes) -> bytes:
    return hmac.digest(personal_key(), b"original" + salt, "sha256")


def _nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE, "big")


def _damaged(original: Original) -> str:
    return f"原件「{original.name}」与收存时不同,被改动过,或者密钥文件不是原来的。请从备份恢复。"
