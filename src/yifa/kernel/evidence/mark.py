"""How far the house has come: a mark that changes with everything that is written, sealed or still waiting."""

from __future__ import annotations

from django.db import connection

_LAST = "SELECT (SELECT max(size) FROM kernel_checkpoint), (SELECT max(id) FROM kernel_pendingleaf)"


def mark() -> str:
    """The size of the log at its last checkpoint, and the last leaf that waits: what a page read at that moment rests on.

    Every public page asks for it first, hence one statement, by two indexes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        sealed, waiting = cursor.fetchone()
    return f"{sealed or 0}.{waiting or 0}"
