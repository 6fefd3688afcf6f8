"""What the text of a leaf says of itself: of which kind it is, and of what it speaks.

A bundle labels each leaf for its reader. The label is not hashed, so it is compared with the text, which is.
"""

from __future__ import annotations

import json
from typing import Any

from yifa.kernel.evidence.leaves import Subject, act_subject


def label_of(text: str) -> tuple[str, str] | None:
    """The kind and the subject that a leaf's text states; None where it states none."""
    try:
        stated: Any = json.loads(text)
        return _kind_and_subject(stated)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _kind_and_subject(stated: Any) -> tuple[str, str]:
    kind = stated["leaf"]
    match kind:
        case Subject.ACT:
            return kind, act_subject(stated["case_id"], stated["seq"])
        case Subject.CASE:
            return kind, str(stated["id"])
        case Subject.ORIGINAL:
            return kind, str(stated["sha256"])
        case _:
            return kind, str(stated["subject"])
