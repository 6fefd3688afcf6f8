"""A checkpoint: how long a log is and what its root is, in the text that is signed.

Source: C2SP tlog-checkpoint.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from yifa.kernel.evidence.notes import UnableToReadNote, decoded
from yifa.kernel.evidence.suite import INTL, SIZE

_LINES = 3
_SUITE, _TIME = "suite ", "time "
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log by its origin, its size in leaves, its root.

    suite: by name, written down where it is not `intl`; at: when it was sealed, as canonical text, «» where not said.
    What is beyond the three lines of the standard stands in extension lines, which other readers pass over.
    """

    origin: str
    size: int
    root: bytes
    suite: str = INTL.name
    at: str = ""

    @property
    def text(self) -> str:
        """The text that is signed."""
        suite = "" if self.suite == INTL.name else f"{_SUITE}{self.suite}\n"
        time = f"{_TIME}{self.at}\n" if self.at else ""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n{suite}{time}"


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
    extensions = lines[_LINES:-1]
    suite, at = _said(extensions, _SUITE), _said(extensions, _TIME)
    if not all(extensions) or suite == INTL.name:
        msg = "extension lines are not empty, and a suite is named only where it is not the ordinary one"
        raise UnableToReadNote(msg)
    return Checkpoint(origin, size, root, suite or INTL.name, at)


def _said(extensions: list[str], what: str) -> str:
    said = [line.removeprefix(what) for line in extensions if line.startswith(what)]
    if len(said) > 1 or said == [""]:
        msg = f"the checkpoint says its {what.strip()} twice, or not at all where it should"
        raise UnableToReadNote(msg)
    return said[0] if said else ""


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or (text[0] == "0" and text != "0") or int(text) > _LARGEST:
        msg = f"{text!r} is no size"
        raise ValueError(msg)
    return int(text)
