"""yifa seal: seal what waits in the evidence log; show the checkpoint and the key that others check it with."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from yifa.kernel.evidence.keys import UnableToReadKey
from yifa.kernel.evidence.log import Sealed, UnableToSeal
from yifa.kernel.evidence.publishing import UnableToPublish, publish
from yifa.kernel.evidence.sealing import public_keys, seal_now, waiting
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("seal", help="封存:把待封存的存证写入日志,签出封存点")
    command.add_argument("--publish", type=Path, metavar="DIR", help="把日志写成静态文件(C2SP tlog-tiles),供公开和镜像")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Seal, and print the checkpoint with the key to check it."""
    sealed = seal(timezone.now())
    if sealed is None:
        print("还没有任何存证,无可封存。")
        return OK
    print(f"本次封存 {sealed.added} 条,日志共 {sealed.checkpoint.size} 条。封存点(可以公开,也可以交给见证人):")
    print(sealed.note)
    for key in public_keys():
        print(f"核验用的公钥,请在政府网站或者公报公布:{key}")
    return _publish(options.publish) if options.publish else OK


def _publish(folder: Path) -> int:
    try:
        done = publish(folder=folder)
    except UnableToPublish as refusal:
        print(str(refusal))
        return CHECK_FAILED
    print(f"日志已公开到 {folder}:共 {done.size} 条,本次写出 {done.written} 个文件。其中没有案件内容,只有散列值。")
    return OK


def seal(at: datetime) -> Sealed | None:
    """Seal what waits. Raises UnableToRun with the reason."""
    try:
        return seal_now(at=at)
    except (UnableToSeal, UnableToReadKey) as refusal:
        raise UnableToRun(str(refusal)) from None


def seal_what_waits() -> None:
    """Seal before a command ends; where that fails, say so, since nothing is lost: what waits goes on waiting."""
    count = waiting()
    if not count:
        return
    try:
        seal_now(at=timezone.now())
    except (UnableToSeal, UnableToReadKey) as refusal:
        print(f"有 {count} 条存证仍待封存:{refusal}", file=sys.stderr)
