"""A clock that stands still until it is told to go on."""

from datetime import UTC, datetime, timedelta

import pytest

START = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)


class Clock:
    """What `timezone.now()` says."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock, at nine o'clock of 1 March 2022."""
    made = Clock()
    monkeypatch.setattr("django.utils.timezone.now", made)
    return made
