"""What is computed of law-duty reports and hearings: who has not been heard, and what ballots amount to.

Source: 法治政府建设与责任落实督察工作规定 (2019), whole; the weights of the four grades are the form of the sheet (ledger 03).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

WEIGHTS: Mapping[str, int] = {"good": 100, "fair": 85, "plain": 70, "poor": 50}
"""Points of each grade, by column id of the evaluation sheet."""


def unheard(obliged: Iterable[str], heard: Iterable[str]) -> tuple[str, ...]:
    """Of those who owe a report in the period, the ones of whom none is on record, by name."""
    known = set(heard)
    return tuple(name for name in dict.fromkeys(obliged) if name not in known)


def average(ballots: Mapping[str, int]) -> int | None:
    """The average score in hundredths of a point, rounded half up; None where nobody voted."""
    cast = sum(ballots.get(grade, 0) for grade in WEIGHTS)
    points = sum(weight * ballots.get(grade, 0) for grade, weight in WEIGHTS.items())
    return (200 * points + cast) // (2 * cast) if cast else None
