"""How often the public may ask about single inspections, so that nobody reads them all by trying numbers."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock


@dataclass(slots=True)
class Pace:
    """At most so many questions within a stretch of time, of all who ask one process together."""

    most: int
    within: timedelta
    _asked: deque[datetime] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)

    def allows(self, *, at: datetime) -> bool:
        """Whether one more question may be answered at this instant; counts it where it may."""
        with self._lock:
            while self._asked and self._asked[0] <= at - self.within:
                self._asked.popleft()
            if len(self._asked) >= self.most:
                return False
            self._asked.append(at)
            return True
