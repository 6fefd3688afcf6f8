"""What is computed over lists of powers: how one differs from another, and whether the published one is the kept one.

Source: 中办发〔2015〕21号 from memory (待核): the list is kept up to date and published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yifa.law.fact import Value

Item = Mapping[str, Value]
"""What a list says of one power, by column id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One power that two lists do not say the same of: what stands in the one (was) and in the other (now).

    was and now hold only what differs; one that a list does not have at all is empty there.
    """

    code: str
    was: Item
    now: Item

    @property
    def is_new(self) -> bool:
        """Whether only the second list has it."""
        return not self.was

    @property
    def is_gone(self) -> bool:
        """Whether only the first list has it."""
        return not self.now


def differences(one: Mapping[str, Item], other: Mapping[str, Item]) -> tuple[Difference, ...]:
    """How two lists differ, by code: two editions, or what is kept inside and what is published.

    Two lists that say the same yield nothing: internal = published.
    """
    return tuple(
        Difference(code, *_apart(one.get(code, {}), other.get(code, {})))
        for code in sorted({*one, *other})
        if one.get(code) != other.get(code)
    )


def _apart(was: Item, now: Item) -> tuple[Item, Item]:
    if not was or not now:
        return was, now
    changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return {name: was.get(name) for name in changed}, {name: now.get(name) for name in changed}
