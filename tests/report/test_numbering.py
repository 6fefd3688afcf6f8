"""Headings count as GB/T 9704-2012 wants."""

import pytest

from yifa.report.numbering import chinese, numbered


class TestHeadings:
    def test_count_anew_under_each_higher_heading(self) -> None:
        levels = [0, 1, 1, 2, 3, 3, 2, 3, 1, 2, 4]
        assert list(numbered(levels)) == ["", "一、", "二、", "(一)", "1.", "2.", "(二)", "1.", "三、", "(一)", "(1)"]

    @pytest.mark.parametrize(
        ("number", "words"),
        [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
    )
    def test_are_numbered_in_chinese(self, number: int, words: str) -> None:
        assert chinese(number) == words
