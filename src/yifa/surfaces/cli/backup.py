"""yifa backup: write everything of this installation into a folder, keys apart from data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.utils import timezone

from yifa.kernel.backup import KEYS, UnableToBackUp, back_up
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK
from yifa.surfaces.cli.seal import seal
from yifa.surfaces.cli.surroundings import home


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("backup", help="备份:数据库、原件、密钥,连同清单")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到这个新文件夹")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Seal, then back everything up."""
    now = timezone.now()
    seal(now)
    try:
        manifest = back_up(home=home(), folder=options.out.absolute(), at=now)
    except UnableToBackUp as refusal:
        print(str(refusal))
        return CHECK_FAILED
    print(f"已备份到 {options.out}:案件 {manifest.cases} 件、行为 {manifest.acts} 项。")
    print(f"{KEYS} 是密钥,请与其他文件分开保管。可用 yifa restore {options.out} --drill 演练恢复。")
    return OK
