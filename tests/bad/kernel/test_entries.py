"""Entries that the kernel refuses whatever the procedure says."""

from datetime import date, timedelta

import pytest

from tests.kernel.trial.book import CLERK, GIVEN, NOW, TODAY, do, opened
from yifa.kernel.acts import UnableToPerform
from yifa.kernel.models import Act, Case
from yifa.kernel.opening import open_case
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db


class TestAnActOfTheFuture:
    def test_may_be_dated_the_day_before_its_entry(self) -> None:
        assert do(opened(), "application", TODAY - timedelta(days=1)).days_late == 1

    def test_may_be_dated_the_day_of_its_entry(self) -> None:
        assert do(opened(), "application", TODAY).days_late == 0

    def test_may_not_be_dated_the_day_after(self) -> None:
        case_id = opened()
        with pytest.raises(UnableToPerform, match="行为日期2022-06-02晚于录入日2022-06-01"):
            do(case_id, "application", TODAY + timedelta(days=1))
        assert Act.objects.filter(case_id=case_id).count() == 1

    def test_may_not_open_a_case(self) -> None:
        with pytest.raises(UnableToPerform, match="尚未发生的行为不能登记"):
            open_case(procedure="trial_permit", on=date(2022, 6, 2), by=CLERK, at=NOW, given=GIVEN)
        assert not Case.objects.exists()


class TestACorrectionOfNothing:
    @pytest.mark.parametrize(
        ("step", "corrects"),
        [
            pytest.param("application", 9, id="of-no-act"),
            pytest.param("application", None, id="of-none-named"),
            pytest.param("review", 1, id="of-another-step"),
        ],
    )
    def test_is_refused(self, step: str, corrects: int | None) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1))
        with pytest.raises(UnableToPerform, match="不得更正"):
            do(case_id, step, date(2022, 3, 2), Kind.CORRECTED, corrects=corrects, replaces=Kind.DONE)

    def test_that_was_corrected_already_is_refused(self) -> None:
        case_id = opened()
        do(case_id, "application", date(2022, 3, 1))
        do(case_id, "application", date(2022, 3, 2), Kind.CORRECTED, corrects=1, replaces=Kind.DONE)
        with pytest.raises(UnableToPerform, match="已经更正"):
            do(case_id, "application", date(2022, 3, 3), Kind.CORRECTED, corrects=1, replaces=Kind.DONE)


class TestAnActOutOfCourse:
    def test_in_no_step_of_the_procedure_is_refused(self) -> None:
        with pytest.raises(UnableToPerform, match="没有「dancing」这一环节"):
            do(opened(), "dancing", date(2022, 3, 1))

    def test_after_the_end_is_refused(self) -> None:
        case_id = opened()
        do(case_id, "", date(2022, 3, 1), Kind.WITHDRAWN)
        with pytest.raises(UnableToPerform, match="程序已经结束"):
            do(case_id, "application", date(2022, 3, 1))

    def test_that_resumes_nothing_is_refused(self) -> None:
        with pytest.raises(UnableToPerform, match="没有正在进行的中止"):
            do(opened(), "hearing", date(2022, 3, 1), Kind.RESUMED)
