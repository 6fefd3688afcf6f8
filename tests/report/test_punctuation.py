"""Half-width marks become full-width in Chinese words and nowhere else."""

import pytest

from yifa.report.document import Slot, Text
from yifa.report.punctuation import mended, mended_runs


class TestMended:
    @pytest.mark.parametrize(
        ("given", "printed"),
        [
            ("审查,公布", "审查\uff0c公布"),
            ("占99%(6010/6070)。", "占99%\uff086010/6070\uff09。"),
            ("(一)依法", "\uff08一\uff09依法"),
            ("《条例》(国令第713号)", "《条例》\uff08国令第713号\uff09"),
            ("提示:请核对;谢谢!", "提示\uff1a请核对\uff1b谢谢\uff01"),
        ],
    )
    def test_in_chinese_words(self, given: str, printed: str) -> None:
        assert mended(given) == printed

    @pytest.mark.parametrize("kept", ["1,234件", "12:30到达", "99(6010/6070)", "f(x, y)", "1.完善", "3.5%", ""])
    def test_not_in_numbers_and_codes(self, kept: str) -> None:
        assert mended(kept) == kept

    def test_never_changes_the_length(self) -> None:
        for text in ("a)甲(乙", "((甲)", ":::", "甲,(乙:丙),丁"):
            assert len(mended(text)) == len(text)


class TestMendedRuns:
    def test_sees_the_words_in_the_next_run(self) -> None:
        runs = (Text("占"), Slot("a", "99%"), Text("("), Slot("a", "6010"), Text("/"), Slot("a", "6070"), Text(")。"))
        assert mended_runs(runs)[2] == Text("\uff08")
        assert mended_runs(runs)[-1] == Text("\uff09。")
        assert mended_runs(runs)[1] == runs[1]
