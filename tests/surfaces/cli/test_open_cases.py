import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.surfaces.posts import organ_at
from yifa.kernel.access import OPERATOR
from yifa.kernel.models import Act, Carrier, Case
from yifa.kernel.versions import Versions
from yifa.kernel.worklist import Due, work_list
from yifa.law.calendar import NATIONAL
from yifa.law.profile import read_profile
from yifa.surfaces.cli.open_cases import open_samples
from yifa.surfaces.cli.surroundings import Surroundings

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[3] / "samples"
FILE = SAMPLES / "open-cases.json"
NOON = datetime(2025, 6, 16, 4, 0, tzinfo=UTC)
TODAY = date(2025, 6, 16)
PROFILE = read_profile(json.loads((SAMPLES / "2022" / "profile.json").read_text(encoding="utf-8")))
HERE = Surroundings(PROFILE, NATIONAL, Versions(additions=PROFILE.additions), NOON)


@pytest.fixture(autouse=True)
def organs() -> None:
    for name in {one["organ"] for one in json.loads(FILE.read_text(encoding="utf-8"))}:
        organ_at(f"示例区/示例区{name}")


class TestTheOpenCasesOfTheSamples:
    def test_are_entered_once(self) -> None:
        assert open_samples(FILE, HERE) == "演示案件:立件 14 件。"
        assert open_samples(FILE, HERE) == "演示案件:立件 0 件。"
        assert Case.objects.count() == 14

    def test_are_never_entered_where_data_are_real(self) -> None:
        assert open_samples(FILE, replace(HERE, profile=replace(PROFILE, synthetic=False))) == ""
        assert not Case.objects.exists()

    def test_fall_due_before_and_on_and_after_the_day_on_which_they_are_entered(self) -> None:
        open_samples(FILE, HERE)
        for due in (Due.OVERDUE, Due.TODAY, Due.THIS_WEEK):
            assert work_list(OPERATOR, on=TODAY, due=due).items, due

    def test_say_that_they_are_invented_and_when_they_were_entered(self) -> None:
        open_samples(FILE, HERE)
        assert all(title.endswith("(演示)") for title in Case.objects.values_list("title", flat=True))
        assert set(Act.objects.values_list("entered_by", "at")) == {("演示数据", NOON)}
        assert Carrier.IMPORT not in set(Act.objects.values_list("carrier", flat=True))
