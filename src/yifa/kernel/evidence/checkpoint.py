"""A checkpoint: how long a log is and what its root is, in the text that is signed.

Source: C2SP tlog-checkpoint.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from yifa.kernel.evidence.notes import UnableToReadNote, decoded
from yifa.kernel.evidence.suite import INTL, SIZE

_LINES = 3
_SUITE = "suite "
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log by its origin, its size in leaves, its root; suite: by name, written down where it is not `intl`."""

    origin: str
    size: int
    root: bytes
    suite: str = INTL.name

    @property
    def text(self) -> str:
        """The text that is signed."""
        extension = "" if self.suite == INTL.name else f"{_SUITE}{self.suite}\n"
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n{extension}"


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in the text of a note. Raises UnableToReadNote."""
    lines = text.split("\n")
    try:
        origin, size, root = lines[0], _size(lines[1]), decoded(lines[2])
    except (IndexError, ValueError):
        msg = "a checkpoint states its origin, its size and its root, each on a line of its own"
        raise UnableToReadNote(msg) from None
    if not origin or len(root) != SIZE or lines[-1]:
        msg = "the checkpoint has no origin, or its root is not of 32 bytes, or it does not end with a line break"
        raise UnableToReadNote(msg)
    return Checkpoint(origin, size, root, _suite(lines[_LINES:-1]))


def _suite(extensions: list[str]) -> str:
    named = [line.removeprefix(_SUITE) for line in extensions if line.startswith(_SUITE)]
    if not all(extensions) or len(named) > 1 or named == [INTL.name]:
        msg = "extension lines are not empty, and a suite is named once and only where it is not the ordinary one"
        raise UnableToReadNote(msg)
    return named[0] if named else INTL.name


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or (text[0] == "0" and text != "0") or int(text) > _LARGEST:
        msg = f"{text!r} is no size"
        raise ValueError(msg)
    return int(text)
