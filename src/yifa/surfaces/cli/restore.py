"""yifa restore: bring a backup back and check everything; or drill it in a folder of its own, leaving all as it is."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command

from yifa.kernel.backup import UnableToBackUp, bring_back, differs_from, read_manifest
from yifa.surfaces.cli import fsck
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun
from yifa.surfaces.cli.surroundings import home, surroundings


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("restore", help="从备份恢复,并核对全部数据;加 --drill 只演练")
    command.add_argument("folder", type=Path, metavar="DIR", help="备份文件夹")
    command.add_argument("--drill", action="store_true", help="在临时文件夹里恢复并核对,不改动现有数据")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Bring the backup back, and say whether everything agrees."""
    if options.drill:
        return _drill(options.folder.absolute())
    try:
        manifest = bring_back(folder=options.folder, home=home())
    except UnableToBackUp as refusal:
        print(str(refusal))
        return CHECK_FAILED
    found = differs_from(manifest)
    call_command("migrate", verbosity=0, interactive=False)
    for sentence in found:
        print(sentence)
    print(f"已恢复 {manifest.at} 的备份。备份之后依法删除的个人信息,请按删除记录再次删除。")
    return max(CHECK_FAILED if found else OK, fsck.check(surroundings()))


def _drill(folder: Path) -> int:
    try:
        manifest = read_manifest(folder)
    except UnableToBackUp as refusal:
        print(str(refusal))
        return CHECK_FAILED
    if manifest.vendor != "sqlite":
        raise UnableToRun("PostgreSQL 的备份,请另建一个空库,用 YIFA_DATABASE_URL 指向它,再运行 yifa restore。")
    with tempfile.TemporaryDirectory(prefix="yifa-drill-") as place:
        environment = {**os.environ, "YIFA_HOME": place}
        environment.pop("YIFA_DATABASE_URL", None)
        command = [sys.executable, "-m", "yifa.surfaces.cli.main", "restore", str(folder)]
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - ourselves
    print("演练完成,现有数据没有改动。" if done.returncode == OK else "演练没有通过,请换用另一份备份。")
    return done.returncode
