"""yifa handling: where organs handle which procedure (办理方式): here, in a ministry's system, or on paper."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from yifa.kernel.handling import UnableToSetHandling, set_handling, settings
from yifa.kernel.models import Mode
from yifa.surfaces.cli.refusal import OK, UnableToRun
from yifa.surfaces.cli.surroundings import surroundings

A_DAY = "YYYY-MM-DD"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("handling", help="办理方式:各机关的各项程序在本系统办理、在条线系统办理,还是纸质登记")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="办理")
    listing = verbs.add_parser("list", help="列出已设置的办理方式(没有设置的都在本系统办理)")
    listing.add_argument("--organ", default="", metavar="ORGAN", help="只看这个机关(名称或路径)")
    listing.add_argument("--on", type=date.fromisoformat, metavar=A_DAY, help="在这一天(默认今天)")
    listing.set_defaults(act=act)
    setting = verbs.add_parser("set", help="设置办理方式;以前的设置保留,从启用日期起改按新的")
    setting.add_argument("--organ", required=True, metavar="ORGAN", help="机关的名称或路径;对下属机关同样适用")
    setting.add_argument("--procedure", required=True, metavar="NAME", help="程序名,如 penalty")
    setting.add_argument("--mode", required=True, metavar="方式", help="、".join(mode.label for mode in Mode))
    setting.add_argument("--system", default="", metavar="NAME", help="条线系统的名称")
    setting.add_argument("--from", dest="valid_from", type=date.fromisoformat, required=True, metavar=A_DAY)
    setting.add_argument("--reason", default="", metavar="TEXT", help="依据或者理由")
    setting.add_argument("--by", required=True, metavar="姓名", help="录入人")
    setting.set_defaults(act=set_one)


def act(options: argparse.Namespace) -> int:
    """List how procedures are handled."""
    found = settings(on=options.on or localdate(surroundings().at), organ=options.organ)
    print(f"已设置办理方式 {len(found)} 项;没有设置的都在本系统办理。")
    for one in found:
        system = f"「{one.system}」" if one.system else ""
        reason = f";{one.reason}" if one.reason else ""
        imported = f";{one.last_import}" if one.mode is Mode.ELSEWHERE else ""
        print(
            f"  {one.organ_path} {one.title}({one.procedure}):{one.mode.label}{system},自{one.valid_from}起{imported}{reason}"
        )
    return OK


def set_one(options: argparse.Namespace) -> int:
    """Set how an organ handles a procedure."""
    try:
        made = set_handling(
            organ=options.organ,
            procedure=options.procedure,
            mode=options.mode,
            system=options.system,
            valid_from=options.valid_from,
            reason=options.reason,
            entered_by=options.by,
            at=surroundings().at,
        )
    except UnableToSetHandling as refusal:
        raise UnableToRun(str(refusal)) from None
    system = f"「{made.system}」" if made.system else ""
    print(f"已经设置:{made.organ.path}的{made.procedure}自{made.valid_from}起{Mode(made.mode).label}{system}。")
    return OK
