"""A text and what was changed in it: every place in the new text leads back to the old one."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """Put `new` in the place of the characters from `start` to `end`; `reason` is a Chinese phrase."""

    start: int
    end: int
    new: str
    reason: str


@dataclass(frozen=True)
class Revision:
    """A revised text with its edits, which do not overlap and stand in order."""

    before: str
    text: str
    edits: tuple[Edit, ...]
    starts: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Find the span of the old text that the span of the new one comes from."""
        return self._old(start, is_end=False), self._old(end, is_end=True)

    def _old(self, place: int, *, is_end: bool) -> int:
        probe = place - 1 if is_end else place
        found = bisect_right(self.starts, probe) - 1
        if found < 0:
            return place
        edit, new_start = self.edits[found], self.starts[found]
        if probe < new_start + len(edit.new):
            return edit.end if is_end else edit.start
        return edit.end + (place - new_start - len(edit.new))


def revise(text: str, edits: Iterable[Edit]) -> Revision:
    """Carry out the edits; of two that overlap, the one that starts first."""
    pieces: list[str] = []
    kept: list[Edit] = []
    starts: list[int] = []
    place = length = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < place:
            continue
        pieces += (text[place : edit.start], edit.new)
        length += edit.start - place
        kept.append(edit)
        starts.append(length)
        length += len(edit.new)
        place = edit.end
    pieces.append(text[place:])
    return Revision(text, "".join(pieces), tuple(kept), tuple(starts))
