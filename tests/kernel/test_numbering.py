from functools import partial

import pytest

from tests.kernel.trial.book import NOW, opened
from yifa.kernel.models import Case, Number, Series
from yifa.kernel.numbering import UnableToNumber, cancel_number, give_number, open_series, series_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> Series:
    return open_series(name="示政规", year=2022, pattern="示政规〔{year}〕{serial}号")


class TestANumber:
    def test_is_written_by_the_pattern_of_its_series(self, series: Series) -> None:
        assert [give_number(series=series, at=NOW).text for _ in range(2)] == ["示政规〔2022〕1号", "示政规〔2022〕2号"]

    def test_begins_anew_each_year(self, series: Series) -> None:
        give_number(series=series, at=NOW)
        next_year = open_series(name="示政规", year=2023, pattern=series.pattern)
        assert give_number(series=next_year, at=NOW).text == "示政规〔2023〕1号"

    def test_of_one_organs_series_is_not_taken_by_another(self) -> None:
        mine = partial(open_series, name="示住建罚", year=2022, pattern="示住建罚〔{year}〕{serial}号")
        first = mine(organ_path="示例区/区住房城乡建设局")
        assert mine(organ_path="示例区/区住房城乡建设局") == first
        with pytest.raises(UnableToNumber, match=r"「示住建罚」由区住房城乡建设局使用.*请改用本机关"):
            mine(organ_path="示例区/区水务局")

    def test_is_offered_from_series_of_the_organ_and_of_the_district(self, series: Series) -> None:
        own = open_series(name="示住建罚", year=2022, pattern="{serial}", organ_path="示例区/区住房城乡建设局")
        assert series_of(2022, organ_path="示例区/区住房城乡建设局") == (own, series)
        assert series_of(2022, organ_path="示例区/区水务局") == (series,)

    def test_becomes_the_number_of_its_case(self, series: Series) -> None:
        case = Case.objects.get(pk=opened())
        give_number(series=series, at=NOW, case=case)
        case.refresh_from_db()
        assert case.number == "示政规〔2022〕1号"

    def test_that_is_cancelled_stays_with_its_reason(self, series: Series) -> None:
        case = Case.objects.get(pk=opened())
        first = give_number(series=series, at=NOW, case=case)
        cancel_number(number=first, reason="印发前撤销", at=NOW)
        second = give_number(series=series, at=NOW, case=case)
        first.refresh_from_db()
        case.refresh_from_db()
        assert (first.reason, first.cancelled_at) == ("印发前撤销", NOW)
        assert (second.serial, case.number) == (2, second.text)

    def test_is_one_for_one_case(self, series: Series) -> None:
        case = Case.objects.get(pk=opened())
        give_number(series=series, at=NOW, case=case)
        with pytest.raises(UnableToNumber, match="一件一号"):
            give_number(series=series, at=NOW, case=case)
        assert Number.objects.count() == 1
        series.refresh_from_db()
        assert series.last == 1
