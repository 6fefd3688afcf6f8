"""A public number that people know (开奖号码): what it looks like, and how two persons' entries become one reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import comb, prod
from unicodedata import normalize

from yifa.engine.draw.refusal import UnableToDraw

LEAST_OUTCOMES = 1_000_000
"""With fewer possible numbers somebody could try plans until most of them spare a friend: docs/why/verifiable-draw.md."""

_PERSONS = 2
_DIGIT = 9


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the announced numbers, e.g. six red balls from 1 to 33.

    ordered: they count in the order announced, and may repeat; otherwise they are put in ascending order. Stated in
    the plan, so that nobody can choose between two spellings of one result.
    """

    title: str
    first: int
    last: int
    count: int
    ordered: bool = False

    @property
    def outcomes(self) -> int:
        """How many results are possible."""
        numbers = self.last - self.first + 1
        return numbers**self.count if self.ordered else comb(numbers, self.count)

    def read(self, numbers: Sequence[int]) -> str:
        """The canonical text of one group. Raises UnableToDraw where the group cannot have such numbers."""
        strange = [number for number in numbers if not self.first <= number <= self.last]
        if strange:
            raise UnableToDraw(
                f"「{self.title}」应在 {self.first} 到 {self.last} 之间,不会有 {strange[0]}。请核对号码。"
            )
        if not self.ordered and len(set(numbers)) < len(numbers):
            raise UnableToDraw(f"「{self.title}」中有重复的号码。请核对。")
        return "-".join(map(str, numbers if self.ordered else sorted(numbers)))


@dataclass(frozen=True, slots=True)
class PublicNumber:
    """The number to come: who announces it, which round, when (with its time zone), and what it consists of."""

    source: str
    round: str
    at: datetime
    groups: tuple[Group, ...]

    @property
    def outcomes(self) -> int:
        """How many different numbers may come."""
        return prod(group.outcomes for group in self.groups)

    def read(self, text: str) -> str:
        """Read what a person typed or pasted. Raises UnableToDraw, a sentence for that person."""
        numbers = self._numbers(normalize("NFKC", text))
        asked = sum(group.count for group in self.groups)
        if len(numbers) != asked:
            raise UnableToDraw(f"「{self.source}」应有 {asked} 个号码,录入的是 {len(numbers)} 个。请按公告逐个录入。")
        rest = iter(numbers)
        return "|".join(group.read([next(rest) for _ in range(group.count)]) for group in self.groups)

    def _numbers(self, text: str) -> list[int]:
        # Single digits are often announced as one word: 02718.
        pattern = r"\d" if all(group.last <= _DIGIT for group in self.groups) else r"\d+"
        return [int(found) for found in re.findall(pattern, text, re.ASCII)]


@dataclass(frozen=True, slots=True)
class Entry:
    """The number as one person read it from the announcement."""

    by: str
    number: str


def agreed(number: PublicNumber, entries: Sequence[Entry]) -> str:
    """The reading on which two different persons agree. Raises UnableToDraw where they do not."""
    persons = {"".join(normalize("NFKC", entry.by).split()).casefold() for entry in entries} - {""}
    if len(entries) != _PERSONS or len(persons) != _PERSONS:
        raise UnableToDraw("公开号码应由两名不同人员各自录入一次。请由另一人对照公告重新录入。")
    readings = {number.read(entry.number) for entry in entries}
    if len(readings) > 1:
        raise UnableToDraw("两人录入的公开号码不一致。请两人各自对照公告重新录入。")
    return readings.pop()


def check(number: PublicNumber) -> None:
    """Refuse a number that has too few possible outcomes, or is not described."""
    if not (number.source and number.round and number.groups):
        raise UnableToDraw("没有写明采用哪个公开号码、哪一期、由哪些号码组成。请补全后再封存计划。")
    for group in number.groups:
        if group.count < 1 or not 0 <= group.first <= group.last:
            raise UnableToDraw(f"号码组「{group.title}」的范围或个数不成立。请按公告的规则填写。")
    if number.outcomes < LEAST_OUTCOMES:
        raise UnableToDraw(
            f"「{number.source}」只有 {number.outcomes} 种可能,事先可以穷举。请改用不少于 {LEAST_OUTCOMES} 种可能的公开号码。"
        )
    if number.at.tzinfo is None:
        raise UnableToDraw("公开号码的公布时间没有写明时区。请写成如 2022-05-15T21:15+08:00。")
