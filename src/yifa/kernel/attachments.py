"""Files that belong to acts: taken only if their kind is known and is what they say, kept encrypted, found by case."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.db import transaction

from yifa.kernel.loads import keep_original
from yifa.kernel.models import Act, Case, Original
from yifa.kernel.originals import forget, keep_sealed, opened

LARGEST = 20 * 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
KINDS: Mapping[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    "ofd": (_ZIP, "application/ofd"),
    "docx": (_ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (_ZIP, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "doc": (_OLE, "application/msword"),
    "xls": (_OLE, "application/vnd.ms-excel"),
    "wps": (_OLE, "application/vnd.ms-works"),
}
"""By suffix: how such a file begins, and its MIME type."""


class UnableToKeepFile(ValueError):
    """The file is empty, too large, of a kind that is not taken, or not what its name says."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its name as the sender called it, and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of its content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def kind(self) -> str:
        """Its suffix, in small letters."""
        return PurePosixPath(self.name).suffix.lower().removeprefix(".")


@contextmanager
def keeping(uploads: Iterable[Upload], *, at: datetime, folder: Path) -> Iterator[tuple[Original, ...]]:
    """Keep files together with the act that is done within: refused the act, no file and no row of one remains.

    Raises UnableToKeepFile before anything is written.
    """
    files = tuple(uploads)
    for one in files:
        _check(one)
    try:
        with transaction.atomic():
            yield tuple(_keep(one, at, folder) for one in files)
    except BaseException:
        for one in files:
            forget(sha256=one.sha256, kind=one.kind, folder=folder)
        raise


def of_case(case: Case, *, sha256: str) -> Original | None:
    """The kept file of that hash, if an act of the case left it or rests on it; ask only for a case that may be seen."""
    original = Original.objects.filter(sha256=sha256).first()
    if original is None:
        return None
    acts = Act.objects.filter(case=case)
    named = acts.filter(original=original).exists() or any(
        document["sha256"] == sha256
        for text in acts.exclude(documents="[]").values_list("documents", flat=True)
        for document in json.loads(text)
    )
    return original if named else None


def content_of(original: Original, *, folder: Path) -> tuple[Iterator[bytes], str]:
    """A kept file piece by piece, and its MIME type."""
    return opened(original, folder=folder), KINDS.get(original.kind, (b"", "application/octet-stream"))[1]


def _check(file: Upload) -> None:
    if not file.content:
        raise UnableToKeepFile(f"没有收下文件「{file.name}」:文件是空的。请重新选择文件。")
    if len(file.content) > LARGEST:
        raise UnableToKeepFile(f"没有收下文件「{file.name}」:文件超过20 MB。请压缩或者分成几个文件。")
    known = KINDS.get(file.kind)
    if known is None:
        kinds = "、".join(KINDS)
        raise UnableToKeepFile(f"没有收下文件「{file.name}」:不收这种格式。可以上传的格式有:{kinds}。")
    if not file.content.startswith(known[0]):
        raise UnableToKeepFile(f"没有收下文件「{file.name}」:内容不是{file.kind}格式。请用原来的程序另存后再上传。")


def _keep(file: Upload, at: datetime, folder: Path) -> Original:
    keep_sealed(io.BytesIO(file.content), sha256=file.sha256, kind=file.kind, folder=folder)
    return keep_original(name=file.name, sha256=file.sha256, size=len(file.content), kind=file.kind, at=at)
