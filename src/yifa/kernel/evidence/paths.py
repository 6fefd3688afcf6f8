"""The recursion of a Merkle tree over complete subtrees that somebody else holds: root, inclusion, consistency.

`node(level, place)` gives the root of the place-th complete subtree of 2^level leaves.
Source: RFC 9162, section 2.1.
"""

from __future__ import annotations

from collections.abc import Callable

from yifa.kernel.evidence.suite import Suite

Node = Callable[[int, int], bytes]


def root(suite: Suite, node: Node, size: int) -> bytes:
    """The root of the first `size` leaves; that of no leaves is the hash of nothing."""
    return over(suite, node, 0, size) if size else suite.hash(b"")


def inclusion(suite: Suite, node: Node, position: int, size: int) -> list[bytes]:
    """The path that proves the leaf at `position` in the tree of `size`. Source: RFC 9162, 2.1.3.1.

    Raises IndexError where there is no such leaf in such a tree.
    """
    if not 0 <= position < size:
        msg = f"there is no leaf {position} among {size}"
        raise IndexError(msg)
    path, first, last = [], 0, size
    while last - first > 1:
        middle = first + split(last - first)
        if position < middle:
            path.append(over(suite, node, middle, last))
            last = middle
        else:
            path.append(over(suite, node, first, middle))
            first = middle
    return path[::-1]


def consistency(suite: Suite, node: Node, earlier: int, size: int) -> list[bytes]:
    """The path that proves the first `earlier` leaves unchanged in the tree of `size`. Source: RFC 9162, 2.1.4.1.

    Raises IndexError where the earlier tree is empty or not earlier.
    """
    if not 0 < earlier <= size:
        msg = f"a tree of {earlier} leaves does not come before one of {size}"
        raise IndexError(msg)
    path, first, last, whole = [], 0, size, True
    while earlier != last - first:
        middle = split(last - first)
        if earlier <= middle:
            path.append(over(suite, node, first + middle, last))
            last = first + middle
        else:
            path.append(over(suite, node, first, first + middle))
            first, earlier, whole = first + middle, earlier - middle, False
    return ([] if whole else [over(suite, node, first, last)]) + path[::-1]


def over(suite: Suite, node: Node, first: int, last: int) -> bytes:
    """The root over the leaves from `first` to before `last`."""
    width = last - first
    if width & (width - 1) == 0 and first % width == 0:
        return node(width.bit_length() - 1, first // width)
    middle = first + split(width)
    return suite.node(over(suite, node, first, middle), over(suite, node, middle, last))


def split(width: int) -> int:
    """The largest power of two smaller than `width`: how many leaves go to the left."""
    return 1 << ((width - 1).bit_length() - 1)
