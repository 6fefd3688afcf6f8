"""What a year left undone stands beside the doubts: problems nobody closed, and cases past their day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from yifa.kernel.access import PUBLIC, REPORTER
from yifa.kernel.acts import Actor
from yifa.kernel.models import Case, Organ
from yifa.kernel.opening import open_case
from yifa.law.fold import Given
from yifa.report.doubts import stored_items
from yifa.report.outstanding import outstanding

pytestmark = pytest.mark.django_db
TODAY = date(2023, 1, 20)


@pytest.fixture
def organ() -> Organ:
    return Organ.objects.create(path="示例区/示例区司法局", name="示例区司法局")


def opened(organ: Organ, procedure: str, *, on: date, due: date | None = None, **columns: object) -> int:
    by, at = Actor("某人", organ.name, "某人"), datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    made = open_case(procedure=procedure, on=on, by=by, at=at, given=Given(), organ_id=organ.pk).case_id
    Case.objects.filter(pk=made).update(due_on=due, **columns)
    return made


class TestAProblem:
    def test_stays_on_the_books_until_it_is_closed(self, organ: Organ) -> None:
        opened(organ, "rectification", on=date(2022, 5, 4))
        (item,) = outstanding(REPORTER, on=TODAY, year=2022)
        assert (item.title, item.count, item.is_matter) == ("问题整改尚未销号", 1, True)

    def test_that_was_closed_is_none_any_more(self, organ: Organ) -> None:
        opened(organ, "rectification", on=date(2022, 5, 4), state="")
        assert outstanding(REPORTER, on=TODAY, year=2022) == ()

    def test_listed_after_the_year_belongs_to_the_next_report(self, organ: Organ) -> None:
        opened(organ, "rectification", on=date(2023, 1, 4))
        assert outstanding(REPORTER, on=TODAY, year=2022) == ()


class TestACase:
    @pytest.mark.parametrize(("due", "late"), [((2022, 12, 30), 1), ((2022, 12, 31), 0), ((2023, 1, 1), 0)])
    def test_is_late_when_its_day_passed_within_the_year(
        self, organ: Organ, due: tuple[int, int, int], late: int
    ) -> None:
        opened(organ, "major_decision", on=date(2022, 5, 4), due=date(*due))
        assert sum(one.count for one in outstanding(REPORTER, on=TODAY, year=2022)) == late

    def test_of_a_sheet_is_left_to_the_scan(self, organ: Organ) -> None:
        opened(organ, "penalty", on=date(2022, 5, 4), due=date(2022, 8, 1), source_key="示罚1号", source_table="x")
        assert outstanding(REPORTER, on=TODAY, year=2022) == ()

    def test_is_told_to_those_alone_whom_it_concerns(self, organ: Organ) -> None:
        opened(organ, "major_decision", on=date(2022, 5, 4), due=date(2022, 8, 1))
        assert outstanding(PUBLIC, on=TODAY, year=2022) == ()

    def test_stands_among_what_a_person_chooses_from(self, organ: Organ) -> None:
        opened(organ, "major_decision", on=date(2022, 5, 4), due=date(2022, 8, 1))
        (item,) = stored_items(REPORTER, on=TODAY, year=2022)
        assert item.key == "overdue.major_decision/"
        assert "/" not in item.rule
