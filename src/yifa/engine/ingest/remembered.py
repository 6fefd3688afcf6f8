"""Headings that somebody of this installation named once: kept in its home folder, and known ever after.

They are synonyms like those that come with the program; a heading stands for one column of a table at a time.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from yifa.engine.ingest.synonyms import TITLES, Synonyms, load_synonyms

FILE = "headings.json"


def known_words(folder: Path) -> Synonyms:
    """All headings that are known here: the program's, the district's own, and those that were remembered."""
    file = folder / FILE
    return _words(folder, file.stat().st_mtime_ns if file.exists() else 0, os.environ.get("YIFA_SYNONYMS", ""))


def remember(folder: Path, *, table: str, column: str, head: str) -> None:
    """Know the heading as that column of the table from now on; `synonyms.TITLES` for the column: as its title."""
    with _alone(folder):
        kept = _read(folder)
        columns = {other: [one for one in heads if one != head] for other, heads in kept.get(table, {}).items()}
        columns[column] = [*columns.get(column, ()), head]
        kept[table] = {other: heads for other, heads in columns.items() if heads}
        growing = (folder / FILE).with_suffix(".partial")
        growing.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
        growing.replace(folder / FILE)


def remember_title(folder: Path, *, table: str, title: str) -> None:
    """Know sheets of that name as the table."""
    remember(folder, table=table, column=TITLES, head=title)


@lru_cache(maxsize=4)
def _words(folder: Path, changed: int, own: str) -> Synonyms:
    # One value for one state of the files: what is made of it, for every heading of every table, is kept beside it.
    del changed, own
    return load_synonyms().joined(Synonyms({table: _tuples(columns) for table, columns in _read(folder).items()}))


def _read(folder: Path) -> dict[str, dict[str, list[str]]]:
    file = folder / FILE
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _tuples(columns: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {column: tuple(heads) for column, heads in columns.items()}


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{FILE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
