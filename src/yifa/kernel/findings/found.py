"""What a scan found, as the desk takes it: which doubt it is, and on what it rests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """Which doubt it is, in every scan: the case (internal id), the rule, and what tells it from others of the rule.

    part: «» where a rule can be broken only once in a case; else, e.g., the number of the certificate.
    """

    case_id: int
    rule: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a scan. detail: the counting as canonical JSON text; sentence: it in words, with its article."""

    identity: Identity
    article: str
    certainty: str
    detail: str
    sentence: str

    @property
    def evidence(self) -> str:
        """The hash of what it rests on: a decision holds as long as this stays the same."""
        return digest_of(self.detail)


def detail_text(detail: Mapping[str, object]) -> str:
    """The detail of a finding as one text for one value."""
    return json.dumps(dict(detail), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest_of(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
