"""The report of the year is that of the bureau that drafts it, and its figures are not told before it is public."""

from datetime import date

import pytest

from tests.domains.test_sides import JUSTICE, WATER, do, opened, sitting
from tests.surfaces.posts import account_in
from yifa.domains.reporting.procedure import CORRECTION, REPORT
from yifa.kernel.deciding import UnableToPerform

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", [REPORT.name, CORRECTION.name])
def test_no_other_organ_opens_a_report_of_the_year_or_a_correction_for_itself(procedure: str) -> None:
    cheat = sitting(account_in("head", organ=WATER, person="吴局长"))
    with pytest.raises(UnableToPerform, match=r"不得立件.*起草报告的司法行政部门"):
        opened(cheat, procedure, path=WATER, title="年度报告", year=2025)


def test_it_is_approved_by_a_head_of_the_bureau_who_did_not_submit_it() -> None:
    clerk = sitting(account_in("handler", organ=JUSTICE))
    head, cheat = sitting(account_in("head", organ=JUSTICE)), sitting(account_in("head", organ=WATER))
    case = opened(clerk, REPORT.name, path=JUSTICE, title="年度报告", year=2025, due_year=date(2026, 1, 1).year)
    for step in ("notice", "collection", "drafting", "circulation", "submission"):
        do(clerk, case, step)
    with pytest.raises((UnableToPerform, LookupError)):
        do(cheat, case, "approval", "approval")
    do(head, case, "approval", "approval")
