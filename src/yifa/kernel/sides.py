"""Whose posts do an act: of the organ of the case, of one above it, of any but it, or of one that is named.

An institution declares in its file `sides` a value SIDES of `Sides`; an act of which nothing is declared is done by
the organ of the case. The rule is asked in `kernel.acting`, so that no page, no form and no machine gets around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yifa.kernel.access import Post
from yifa.kernel.organ_tree import beneath, organs_on
from yifa.law.act import Event


class Where(StrEnum):
    """Where whoever acts stands, as seen from the organ of the case."""

    OWN = "own"
    ABOVE = "above"
    APART = "apart"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Side:
    """Who acts: where the organ of his post stands, and in which roles (names in `access.ROLES`).

    title: how a refusal calls whoever does it. words: of NAMED, what the name of the organ, or of one above it,
    contains; of APART, that of an organ which does it for itself as well. instead: of NAMED, the word for the organ
    that acts where the tree has none of those. other_than: the step whose last enterer may not do this one.
    """

    where: Where
    roles: frozenset[str]
    title: str
    words: tuple[str, ...] = ()
    instead: str = ""
    other_than: str = ""


OF_THE_CASE = Side(Where.OWN, frozenset({"handler", "window", "head"}), "承办机关的岗位")
FOR_THE_GOVERNMENT = Side(Where.ABOVE, frozenset({"handler", "head"}), "本级政府办公室等上级机关的岗位")
EITHER = (OF_THE_CASE, FOR_THE_GOVERNMENT)
"""Acts of the government and its office in a department's case: entered by the office, or by the department."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of one procedure, by act; of several for one act, each may do it.

    Where a kind of act has none of its own (催办, 退回), those of the step being done count.
    """

    procedure: str
    by: Mapping[Event, tuple[Side, ...]]

    def of(self, act: Event) -> tuple[Side, ...]:
        """The sides that do this act, none where it is left to the organ of the case."""
        return self.by.get(act, self.by.get(Event(act.step), ()))


def holds(side: Side, post: Post, *, organ: str, organ_path: str, path: str, on: date) -> bool:
    """Whether a post of that organ stands on this side of a case whose organ is at `path`."""
    if post.role not in side.roles:
        return False
    match side.where:
        case Where.OWN:
            return beneath(path, organ_path)
        case Where.ABOVE:
            return is_above(post, organ_path=organ_path, path=path)
        case Where.APART:
            return not _are_kin(organ_path, path) or _is_named(organ_path, side.words)
        case Where.NAMED:
            return _is_named(organ_path, side.words) or _stands_in(side, organ, on)


def is_above(post: Post, *, organ_path: str, path: str) -> bool:
    """Whether a post reaches the organ at `path` from another one that is not beneath it."""
    reach = post.organ_path
    return reach != path and beneath(path, reach) and not beneath(path, organ_path)


def _stands_in(side: Side, organ: str, on: date) -> bool:
    if not side.instead or side.instead not in organ:
        return False
    return not any(_is_named(one.name, side.words) for one in organs_on(on))


def _are_kin(one: str, other: str) -> bool:
    return beneath(one, other) or beneath(other, one)


def _is_named(path: str, words: tuple[str, ...]) -> bool:
    # A section of the organ that is named speaks for it: any organ on the way up may bear the word.
    return any(word in path for word in words)
