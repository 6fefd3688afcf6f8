"""Who is drawn: every position equally likely, strata independent of each other, and never the same one twice."""

import hashlib
import math
from collections import Counter
from itertools import islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.engine.draw.positions import positions


def seed(number: int) -> bytes:
    return hashlib.sha256(f"seed {number}".encode()).digest()


def first(number: int, *, stratum: str = "A", size: int, count: int = 1) -> tuple[int, ...]:
    return tuple(islice(positions(seed=seed(number), stratum=stratum, size=size), count))


def chi_square(observed: Counter[object], cells: int) -> float:
    """How far counts are from equal ones, as a standard normal (Wilson and Hilferty)."""
    expected = observed.total() / cells
    square = sum((count - expected) ** 2 for count in observed.values()) / expected
    square += (cells - len(observed)) * expected
    free = cells - 1
    return float(((square / free) ** (1 / 3) - (1 - 2 / (9 * free))) / math.sqrt(2 / (9 * free)))


class TestPositions:
    @pytest.mark.parametrize("size", [1, 2, 7, 64])
    def test_are_a_permutation_of_the_stratum(self, size: int) -> None:
        assert sorted(first(1, size=size, count=size)) == list(range(size))

    @given(number=st.integers(0, 10**6), size=st.integers(1, 10**7), count=st.integers(1, 30))
    def test_never_repeat(self, number: int, size: int, count: int) -> None:
        found = first(number, size=size, count=min(count, size))
        assert len(set(found)) == min(count, size)
        assert all(0 <= position < size for position in found)

    def test_do_not_change_when_more_are_taken(self) -> None:
        assert first(1, size=10**6, count=50)[:20] == first(1, size=10**6, count=20)

    def test_are_those_of_a_known_seed(self) -> None:
        assert first(0, size=5_000_000, count=4) == (591_993, 2_675_775, 1_760_635, 533_902)


class TestUniformity:
    def test_holds_for_the_first_position(self) -> None:
        counts: Counter[object] = Counter(first(number, size=50) for number in range(20_000))
        assert abs(chi_square(counts, 50)) < 3.5

    def test_holds_for_the_third_position(self) -> None:
        counts: Counter[object] = Counter(first(number, size=50, count=3)[2] for number in range(10_000))
        assert abs(chi_square(counts, 50)) < 3.5

    def test_holds_for_every_ordered_pair_and_triple_of_a_small_stratum(self) -> None:
        counts: Counter[object] = Counter(first(number, size=5, count=3) for number in range(20_000))
        assert set(counts) == set(permutations(range(5), 3))
        assert abs(chi_square(counts, 60)) < 3.5

    def test_holds_for_every_subset(self) -> None:
        counts: Counter[object] = Counter(frozenset(first(number, size=6, count=3)) for number in range(20_000))
        assert abs(chi_square(counts, 20)) < 3.5


class TestStrata:
    def test_are_independent_of_each_other(self) -> None:
        pairs: Counter[object] = Counter(
            (first(number, size=8), first(number, stratum="B", size=8)) for number in range(20_000)
        )
        assert abs(chi_square(pairs, 64)) < 3.5

    def test_with_nearly_equal_names_share_nothing(self) -> None:
        assert first(1, stratum="A", size=10**9, count=5) != first(1, stratum="A ", size=10**9, count=5)
        assert first(1, stratum="甲", size=10**9, count=5) != first(1, stratum="乙", size=10**9, count=5)


class TestRejection:
    def test_keeps_positions_fair_where_the_size_is_large_beside_the_numbers(self) -> None:
        # Without rejection, the first third of three quarters of the range would come up twice as often.
        size = 3 * 2**62
        low = sum(first(number, size=size)[0] < 2**62 for number in range(3_000))
        assert abs(low - 1_000) < 3.5 * math.sqrt(3_000 * (1 / 3) * (2 / 3))
