"""yifa deliver: tell the systems that asked for it of what was done; once, or until Ctrl-C.

Beside the pages it also does what none of them should have to wait for: it makes anew what is to be published of
cases that moved on, forgets from where the public sent something yesterday, and seals what was done.
"""

from __future__ import annotations

import argparse
from contextlib import suppress
from time import sleep
from typing import Any

from django.utils import timezone

from yifa.kernel.disclosure.rows import catch_up
from yifa.kernel.dossiers.crowding import forget_before
from yifa.kernel.machines.webhooks import Told, deliver, gather
from yifa.surfaces.cli.refusal import OK
from yifa.surfaces.cli.seal import seal_what_waits
from yifa.surfaces.shell.given import given_of_year, versions
from yifa.surfaces.shell.sending import send

PAUSE = 5
"""Seconds between two rounds."""


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("deliver", help="推送:把办理情况告诉登记了接收地址的系统")
    command.add_argument("--keep", action="store_true", help="一直推送,按 Ctrl-C 停止")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """One round, or rounds until interrupted."""
    with suppress(KeyboardInterrupt):
        _tell(_round())
        while options.keep:
            sleep(PAUSE)
            _round()
            seal_what_waits()
    return OK


def _round() -> Told:
    now = timezone.now()
    forget_before(timezone.localdate(now))
    catch_up(given_of=given_of_year, versions=versions())
    gather(at=now, on=timezone.localdate(now))
    return deliver(at=now, post=send)


def _tell(told: Told) -> None:
    print(f"推送成功 {told.taken} 条,以后再试 {told.waiting} 条,不再试 {told.given_up} 条。")
