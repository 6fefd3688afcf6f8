"""yifa prove: write down, for somebody outside, the proof of what is on record: a bundle, a receipt, the verifier."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from django.utils import timezone

from yifa.kernel import evidence
from yifa.kernel.catalogue import catalogue
from yifa.kernel.evidence.bundle import Bundle, bundle_text
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import UnableToProve, prove
from yifa.kernel.reading import texts_of as acts_of
from yifa.law.procedure import Procedure
from yifa.surfaces.cli.cases import one_case
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun
from yifa.surfaces.cli.seal import seal
from yifa.surfaces.shell.receipt import receipt_page

STANDALONE, VERIFIER = "standalone", ("verify.py", "ed25519.py")


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("prove", help="出具存证文件和回执,供当事人、上级、审计脱离本系统核验")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--case", metavar="KEY", help="一件案件的全部行为:内部号、编号或者台账键")
    what.add_argument("--figure", metavar="ID", help="一个年报数字(须已冻结):年度/数字标识,如 2022/service_closed")
    command.add_argument("--since", type=Path, metavar="FILE", help="对方持有的较早封存点,一并证明日志只增不改")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到这个文件夹")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Seal, prove, and write what the holder needs."""
    seal(timezone.now())
    try:
        since = options.since.read_text(encoding="utf-8") if options.since else None
    except OSError:
        raise UnableToRun(f"文件「{options.since}」不存在或者不可读。请核对路径。") from None
    try:
        title, bundle, procedure = _proved(options, since)
    except UnableToProve as refusal:
        print(str(refusal))
        return CHECK_FAILED
    write(bundle, title, options.out, procedure=procedure)
    print(f"已写到 {options.out}:bundle.json(存证文件)、回执.html(可打印)、verify.py(不装本系统也能核验)。")
    return OK


def write(bundle: Bundle, title: str, folder: Path, *, procedure: Procedure | None = None) -> None:
    """Write a bundle with its receipt, the checkpoint and the stand-alone verifier into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bundle.json").write_text(bundle_text(bundle), encoding="utf-8")
    (folder / "checkpoint.txt").write_text(bundle.note, encoding="utf-8")
    (folder / "回执.html").write_text(receipt_page(bundle, title, procedure=procedure), encoding="utf-8")
    for name in VERIFIER:
        shutil.copyfile(Path(evidence.__file__).parent / STANDALONE / name, folder / name)


def _proved(options: argparse.Namespace, since: str | None) -> tuple[str, Bundle, Procedure | None]:
    if options.figure:
        bundle = prove(kind=Subject.FIGURE, texts=[(options.figure, None)], since=since)
        return f"年报数字 {options.figure}", bundle, None
    if not options.case:
        return "存证日志", prove(kind=Subject.ACT, texts=[], since=since), None
    case = one_case(options.case)
    procedure = next(reversed(catalogue().texts_of(name=case.procedure)), None)
    name = case.number or case.source_key or case.title or f"内部号{case.pk}"
    bundle = prove(kind=Subject.ACT, texts=acts_of(case.pk), since=since)
    return f"{procedure.title if procedure else case.procedure} {name}", bundle, procedure
