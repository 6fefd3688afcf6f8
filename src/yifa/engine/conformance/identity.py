"""Which doubt each finding of a scan is, so that the desk knows it again at the next scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from yifa.engine.conformance.district import LedgerFinding
from yifa.kernel.findings.found import Found, Identity, detail_text, digest_of

CERTIFICATE = "certificate"
"""What tells several findings of one rule in a case apart: each is about the certificate of one officer."""
LONGEST = 180


def as_found(findings: Iterable[LedgerFinding]) -> list[Found]:
    """The findings of one scan as the desk takes them, in the same order."""
    seen: Counter[Identity] = Counter()
    told: list[Found] = []
    for finding in findings:
        identity = _identity(finding)
        seen[identity] += 1
        if seen[identity] > 1:
            identity = Identity(identity.case_id, identity.rule, f"{identity.part}#{seen[identity]}")
        told.append(Found(identity, finding.article, finding.certainty, detail_text(finding.detail), finding.sentence))
    return told


def _identity(finding: LedgerFinding) -> Identity:
    part = str(finding.detail.get(CERTIFICATE) or "")
    return Identity(finding.case_id, finding.rule, part if len(part) <= LONGEST else digest_of(part))
