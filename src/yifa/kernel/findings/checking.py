"""Checking the desk: a finding stands where its entries put it, and what people said of it is what the log holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yifa.kernel.evidence.leaves import Subject, statement_text
from yifa.kernel.findings.answering import statement_of, subject_of
from yifa.kernel.findings.standing import standing
from yifa.kernel.models import Finding, FindingEntry, Leaf, PendingLeaf, Said

BATCH = 500
SAID_BY_PEOPLE = frozenset({Said.REPLIED, Said.DECIDED, Said.CORRECTED})


def sentences() -> Iterator[str]:
    """A Chinese sentence for everything on the desk that is not what its entries, or their leaves, say; for fsck."""
    after = 0
    while batch := list(Finding.objects.filter(pk__gt=after).order_by("pk").prefetch_related("entries")[:BATCH]):
        yield from _of(batch)
        after = batch[-1].pk


def _of(findings: Sequence[Finding]) -> Iterator[str]:
    said = {finding.pk: sorted(finding.entries.all(), key=lambda entry: entry.pk) for finding in findings}
    # A correction that a scan links by itself is vouched for by the leaf of the scan.
    people = [entry for entries in said.values() for entry in entries if _is_of_a_person(entry)]
    leaves = _leaves([subject_of(entry) for entry in people])
    for finding in findings:
        now = standing(said[finding.pk])
        if (finding.state, finding.outcome, finding.corrected_by) != (now.state, now.outcome, now.corrected_by):
            yield f"疑点{finding.pk}:状态记作「{finding.get_state_display()}」,按办理记录应为「{now.state.label}」。请核对该疑点的办理记录。"
        for entry in filter(_is_of_a_person, said[finding.pk]):
            yield from _compared(entry, finding, leaves.get(subject_of(entry), []))


def _compared(entry: FindingEntry, finding: Finding, leaves: Sequence[str]) -> Iterator[str]:
    subject = subject_of(entry)
    text = statement_text(Subject.STATEMENT, subject, statement_of(entry, finding)).decode()
    if not leaves:
        yield f"疑点{finding.pk}的办理记录{entry.pk}没有存证。它不是经本系统写入的,或者存证被删除。请查明来历。"
    elif list(leaves) != [text]:
        yield f"疑点{finding.pk}的办理记录{entry.pk}与存证时的内容不一致:记录或者存证被改动过。请从备份核对。"


def _is_of_a_person(entry: FindingEntry) -> bool:
    return entry.said in SAID_BY_PEOPLE and entry.scan_id is None


def _leaves(subjects: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for first in range(0, len(subjects), BATCH):
        some = subjects[first : first + BATCH]
        for model in (Leaf, PendingLeaf):
            rows = model.objects.filter(kind=Subject.STATEMENT, subject__in=some).values_list("subject", "payload")
            for subject, payload in rows:
                found.setdefault(subject, []).append(payload)
    return found
