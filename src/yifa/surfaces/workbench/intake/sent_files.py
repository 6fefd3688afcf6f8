"""Files that somebody sent and that wait to be taken in: sealed at once, opened only while they are read."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from yifa.kernel.models import Original
from yifa.kernel.originals import SEALED, keep, opened
from yifa.surfaces.shell.asking import plain
from yifa.surfaces.workbench.intake.jobs import Job

FILES = "files"
LONGEST = 120


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file as it was sent."""

    name: str
    sha256: str
    size: int
    kind: str

    @property
    def told(self) -> dict[str, Any]:
        """For the state of a job."""
        return {"name": self.name, "sha256": self.sha256, "size": self.size, "kind": self.kind}


def seal_files(job: Job, files: Sequence[UploadedFile[Any]]) -> list[SentFile]:
    """Keep the files sealed with the job; of several of one name the later ones get a number."""
    sealed: list[SentFile] = []
    with TemporaryDirectory(prefix="yifa-sent-") as folder:
        for file in files:
            clear = Path(folder) / "clear"
            sha256, size = _copied(file, clear)
            name = _free(_name(file.name or ""), {one.name for one in sealed})
            sent = SentFile(name, sha256, size, PurePosixPath(name).suffix.lower().lstrip("."))
            keep(clear, sha256=sha256, kind=sent.kind, folder=job.folder / FILES)
            sealed.append(sent)
    return sealed


def sent_files(job: Job) -> list[SentFile]:
    """The files of the job."""
    return [SentFile(**one) for one in job.told["files"]]


@contextmanager
def unsealed(job: Job, files: Sequence[SentFile]) -> Iterator[list[Path]]:
    """The files as they were sent, under their names, for as long as they are read."""
    with TemporaryDirectory(prefix="yifa-sent-") as folder:
        paths: list[Path] = []
        for file in files:
            path = Path(folder) / file.name
            original = Original(name=file.name, sha256=file.sha256, size=file.size, kind=file.kind)
            with path.open("wb") as clear:
                for piece in opened(original, folder=job.folder / FILES):
                    clear.write(piece)
            paths.append(path)
        yield paths


def throw_away(job: Job, file: SentFile) -> None:
    """Keep not a byte of the file."""
    (job.folder / FILES / f"{file.sha256}.{file.kind}{SEALED}").unlink(missing_ok=True)
    job.tell(files=[one.told for one in sent_files(job) if one != file])


def throw_all_away(job: Job) -> None:
    """Keep none of the files with the job: what was taken in is kept as an original."""
    shutil.rmtree(job.folder / FILES, ignore_errors=True)


def _copied(file: UploadedFile[Any], clear: Path) -> tuple[str, int]:
    sha256, size = hashlib.sha256(), 0
    with clear.open("wb") as copy:
        for piece in file.chunks():
            sha256.update(piece)
            size += copy.write(piece)
    return sha256.hexdigest(), size


def _name(given: str) -> str:
    name = PurePosixPath(plain(given).replace("\\", "/")).name.lstrip(".~$").strip()
    path = PurePosixPath(name or "未命名")
    return path.stem[: LONGEST // 2] + path.suffix[:10]


def _free(name: str, used: set[str]) -> str:
    path, number = PurePosixPath(name), 1
    while name in used:
        number += 1
        name = f"{path.stem}({number}){path.suffix}"
    return name
