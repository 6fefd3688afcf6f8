"""Checking the whole log against what it speaks of: no byte of an act, leaf, tile, checkpoint or file may differ."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from django.db.models import Q

from yifa.kernel.evidence.checkpoint import Checkpoint as Stated
from yifa.kernel.evidence.checkpoint import read_checkpoint
from yifa.kernel.evidence.commitment import commit
from yifa.kernel.evidence.keys import Signing
from yifa.kernel.evidence.leaves import (
    CASE_COLUMNS,
    Subject,
    act_subject,
    act_text,
    case_text,
    instant,
    original_text,
)
from yifa.kernel.evidence.log import note_of
from yifa.kernel.evidence.notes import LogKey, Note, UnableToReadNote, read_verifier
from yifa.kernel.evidence.suite import Suite
from yifa.kernel.evidence.tiles import WIDTH, Edge, Tile
from yifa.kernel.models import Act, Case, Checkpoint, Leaf, Original, PendingLeaf
from yifa.kernel.models import Tile as StoredTile

BATCH: Final = 1000
SELF_STATING = (Subject.FIGURE, Subject.DRAW, Subject.STATEMENT)
_ODD = (~Q(kind__in=SELF_STATING) & ~Q(payload="")) | ~Q(kind__in=Subject) | (Q(kind=Subject.PERSONAL) & ~Q(salt=b""))
"""Leaves of no known kind, and such as keep what is kept elsewhere."""


def evidence_sentences(*, signing: Signing, act_columns: Sequence[str]) -> Iterator[str]:
    """Yield a Chinese sentence for everything in which the log and what it speaks of do not agree.

    act_columns: the columns that an act's leaf commits to.
    """
    suite = signing.suite
    acts = Act.objects.order_by("case_id", "seq").values(*act_columns).iterator(BATCH)
    told = ((act_subject(a["case_id"], a["seq"]), act_text(a)) for a in acts)
    yield from _readable(_committed(suite, Subject.ACT, told), "行为")
    cases = Case.objects.order_by("pk").values(*CASE_COLUMNS).iterator(BATCH)
    yield from _committed(suite, Subject.CASE, ((str(case["id"]), case_text(case)) for case in cases))
    files = Original.objects.order_by("pk").values().iterator(BATCH)
    kept = ((file["sha256"], original_text(file)) for file in files)
    yield from _readable(_committed(suite, Subject.ORIGINAL, kept), "原件")
    yield from _stated(suite)
    yield from _readable(_tree_sentences(signing), "存证日志")


def _readable(sentences: Iterator[str], title: str) -> Iterator[str]:
    # A date that is no longer a date stops the reading of its table, not of the others.
    try:
        yield from sentences
    except (ValueError, TypeError) as damaged:
        yield f"{title}中有不可读的内容({damaged}),被改动过,其后的没有核对。请从备份恢复。"


def _committed(suite: Suite, kind: Subject, texts: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    count, texts = 0, iter(texts)
    while batch := dict(islice(texts, BATCH)):
        count += len(batch)
        leaves = _leaves(kind, list(batch))
        for subject, text in batch.items():
            yield from _compared(suite, kind, subject, text, leaves.get(subject, []))
    if _subjects(kind) > count:
        yield from _orphans(kind)


def _subjects(kind: Subject) -> int:
    named = (model.objects.filter(kind=kind).values_list("subject", flat=True) for model in (Leaf, PendingLeaf))
    one, other = named
    return one.union(other).count()


def _leaves(kind: Subject, subjects: Sequence[str]) -> Mapping[str, list[tuple[bytes, bytes]]]:
    found: dict[str, list[tuple[bytes, bytes]]] = {}
    for model in (Leaf, PendingLeaf):
        rows = model.objects.filter(kind=kind, subject__in=subjects).order_by("pk")
        for subject, salt, commitment in rows.values_list("subject", "salt", "commitment"):
            found.setdefault(subject, []).append((bytes(salt), bytes(commitment)))
    return found


def _compared(
    suite: Suite, kind: Subject, subject: str, text: bytes, leaves: Sequence[tuple[bytes, bytes]]
) -> Iterator[str]:
    name = f"{_TITLES[kind]}「{subject}」"
    # A later sheet may speak of steps on which the first was silent; the case then has a leaf that says so.
    leaves = leaves[-1:] if kind is Subject.CASE else leaves
    if not leaves:
        yield f"{name}没有存证。它不是经本系统办理写入的,或者存证被删除。请查明来历,并从备份核对。"
    elif len(leaves) > 1:
        yield f"{name}有{len(leaves)}条存证,应当只有一条。请查明多出的一条。"
    elif not _opens(suite, *leaves[0], text):
        yield f"{name}与存证时的内容不一致:内容或者存证被改动过。请从备份核对原来的内容。"


def _opens(suite: Suite, salt: bytes, commitment: bytes, text: bytes) -> bool:
    try:
        return commit(suite, salt, text) == commitment
    except ValueError:
        return False


def _orphans(kind: Subject) -> Iterator[str]:
    for model in (Leaf, PendingLeaf):
        for batch in _batches(model.objects.filter(kind=kind).values_list("subject", flat=True).iterator(BATCH)):
            there = _existing(kind, batch)
            for subject in batch:
                if subject not in there:
                    yield f"{_TITLES[kind]}「{subject}」有存证而没有记录:记录被删除过。请从备份恢复。"


def _existing(kind: Subject, subjects: Sequence[str]) -> set[str]:
    if kind is Subject.ORIGINAL:
        return set(Original.objects.filter(sha256__in=subjects).values_list("sha256", flat=True))
    ids = {subject.partition("/")[0] for subject in subjects if subject.partition("/")[0].isdigit()}
    if kind is Subject.CASE:
        return {str(pk) for pk in Case.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    return {act_subject(*pair) for pair in Act.objects.filter(case_id__in=ids).values_list("case_id", "seq")}


def _stated(suite: Suite) -> Iterator[str]:
    for model in (Leaf, PendingLeaf):
        for leaf in model.objects.filter(_ODD).iterator(BATCH):
            yield f"存证「{leaf.kind} {leaf.subject}」的种类或者内容不是本系统写入的样子,被改动过。请从备份核对。"
        for leaf in model.objects.filter(kind__in=SELF_STATING).iterator(BATCH):
            if not _opens(suite, bytes(leaf.salt), bytes(leaf.commitment), leaf.payload.encode()):
                yield f"存证「{leaf.subject}」的内容与承诺值不符,被改动过。请从备份核对。"


def _tree_sentences(signing: Signing) -> Iterator[str]:
    edge, tiles = Edge(signing.suite), _Tiles()
    for stored in Checkpoint.objects.order_by("size").iterator():
        missing = yield from _grow(edge, stored.size)
        if missing:
            return
        yield from tiles.full(edge.changed())
        yield from _checkpoint_sentences(stored, edge, signing)
    yield from tiles.rest()
    beyond = Leaf.objects.filter(position__gte=edge.size).count()
    if beyond:
        yield f"有{beyond}条已封存的叶在最后一个封存点之外。封存点被删除过,请从备份恢复。"


def _grow(edge: Edge, size: int) -> Generator[str, None, bool]:
    while edge.size < size:
        last = min(size, edge.size + 64 * WIDTH)
        rows = Leaf.objects.filter(position__gte=edge.size, position__lt=last).order_by("position")
        found = [bytes(commitment) for commitment in rows.values_list("commitment", flat=True)]
        if len(found) != last - edge.size:
            yield f"存证日志从第{edge.size}条到第{last - 1}条缺少{last - edge.size - len(found)}条。请从备份恢复。"
            return True
        edge.append(found)
    return False


class _Tiles:
    """Tiles as the leaves make them, compared with those kept: the full ones at once, the partial ones at the end."""

    def __init__(self) -> None:
        self._partial: dict[tuple[int, int], Tile] = {}
        self._count = 0

    def full(self, made: Iterable[Tile]) -> Iterator[str]:
        for tile in made:
            self._partial.pop((tile.level, tile.place), None)
            if tile.width < WIDTH:
                self._partial[tile.level, tile.place] = tile
            else:
                yield from self._compared(tile)

    def rest(self) -> Iterator[str]:
        for tile in self._partial.values():
            yield from self._compared(tile)
        there = StoredTile.objects.count()
        if there != self._count:
            yield f"存证日志应有{self._count}个树块,实存{there}个。请从备份恢复。"

    def _compared(self, tile: Tile) -> Iterator[str]:
        self._count += 1
        kept = StoredTile.objects.filter(level=tile.level, place=tile.place).values_list("hashes", flat=True).first()
        if bytes(kept or b"") != tile.hashes:
            yield f"存证日志第{tile.level}层第{tile.place}个树块与各条存证不符,被改动过。请从备份恢复。"


def _checkpoint_sentences(stored: Checkpoint, edge: Edge, signing: Signing) -> Iterator[str]:
    name = f"第{stored.size}条处的封存点"
    try:
        note = note_of(stored)
        stated = read_checkpoint(note.text)
    except UnableToReadNote:
        yield f"{name}的签名文本不可读,被改动过。请从备份恢复。"
        return
    wanted = Stated(signing.origin, stored.size, edge.root(), signing.suite.name, instant(stored.at))
    if stated != wanted or bytes(stored.root) != edge.root():
        yield f"{name}所称的根、条数或者时间与存证不一致:存证或者封存点被改动过。请从备份核对。"
    if str(note) != stored.note + "".join(stored.cosignatures.order_by("pk").values_list("line", flat=True)):
        yield f"{name}的签名文本写法有变,被改动过。请从备份恢复。"
    for witness in stored.cosignatures.order_by("pk").values_list("witness", flat=True):
        yield from _witness_sentences(witness, note, name)
    signer = signing.signer
    if isinstance(signer, LogKey) and not signer.verifier.accepts(note):
        yield f"{name}上本系统的签名无效,被改动过,或者密钥已更换。请从备份核对。"


def _witness_sentences(witness: str, note: Note, name: str) -> Iterator[str]:
    try:
        holds = read_verifier(witness).accepts(note)
    except UnableToReadNote:
        holds = False
    if not holds:
        yield f"{name}上见证人「{witness.partition('+')[0]}」的签名或者公钥被改动过。请向见证人核实。"


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


_TITLES: Mapping[Subject, str] = {Subject.ACT: "行为", Subject.CASE: "案件", Subject.ORIGINAL: "原件"}
