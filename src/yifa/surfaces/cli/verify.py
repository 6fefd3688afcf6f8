"""yifa verify: check a bundle that some organ gave out, with no access to that organ's data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from yifa.kernel.evidence.bundle import Bundle, UnableToReadBundle, read_bundle
from yifa.kernel.evidence.notes import COSIGNATURE, UnableToReadNote, Verifier, read_verifier
from yifa.kernel.evidence.verification import disagreements, signed_by
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("verify", help="核验一份存证文件(不需要出具机关的数据)")
    command.add_argument("bundle", type=Path, metavar="BUNDLE", help="存证文件(JSON)")
    command.add_argument(
        "--key", type=Path, action="append", default=[], metavar="FILE", help="从公布处取得的公钥文件,可以给出多个"
    )
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Check the bundle and print what it proves, or what does not agree."""
    trusted = [read_key(file) for file in options.key]
    try:
        bundle = read_bundle(_text(options.bundle))
        found = list(disagreements(bundle, trusted=trusted))
    except (UnableToReadBundle, UnableToReadNote) as refusal:
        print(str(refusal))
        return CHECK_FAILED
    for sentence in found:
        print(sentence)
    if found:
        print(f"核验未通过,不符之处 {len(found)} 处。")
        return CHECK_FAILED
    _report(bundle, trusted)
    return OK


def _report(bundle: Bundle, trusted: list[Verifier]) -> None:
    checkpoint = bundle.checkpoint
    print(f"核验通过:{len(bundle.leaves)} 条内容都在「{checkpoint.origin}」封存的日志里(共 {checkpoint.size} 条)。")
    for growth in bundle.growth:
        print(f"日志自您持有的封存点({growth.note.splitlines()[1]} 条)以来只增不改。")
    if not trusted:
        print("公钥是随文件来的。请与政府网站或者公报公布的公钥对照:")
        for key in bundle.verifiers:
            if key.name == checkpoint.origin:
                print(f"  {key.text}")
    witnesses = signed_by(bundle.signed, [key for key in trusted if key.kind == COSIGNATURE])
    if witnesses:
        print(f"封存点由{'、'.join(witnesses)}见证。")
    for leaf in bundle.leaves:
        print(f"第 {leaf.position} 条:{leaf.text if leaf.text is not None else '(内容未公开,只证明其存在)'}")


def read_key(file: Path) -> Verifier:
    """A published key from its file. Raises UnableToRun where it is none."""
    try:
        return read_verifier(_text(file))
    except UnableToReadNote as refusal:
        raise UnableToRun(str(refusal)) from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnableToRun(f"文件「{file}」不存在或者不可读。请核对路径。") from None
