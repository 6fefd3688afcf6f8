"""What a bundle proves, and what in it does not agree, in sentences for whoever holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yifa.kernel.evidence.bundle import Bundle, Growth, OpenedLeaf
from yifa.kernel.evidence.checkpoint import Checkpoint, read_checkpoint
from yifa.kernel.evidence.commitment import SALT, commit
from yifa.kernel.evidence.labels import label_of
from yifa.kernel.evidence.notes import COSIGNATURE, OTHER, Note, UnableToReadNote, Verifier, read_note
from yifa.kernel.evidence.proofs import extends, includes
from yifa.kernel.evidence.suite import SUITES


def disagreements(bundle: Bundle, *, trusted: Sequence[Verifier] = ()) -> Iterator[str]:
    """Yield a Chinese sentence for everything in the bundle that does not agree; none means that all is proved.

    trusted: keys that the reader got elsewhere (from the official gazette, say); without them those in the bundle are
    used, which proves no more than that it agrees with itself. Of a leaf that is not opened, what the bundle calls it
    is proved by nothing. Raises UnableToReadNote for a checkpoint or a key that cannot be read.
    """
    keys = tuple(trusted) or bundle.verifiers
    checkpoint = bundle.checkpoint
    yield from _unsigned(bundle.signed, checkpoint, keys, "封存点")
    for leaf in bundle.leaves:
        yield from _leaf_sentences(leaf, checkpoint)
    for growth in bundle.growth:
        yield from _growth_sentences(growth, checkpoint, keys)


def signed_by(note: Note, keys: Sequence[Verifier]) -> list[str]:
    """The names of those whose signature under the note holds."""
    return [key.name for key in keys if key.accepts(note)]


def _unsigned(note: Note, checkpoint: Checkpoint, keys: Sequence[Verifier], title: str) -> Iterator[str]:
    logs = [key for key in keys if key.kind != COSIGNATURE and key.name == checkpoint.origin]
    if len(logs) != 1:
        # A log has one key; with two of them, one could be shown to the reader while the other signs.
        yield f"{title}由「{checkpoint.origin}」出具,应有它的公钥一把,手头有{len(logs)}把,无法验证签名。请从公布处取得公钥后再验。"
    elif all(key.kind == OTHER for key in logs):
        yield f"{title}由「{checkpoint.origin}」以本程序不能验证的算法签名。请用该签名设备或者服务自带的程序验证签名。"
    elif not signed_by(note, logs):
        yield f"{title}上「{checkpoint.origin}」的签名无效:文本被改动过,或者签名不是它所作。"
    for witness in keys:
        if witness.kind == COSIGNATURE and witness.signatures(note) and not witness.accepts(note):
            yield f"{title}上见证人「{witness.name}」的签名无效:文本或者签名被改动过。请向见证人核实。"


def _leaf_sentences(leaf: OpenedLeaf, checkpoint: Checkpoint) -> Iterator[str]:
    suite, name = SUITES[checkpoint.suite], f"第{leaf.position}条({leaf.kind} {leaf.subject})"
    if not _opens(leaf, checkpoint):
        yield f"{name}:所附内容与存证时的承诺值不符,内容或者盐值被改动过。"
    if leaf.text is not None and label_of(leaf.text) != (leaf.kind, leaf.subject):
        yield f"{name}:所附内容说的不是所标的对象,标注被改动过。请以所附内容为准,并向出具机关查明。"
    if not includes(
        suite=suite,
        entry=leaf.commitment,
        position=leaf.position,
        size=checkpoint.size,
        path=leaf.path,
        root=checkpoint.root,
    ):
        yield f"{name}:不在封存点所封存的日志之内,或者证明路径被改动过。"


def _opens(leaf: OpenedLeaf, checkpoint: Checkpoint) -> bool:
    if leaf.salt is None or leaf.text is None:
        return True
    return len(leaf.salt) == SALT and commit(SUITES[checkpoint.suite], leaf.salt, leaf.text.encode()) == leaf.commitment


def _growth_sentences(growth: Growth, checkpoint: Checkpoint, keys: Sequence[Verifier]) -> Iterator[str]:
    try:
        note = read_note(growth.note)
        earlier = read_checkpoint(note.text)
    except UnableToReadNote:
        yield "所附的较早封存点不可读,无法证明日志只增不改。"
        return
    yield from _unsigned(note, earlier, keys, f"较早的封存点({earlier.size}条)")
    same_log = (earlier.origin, earlier.suite) == (checkpoint.origin, checkpoint.suite)
    if not same_log or not extends(
        suite=SUITES[checkpoint.suite],
        earlier=earlier.size,
        size=checkpoint.size,
        path=growth.path,
        earlier_root=earlier.root,
        root=checkpoint.root,
    ):
        yield f"日志没有从{earlier.size}条如实续写到{checkpoint.size}条:此前封存的内容被改动或者删除过。"
