from datetime import timedelta

import pytest
from django.db import DatabaseError

from tests.kernel.accounts.people import NOW, account
from yifa.kernel.accounts.attempts import Attempt, Outcome, locked_until, record
from yifa.kernel.accounts.models import SignIn

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def fail(name: str, times: int) -> None:
    for minute in range(times):
        record(Attempt(name), Outcome.WRONG, at=NOW + minute * MINUTE)


class TestAName:
    def test_is_not_locked_after_four_failures(self) -> None:
        fail("zhang", 4)
        assert locked_until(Attempt("zhang"), at=NOW + 4 * MINUTE) is None

    def test_is_locked_for_a_quarter_of_an_hour_after_the_fifth(self) -> None:
        fail("zhang", 5)
        until = NOW + 19 * MINUTE
        assert locked_until(Attempt("zhang"), at=NOW + 4 * MINUTE) == until
        assert locked_until(Attempt("zhang"), at=until - MINUTE) == until
        assert locked_until(Attempt("zhang"), at=until) is None

    def test_is_locked_alike_whether_somebody_has_it_or_not_and_however_it_is_written(self) -> None:
        account("zhang")
        fail(" Zhang", 5)
        fail("nobody", 5)
        at = NOW + 5 * MINUTE
        assert locked_until(Attempt("zhang"), at=at) == locked_until(Attempt("nobody"), at=at) is not None

    def test_counts_failures_since_the_last_success(self) -> None:
        fail("zhang", 4)
        record(Attempt("zhang"), Outcome.DONE, at=NOW + 4 * MINUTE)
        record(Attempt("zhang"), Outcome.WRONG, at=NOW + 5 * MINUTE)
        assert locked_until(Attempt("zhang"), at=NOW + 6 * MINUTE) is None

    def test_counts_a_wrong_second_factor_and_not_the_right_password_before_it(self) -> None:
        for minute in range(5):
            record(Attempt("zhang"), Outcome.PASSWORD, at=NOW + minute * MINUTE)
            record(Attempt("zhang"), Outcome.WRONG_FACTOR, at=NOW + minute * MINUTE)
        assert locked_until(Attempt("zhang"), at=NOW + 5 * MINUTE) is not None


class TestTheRecord:
    def test_keeps_no_name_that_is_nobodys_since_it_may_be_a_password(self) -> None:
        record(Attempt("口令打在了这里"), Outcome.WRONG, at=NOW)
        kept = SignIn.objects.get()
        assert kept.account is None
        assert "口令打在了这里" not in kept.typed

    def test_cannot_be_changed(self) -> None:
        record(Attempt("zhang"), Outcome.WRONG, at=NOW)
        with pytest.raises(DatabaseError):
            SignIn.objects.update(outcome=Outcome.DONE)
