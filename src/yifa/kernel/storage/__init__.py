"""The only place where acts are read for a decision and written: one store for each kind of database.

Statement budget of an act: one read and one write (on SQLite the write is its UPDATE and INSERT under one lock).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.kernel.storage.postgresql import PostgresStore
from yifa.kernel.storage.rows import Store
from yifa.kernel.storage.sqlite import SqliteStore


@contextmanager
def writing(*, hold: Sequence[int] = ()) -> Iterator[Store]:
    """The store of the default database, in a transaction where it needs one; takes part in an open `atomic()`.

    hold: cases that nobody else may move meanwhile.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    store: Store = PostgresStore(connection) if connection.vendor == "postgresql" else SqliteStore(connection)
    with connection.wrap_database_errors, store.transaction(hold):
        yield store


@contextmanager
def reading() -> Iterator[Store]:
    """The same store, to look at cases only: it waits for no writer."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.wrap_database_errors:
        yield PostgresStore(connection) if connection.vendor == "postgresql" else SqliteStore(connection)


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read within shows the database at one moment, whoever writes meanwhile; nothing may be written."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        yield
        return
    level = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{level}")
        try:
            yield
        finally:
            cursor.execute("COMMIT")
