"""Acts and what proves them are never changed and never deleted: the database refuses, whoever asks.

A correction is a new act (更正); what was entered stays as it was entered. A sealed leaf and a checkpoint are public.
Who read a personal value, who signed in, what was published, what was found and answered, and where a procedure is
handled, stay too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

ACTS, LEAVES, CHECKPOINTS = "kernel_act", "kernel_leaf", "kernel_checkpoint"
READS, TEXTS = "kernel_sensitiveread", "kernel_publishedtext"
SCANS, FINDING_ENTRIES, HANDLINGS = "kernel_scan", "kernel_findingentry", "kernel_handling"
REVISIONS, DOINGS = "drafts_revision", "ceremonies_doing"
SIGN_INS = "accounts_signin"
TABLES = (ACTS, LEAVES, CHECKPOINTS, READS, TEXTS, SCANS, FINDING_ENTRIES, HANDLINGS, REVISIONS, DOINGS, SIGN_INS)
_TRIGGERS_OF_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
SENTENCE = "{table} is append-only: what is on record stays, and a correction is a new act"


def protect(connection: BaseDatabaseWrapper, tables: Iterable[str] = (ACTS,)) -> None:
    """Make the database refuse UPDATE and DELETE on the tables."""
    for table in tables:
        _run(connection, _postgresql(table) if connection.vendor == "postgresql" else _sqlite(table))


def release(connection: BaseDatabaseWrapper, tables: Iterable[str] = (ACTS,)) -> None:
    """Lift the protection: only where a whole table goes (a migration back, the emptying of a test database)."""
    for table in tables:
        if connection.vendor == "postgresql":
            _run(connection, (f"DROP TRIGGER {table}_append_only ON {table}", f"DROP FUNCTION {table}_refuse()"))
        else:
            _run(connection, tuple(f"DROP TRIGGER {table}_no_{verb.lower()}" for verb in ("UPDATE", "DELETE")))


def unprotected(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose protection somebody has lifted."""
    postgresql = connection.vendor == "postgresql"
    asked = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'" if postgresql else _TRIGGERS_OF_SQLITE
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {name for (name,) in cursor.fetchall()}
    wanted = {table: _names(table, postgresql=postgresql) for table in TABLES}
    return [table for table, names in wanted.items() if not names <= there]


@contextmanager
def released(connection: BaseDatabaseWrapper, tables: Iterable[str] = TABLES) -> Iterator[None]:
    """Run with the protection lifted, and put it back."""
    release(connection, tables)
    try:
        yield
    finally:
        protect(connection, tables)


def _names(table: str, *, postgresql: bool) -> set[str]:
    return {f"{table}_append_only"} if postgresql else {f"{table}_no_update", f"{table}_no_delete"}


def _sqlite(table: str) -> tuple[str, ...]:
    return tuple(
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{SENTENCE.format(table=table)}'); END"""
        for verb in ("UPDATE", "DELETE")
    )


def _postgresql(table: str) -> tuple[str, ...]:
    return (
        f"""CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{SENTENCE.format(table=table)}' USING ERRCODE = 'restrict_violation'; END $$""",
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
    )


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
