"""Numbers that the kernel refuses."""

import pytest

from tests.kernel.trial.book import NOW
from yifa.kernel.models import Number
from yifa.kernel.numbering import UnableToNumber, cancel_number, give_number, open_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def number() -> Number:
    return give_number(series=open_series(name="示政规", year=2022, pattern="{serial}"), at=NOW)


class TestCancellingANumber:
    def test_without_a_reason_is_refused(self, number: Number) -> None:
        with pytest.raises(UnableToNumber, match="没有写明原因"):
            cancel_number(number=number, reason="  ", at=NOW)

    def test_twice_is_refused(self, number: Number) -> None:
        cancel_number(number=number, reason="误取", at=NOW)
        with pytest.raises(UnableToNumber, match="已经作废"):
            cancel_number(number=number, reason="再次", at=NOW)
