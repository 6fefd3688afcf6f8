"""Which column takes which head. A guess is never made: where two claims are equally good, neither is granted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from yifa.engine.ingest.heads import Head

_BY_A_PERSON = -1


@dataclass(slots=True)
class Assignment:
    """The heads by the column that took them; those that could not be decided; what it all cost."""

    taken: dict[str, Head] = field(default_factory=dict)
    ambiguous: set[Head] = field(default_factory=set)
    cost: int = 0


def assign(
    meanings: Mapping[Head, Mapping[str, int]],
    *,
    forced: Mapping[Head, str],
    filled: Callable[[Sequence[Head]], Sequence[Head]] | None = None,
) -> Assignment:
    """Return which head each column takes, the nearest meanings first.

    forced: heads that a person has assigned (to "" where it is to be left out); filled: of these heads, those with
    anything below them — asked only where two heads claim one column.
    """
    result = Assignment(taken={column: head for head, column in forced.items() if column})
    claims = {head: columns for head, columns in meanings.items() if head not in forced}
    for cost in sorted({cost for columns in claims.values() for cost in columns.values()}):
        _grant(result, claims, cost, filled)
    return result


def _grant(
    result: Assignment,
    claims: Mapping[Head, Mapping[str, int]],
    cost: int,
    filled: Callable[[Sequence[Head]], Sequence[Head]] | None,
) -> None:
    settled = {*result.taken.values(), *result.ambiguous}
    wanted: dict[str, list[Head]] = defaultdict(list)
    for head, columns in claims.items():
        mine = (
            [c for c, price in columns.items() if price == cost and c not in result.taken]
            if head not in settled
            else []
        )
        if len(mine) == 1:
            wanted[mine[0]].append(head)
        elif mine:
            result.ambiguous.add(head)
    for column, heads in wanted.items():
        rivals = filled(heads) if filled and len(heads) > 1 else heads
        if len(rivals) == 1:
            result.taken[column] = rivals[0]
            result.cost += cost
        elif rivals:
            result.ambiguous.update(rivals)
