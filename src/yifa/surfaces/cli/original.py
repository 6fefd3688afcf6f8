"""yifa original: give back a kept file as it came."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from yifa.kernel.evidence.keys import UnableToReadKey
from yifa.kernel.loads import originals_named
from yifa.kernel.originals import FOLDER, UnableToOpenOriginal, opened
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun
from yifa.surfaces.cli.surroundings import home


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("original", help="取出收存的原件(台账工作簿),与收存时一字不差")
    command.add_argument("name", metavar="NAME", help="文件名,或者 SHA-256 的开头")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="写到这个文件")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Write the kept file out; a damaged one is not left behind."""
    found = originals_named(options.name)
    if len(found) != 1:
        listed = "、".join(f"{one.name}({one.sha256[:12]})" for one in found) or "没有"
        raise UnableToRun(f"名为「{options.name}」的原件不是唯一的一份:{listed}。请写 SHA-256 的开头几位。")
    try:
        with options.out.open("wb") as clear:
            for piece in opened(found[0], folder=home() / FOLDER):
                clear.write(piece)
    except (UnableToOpenOriginal, UnableToReadKey) as refusal:
        options.out.unlink(missing_ok=True)
        print(str(refusal))
        return CHECK_FAILED
    except OSError as trouble:
        raise UnableToRun(f"不能写入「{options.out}」:{trouble.strerror}。请核对路径。") from None
    print(f"已取出「{found[0].name}」({found[0].size} 字节),写到 {options.out}。其中可能有个人信息,用后请妥善处理。")
    return OK
