"""An act is one read and one write, and it is on disk when it is acknowledged."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from tests.kernel.trial.book import CLERK, GIVEN, NOW, do, opened
from yifa.kernel.acts import Proposed
from yifa.kernel.batches import Performing, perform_many
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is sent to the database, by its first word."""
    seen: list[str] = []
    if connection.vendor == "sqlite":
        connection.connection.set_trace_callback(lambda text: seen.append(text.split()[0]))
        yield seen
        connection.connection.set_trace_callback(None)
        return
    ordinary = psycopg.Cursor.execute

    def execute(cursor: Any, query: Any, *arguments: Any, **named: Any) -> Any:
        seen.append(str(query).split()[0])
        return ordinary(cursor, query, *arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", execute)
        yield seen


ONE_ACT = {"sqlite": ["BEGIN", "SELECT", "UPDATE", "INSERT", "INSERT", "COMMIT"], "postgresql": ["SELECT", "WITH"]}
SHOWN = {
    "sqlite": ["BEGIN", "SELECT", "UPDATE", "INSERT", "INSERT", "UPDATE", "COMMIT"],
    "postgresql": ["SELECT", "WITH"],
}


class TestAnAct:
    def test_is_one_read_and_one_write(self, monkeypatch: pytest.MonkeyPatch) -> None:
        case_id = opened()
        with statements(monkeypatch) as seen:
            do(case_id, "", date(2022, 3, 1), Kind.REMINDED)
        assert seen == ONE_ACT[connection.vendor]

    def test_that_a_record_shows_is_still_one_write_where_the_database_can(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case_id = opened()
        with statements(monkeypatch) as seen:
            do(case_id, "application", date(2022, 3, 1))
        assert seen == SHOWN[connection.vendor]

    def test_opens_no_transaction_within_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        case_id = opened()
        with transaction.atomic(), statements(monkeypatch) as seen:
            do(case_id, "", date(2022, 3, 1), Kind.REMINDED)
        assert "BEGIN" not in seen
        assert "COMMIT" not in seen

    def test_that_is_refused_writes_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        case_id = opened()
        with statements(monkeypatch) as seen, pytest.raises(Exception, match="不得办理"):
            do(case_id, "decision", date(2022, 3, 1))
        assert not {"UPDATE", "INSERT", "WITH"} & set(seen)


class TestABatch:
    def test_reads_all_its_cases_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ids = [opened() for _ in range(20)]
        acts = [Performing(case_id, Proposed(Kind.REMINDED, "", date(2022, 3, 1))) for case_id in ids]
        with statements(monkeypatch) as seen:
            perform_many(acts=acts, by=CLERK, at=NOW, given=GIVEN)
        reads = [word for word in seen if word == "SELECT"]
        # Cases, then acts; on PostgreSQL the third one locks the cases in order.
        assert len(reads) == {"sqlite": 2, "postgresql": 3}[connection.vendor]


class TestEveryConnection:
    def test_waits_for_the_disk(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA synchronous")
                assert cursor.fetchone() == (2,)
                cursor.execute("PRAGMA journal_mode")
                assert cursor.fetchone() == ("wal",)
            else:
                cursor.execute("SHOW synchronous_commit")
                assert cursor.fetchone() == ("on",)
