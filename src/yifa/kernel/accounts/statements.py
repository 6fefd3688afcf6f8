"""What is done with accounts is stated in the evidence log, each time by one statement."""

from __future__ import annotations

from collections.abc import Mapping

from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, stating
from yifa.kernel.evidence.log import write


def state(subject: str, statement: Mapping[str, str]) -> None:
    """Write one statement, in the transaction of what it speaks of."""
    write([stating(suite_in_use(), Subject.STATEMENT, subject, dict(statement))])
