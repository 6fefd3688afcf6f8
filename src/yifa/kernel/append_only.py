"""Acts are never changed and never deleted: the database refuses, whoever asks.

A correction is a new act (更正); what was entered stays as it was entered.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "kernel_act"
SENTENCE = "acts are append-only: enter a correction instead"

_SQLITE = {
    f"{TABLE}_no_{verb.lower()}": f"""
        CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
    for verb in ("UPDATE", "DELETE")
}
_POSTGRESQL = (
    f"""CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()""",
)


def protect(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse UPDATE and DELETE on acts."""
    statements = _POSTGRESQL if connection.vendor == "postgresql" else tuple(_SQLITE.values())
    _run(connection, statements)


def release(connection: BaseDatabaseWrapper) -> None:
    """Lift the protection: only where the whole table goes (a migration back, the emptying of a test database)."""
    if connection.vendor == "postgresql":
        _run(connection, (f"DROP TRIGGER {TABLE}_append_only ON {TABLE}", f"DROP FUNCTION {TABLE}_refuse()"))
    else:
        _run(connection, tuple(f"DROP TRIGGER {name}" for name in _SQLITE))


@contextmanager
def released(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Run with the protection lifted, and put it back."""
    release(connection)
    try:
        yield
    finally:
        protect(connection)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
