"""A figure opened by somebody: the number is the same for all, its records are those that one may see."""

from datetime import date

import pytest

from tests.engine.figures.matters.book import Book
from tests.engine.figures.matters.tables import MATTERS
from yifa.engine.figures.drill import drill
from yifa.engine.figures.evaluation import as_json, evaluate
from yifa.kernel.access import OPERATOR, PUBLIC, REPORTER, Post, Viewer
from yifa.kernel.figures.declaration import Count, Figure

DAY = date(2022, 6, 1)
BUREAU, OTHER = "区司法局", "区教育局"
INSIDE = Viewer("李四", (Post("handler", BUREAU),))
FIGURE = Figure(
    "f", "测试数", Count(), of=MATTERS, unit="件", basis="口径", definition="测试。", drill=("no", "status")
)


@pytest.fixture
def book(matters: Book) -> Book:
    matters.add(no="A", status="在办", organ_path=BUREAU, confidentiality="内部")
    matters.add(no="B", status="在办", organ_path=OTHER, confidentiality="内部")
    matters.add(no="C", status="在办", organ_path=BUREAU, confidentiality="工作秘密", known_to="局长")
    matters.add(no="D", status="在办", organ_path=BUREAU, confidentiality="公开")
    matters.add(no="E", status="在办")
    return matters


def opened(viewer: Viewer) -> tuple[list[object], list[str]]:
    found = drill(FIGURE, viewer, on=DAY, year=2022, parameters={})
    assert found.total == found.visible + sum(one.records for one in found.withheld)
    return [row.get("no") for row in found.rows], [one.sentence for one in found.withheld]


class TestAFigure:
    @pytest.mark.parametrize(
        ("viewer", "keys"), [(OPERATOR, "ABCDE"), (REPORTER, "ABD"), (INSIDE, "AD"), (PUBLIC, "D")]
    )
    def test_has_one_number_and_hash_for_all_and_the_keys_that_one_may_see(
        self, book: Book, viewer: Viewer, keys: str
    ) -> None:
        whole = evaluate([FIGURE], year=2022, viewer=OPERATOR, on=DAY)["f"]
        found = evaluate([FIGURE], year=2022, viewer=viewer, on=DAY)["f"]
        assert (found.value, found.total, found.hash) == (5, 5, whole.hash)
        assert found.records == tuple(keys)
        assert as_json({"f": found}) == as_json({"f": whole})


class TestItsRecords:
    def test_are_those_of_ones_organ(self, book: Book) -> None:
        keys, rest = opened(INSIDE)
        assert keys == ["A", "D"]
        assert rest == [
            "不公开记录 1 条:尚未公开的内部记录。",
            "不公开记录 1 条:工作秘密,限指定岗位知悉。",
            "不公开记录 1 条:未载明或者未能识别密级。",
        ]

    def test_are_for_the_public_those_that_are_open_without_what_is_not(self, book: Book) -> None:
        found = drill(FIGURE, PUBLIC, on=DAY, year=2022, parameters={})
        # None of the facts of this institution is declared public.
        assert (found.rows, found.visible) == (({},), 1)
        assert sum(one.records for one in found.withheld) == 4

    def test_are_all_for_the_operator(self, book: Book) -> None:
        assert opened(OPERATOR) == (["A", "B", "C", "D", "E"], [])

    def test_come_page_by_page(self, book: Book) -> None:
        found = drill(FIGURE, OPERATOR, on=DAY, year=2022, parameters={}, first=2, count=2)
        assert [row["no"] for row in found.rows] == ["C", "D"]
