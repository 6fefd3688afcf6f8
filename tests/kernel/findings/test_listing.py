"""The lists of the desk show what the viewer may see, and nothing else."""

from datetime import date

import pytest

from tests.kernel.findings.desk import FIRST, ORGAN, SECOND, TODAY, decided, finding, found, replied, scan
from tests.kernel.trial.book import opened
from yifa.kernel.access import OPERATOR, PUBLIC, Post, Viewer
from yifa.kernel.findings.found import Identity
from yifa.kernel.findings.listing import age, entries, findings, findings_named, set_aside, states, tallies
from yifa.kernel.models import Case, State

pytestmark = pytest.mark.django_db
ELSEWHERE = "区教育局"
MINE = Viewer("李办", (Post("handler", ORGAN),))


@pytest.fixture
def two() -> tuple[int, int]:
    """A case of our organ and one of another, each with a finding."""
    mine, other = opened(), opened()
    Case.objects.filter(pk=other).update(organ_path=ELSEWHERE)
    scan(found(mine), found(other, "trial.no_review"))
    return mine, other


class TestAList:
    def test_shows_the_findings_of_ones_own_organ(self, two: tuple[int, int]) -> None:
        assert [one.case_id for one in findings(MINE, on=TODAY)] == [two[0]]
        assert findings(OPERATOR, on=TODAY).count() == 2

    def test_shows_the_public_nothing(self, two: tuple[int, int]) -> None:
        assert not findings(PUBLIC, on=TODAY).exists()
        assert not tallies(PUBLIC, on=TODAY)
        assert not entries(PUBLIC, finding(two[0]).pk, on=TODAY).exists()

    def test_is_narrowed_by_organ_and_what_lies_beneath_it(self, two: tuple[int, int]) -> None:
        Case.objects.filter(pk=two[1]).update(organ_path=f"{ELSEWHERE}/督导室")
        assert [one.case_id for one in findings(OPERATOR, on=TODAY, organ=ELSEWHERE)] == [two[1]]
        assert not findings(OPERATOR, on=TODAY, organ="区教").exists()

    def test_is_narrowed_by_rule(self, two: tuple[int, int]) -> None:
        assert [one.case_id for one in findings(OPERATOR, on=TODAY, rule="trial.no_review")] == [two[1]]

    @pytest.mark.parametrize(("days", "count"), [(9, 1), (10, 1), (11, 0)])
    def test_is_narrowed_by_age(self, days: int, count: int) -> None:
        scan(found(opened()), at=FIRST)
        assert findings(OPERATOR, on=TODAY, older_than=days).count() == count

    def test_of_what_is_open_leaves_out_what_is_decided_or_gone(self, two: tuple[int, int]) -> None:
        replied(two[0])
        assert findings(MINE, on=TODAY, open_only=True).count() == 1
        decided(two[0], "属实")
        assert findings(MINE, on=TODAY, open_only=True).count() == 0

    def test_names_a_finding_by_rule_and_case(self, two: tuple[int, int]) -> None:
        named = {"on": TODAY, "rule": "trial.decide_late", "case": f"内部号{two[0]}"}
        assert [one.case_id for one in findings_named(OPERATOR, **named)] == [two[0]]  # type: ignore[arg-type]
        assert findings_named(PUBLIC, **named) == []  # type: ignore[arg-type]
        assert findings_named(OPERATOR, on=TODAY, rule="trial.decide_late", case="") == []


class TestWhatReportsAsk:
    def test_are_the_findings_that_are_none(self, two: tuple[int, int]) -> None:
        decided(two[0], "依据不适用")
        aside = set_aside(OPERATOR, on=TODAY, year=2022)
        assert aside == {Identity(two[0], "trial.decide_late"): finding(two[0]).evidence}
        assert set_aside(PUBLIC, on=TODAY, year=2022) == {}
        assert set_aside(OPERATOR, on=TODAY, year=2021) == {}

    def test_are_not_those_that_are_true_or_a_wrong_ledger(self, two: tuple[int, int]) -> None:
        decided(two[0], "台账填错")
        assert set_aside(OPERATOR, on=TODAY, year=2022) == {}
        assert states(OPERATOR, on=TODAY, year=2022)[Identity(two[0], "trial.decide_late")] is State.TO_CORRECT

    def test_are_counts_by_organ_rule_and_state(self, two: tuple[int, int]) -> None:
        decided(two[0], "属实")
        counted = [(one.organ_path, one.rule, one.state, one.count) for one in tallies(OPERATOR, on=TODAY)]
        assert sorted(counted) == sorted(
            [(ORGAN, "trial.decide_late", State.CONFIRMED, 1), (ELSEWHERE, "trial.no_review", State.OPEN, 1)]
        )


class TestAge:
    def test_is_counted_in_days_since_it_was_first_found(self) -> None:
        case_id = opened()
        scan(found(case_id), at=FIRST)
        scan(found(case_id), at=SECOND)
        assert age(finding(case_id), on=date(2023, 1, 25)) == 10
