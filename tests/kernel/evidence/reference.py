"""RFC 9162, section 2.1, written down word for word: slow, and independent of what it is compared with."""

from collections.abc import Sequence

from yifa.kernel.evidence.suite import Suite


def mth(suite: Suite, entries: Sequence[bytes]) -> bytes:
    """2.1.1: the Merkle Tree Hash of a list."""
    if not entries:
        return suite.hash(b"")
    if len(entries) == 1:
        return suite.hash(b"\x00" + entries[0])
    k = largest_power_below(len(entries))
    return suite.hash(b"\x01" + mth(suite, entries[:k]) + mth(suite, entries[k:]))


def path(suite: Suite, m: int, entries: Sequence[bytes]) -> list[bytes]:
    """2.1.3.1: the inclusion path of the (m+1)th entry."""
    if len(entries) == 1:
        return []
    k = largest_power_below(len(entries))
    if m < k:
        return [*path(suite, m, entries[:k]), mth(suite, entries[k:])]
    return [*path(suite, m - k, entries[k:]), mth(suite, entries[:k])]


def proof(suite: Suite, m: int, entries: Sequence[bytes]) -> list[bytes]:
    """2.1.4.1: the consistency proof between the first m entries and all."""
    return subproof(suite, m, entries, is_whole=True)


def subproof(suite: Suite, m: int, entries: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if m == len(entries):
        return [] if is_whole else [mth(suite, entries)]
    k = largest_power_below(len(entries))
    if m <= k:
        return [*subproof(suite, m, entries[:k], is_whole=is_whole), mth(suite, entries[k:])]
    return [*subproof(suite, m - k, entries[k:], is_whole=False), mth(suite, entries[:k])]


def largest_power_below(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def numbered(count: int) -> list[bytes]:
    """So many different entries."""
    return [b"entry %d" % number for number in range(count)]
