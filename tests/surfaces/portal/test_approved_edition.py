"""What is public is the edition that was approved, whatever was sent up after the approval."""

from datetime import date

import pytest

from tests.surfaces.portal.published import entered, publish_case, report_case
from tests.surfaces.posts import organ_at
from yifa.kernel.acts import Proposed, perform
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.report.publishing import published_reports

pytestmark = pytest.mark.django_db
YEAR = 2022


@pytest.mark.parametrize(("approved_again", "edition"), [(False, 1), (True, 2)])
def test_an_edition_that_nobody_approved_is_not_shown(*, approved_again: bool, edition: int) -> None:
    organ = organ_at("示例区/示例区司法局")
    case = report_case(organ, year=YEAR, edition=1, digest="a" * 64)
    entry = entered(date(YEAR + 1, 2, 20), organ)
    later = Proposed(Kind.DONE, "submission", date(YEAR + 1, 2, 20), facts={"edition": 2, "text": "b" * 64})
    anew = (Proposed(Kind.DONE, "approval", date(YEAR + 1, 2, 20)),) if approved_again else ()
    for act in (later, *anew):
        perform(case_id=case, act=act, by=entry.by, at=entry.at, given=Given())
    publish_case(case, organ, on=date(YEAR + 1, 3, 24))
    assert published_reports(on=date(YEAR + 1, 4, 2))[YEAR].edition == edition
