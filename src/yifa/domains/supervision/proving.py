"""What a person puts forward for a requirement: a verdict with its reason and a document, in his own organ's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from yifa.domains.supervision import typed
from yifa.domains.supervision.assessing import Verdict
from yifa.domains.supervision.models import Proof
from yifa.domains.supervision.requirements import Requirement, RequirementSet
from yifa.kernel.access import reached
from yifa.kernel.at_hand import acting_of
from yifa.kernel.attachments import UnableToKeepFile, Upload, keeping
from yifa.kernel.confidentiality import Level
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.originals import FOLDER, opened
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.typed import one_of

SAID = {"已达到": Verdict.MET, "部分达到": Verdict.PARTLY, "未达到": Verdict.NOT, "撤回以前的佐证": Verdict.NO_DATA}
PROVING_ROLES = frozenset({"supervisor", "reviewer", "reporter", "head", "handler"})


def prove(asked: Asked, found: RequirementSet, one: Requirement, *, year: int) -> Proof:
    """Keep what was put forward; met or partly met only with a document. Raises UnableToTake."""
    acting = acting_of(asked)
    if acting.holding.post.role not in PROVING_ROLES or not acting.holding.organ_path:
        raise UnableToTake("不能提供佐证：您现在的岗位不提供佐证。请换用所在机关的岗位。")
    verdict = SAID[one_of(asked, "verdict", "结论", SAID)]
    reason = typed.words(asked, "reason", "理由", longest=1000)
    files = [Upload(file.name, file.content) for file in asked.files.get("document", ())]
    if verdict in {Verdict.MET, Verdict.PARTLY} and not files:
        raise UnableToTake("不能提供佐证：没有上传材料。没有材料的，不能写「已达到」或者「部分达到」。", "document")
    if files and asked.word("clean") != "yes":
        raise UnableToTake("不能提供佐证：没有确认材料中不含个人信息。请核对材料，遮盖以后再上传。", "clean")
    try:
        with keeping(files[:1], at=asked.at, folder=folder()) as originals:
            row = Proof(set_key=found.key, number=one.number, year=year, verdict=verdict.value, reason=reason)
            row.original, row.organ = next(iter(originals), None), acting.holding.organ
            row.by, row.at = acting.entered_by, asked.at
            row.organ_path, row.confidentiality = acting.holding.organ_path, Level.INTERNAL.value
            row.save(force_insert=True)
            write([stating(suite_in_use(), Subject.STATEMENT, f"proof/{row.pk}", _statement(row))])
    except UnableToKeepFile as refusal:
        raise UnableToTake(str(refusal), "document") from None
    return row


def document_of(asked: Asked, pk: int) -> Proof | None:
    """The proof of that number with a document, if a post of the viewer reaches it."""
    rows = Proof.objects.filter(pk=pk, original__isnull=False).select_related("original")
    return reached(rows, asked.viewer, on=asked.on).first()


def content(proof: Proof) -> Iterator[bytes]:
    """The document of a proof, piece by piece; ask only for a proof that may be seen."""
    if proof.original is not None:
        yield from opened(proof.original, folder=folder())


def folder() -> Path:
    """Where originals are kept."""
    return Path(settings.YIFA_HOME) / FOLDER


def _statement(row: Proof) -> dict[str, str]:
    return {
        "set": row.set_key,
        "number": row.number,
        "year": str(row.year),
        "verdict": row.verdict,
        "document": row.original.sha256 if row.original is not None else "",
        "by": row.by,
        "at": instant(row.at),
    }
