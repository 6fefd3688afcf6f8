"""yifa check: read the reports of any district and say, with proof, what does not add up."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from yifa.report.check.answers.as_json import as_json
from yifa.report.check.answers.commented import commented
from yifa.report.check.answers.sentences import told
from yifa.report.check.answers.summary import summary
from yifa.report.check.document import Document, UnableToRead
from yifa.report.check.reading.files import files_in, read
from yifa.report.check.run import Checked, checked
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun

SUMMARY = "核查摘要.docx"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("check", help="核查报告里的数字、占比、增幅、机构名称,逐句指出对不上的地方")
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE|FOLDER", help="docx、pdf、txt、html、doc、wps、xls 或文件夹"
    )
    command.add_argument("--last-year", type=Path, metavar="FILE", help="上年的报告,用来找出照抄的句子")
    command.add_argument("--json", type=Path, metavar="OUT", help="把结果写成 JSON 文件")
    command.add_argument("--out", type=Path, metavar="DIR", help="把带批注的 docx 和一页摘要写到这个文件夹")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Check, print, and write what was asked for; a file that cannot be read does not stop the others."""
    paths = list(files_in(options.files))
    if not paths:
        raise UnableToRun("这里没有能核查的报告。请给出 docx、pdf 或 txt 文件,或者装有它们的文件夹。")
    read_ones = list(_read(paths))
    results = checked([document for _, document in read_ones], last_year=_last_year(options.last_year))
    for line in told(results):
        print(line)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(as_json(results), ensure_ascii=False, indent=1), encoding="utf-8")
    if options.out:
        _write(options.out, [path for path, _ in read_ones], results)
    return OK if len(read_ones) == len(paths) else CHECK_FAILED


def _read(paths: Sequence[Path]) -> Iterator[tuple[Path, Document]]:
    for path in paths:
        try:
            yield path, read(path)
        except UnableToRead as refusal:
            print(f"未能核查:{refusal}")


def _last_year(path: Path | None) -> Document | None:
    if path is None:
        return None
    try:
        return read(path)
    except UnableToRead as refusal:
        raise UnableToRun(str(refusal)) from None


def _write(folder: Path, paths: Sequence[Path], results: Sequence[Checked]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = _names([path.stem for path in paths])
    for path, name, result in zip(paths, names, results, strict=True):
        commented(path, result.report.document.text, result.findings).save(str(folder / f"{name}(批注).docx"))
    summary(results).save(str(folder / SUMMARY))
    print(f"批注稿和摘要已写入 {folder}。")


def _names(stems: Sequence[str]) -> Iterator[str]:
    """The stems, numbered where the reports of several organs are called alike."""
    seen: Counter[str] = Counter()
    for stem in stems:
        seen[stem] += 1
        yield stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
