"""Whether a proof proves: that an entry is in a log, and that a log has only grown.

Source: RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.kernel.evidence.suite import SIZE, Suite


def includes(*, suite: Suite, entry: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the entry at `position` to the root of the tree of `size` leaves."""
    if not 0 <= position < size or any(len(node) != SIZE for node in path):
        return False
    place, last, found = position, size - 1, suite.leaf(entry)
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = suite.node(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = suite.node(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def extends(*, suite: Suite, earlier: int, size: int, path: Sequence[bytes], earlier_root: bytes, root: bytes) -> bool:
    """Whether the path shows that the tree of `size` begins with the very leaves of the tree of `earlier`."""
    if not 0 < earlier <= size or any(len(node) != SIZE for node in path):
        return False
    if earlier == size:
        return not path and earlier_root == root
    nodes = [earlier_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    if not nodes:
        return False
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = nodes[0]
    for sibling in nodes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = suite.node(sibling, old), suite.node(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = suite.node(new, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old == earlier_root and new == root
