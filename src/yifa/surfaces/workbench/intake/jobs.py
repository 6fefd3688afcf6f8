"""Work that outlasts a request: each piece is a folder of the home folder, so that a restart loses none of it.

Whoever works on it holds a lock that the system releases when the process ends: what is begun and held by nobody was
broken off, and is taken up again by whoever looks at it next.
"""

from __future__ import annotations

import fcntl
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER, STATE, BACK = "desk-jobs", "state.json", "back.jsonl"
NEWEST, KEPT = 20, timedelta(days=30)
_NAME = re.compile(r"\d{14}-[0-9a-f]{16}")
CHECKING, CHECKED, LOADING, UNDOING, SCANNING = "checking", "checked", "loading", "undoing", "scanning"
DONE, STOPPED = "done", "stopped"
MOVING = frozenset({CHECKING, LOADING, UNDOING, SCANNING})
"""The stages in which somebody works on it, or should."""


class UnableToFindJob(LookupError):
    """There is no such piece of work, or it is somebody else's: the two are told alike."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. Its name begins with the instant at which it was begun, so that names sort by age."""

    name: str

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return _home() / self.name

    @property
    def told(self) -> dict[str, Any]:
        """What is known of it now."""
        try:
            told: dict[str, Any] = json.loads((self.folder / STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise UnableToFindJob(self.name) from None
        return told

    def tell(self, **changed: Any) -> None:
        """Put down what has changed; a reader sees the state before or after, and never half of it."""
        text = json.dumps({**self.told, **changed}, ensure_ascii=False)
        growing = self.folder / f"{STATE}.partial"
        growing.write_text(text, encoding="utf-8")
        growing.replace(self.folder / STATE)

    def forget(self) -> None:
        """Remove it with everything that it keeps."""
        shutil.rmtree(self.folder, ignore_errors=True)


def begin(kind: str, *, by: str, at: datetime, stage: str, **told: Any) -> Job:
    """Put down a new piece of work. by: under which name its owner enters things; told: what else is known of it.

    What nobody has touched for a month goes: files that somebody sent are not kept for ever because he forgot them.
    """
    _forget_old(at)
    job = Job(f"{at:%Y%m%d%H%M%S}-{secrets.token_hex(8)}")
    job.folder.mkdir(parents=True, mode=0o700)
    state = {"kind": kind, "by": by, "at": at.isoformat(), "stage": stage, "sentence": "", "rows": 0, "place": ""}
    (job.folder / STATE).write_text(json.dumps({**state, **told}, ensure_ascii=False), encoding="utf-8")
    return job


def job_of(name: str, *, by: str, kind: str) -> Job:
    """The piece of work of that name, if it is this owner's. Raises UnableToFindJob."""
    job = Job(name)
    if not _NAME.fullmatch(name):
        raise UnableToFindJob(name)
    told = job.told
    if (told["by"], told["kind"]) != (by, kind):
        raise UnableToFindJob(name)
    return job


def jobs_of(*, by: str, kind: str) -> list[Job]:
    """The latest pieces of work of that kind of an owner, the newest first."""
    names = sorted((path.name for path in _home().glob("*") if _NAME.fullmatch(path.name)), reverse=True)
    found: list[Job] = []
    for name in names:
        try:
            found.append(job_of(name, by=by, kind=kind))
        except UnableToFindJob:
            continue
        if len(found) == NEWEST:
            break
    return found


@contextmanager
def alone(job: Job) -> Iterator[bool]:
    """Hold the piece of work; False where somebody else does."""
    with (job.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


@contextmanager
def one_writer() -> Iterator[None]:
    """Wait until nobody else writes in bulk: two loads of one ledger would meet in the middle."""
    _home().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (_home() / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget_old(at: datetime) -> None:
    before = f"{at - KEPT:%Y%m%d%H%M%S}"
    for path in _home().glob("*"):
        if _NAME.fullmatch(path.name) and path.name < before:
            Job(path.name).forget()


def _home() -> Path:
    return Path(settings.YIFA_HOME) / FOLDER
