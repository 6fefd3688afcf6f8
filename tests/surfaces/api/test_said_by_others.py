"""A machine of one organ does not change what another organ stated in the case: its own deadline least of all."""

from typing import Any

import pytest

from tests.domains.test_sides import DISTRICT, JUSTICE, WATER, opened, sitting
from tests.surfaces.api.conftest import calling, token_in
from tests.surfaces.posts import account_in, organ_at
from yifa.domains.supervision.procedure import SUPERVISION

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> int:
    organ_at(DISTRICT)
    above = sitting(account_in("head", organ=JUSTICE, reach=DISTRICT))
    return opened(above, SUPERVISION.name, organ="区水务局", supervising="区司法局", days=5)


def rectified(case: int, **facts: object) -> Any:
    sent = {"kind": "done", "step": "rectification", "on": "2026-03-09", "facts": facts}
    client = calling(token_in("handler", organ=WATER)[1])
    return client.post(f"/api/v1/cases/{case}/acts/", sent, content_type="application/json")


def test_the_days_that_the_supervisor_left_are_not_made_more(case: int) -> None:
    answer = rectified(case, days=365, rectified_by="李某")
    assert answer.status_code == 409
    assert "它由区司法局登记,不是本机关的事项" in answer.json()["detail"]


def test_what_is_its_own_is_stated_and_stated_anew(case: int) -> None:
    assert rectified(case, days=5, rectified_by="李某").status_code == 201
    assert rectified(case, rectified_by="王某").status_code == 201
