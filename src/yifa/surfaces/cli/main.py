"""The command line of yifa: one module for each command.

Exit codes: 0 all is well; 1 a check failed (a file could not be read, something does not agree); 2 the command was misused.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from yifa.surfaces.cli.refusal import MISUSED, UnableToRun

COMMANDS = (
    "ingest",
    "scan",
    "figures",
    "report",
    "explain",
    "fsck",
    "run",
    "organs",
    "account",
    "docs",
    "seal",
    "prove",
    "verify",
    "witness",
    "erase",
    "backup",
    "restore",
    "original",
    "draw",
    "serve",
    "check",
    "findings",
    "handling",
    "worklist",
    "impact",
    "deliver",
)
"""Each is a module of its own; only the one that is asked for is imported, since some bring heavy libraries."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.site.settings")
    _start()
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = given[:1] if given[:1] and given[0] in COMMANDS else COMMANDS
    options = parser(asked).parse_args(given)
    try:
        _bring_up_to_date()
        code: int = options.act(options)
        _seal()
    except UnableToRun as refusal:
        print(str(refusal), file=sys.stderr)
        return MISUSED
    return code


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """These commands and their options."""
    top = argparse.ArgumentParser(prog="yifa", description="依法:把法律写一次,办案、检查、统计、年报都用它。")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")
    for name in names:
        import_module(f"yifa.surfaces.cli.{name}").declare(commands)
    return top


def _seal() -> None:
    """Seal what the command wrote: no command ends with evidence waiting."""
    import_module("yifa.surfaces.cli.seal").seal_what_waits()


def _start() -> None:
    """Make the home folder and start Django: the commands import models."""
    import django  # noqa: PLC0415 - settings are read here, after the environment is known
    from django.conf import settings  # noqa: PLC0415

    Path(settings.YIFA_HOME).mkdir(parents=True, exist_ok=True)
    django.setup()


def _bring_up_to_date() -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as trouble:
        raise UnableToRun(f"无法打开数据库:{trouble}。请核对 YIFA_DATABASE_URL 和数据库服务。") from None


if __name__ == "__main__":
    sys.exit(main())
