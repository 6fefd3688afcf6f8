from datetime import date

import pytest

from yifa.domains.decisions.procedure import CATALOGUE
from yifa.kernel import fixed_dates as of_year
from yifa.kernel.catalogue import Catalogue
from yifa.kernel.fixed_dates import fixed_dates

INSTALLED = Catalogue({(CATALOGUE.name, CATALOGUE.version): CATALOGUE}, (), {}, {}, ())
PARAMETERS = {"decision.catalogue_publish_by": "04-30"}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_year, "catalogue", lambda: INSTALLED)


def days(after: date) -> list[date]:
    found = fixed_dates(after=after, parameters=PARAMETERS)
    return [one.on for one in found if one.parameter in PARAMETERS]


class TestADayThatTheDistrictFixes:
    def test_is_still_to_come_on_the_day_before(self) -> None:
        assert days(date(2022, 4, 29)) == [date(2022, 4, 30)]

    def test_is_that_day_itself_on_the_day(self) -> None:
        assert days(date(2022, 4, 30)) == [date(2022, 4, 30)]

    def test_is_next_years_on_the_day_after(self) -> None:
        assert days(date(2022, 5, 1)) == [date(2023, 4, 30)]

    def test_is_none_where_the_district_has_set_none(self) -> None:
        found = fixed_dates(after=date(2022, 1, 1), parameters={})
        assert not [one for one in found if one.parameter in PARAMETERS]
