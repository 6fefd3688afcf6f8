"""yifa organs: enter the organs of the district from a sheet."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone

from yifa.engine.organ_files import organs_in
from yifa.kernel.organ_sheet import Difference, UnableToEnterOrgans, compared, enter_organs
from yifa.surfaces.cli.refusal import OK, UnableToRun

BY = "命令行"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("organs", help="录入机关名录(表头:机关、上级、类别、电话、地址;CSV 或 xlsx)")
    command.add_argument("file", type=Path, metavar="FILE", help="机关名录")
    command.add_argument("--check", action="store_true", help="只列出会有哪些变化,不录入")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Enter the sheet, or only compare it."""
    changed = enter(options.file, only_compare=options.check)
    print(f"{'会有' if options.check else '已录入'}{len(changed)}处变化。")
    for one in changed:
        was = f"由「{one.was}」" if one.was else ""
        print(f"  {one.name}:{one.what}{was}{'改为' if was else ''}「{one.becomes}」")
    return OK


def enter(file: Path, *, only_compare: bool = False) -> Sequence[Difference]:
    """Enter a sheet. Raises UnableToRun."""
    try:
        lines = organs_in(file.read_bytes(), name=file.name)
        return compared(lines) if only_compare else enter_organs(lines, at=timezone.now(), by=BY)
    except UnableToEnterOrgans as refusal:
        raise UnableToRun(str(refusal)) from None
    except OSError:
        raise UnableToRun(f"读不了文件「{file}」。请核对路径。") from None
