from datetime import date

import pytest

from tests.kernel.trial.book import CLERK, GIVEN, NOW, opened, shown
from yifa.kernel.acts import Overtaken, Performed, Proposed, UnableToPerform
from yifa.kernel.batches import Outcome, Performing, perform_many
from yifa.kernel.models import Act, Case
from yifa.kernel.storage.postgresql import PostgresStore
from yifa.kernel.storage.sqlite import SqliteStore
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 1)


def batch(*acts: tuple[int, str]) -> tuple[Outcome, ...]:
    asked = [Performing(case_id, Proposed(Kind.DONE, step, DAY)) for case_id, step in acts]
    return perform_many(acts=asked, by=CLERK, at=NOW, given=GIVEN)


class TestABatch:
    def test_does_what_one_act_does(self) -> None:
        first, second = opened(), opened()
        outcomes = batch((first, "application"), (second, "acceptance"))
        assert all(isinstance(outcome, Performed) for outcome in outcomes)
        assert Case.objects.get(pk=first).due_on == date(2022, 3, 8)
        assert shown(second)["accepted"] == DAY

    def test_takes_several_acts_of_one_case_in_order(self) -> None:
        case_id = opened()
        outcomes = batch((case_id, "application"), (case_id, "review"), (case_id, "decision"))
        assert [outcome.seq for outcome in outcomes if isinstance(outcome, Performed)] == [1, 2, 3]
        assert Case.objects.get(pk=case_id).acts == 4
        row = shown(case_id)
        assert (row["applied"], row["decided"]) == (DAY, DAY)

    def test_keeps_a_refusal_to_the_act_that_it_refuses(self) -> None:
        first, second = opened(), opened()
        refused, done = batch((first, "decision"), (second, "application"))
        assert isinstance(refused, UnableToPerform)
        assert isinstance(done, Performed)
        assert Act.objects.filter(case_id=first).count() == 1

    def test_guards_an_act_by_those_before_it_in_the_same_batch(self) -> None:
        case_id = opened()
        refused, *done = batch((case_id, "decision"), (case_id, "review"), (case_id, "decision"))
        assert isinstance(refused, UnableToPerform)
        assert all(isinstance(outcome, Performed) for outcome in done)

    def test_writes_nothing_where_a_case_does_not_exist(self) -> None:
        case_id = opened()
        with pytest.raises(LookupError, match="no case 999"):
            batch((case_id, "application"), (999, "application"))
        assert Act.objects.filter(case_id=case_id).count() == 1

    def test_of_nothing_is_nothing(self) -> None:
        assert batch() == ()

    def test_says_which_acts_others_kept_overtaking(self, monkeypatch: pytest.MonkeyPatch) -> None:
        case_id = opened()
        for store in (SqliteStore, PostgresStore):
            monkeypatch.setattr(store, "move_many", lambda *_: set())
        (outcome,) = batch((case_id, "application"))
        assert isinstance(outcome, Overtaken)
