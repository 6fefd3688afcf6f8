from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.evidence import reference
from yifa.kernel.evidence import paths
from yifa.kernel.evidence.proofs import extends, includes
from yifa.kernel.evidence.suite import GM, INTL, SUITES, Suite
from yifa.kernel.evidence.tree import Tree

# The eight leaves and nine roots that implementations of RFC 6962 are tried with.
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
SUITE = st.sampled_from(sorted(SUITES)).map(SUITES.__getitem__)
SIZE = st.integers(1, 300)


def tree_of(suite: Suite, entries: list[bytes]) -> Tree:
    tree = Tree(suite)
    tree.extend(entries)
    return tree


class TestARoot:
    @pytest.mark.parametrize("size", range(9))
    def test_is_the_one_that_everybody_knows(self, size: int) -> None:
        assert tree_of(INTL, LEAVES).root(size).hex() == ROOTS[size]

    @settings(deadline=None)
    @given(SUITE, st.integers(0, 300), st.data())
    def test_is_that_of_the_definition(self, suite: Suite, size: int, data: st.DataObject) -> None:
        entries = reference.numbered(size)
        shorter = data.draw(st.integers(0, size))
        assert tree_of(suite, entries).root(shorter) == reference.mth(suite, entries[:shorter])

    @given(SIZE, st.lists(st.integers(0, 300), max_size=5))
    def test_does_not_depend_on_the_batches(self, size: int, cuts: list[int]) -> None:
        entries, tree = reference.numbered(size), Tree()
        for first, last in pairwise([0, *sorted(min(cut, size) for cut in cuts), size]):
            tree.extend(entries[first:last])
        assert tree.root() == tree_of(INTL, entries).root()
        assert len(tree) == size

    def test_is_refused_beyond_the_tree(self) -> None:
        with pytest.raises(IndexError):
            tree_of(INTL, LEAVES).root(9)


class TestAnInclusionProof:
    @settings(deadline=None)
    @given(SUITE, SIZE, st.data())
    def test_is_that_of_the_definition_and_is_accepted(self, suite: Suite, size: int, data: st.DataObject) -> None:
        entries, position = reference.numbered(size), data.draw(st.integers(0, size - 1))
        tree = tree_of(suite, [*entries, b"later"])
        path = tree.inclusion(position, size)
        assert path == reference.path(suite, position, entries)
        assert includes(**told(suite, entries, position, path))

    @settings(deadline=None)
    @given(st.integers(1, 70), st.data())
    def test_is_refused_after_any_change(self, size: int, data: st.DataObject) -> None:
        entries, position = reference.numbered(size), data.draw(st.integers(0, size - 1))
        true = told(INTL, entries, position, tree_of(INTL, entries).inclusion(position))
        assert not includes(**true | {"position": data.draw(st.integers(-1, size).filter(lambda p: p != position))})
        assert not includes(**true | {"root": flipped(true["root"], data)})
        assert not includes(**true | {"entry": flipped(true["entry"], data)})
        assert not includes(**true | {"suite": GM})
        assert not includes(**true | {"path": [*true["path"], bytes(32)]})
        assert not includes(**true | {"path": [*true["path"], b""]})
        for place in range(len(true["path"])):
            assert not includes(**true | {"path": replaced(true["path"], place, data)})
            assert not includes(**true | {"path": true["path"][:place] + true["path"][place + 1 :]})

    @pytest.mark.parametrize("size", range(1, 20))
    def test_is_refused_in_a_tree_of_a_size_in_which_its_path_is_of_another_shape(self, size: int) -> None:
        entries = reference.numbered(size)
        for position in range(size):
            true = told(INTL, entries, position, tree_of(INTL, entries).inclusion(position))
            for other in set(range(40)) - {size}:
                if other <= position or sides(position, other) != sides(position, size):
                    assert not includes(**true | {"size": other})

    @pytest.mark.parametrize(("position", "size"), [(-1, 3), (3, 3), (0, 0)])
    def test_is_not_made_where_there_is_no_leaf(self, position: int, size: int) -> None:
        with pytest.raises(IndexError):
            paths.inclusion(INTL, tree_of(INTL, LEAVES).node, position, size)


class TestAConsistencyProof:
    @settings(deadline=None)
    @given(SUITE, SIZE, st.data())
    def test_is_that_of_the_definition_and_is_accepted(self, suite: Suite, size: int, data: st.DataObject) -> None:
        entries, earlier = reference.numbered(size), data.draw(st.integers(1, size))
        path = tree_of(suite, [*entries, b"later"]).consistency(earlier, size)
        assert path == reference.proof(suite, earlier, entries)
        assert extends(**grown(suite, entries, earlier, path))

    @settings(deadline=None)
    @given(st.integers(2, 70), st.data())
    def test_is_refused_after_any_change(self, size: int, data: st.DataObject) -> None:
        entries, earlier = reference.numbered(size), data.draw(st.integers(1, size - 1))
        true = grown(INTL, entries, earlier, tree_of(INTL, entries).consistency(earlier))
        assert not extends(**true | {"earlier": data.draw(st.integers(-1, size + 1).filter(lambda e: e != earlier))})
        assert not extends(**true | {"size": earlier})
        assert not extends(**true | {"root": flipped(true["root"], data)})
        assert not extends(**true | {"earlier_root": flipped(true["earlier_root"], data)})
        assert not extends(**true | {"suite": GM})
        assert not extends(**true | {"path": [*true["path"], bytes(32)]})
        for place in range(len(true["path"])):
            assert not extends(**true | {"path": replaced(true["path"], place, data)})
            assert not extends(**true | {"path": true["path"][:place] + true["path"][place + 1 :]})

    def test_of_a_tree_with_itself_is_empty(self) -> None:
        tree = tree_of(INTL, LEAVES)
        same: dict[str, Any] = {
            "suite": INTL,
            "earlier": 8,
            "size": 8,
            "earlier_root": tree.root(),
            "root": tree.root(),
        }
        assert tree.consistency(8) == []
        assert extends(**same, path=[])
        assert not extends(**same, path=[bytes(32)])
        assert not extends(**same | {"earlier_root": bytes(32)}, path=[])

    @pytest.mark.parametrize("earlier", [0, 9, -1])
    def test_is_not_made_from_a_tree_that_is_empty_or_longer(self, earlier: int) -> None:
        with pytest.raises(IndexError):
            tree_of(INTL, LEAVES).consistency(earlier)


def told(suite: Suite, entries: list[bytes], position: int, path: list[bytes]) -> dict[str, Any]:
    known = {"suite": suite, "entry": entries[position], "position": position, "size": len(entries)}
    return known | {"path": path, "root": reference.mth(suite, entries)}


def grown(suite: Suite, entries: list[bytes], earlier: int, path: list[bytes]) -> dict[str, Any]:
    roots = {"earlier_root": reference.mth(suite, entries[:earlier]), "root": reference.mth(suite, entries)}
    return roots | {"suite": suite, "earlier": earlier, "size": len(entries), "path": path}


def flipped(raw: bytes, data: st.DataObject) -> bytes:
    place, bit = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 7))
    return raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :]


def replaced(path: list[bytes], place: int, data: st.DataObject) -> list[bytes]:
    return [*path[:place], flipped(path[place], data), *path[place + 1 :]]


def sides(position: int, size: int) -> list[bool]:
    """The turns from a leaf to the root: what a verifier takes from position and size, and nothing else of them."""
    if size == 1:
        return []
    k = reference.largest_power_below(size)
    return [*sides(position, k), False] if position < k else [*sides(position - k, size - k), True]
