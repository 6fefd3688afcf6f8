"""What is computed over movements of posts: how many an organ holds on a day, and what it lacks.

Movements are entries of a double book: what one organ receives, another gives, and no movement makes a post.
Source: 地方各级人民政府机构设置和编制管理条例 (国务院令第486号) from memory, whole (待核).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """Posts of one kind in one organ; the organ above that hands posts down has its account like any other."""

    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Movement:
    """So many posts of one kind, from one organ to another, on the day of the decision."""

    on: date
    kind: str
    source: str
    target: str
    posts: int

    def __post_init__(self) -> None:
        """Refuse a movement that has only one side, or moves nothing."""
        if not self.source or not self.target or self.source == self.target:
            msg = "编制调整应当写明不同的调出单位和调入单位,请补填。"
            raise ValueError(msg)
        if self.posts <= 0:
            msg = f"编制调整的名额应当是正数,现为{self.posts}。请核对。"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Balance:
    """What one account began with (None where nothing says), and what it received and gave up to a day."""

    account: Account
    opening: int | None
    received: int
    given: int

    @property
    def held(self) -> int | None:
        """How many posts it holds; None where nobody entered with how many it began."""
        return None if self.opening is None else self.opening + self.received - self.given


@dataclass(frozen=True, slots=True)
class Gap:
    """What an organ should have by its standard, what it holds, and what it lacks (below zero: has too many)."""

    account: Account
    standard: int
    held: int

    @property
    def lacking(self) -> int:
        """How many posts are lacking."""
        return self.standard - self.held


def held(opening: Mapping[Account, int], movements: Iterable[Movement], *, on: date) -> dict[Account, int]:
    """How many posts each account holds at the end of a day: the opening ones and all movements up to that day.

    The sum over all accounts is the sum of the opening ones, whatever was moved.
    """
    book = Counter(opening)
    for movement in movements:
        if movement.on <= on:
            book[Account(movement.source, movement.kind)] -= movement.posts
            book[Account(movement.target, movement.kind)] += movement.posts
    return dict(book)


def balances(opening: Mapping[Account, int], movements: Iterable[Movement], *, on: date) -> tuple[Balance, ...]:
    """Every account with what it received and gave up to a day; what all received is what all gave."""
    received: Counter[Account] = Counter()
    given: Counter[Account] = Counter()
    for movement in movements:
        if movement.on <= on:
            given[Account(movement.source, movement.kind)] += movement.posts
            received[Account(movement.target, movement.kind)] += movement.posts
    accounts = sorted({*opening, *received, *given})
    return tuple(Balance(one, opening.get(one), received[one], given[one]) for one in accounts)


def gaps(standards: Mapping[Account, int], holding: Mapping[Account, int]) -> tuple[Gap, ...]:
    """What each organ that has a standard lacks, the greatest gap first."""
    found = (Gap(account, standard, holding.get(account, 0)) for account, standard in standards.items())
    return tuple(sorted(found, key=lambda gap: (-gap.lacking, gap.account)))


def without_home(duties: Mapping[str, str], dissolved: Iterable[str], rehomed: Iterable[str]) -> tuple[str, ...]:
    """The duties (duty → organ) of dissolved organs that no other organ has taken over."""
    gone, taken = set(dissolved), set(rehomed)
    return tuple(sorted(duty for duty, organ in duties.items() if organ in gone and duty not in taken))
