"""机构编制: a movement has two sides, and what an organ holds on a day is the sum of its movements."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domains.book import Book
from yifa.domains.staffing.ledger import FIELDS, KINDS, MOVEMENTS
from yifa.domains.staffing.rules import Account, Gap, Movement, balances, gaps, held, without_home
from yifa.law.judge import Value

MOVED = Book(
    MOVEMENTS,
    {
        "no": "BZ1",
        "date": "2022-08-17",
        "doc": "示编发〔2022〕14号",
        "channel": "区内编制调剂",
        "kind": "行政",
        "field": "镇街",
        "source": "区生态环境局",
        "target": "白杨街道",
        "n": 1,
    },
)
CITY, TOWN, BUREAU = (Account(unit, "行政") for unit in ("市委编办", "白杨街道", "区生态环境局"))
OPENING = {CITY: 100, TOWN: 30, BUREAU: 50}


def moved(day: int, source: str, target: str, posts: int) -> Movement:
    return Movement(date(2022, 3, day), "行政", source, target, posts)


class TestMovement:
    def test_with_both_sides_has_no_fault(self) -> None:
        assert MOVED.listed() == set()

    @pytest.mark.parametrize(
        "sides", [{"source": None}, {"target": None}, {"source": "白杨街道"}, {"source": None, "target": None}]
    )
    def test_with_one_side_is_found_where_the_district_asks_for_both(self, sides: dict[str, str | None]) -> None:
        assert MOVED.listed(**sides) == {"staffing.one_sided"}

    def test_with_one_side_is_not_judged_where_the_district_asks_for_nothing(self) -> None:
        silent = Book(MOVEMENTS, MOVED.lawful, parameters={})
        assert silent.values(source=None)["staffing.one_sided"] is Value.UNKNOWN

    @pytest.mark.parametrize(("source", "target", "posts"), [("", "甲", 1), ("甲", "甲", 1), ("甲", "乙", 0)])
    def test_that_moves_nothing_or_nowhere_is_refused(self, source: str, target: str, posts: int) -> None:
        with pytest.raises(ValueError, match="编制调整"):
            moved(1, source, target, posts)


class TestHolding:
    MOVES = (moved(10, "市委编办", "白杨街道", 5), moved(20, "区生态环境局", "白杨街道", 2))

    @pytest.mark.parametrize(("day", "posts"), [(9, 30), (10, 35), (11, 35), (19, 35), (20, 37), (21, 37)])
    def test_is_of_the_day_asked_about(self, day: int, posts: int) -> None:
        assert held(OPENING, self.MOVES, on=date(2022, 3, day))[TOWN] == posts

    @given(
        st.lists(
            st.tuples(st.integers(1, 28), st.permutations(["市委编办", "白杨街道", "区生态环境局"]), st.integers(1, 9))
        )
    )
    def test_makes_no_post_and_loses_none(self, drawn: list[tuple[int, list[str], int]]) -> None:
        moves = [moved(day, names[0], names[1], posts) for day, names, posts in drawn]
        for day in (1, 14, 28):
            assert sum(held(OPENING, moves, on=date(2022, 3, day)).values()) == sum(OPENING.values())

    def test_of_an_account_is_known_only_with_its_opening(self) -> None:
        told = {one.account: one for one in balances({TOWN: 30}, self.MOVES, on=date(2022, 3, 31))}
        assert (told[TOWN].held, told[TOWN].received, told[TOWN].given) == (37, 7, 0)
        assert (told[CITY].held, told[CITY].given) == (None, 5)

    def test_falls_short_of_its_standard_by_the_gap(self) -> None:
        holding = held(OPENING, self.MOVES, on=date(2022, 3, 31))
        found = gaps({TOWN: 40, BUREAU: 45}, holding)
        assert found == (Gap(TOWN, 40, 37), Gap(BUREAU, 45, 48))
        assert [gap.lacking for gap in found] == [3, -3]


class TestDuties:
    def test_of_a_dissolved_organ_need_another_home(self) -> None:
        duties = {"防汛": "区水务站", "河道保洁": "区水务站", "绿化": "区园林所"}
        assert without_home(duties, ["区水务站"], ["防汛"]) == ("河道保洁",)


class TestWhatOfficesWrite:
    @pytest.mark.parametrize("words", ["镇街", "乡镇", "街道", "街镇", "乡镇(街道)"])
    def test_of_towns_is_one_field(self, words: str) -> None:
        assert FIELDS[words] == "镇街"

    def test_of_a_team_stays_a_field_of_its_own(self) -> None:
        assert "水务执法队伍" not in FIELDS

    def test_of_kinds_is_one_of_two(self) -> None:
        assert set(KINDS.values()) == {"行政", "事业"}
