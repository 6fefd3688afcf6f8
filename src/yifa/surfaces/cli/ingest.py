"""yifa ingest: take workbooks in, say what came in and what came back, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from yifa.engine.ingest.intake import UnableToReadFile, load_mapping
from yifa.engine.ingest.loading import Intake, Taken, as_json
from yifa.engine.ingest.remembered import known_words
from yifa.engine.ingest.returns import keep
from yifa.engine.ingest.workbook import SUFFIXES
from yifa.kernel.catalogue import catalogue
from yifa.kernel.storage.rows import Actor
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun
from yifa.surfaces.cli.surroundings import Surroundings, home, surroundings

SHOWN = 10


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("ingest", help="导入台账(工作簿、CSV 或整个文件夹)")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹")
    command.add_argument(
        "--profile", type=Path, metavar="FILE", help="区县参数(JSON);文件夹里有 profile.json 的自动采用"
    )
    command.add_argument("--mapping", type=Path, metavar="FILE", help="表头对应表(JSON),用于没有认出的表头")
    command.add_argument("--correct", action="store_true", help="与已入库内容不同的行,登记为更正;默认只列出")
    command.add_argument("--json", type=Path, metavar="OUT", help="把结果写成 JSON 文件")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Take the files in and print what became of them."""
    missing = [path for path in options.paths if not path.exists()]
    if missing:
        raise UnableToRun(f"找不到文件或文件夹「{missing[0]}」。请核对路径。")
    here = surroundings(profile=options.profile, beside=options.paths)
    taken = take(options.paths, here, mapping=options.mapping, correct=options.correct)
    if options.json:
        options.json.write_text(json.dumps(as_json(taken), ensure_ascii=False, indent=1), encoding="utf-8")
    keep(taken, here.year)
    summarise(taken)
    broken = [file for file in taken.unreadable if Path(file.file).suffix.lower() in SUFFIXES]
    return CHECK_FAILED if broken else OK


def take(paths: list[Path], here: Surroundings, *, mapping: Path | None = None, correct: bool = False) -> Taken:
    """Take files in under the surroundings of the command."""
    tables = tuple(catalogue().tables.values())
    try:
        lines = load_mapping(mapping, tables) if mapping else ()
        synonyms = known_words(home())
    except UnableToReadFile as refusal:
        raise UnableToRun(str(refusal)) from None
    intake = Intake(
        tables=tables,
        year=here.year,
        by=Actor(entered_by="命令行导入"),
        at=here.at,
        given=lambda: here.given(here.year),
        versions=here.versions,
        mapping=lines,
        synonyms=synonyms,
        progress=tell if sys.stderr.isatty() else None,
        correct=correct,
    )
    return intake.take(paths)


def tell(file: str, sheet: str, row: int) -> None:
    """Show how far the reading has come, on one line of the terminal."""
    print(f"\r\033[K读取 {file}·{sheet} 第{row}行", end="", file=sys.stderr, flush=True)


def summarise(taken: Taken) -> None:
    """Print the outcome for people."""
    tables = catalogue().tables
    print(f"收下 {sum(taken.accepted.values())} 行:")
    for table, count in sorted(taken.accepted.items(), key=lambda item: (tables[item[0]].ledger, item[0])):
        new = taken.created[table]
        print(f"  {tables[table].ledger} {tables[table].title}:{count} 行" + (f",新入库 {new}" if new != count else ""))
    _returned(taken)
    _heads(taken)
    _not_taken(taken)


def _returned(taken: Taken) -> None:
    reasons = Counter(str(rejected.reason) for rejected in taken.rejected)
    why = "、".join(f"{reason} {count}" for reason, count in reasons.most_common())
    print(f"退回 {len(taken.rejected)} 行{f'({why})' if why else ''};重复 {len(taken.duplicates)} 行;", end="")
    print(f"冲突 {len(taken.conflicts)} 行;与已入库内容不同 {len(taken.changed)} 行,已更正 {taken.amended} 项。")
    for rejected in taken.rejected[:SHOWN]:
        print(f"  {rejected.file}·{rejected.sheet} 第{rejected.row}行:{rejected.sentence}")
    if len(taken.rejected) > SHOWN:
        print(f"  ……另有 {len(taken.rejected) - SHOWN} 行,全部见退回清单。")
    if taken.left_erased:
        print(f"  {taken.left_erased} 项个人信息已依法删除,没有重新录入。")
    for changed in taken.changed[:SHOWN]:
        then = ",已登记更正" if changed.is_corrected else ";确认后加 --correct 登记更正"
        print(f"  {changed.file}·{changed.sheet} 第{changed.row}行「{changed.key}」与已入库内容不同{then}。")


def _heads(taken: Taken) -> None:
    tables = catalogue().tables
    for sheet in taken.sheets:
        unknown = [head.head or f"{head.letters}列(无表头)" for head in sheet.unrecognised if head.because != "hidden"]
        if unknown:
            print(f"没有认出的表头({sheet.file}·{sheet.sheet}):{'、'.join(unknown)}。可用 --mapping 指明。")
        if sheet.missing and sheet.table:
            heads = "、".join(tables[sheet.table].column(name).head for name in sheet.missing)
            print(f"缺少的列({sheet.file}·{sheet.sheet}):{heads}。与它们有关的规则不作判断。")


def _not_taken(taken: Taken) -> None:
    unbuilt = [s for s in taken.sheets if s.table is None and s.not_taken == "no_table"]
    if unbuilt:
        print(f"尚无承接的台账 {len(unbuilt)} 张表:{'、'.join(f'{s.file}·{s.sheet}' for s in unbuilt)}。")
    for sheet in taken.sheets:
        if sheet.table is None and sheet.not_taken != "no_table":
            print(f"没有导入 {sheet.file}·{sheet.sheet}:{sheet.sentence}")
    for file in taken.unreadable:
        print(f"没有读取 {file.file}:{file.sentence}")
