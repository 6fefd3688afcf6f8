"""What a witness does before it signs: see that the log is the same one, and has only grown since it last looked."""

from __future__ import annotations

from yifa.kernel.evidence.bundle import Bundle
from yifa.kernel.evidence.checkpoint import read_checkpoint
from yifa.kernel.evidence.notes import Signature, WitnessKey, read_note, read_verifier
from yifa.kernel.evidence.verification import disagreements


class UnableToCosign(Exception):
    """The log does not agree with itself, or with what the witness saw before."""


def cosign(*, bundle: Bundle, seen: str | None, published: str, key: WitnessKey, second: int) -> Signature:
    """The witness's signature under the bundle's checkpoint.

    seen: the checkpoint it last cosigned, None the first time; published: the log's public key, got elsewhere;
    second: the time, in seconds since 1970 (UTC). Raises UnableToCosign, UnableToReadNote.
    Source: C2SP tlog-cosignature, tlog-witness.
    """
    found = list(disagreements(bundle, trusted=[read_verifier(published)]))
    if found:
        raise UnableToCosign(f"不予见证:{''.join(found)}")
    if seen is not None:
        _refuse_other_history(bundle, seen)
    return key.cosign(bundle.signed.text, second)


def _refuse_other_history(bundle: Bundle, seen: str) -> None:
    earlier, now = read_checkpoint(read_note(seen).text), bundle.checkpoint
    if now == earlier:
        return
    grown_from = [read_checkpoint(read_note(growth.note).text) for growth in bundle.growth]
    if now.size <= earlier.size or earlier not in grown_from:
        raise UnableToCosign(
            f"不予见证:没有证明日志从上次见证的{earlier.size}条如实续写而来。"
            "请出具机关用 yifa prove --since 给出含续写证明的存证文件;给不出的,说明此前的内容被改动过。"
        )
