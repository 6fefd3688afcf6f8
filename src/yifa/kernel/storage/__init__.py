"""The only place where acts are read for a decision and written: one store for each kind of database.

Statement budget of an act: one read and one write (on SQLite the write is its UPDATE and INSERT under one lock).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.kernel.storage.postgresql import PostgresStore
from yifa.kernel.storage.rows import Store
from yifa.kernel.storage.sqlite import SqliteStore


@contextmanager
def writing() -> Iterator[Store]:
    """The store of the default database, in a transaction where it needs one; takes part in an open `atomic()`."""
    connection = connections[DEFAULT_DB_ALIAS]
    store: Store = PostgresStore(connection) if connection.vendor == "postgresql" else SqliteStore(connection)
    with connection.wrap_database_errors, store.transaction():
        yield store


@contextmanager
def reading() -> Iterator[Store]:
    """The same store, to look at cases only: it waits for no writer."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.wrap_database_errors:
        yield PostgresStore(connection) if connection.vendor == "postgresql" else SqliteStore(connection)
