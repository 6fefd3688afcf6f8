from datetime import date

import pytest

from yifa.kernel.models import Organ
from yifa.kernel.organ_tree import organs_on

pytestmark = pytest.mark.django_db


class TestOrgans:
    def test_are_listed_in_the_order_of_the_tree_while_they_exist(self) -> None:
        Organ.objects.create(path="区/乙局", name="乙局", valid_from=date(2022, 3, 1), valid_to=date(2022, 6, 30))
        Organ.objects.create(path="区", name="区")
        listed = [[one.name for one in organs_on(date.fromisoformat(day))] for day in DAYS]
        assert listed == [["区"], ["区", "乙局"], ["区", "乙局"], ["区"]]


DAYS = ("2022-02-28", "2022-03-01", "2022-06-30", "2022-07-01")
