"""Powers and their differences in words, as every page of the list tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yifa.domains.powers.editions import COLUMNS
from yifa.domains.powers.ledger import POWERS
from yifa.domains.powers.rules import Difference, Item

HEADS: Mapping[str, str] = {column.id: column.head for column in POWERS.columns}
Told = tuple[str, str, str]
"""Of one difference: the power's code, how it differs, in what."""


def told(found: Iterable[Difference]) -> Iterator[Told]:
    """Differences as lines of a table."""
    for one in found:
        yield one.code, how(one), words(one)


def how(one: Difference) -> str:
    """In which way the second list differs from the first."""
    return "新增" if one.is_new else "不再列入" if one.is_gone else "变更"


def words(one: Difference) -> str:
    """What stands in one list and what in the other; of a power that only one of them has, its name."""
    if one.is_new or one.is_gone:
        return str((one.now or one.was).get("name") or "")
    return ";".join(f"{HEADS[name]}由「{one.was[name] or ''}」改为「{one.now[name] or ''}」" for name in one.now)


def apart(was: Item | None, now: Item | None) -> tuple[Told, ...]:
    """What changed of one power: the heading, what it said, what it says."""
    if not was or not now:
        return ()
    differ = (name for name in COLUMNS if was.get(name) != now.get(name))
    return tuple((HEADS[name], str(was.get(name) or "空"), str(now.get(name) or "空")) for name in differ)
