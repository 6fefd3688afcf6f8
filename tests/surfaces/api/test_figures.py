"""A machine is told the figures of a report once it is public, as they were frozen then, and nothing before."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.surfaces.api.conftest import calling, token_in
from tests.surfaces.portal.canaries import frozen
from tests.surfaces.portal.published import publish_case, report_case
from tests.surfaces.posts import organ_at
from yifa.kernel.evidence.sealing import seal_now
from yifa.kernel.figures.freezing import freeze
from yifa.kernel.models import Organ

pytestmark = pytest.mark.django_db
YEAR = 2022


@pytest.fixture
def organ() -> Organ:
    made = organ_at("示例区/示例区司法局")
    freeze([frozen("mkt_cases", "7")])
    seal_now(at=datetime(2023, 3, 24, 2, tzinfo=UTC))
    return made


def told() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = calling(token_in("handler")[1]).get(f"/api/v1/figures/{YEAR}/").json()
    return found


def test_nothing_is_told_of_a_report_that_is_only_approved(organ: Organ) -> None:
    report_case(organ, year=YEAR)
    assert told() == []


def test_what_was_frozen_when_it_was_published_is_told(organ: Organ) -> None:
    publish_case(report_case(organ, year=YEAR), organ, on=date(2023, 3, 24))
    freeze([frozen("mkt_cases", "8")])
    seal_now(at=datetime(2023, 3, 25, 2, tzinfo=UTC))
    assert [(one["id"], one["value"]) for one in told()] == [("mkt_cases", "7")]
