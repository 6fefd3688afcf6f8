"""Backing an installation up and bringing it back: the database, the kept files, and, apart from them, the keys.

The keys lie in an archive of their own: without them neither the acts' personal values nor the kept workbooks can be
read. Record rows and lists of rejected rows do hold names in clear, so the data must be guarded too. A manifest names every file by its hash, and the checkpoint that the log must show again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from yifa.kernel.evidence.keys import FOLDER
from yifa.kernel.evidence.log import latest
from yifa.kernel.models import Act, Case

DATA, KEYS, MANIFEST, DATABASE = "data.tar", "keys.tar", "manifest.json", "database"
LEFT_OUT = {FOLDER, "snapshots"}
"""Keys go into their own archive; snapshots are made anew from the database."""


class UnableToBackUp(Exception):
    """The backup cannot be written, read, or brought back here."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: when it was made, of which kind of database, its files by hash, and the log's checkpoint."""

    at: str
    vendor: str
    cases: int
    acts: int
    checkpoint: str
    files: Mapping[str, str]


def back_up(*, home: Path, folder: Path, at: datetime) -> Manifest:
    """Write data, keys and manifest into a new folder. Raises UnableToBackUp."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise UnableToBackUp(f"文件夹「{folder}」已经存在,没有覆盖。请另选一个。") from None
    dump = folder / DATABASE
    _dump(dump)
    with tarfile.open(folder / DATA, "w") as data:
        data.add(dump, DATABASE)
        for file in _files(home, dump):
            data.add(file, str(file.relative_to(home)))
    dump.unlink()
    with tarfile.open(folder / KEYS, "w") as keys:
        if (home / FOLDER).is_dir():
            keys.add(home / FOLDER, FOLDER)
    for name in (DATA, KEYS):
        (folder / name).chmod(0o600)
    manifest = _manifest(folder, at)
    (folder / MANIFEST).write_text(json.dumps(vars_of(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    return manifest


def bring_back(*, folder: Path, home: Path) -> Manifest:
    """Bring a backup back into an installation that has no cases yet. Raises UnableToBackUp.

    What was erased after the backup was made is there again: erase it again by the list of erasures.
    """
    manifest = read_manifest(folder)
    if Case.objects.exists():
        raise UnableToBackUp("本库已经有案件,不能用备份覆盖。请在新的 YIFA_HOME 或者空的数据库里恢复。")
    if manifest.vendor != connections[DEFAULT_DB_ALIAS].vendor:
        raise UnableToBackUp(f"备份来自 {manifest.vendor},与现在的数据库不是一种。请改用同一种数据库恢复。")
    connections.close_all()
    for name in (KEYS, DATA):
        with tarfile.open(folder / name) as archive:
            archive.extractall(home, filter="data")
    _load(home / DATABASE)
    (home / DATABASE).unlink(missing_ok=True)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup whose files are as they were written. Raises UnableToBackUp."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise UnableToBackUp(f"「{folder}」里没有可读的备份清单 {MANIFEST}。请核对路径。") from None
    for name, wanted in manifest.files.items():
        if not (folder / name).exists() or _sha256(folder / name) != wanted:
            raise UnableToBackUp(f"备份文件「{name}」缺失,或者与清单不符。请换用另一份备份。")
    return manifest


def differs_from(manifest: Manifest) -> list[str]:
    """In which respects what is in the database now is not what was backed up, as sentences."""
    last = latest()
    found = []
    if (Case.objects.count(), Act.objects.count()) != (manifest.cases, manifest.acts):
        found.append(f"备份时有案件{manifest.cases}件、行为{manifest.acts}项,现在不是这个数。")
    if (last.note if last is not None else "") != manifest.checkpoint:
        found.append("存证日志的封存点与备份时不同。")
    return found


def vars_of(manifest: Manifest) -> dict[str, Any]:
    """The manifest as JSON takes it."""
    return {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}


def _manifest(folder: Path, at: datetime) -> Manifest:
    last = latest()
    return Manifest(
        at=at.isoformat(),
        vendor=connections[DEFAULT_DB_ALIAS].vendor,
        cases=Case.objects.count(),
        acts=Act.objects.count(),
        checkpoint=last.note if last is not None else "",
        files={name: _sha256(folder / name) for name in (DATA, KEYS)},
    )


def _files(home: Path, dump: Path) -> Iterator[Path]:
    for file in sorted(home.rglob("*")):
        inside = file.relative_to(home)
        is_database = inside.parts[0].startswith("yifa.sqlite3")
        if file.is_file() and inside.parts[0] not in LEFT_OUT and not is_database and dump.parent not in file.parents:
            yield file


def _dump(to: Path) -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        # SQLite's own copying reads a consistent state while others write.
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as live, closing(sqlite3.connect(to)) as copy:
            live.backup(copy)
        return
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={to}", *_place())


def _load(dump: Path) -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        there = Path(connection.settings_dict["NAME"])
        for file in (there, there.with_name(f"{there.name}-wal"), there.with_name(f"{there.name}-shm")):
            file.unlink(missing_ok=True)
        shutil.move(dump, there)
        return
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", *_place("--dbname"), str(dump))


def _place(name: str = "") -> list[str]:
    known = connections[DEFAULT_DB_ALIAS].settings_dict
    given = {"--host": known["HOST"], "--port": known["PORT"], "--username": known["USER"]}
    where = [f"{option}={value}" for option, value in given.items() if value]
    return [*where, f"{name or '--dbname'}={known['NAME']}"]


def _run(command: str, *arguments: str) -> None:
    password = connections[DEFAULT_DB_ALIAS].settings_dict["PASSWORD"]
    program = shutil.which(command)
    if program is None:
        raise UnableToBackUp(f"没有找到 PostgreSQL 的 {command}。请安装 postgresql-client 后重试。")
    environment = {"PGPASSWORD": password} if password else {}
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - the server's own tool, with our own settings
    if done.returncode:
        raise UnableToBackUp(f"{command} 没有成功:{done.stderr.strip()[:300]}。请核对数据库服务和权限。")


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
