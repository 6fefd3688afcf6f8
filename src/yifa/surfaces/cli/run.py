"""yifa run: the sample year from end to end, for whoever sees the program for the first time."""

from __future__ import annotations

import argparse
from pathlib import Path
from time import monotonic
from typing import Any

from yifa.surfaces.cli import figures, ingest, intakes, report, scan, seal, serve
from yifa.surfaces.cli.refusal import OK, UnableToRun
from yifa.surfaces.cli.surroundings import home, surroundings

SAMPLES = Path(__file__).parents[4] / "samples"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("run", help="用示例年度走一遍:导入、检查、计数、写出年报(演示数据)")
    command.add_argument("--samples", type=Path, default=SAMPLES / "2022", metavar="DIR", help="示例台账所在文件夹")
    command.add_argument("--serve", action="store_true", help="写完后打开公开页面,按 Ctrl-C 停止")
    serve.add_address(command)
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Take in the samples, scan, count, write the report, and say where to look."""
    if not options.samples.is_dir():
        raise UnableToRun(
            f"找不到示例台账文件夹「{options.samples}」。请在检出的源代码目录里运行,或用 --samples 指定。"
        )
    if options.serve:
        serve.check(host=options.host, port=options.port)  # before the work, and not after it
    began = monotonic()
    here = surroundings(beside=[options.samples])
    print(f"{here.profile.district}{here.year}年度{'(演示数据)' if here.profile.synthetic else ''}")
    taken = ingest.take([options.samples], here)
    intakes.keep(taken, here.year)
    ingest.summarise(taken)
    found = scan.findings(here, here.year)
    scan.summarise(found)
    scan.tell_absent_registers(here, here.year)
    scan.keep(here, here.year, found)
    figures.summarise(figures.counted(here, here.year))
    folder = home() / f"report-{here.year}"
    report.write(here, here.year, folder, found)
    print(f"年度报告、数字、疑点清单和退回清单在 {folder};先看 {folder / 'index.html'}。")
    print(f"用时 {monotonic() - began:.0f} 秒。")
    if not options.serve:
        return OK
    seal.seal_what_waits()
    return serve.serve(host=options.host, port=options.port)
