"""yifa run: the sample year from end to end, for whoever sees the program for the first time."""

from __future__ import annotations

import argparse
from pathlib import Path
from time import monotonic
from typing import Any

from django.utils import timezone

from yifa.engine.ingest.returns import keep
from yifa.surfaces.cli import (
    figures,
    ingest,
    open_cases,
    organs,
    report,
    sample_accounts,
    sample_report,
    scan,
    seal,
    serve,
)
from yifa.surfaces.cli.refusal import OK, UnableToRun
from yifa.surfaces.cli.surroundings import home, surroundings

OPEN_CASES = "open-cases.json"
SAMPLES = Path(__file__).parents[4] / "samples"
ORGANS = "organs.csv"


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
    _enter_organs(options.samples)
    taken = ingest.take([options.samples], here)
    keep(taken, here.year)
    ingest.summarise(taken)
    found = scan.findings(here, here.year)
    scan.summarise(found)
    scan.tell_absent_registers(here, here.year)
    scan.keep(here, here.year, found)
    figures.summarise(figures.counted(here, here.year))
    folder = home() / f"report-{here.year}"
    document = report.write(here, here.year, folder, found)
    print(f"年度报告、数字、疑点清单和退回清单在 {folder};先看 {folder / 'index.html'}。")
    told = sample_accounts.open_samples(profile=here.profile, home=home(), at=here.at, on=timezone.localdate(here.at))
    print(*told, sep="\n")
    print(*filter(None, [sample_report.publish_sample(document, here)]), sep="\n")
    print(open_cases.open_samples(options.samples.parent / OPEN_CASES, here))
    print(f"用时 {monotonic() - began:.0f} 秒。")
    if not options.serve:
        return OK
    seal.seal_what_waits()
    if told:
        print(
            f"工作人员登录:http://{options.host}:{options.port}/sign-in/ (账号见上,也在 {home() / sample_accounts.FILE})"
        )
    return serve.serve(host=options.host, port=options.port)


def _enter_organs(samples: Path) -> None:
    # Before the ledgers, so that what they name stands in its place from the start.
    file = samples / ORGANS
    if file.is_file():
        print(f"机关名录:录入 {len(organs.enter(file))} 处变化。")
