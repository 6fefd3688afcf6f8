import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.evidence import reference
from yifa.kernel.evidence.suite import INTL, SIZE, SUITES, Suite
from yifa.kernel.evidence.tiles import WIDTH, Edge, edge_widths, entry_bundle, tile_path
from yifa.kernel.evidence.tree import Tree

SUITE = st.sampled_from(sorted(SUITES)).map(SUITES.__getitem__)


def kept(edge: Edge, tiles: dict[tuple[int, int], bytes]) -> None:
    for tile in edge.changed():
        tiles[tile.level, tile.place] = tile.hashes


def reopened(suite: Suite, size: int, tiles: dict[tuple[int, int], bytes]) -> Edge:
    widths = enumerate(edge_widths(size))
    last = {level: tiles[level, size >> (8 * (level + 1))] for level, width in widths if width}
    return Edge(suite, size, last)


class TestTheEdge:
    @settings(deadline=None, max_examples=30)
    @given(SUITE, st.lists(st.integers(0, 700), min_size=1, max_size=6))
    def test_grown_in_batches_gives_the_tiles_and_the_root_of_the_whole(self, suite: Suite, batches: list[int]) -> None:
        entries = reference.numbered(sum(batches))
        whole, tree, at_once = Edge(suite), Tree(suite), dict[tuple[int, int], bytes]()
        whole.append(entries)
        kept(whole, at_once)
        tiles, size, edge = dict[tuple[int, int], bytes](), 0, Edge(suite)
        for count in batches:
            edge = reopened(suite, size, tiles)
            edge.append(entries[size : size + count])
            tree.extend(entries[size : size + count])
            kept(edge, tiles)
            size += count
            assert edge.root() == tree.root()
        assert (tiles, edge.size, edge.root()) == (at_once, whole.size, whole.root())

    @settings(deadline=None, max_examples=30)
    @given(st.integers(0, 2000))
    def test_gives_the_root_of_the_definition(self, size: int) -> None:
        edge = Edge(INTL)
        edge.append(reference.numbered(size))
        assert edge.root() == reference.mth(INTL, reference.numbered(size))

    def test_fills_upper_tiles_with_the_roots_of_full_ones(self) -> None:
        entries, edge, tiles = reference.numbered(65_536 + 300), Edge(INTL), dict[tuple[int, int], bytes]()
        edge.append(entries)
        kept(edge, tiles)
        tree = Tree()
        tree.extend(entries)
        assert tiles[1, 0] == tree.levels[8][: WIDTH * SIZE]
        assert tiles[2, 0] == tree.node(16, 0)
        assert tiles[1, 1] == tree.node(8, WIDTH)
        assert len(tiles[0, 257]) == 44 * SIZE

    def test_tells_of_a_change_once(self) -> None:
        edge = Edge(INTL)
        edge.append([b"one"])
        assert [(tile.level, tile.place, tile.width) for tile in edge.changed()] == [(0, 0, 1)]
        assert list(edge.changed()) == []

    @pytest.mark.parametrize("hashes", [b"", bytes(SIZE), bytes(3 * SIZE), bytes(2 * SIZE + 1)])
    def test_is_refused_with_tiles_of_another_size(self, hashes: bytes) -> None:
        with pytest.raises(ValueError, match="must hold 2 hashes"):
            Edge(INTL, 2, {0: hashes})

    @pytest.mark.parametrize(
        ("size", "widths"), [(0, []), (1, [1]), (256, [0, 1]), (70_000, [112, 17, 1]), (65_536, [0, 0, 1])]
    )
    def test_has_the_partial_tiles_of_the_standard(self, size: int, widths: list[int]) -> None:
        assert list(edge_widths(size)) == widths


class TestThePathOfATile:
    @pytest.mark.parametrize(
        ("level", "place", "width", "path"),
        [
            (0, 0, 256, "tile/0/000"),
            (0, 999, 256, "tile/0/999"),
            (1, 1000, 256, "tile/1/x001/000"),
            (0, 1_234_067, 256, "tile/0/x001/x234/067"),
            (2, 273, 112, "tile/2/273.p/112"),
            ("entries", 1067, 17, "tile/entries/x001/067.p/17"),
        ],
    )
    def test_is_that_of_the_standard(self, level: int | str, place: int, width: int, path: str) -> None:
        assert tile_path(level, place, width) == path


class TestABundleOfEntries:
    def test_states_each_length_in_two_bytes(self) -> None:
        assert entry_bundle([b"abc", b""]) == b"\0\3abc\0\0"

    def test_is_refused_for_an_entry_that_two_bytes_cannot_measure(self) -> None:
        with pytest.raises(OverflowError):
            entry_bundle([bytes(65_536)])
