"""A random table of a total and its parts, said in random words, is understood: right it is silent, wrong it is found."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.check.told import errors, findings
from yifa.report.check.numerals import chinese
from yifa.report.numbering import chinese as in_words

NAMES = ("食品类", "药品类", "设备类", "计量类", "广告类", "价格类")
UNITS = ("件", "项", "份", "户次", "名")

parts = st.lists(st.integers(min_value=3, max_value=4000), min_size=2, max_size=6)
slips = st.integers(min_value=2, max_value=9)


def listed(numbers: list[str], unit: str, mark: str) -> str:
    return mark.join(f"{name}{number}{unit}" for name, number in zip(NAMES, numbers, strict=False))


def printed(number: int, *, thousands: bool) -> str:
    return f"{number:,}" if thousands else str(number)


@st.composite
def said(draw: st.DrawFn) -> tuple[str, int, list[int]]:
    """A sentence with {total} left open, the sum of its parts, and the parts."""
    numbers, unit = draw(parts), draw(st.sampled_from(UNITS))
    thousands, mark = draw(st.booleans()), draw(st.sampled_from(("、", "，")))
    listing = listed([printed(number, thousands=thousands) for number in numbers], unit, mark)
    sentence = draw(
        st.sampled_from(
            (
                f"全年共办理{{total}}{unit}，其中{listing}，其他{{rest}}{unit}。",
                f"全年共办理{{total}}{unit}，分别为{listing}、其他{{rest}}{unit}。",
                f"全年共办理{{total}}{unit}，由{listing}和其他{{rest}}{unit}组成。",
                f"全年办理{listing}、其他{{rest}}{unit}，合计{{total}}{unit}。",
                f"全年办理{listing}、其他{{rest}}{unit}，共计{{total}}{unit}。",
            )
        )
    )
    rest = draw(st.integers(min_value=2, max_value=400))
    return sentence.replace("{rest}", str(rest)), sum(numbers) + rest, [*numbers, rest]


class TestTotalsAndParts:
    @settings(max_examples=150, deadline=None)
    @given(case=said())
    def test_that_close_are_silent(self, case: tuple[str, int, list[int]]) -> None:
        sentence, total, _ = case
        assert errors(sentence.replace("{total}", str(total))) == []

    @settings(max_examples=150, deadline=None)
    @given(case=said(), slip=slips)
    def test_that_do_not_close_are_found(self, case: tuple[str, int, list[int]], slip: int) -> None:
        sentence, total, numbers = case
        wrong = total + max(slip, total // 20)
        if wrong - total in numbers or wrong in numbers:
            return
        found = findings(sentence.replace("{total}", str(wrong)))
        assert "sum_parts" in [finding.type for finding in found]
        assert str(total) in found[0].arithmetic

    @settings(max_examples=100, deadline=None)
    @given(part=st.integers(min_value=1, max_value=9000), more=st.integers(min_value=1, max_value=9000))
    def test_a_share_that_follows_is_silent(self, part: int, more: int) -> None:
        whole = part + more
        for decimals in (0, 1, 2):
            share = f"{100 * part / whole:.{decimals}f}"
            assert errors(f"全年办结{whole}件，其中网上办结{part}件，占{share}%。") == []

    @settings(max_examples=100, deadline=None)
    @given(old=st.integers(min_value=50, max_value=9000), new=st.integers(min_value=50, max_value=9000))
    def test_a_growth_that_follows_is_silent(self, old: int, new: int) -> None:
        if old == new:
            return
        verb = "增长" if new > old else "下降"
        rate = f"{abs(new - old) * 100 / old:.1f}"
        assert errors(f"全年办理案件{new}件，上年为{old}件，同比{verb}{rate}%。") == []
        assert errors(f"案件由{old}件变化，全年{new}件，同比{verb}{rate}%（2022年为{old}件）。") == []


@given(number=st.integers(min_value=1, max_value=99))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    read = chinese(in_words(number))
    assert read is not None
    assert read.value == number
