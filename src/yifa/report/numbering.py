"""The numbers of headings by GB/T 9704-2012, 7.3.3: 一、 (一) 1. (1)."""

from collections.abc import Iterable, Iterator

_DIGITS = "零一二三四五六七八九"


def numbered(levels: Iterable[int]) -> Iterator[str]:
    """The number of each heading, in order; level 0 has none."""
    counts = [0, 0, 0, 0, 0]
    for level in levels:
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        yield _number(level, counts[level])


def chinese(number: int) -> str:
    """The number in Chinese numerals, 1 to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _number(level: int, count: int) -> str:
    return ("", f"{chinese(count)}、", f"({chinese(count)})", f"{count}.", f"({count})")[level]
