"""What the program does with its log: seal what waits, and prove to somebody outside what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from yifa.kernel.evidence.bundle import Bundle, Growth, OpenedLeaf
from yifa.kernel.evidence.checkpoint import read_checkpoint
from yifa.kernel.evidence.keys import Signing, signing
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.log import Sealed, StoredTree, latest, note_of, seal
from yifa.kernel.evidence.notes import UnableToReadNote, Verifier, read_note
from yifa.kernel.evidence.proofs import extends
from yifa.kernel.models import Checkpoint as StoredCheckpoint
from yifa.kernel.models import Cosignature, Leaf, PendingLeaf

RECENT = 1000
"""How many checkpoints back a witness may have been slow."""


class UnableToProve(Exception):
    """What is to be proved is not in the log, or not sealed yet; or the reader's checkpoint is not of this log."""


def seal_now(*, at: datetime) -> Sealed | None:
    """Seal every waiting leaf with this installation's key; None where nothing was ever written.

    Raises UnableToSeal and UnableToReadKey.
    """
    how = signing()
    return seal(origin=how.origin, suite=how.suite, signer=how.signer, at=at)


def said(kind: Subject) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every statement of a kind, sealed or waiting, in the order in which they were made: subject, and what it says."""
    for model, order in ((Leaf, "position"), (PendingLeaf, "pk")):
        rows = model.objects.filter(kind=kind).order_by(order).values_list("subject", "payload")
        yield from ((subject, json.loads(payload)) for subject, payload in rows.iterator())


def said_before(kind: Subject, *, act: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same, of what was in the log ahead of an act, known by the name of its leaf; nothing where it is not there."""
    sealed = Leaf.objects.filter(kind=Subject.ACT, subject=act).order_by("-position").first()
    waits = (
        PendingLeaf.objects.filter(kind=Subject.ACT, subject=act).order_by("-pk").first() if sealed is None else None
    )
    if sealed is None and waits is None:
        return
    before = Leaf.objects.filter(kind=kind).order_by("position")
    before = before.filter(position__lt=sealed.position) if sealed is not None else before
    yield from ((one.subject, json.loads(one.payload)) for one in before.iterator())
    if waits is not None:
        ahead = PendingLeaf.objects.filter(kind=kind, pk__lt=waits.pk).order_by("pk")
        yield from ((one.subject, json.loads(one.payload)) for one in ahead.iterator())


def waiting() -> int:
    """How many leaves wait to be sealed (待封存)."""
    return PendingLeaf.objects.count()


def prove(*, kind: Subject, texts: Sequence[tuple[str, bytes | None]], since: str | None = None) -> Bundle:
    """The bundle that opens leaves of one kind, each given by its subject and the text it commits to.

    A text of None is taken from the leaf itself. since: a checkpoint that the reader holds, as text; the bundle then
    also proves that the log has only grown from it. Raises UnableToProve.
    """
    how, last = signing(), latest()
    if last is None:
        msg = "存证日志还是空的,没有可以证明的内容。请先运行 yifa seal 封存。"
        raise UnableToProve(msg)
    tree = StoredTree(how.suite)
    leaves = tuple(_opened(_leaf(kind, subject, text), text, tree, last.size) for subject, text in texts)
    growth = (_growth(since, tree, last, how),) if since else ()
    return Bundle(str(note_of(last)), _keys(how), leaves, growth)


def public_keys() -> tuple[str, ...]:
    """The keys under which this log is to be checked, as they are published."""
    return _keys(signing())


def accept_cosignature(*, line: str, key: Verifier, at: datetime) -> int:
    """Keep a witness's signature line below the checkpoint it was made for; returns the size of that checkpoint.

    key: the witness's published key. Raises UnableToProve where the line is none, or fits no recent checkpoint.
    """
    for stored in StoredCheckpoint.objects.order_by("-size")[:RECENT]:
        if _fits(line, key, stored):
            Cosignature.objects.update_or_create(
                checkpoint=stored, witness=key.text, defaults={"line": f"{line.strip()}\n", "at": at}
            )
            return stored.size
    msg = f"这一行不是「{key.name}」对本日志最近封存点的有效见证。请粘贴见证人给出的、以「—」开头的那一行,并核对公钥。"
    raise UnableToProve(msg)


def _fits(line: str, key: Verifier, stored: StoredCheckpoint) -> bool:
    try:
        return key.accepts(read_note(f"{read_note(stored.note).text}\n{line.strip()}\n"))
    except UnableToReadNote:
        return False


def _leaf(kind: Subject, subject: str, text: bytes | None) -> Leaf:
    leaves = Leaf.objects.filter(kind=kind, subject=subject).order_by("-position")
    # Of several statements on one subject the one that says just this; an act's leaf keeps no text to compare.
    leaf = (leaves.filter(payload=text.decode()).first() if text else None) or leaves.first()
    if leaf is None:
        waits = PendingLeaf.objects.filter(kind=kind, subject=subject).exists()
        why = "还在等待封存。请先运行 yifa seal" if waits else "不在存证日志里。请核对所要证明的对象"
        msg = f"「{subject}」{why}。"
        raise UnableToProve(msg)
    return leaf


def _opened(leaf: Leaf, text: bytes | None, tree: StoredTree, size: int) -> OpenedLeaf:
    path = tuple(tree.inclusion(leaf.position, size))
    shown = OpenedLeaf(leaf.position, leaf.kind, leaf.subject, bytes(leaf.commitment), path)
    said = text.decode() if text is not None else leaf.payload
    # The salt of a personal value lies with the value; its leaf alone says only that it is there.
    return replace(shown, salt=bytes(leaf.salt), text=said) if leaf.salt and said else shown


def _growth(since: str, tree: StoredTree, last: StoredCheckpoint, how: Signing) -> Growth:
    try:
        earlier = read_checkpoint(read_note(since).text)
    except UnableToReadNote as refused:
        msg = f"所给的较早封存点不可读({refused})。请给出当时取得的全文。"
        raise UnableToProve(msg) from None
    if earlier.origin != how.origin or not 0 < earlier.size <= last.size:
        msg = f"所给的封存点({earlier.origin},{earlier.size}条)不是本日志({how.origin},{last.size}条)的较早封存点。"
        raise UnableToProve(msg)
    path = tuple(tree.consistency(earlier.size, last.size))
    if not extends(
        suite=how.suite,
        earlier=earlier.size,
        size=last.size,
        path=path,
        earlier_root=earlier.root,
        root=bytes(last.root),
    ):
        msg = "本日志不是从所给的封存点如实续写而来:此前的内容被改动过,或者日志曾被恢复到别的状态。请运行 yifa fsck 查明。"
        raise UnableToProve(msg)
    return Growth(since, path)


def _keys(how: Signing) -> tuple[str, ...]:
    return (how.signer.verifier.text,)
