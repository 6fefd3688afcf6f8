"""What takes a scan of a whole table to know, and may be half a minute old: how many rows there are, which years and organs.

The rows of a list are never kept here: what was taken down is gone from it at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from yifa.kernel.evidence.mark import mark

T = TypeVar("T")
SECONDS, MOST = 30.0, 1024
"""How old an answer may be once something was written since; how many answers are remembered."""


class Remembering:
    """Answers by their question, each with the mark of the log and the moment at which it was found."""

    def __init__(self, most: int) -> None:
        self._most, self._known, self._lock = most, OrderedDict[Hashable, tuple[Any, str, float]](), Lock()

    def of(self, question: Hashable, find: Callable[[], T]) -> T:
        """The answer, found anew where something was written since and the last one is too old."""
        now, written = monotonic(), mark()
        with self._lock:
            known = self._known.get(question)
        if known is not None and (known[1] == written or now - known[2] < SECONDS):
            answer: T = known[0]
            return answer
        found = find()
        with self._lock:
            self._known[question] = (found, written, now)
            self._known.move_to_end(question)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return found

    def forget(self) -> None:
        """Remember nothing: for tests that change records without writing evidence."""
        with self._lock:
            self._known.clear()


REMEMBERED = Remembering(MOST)
