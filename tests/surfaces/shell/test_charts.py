"""Charts: the same numbers give the same bytes, words are escaped, and nothing in them runs."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.surfaces.shell.charts import HEIGHT, WIDTH, Chart, Series, bars, ceiling, lines, stacked

ONE = Chart("每月<办结>", "件", ("1月", "2月&"), (Series("办结", (3, 0)), Series("收件", (5, 9))))
Drawing = Callable[[Chart], str]
DRAWINGS: tuple[Drawing, ...] = (bars, lines, stacked)


class TestAChart:
    @pytest.mark.parametrize("draw", DRAWINGS)
    def test_is_a_picture_with_a_name(self, draw: Drawing) -> None:
        root = ET.fromstring(draw(ONE))  # noqa: S314 - our own text
        assert root.get("role") == "img"
        assert root.get("aria-label") == "每月<办结>（单位：件）。数字见下表。"

    @pytest.mark.parametrize("draw", DRAWINGS)
    def test_brings_neither_script_nor_style(self, draw: Drawing) -> None:
        assert "style" not in draw(ONE)
        assert "<script" not in draw(ONE)

    @pytest.mark.parametrize("draw", DRAWINGS)
    def test_is_drawn_alike_every_time(self, draw: Drawing) -> None:
        assert draw(ONE) == draw(ONE)

    @given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
    def test_stays_within_its_frame(self, values: list[int]) -> None:
        chart = Chart("数", "件", tuple(map(str, values)), (Series("数", tuple(values)),))
        for draw in DRAWINGS:
            for mark in ET.fromstring(draw(chart)).iter():  # noqa: S314 - our own text
                assert 0 <= float(mark.get("x", mark.get("cx", 0))) <= WIDTH
                assert 0 <= float(mark.get("y", mark.get("cy", 0))) <= HEIGHT

    @given(st.integers(0, 10**12))
    def test_has_a_top_that_can_be_divided_into_its_lines(self, highest: int) -> None:
        top = ceiling(highest)
        assert top >= highest
        assert top % 4 == 0

    @pytest.mark.parametrize("series", [(Series("数", (1,)),), (Series("数", (1, -1)),)])
    def test_refuses_numbers_that_do_not_fit(self, series: tuple[Series, ...]) -> None:
        with pytest.raises(ValueError, match=r"every series|below zero"):
            Chart("数", "件", ("1月", "2月"), series)
