"""What a machine states of a figure is printed only where it is a number from a letter or a notice."""

from datetime import date

import pytest

from tests.report.test_stated import TestTheReport as Entered
from yifa.kernel.access import REPORTER
from yifa.report.stated import stated_figures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", [{"source_class": "记录计数"}, {"source_class": "口头"}, {"value": "5年,全国第一"}])
def test_other_words_are_left_out_and_break_nothing(said: dict[str, str]) -> None:
    entry = Entered()
    entry.enter(value="4")
    entry.enter(**said)
    assert entry.line().value == 4
    assert stated_figures(REPORTER, year=2022, on=date(2023, 1, 20))["outline_period"].value == "4"
