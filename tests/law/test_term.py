"""Terms: the unit stands with the number, in the words of the statute."""

import pytest

from yifa.law.condition import Parameter
from yifa.law.fact import Fact, Type
from yifa.law.term import Days, Hours, Months, Promptly, Term, WorkingDays, Years, words

PROMISED = Fact("promised", "承诺时限", Type.INTEGER, "个工作日")
FILING = Parameter("decision.catalogue_filing", "目录备案工作日")


class TestTerm:
    @pytest.mark.parametrize(
        ("term", "text"),
        [
            (Days(30), "30日"),
            (WorkingDays(20), "20个工作日"),
            (Months(3), "3个月"),
            (Years(2), "2年"),
            (Hours(24), "24小时"),
            (Promptly(), "及时"),
            (WorkingDays(PROMISED), "「承诺时限」个工作日"),
            (WorkingDays(FILING), "「目录备案工作日」个工作日"),
        ],
    )
    def test_reads_as_a_lawyer_writes_it(self, term: Term, text: str) -> None:
        assert words(term) == text

    def test_of_a_number_without_unit_cannot_be_written(self) -> None:
        units = {kind(1).unit for kind in (Days, WorkingDays, Months, Years, Hours, Promptly)}
        assert len(units) == 6
