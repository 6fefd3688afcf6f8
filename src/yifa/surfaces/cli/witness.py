"""yifa witness: for whoever watches a log from outside: make a key, cosign a checkpoint; and take a cosignature in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.utils import timezone

from yifa.kernel.evidence.bundle import UnableToReadBundle, read_bundle
from yifa.kernel.evidence.keys import UnableToReadKey, make_witness_key, read_witness_key
from yifa.kernel.evidence.notes import UnableToReadNote, read_verifier
from yifa.kernel.evidence.sealing import UnableToProve, accept_cosignature
from yifa.kernel.evidence.witnessing import UnableToCosign, cosign
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun


def declare(commands: Any) -> None:
    """Add the command and its parts."""
    command = commands.add_parser("witness", help="见证:为别人的封存点作证,或者收下见证人的签名")
    parts = command.add_subparsers(dest="part", required=True, metavar="事项")
    key = parts.add_parser("key", help="生成见证人的密钥")
    key.add_argument("--name", required=True, help="见证人名称,不能有空白和加号")
    key.add_argument("--out", type=Path, required=True, metavar="FILE", help="密钥文件,由见证人自己保管")
    key.set_defaults(act=make_key)
    sign = parts.add_parser("cosign", help="核对存证文件后,对其封存点签名见证")
    sign.add_argument("bundle", type=Path, metavar="BUNDLE", help="出具机关给出的存证文件,须含自上次见证以来的证明")
    sign.add_argument("--key", type=Path, required=True, metavar="FILE", help="见证人的密钥文件")
    sign.add_argument("--seen", type=Path, required=True, metavar="FILE", help="上次见证的封存点记在这个文件里")
    sign.add_argument("--log", type=Path, required=True, metavar="FILE", help="所见证日志公布的公钥")
    sign.set_defaults(act=add_cosignature)
    take = parts.add_parser("accept", help="收下见证人给出的签名行")
    take.add_argument("line", help="以「—」开头的签名行")
    take.add_argument("--key", type=Path, required=True, metavar="FILE", help="见证人公布的公钥")
    take.set_defaults(act=accept)


def make_key(options: argparse.Namespace) -> int:
    """Make a witness's key and print its public half."""
    try:
        key = make_witness_key(name=options.name, file=options.out)
    except FileExistsError:
        raise UnableToRun(f"文件「{options.out}」已经存在,没有覆盖。请另选文件名。") from None
    except ValueError as refusal:
        raise UnableToRun(str(refusal)) from None
    print(f"密钥已写入 {options.out},请妥善保管。公布用的公钥:{key.verifier.text}")
    return OK


def add_cosignature(options: argparse.Namespace) -> int:
    """Check that the log has only grown since it was last seen, and cosign it."""
    try:
        bundle = read_bundle(options.bundle.read_text(encoding="utf-8"))
        published = options.log.read_text(encoding="utf-8")
        seen = options.seen.read_text(encoding="utf-8") if options.seen.exists() else None
        signature = cosign(
            bundle=bundle,
            seen=seen,
            published=published,
            key=read_witness_key(options.key),
            second=int(timezone.now().timestamp()),
        )
    except OSError as missing:
        raise UnableToRun(f"文件「{missing.filename}」不存在或者不可读。请核对路径。") from None
    except (UnableToCosign, UnableToReadBundle, UnableToReadKey, UnableToReadNote) as refusal:
        print(str(refusal))
        return CHECK_FAILED
    options.seen.write_text(bundle.note, encoding="utf-8")
    print(signature.line, end="")
    return OK


def accept(options: argparse.Namespace) -> int:
    """Keep a cosignature under the checkpoint it was made for."""
    try:
        key = read_verifier(options.key.read_text(encoding="utf-8"))
        size = accept_cosignature(line=options.line, key=key, at=timezone.now())
    except OSError as missing:
        raise UnableToRun(f"文件「{missing.filename}」不存在或者不可读。请核对路径。") from None
    except (UnableToProve, UnableToReadNote) as refusal:
        print(str(refusal))
        return CHECK_FAILED
    print(f"已收下「{key.name}」对第 {size} 条处封存点的见证。")
    return OK
