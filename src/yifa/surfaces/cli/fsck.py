"""yifa fsck: check that record rows equal their acts, states their fold, and that numbers have no gaps."""

from __future__ import annotations

import argparse
from typing import Any

from yifa.kernel.fsck import Checked, fsck, rebuild
from yifa.kernel.originals import FOLDER
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK
from yifa.surfaces.cli.surroundings import Surroundings, home, surroundings


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("fsck", help="核对全部数据:记录与行为、状态与推演、编号连续、存证日志、原件")
    command.add_argument("--rebuild", action="store_true", help="按行为重算记录和状态(新放假通知载入后也用它)")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Check everything and print what does not agree."""
    here = surroundings()
    if options.rebuild:
        print(f"已按行为重算,改正 {rebuild(given_of=here.given, versions=here.versions)} 件。")
    return check(here)


def check(here: Surroundings) -> int:
    """Check everything under these surroundings, and return the exit code."""
    checking = fsck(given_of=here.given, versions=here.versions, originals=home() / FOLDER)
    while True:
        try:
            print(next(checking))
        except StopIteration as end:
            return _closing(end.value)


def _closing(checked: Checked) -> int:
    print(
        f"核对案件 {checked.cases} 件、行为 {checked.acts} 项、记录 {checked.records} 条,发现问题 {checked.found} 处。"
    )
    return CHECK_FAILED if checked.found else OK
