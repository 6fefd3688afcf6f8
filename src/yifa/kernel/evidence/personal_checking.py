"""Checking personal values: each is there, opens its leaf, and is gone only where an act erased it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from yifa.kernel.evidence.commitment import commit
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.personal import REFERENCE, UnableToOpenPersonalValue, opened, references, text_of
from yifa.kernel.evidence.suite import Suite
from yifa.kernel.models import Act, Leaf, PendingLeaf, PersonalValue
from yifa.law.act import Kind

BATCH = 1000


def personal_sentences(*, suite: Suite) -> Iterator[str]:
    """Yield a Chinese sentence for every personal value that is missing, damaged, or gone without an act of erasure."""
    values = PersonalValue.objects.order_by("pk").iterator(BATCH)
    while batch := list(islice(values, BATCH)):
        leaves = _commitments([one.ref for one in batch])
        for one in batch:
            yield from _value_sentences(one, leaves.get(one.ref, []), suite)
    yield from _missing()


def _value_sentences(one: PersonalValue, commitments: Sequence[bytes], suite: Suite) -> Iterator[str]:
    name = f"内部号{one.case_id}的个人信息「{one.fact}」({one.ref})"
    if len(commitments) != 1:
        yield f"{name}应有一条存证,实有{len(commitments)}条。请查明原因,并从备份核对。"
        return
    if one.salt is None:
        erased = Act.objects.filter(case_id=one.case_id, seq=one.erased_by or -1, kind=Kind.ERASED).exists()
        if not erased:
            yield f"{name}已不在库中,而没有依法删除的行为:数据被删改过。请从备份恢复。"
        return
    try:
        value = opened(one.ref, one.fact, bytes(one.salt), bytes(one.content or b""))
    except UnableToOpenPersonalValue as damaged:
        yield str(damaged)
        return
    if commit(suite, bytes(one.salt), text_of(one.ref, one.fact, value)) != commitments[0]:
        yield f"{name}与存证时的内容不一致,被改动过。请从备份恢复。"


def _commitments(refs: Sequence[str]) -> Mapping[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for model in (Leaf, PendingLeaf):
        rows = model.objects.filter(kind=Subject.PERSONAL, subject__in=refs).values_list("subject", "commitment")
        for ref, commitment in rows:
            found.setdefault(ref, []).append(bytes(commitment))
    return found


def _missing() -> Iterator[str]:
    acts = Act.objects.filter(facts__contains=REFERENCE).order_by("pk").values_list("case_id", "facts").iterator(BATCH)
    while batch := list(islice(acts, BATCH)):
        asked = {ref: case_id for case_id, facts in batch for ref in references(facts)}
        there = dict(PersonalValue.objects.filter(ref__in=asked).values_list("ref", "case_id"))
        for ref in (ref for ref, case_id in asked.items() if there.get(ref) != case_id):
            yield f"内部号{asked[ref]}的个人信息「{ref}」不在库中或者记在别的案件名下,而没有依法删除的记录:数据被删改过。请从备份恢复。"
