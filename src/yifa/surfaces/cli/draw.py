"""yifa draw: commit a nonce, seal a plan, close the reveals, draw, verify or abort — each draw in a folder of its own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from yifa.engine import draw_log, draw_registers
from yifa.engine.draw import beacon, bundle
from yifa.engine.draw.beacon import Reveal
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.frame import frame_of
from yifa.engine.draw.nonces import new_frame_key, new_nonce
from yifa.engine.draw.numbers import Entry
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.request import KNOWN_NUMBERS, plan_of
from yifa.engine.draw.seal import Sealed
from yifa.engine.draw.verification import verify
from yifa.kernel.evidence.bundle import Bundle, UnableToReadBundle, read_bundle
from yifa.kernel.evidence.keys import UnableToReadKey
from yifa.kernel.evidence.log import UnableToSeal
from yifa.kernel.evidence.notes import UnableToReadNote
from yifa.surfaces.cli import draw_folder, draw_lists
from yifa.surfaces.cli.refusal import CHECK_FAILED, OK, UnableToRun
from yifa.surfaces.cli.verify import read_key

Act = Callable[[argparse.Namespace], int]


def declare(commands: Any) -> None:
    """Add the command and what it can be asked to do."""
    command = commands.add_parser("draw", help="可复核的随机抽取:先封存计划,后用公开号码,任何人可以重算")
    acts = command.add_subparsers(dest="draw", required=True, metavar="步骤")
    _declare_commit(acts)
    _declare_plan(acts)
    _declare_reveal(acts)
    _declare_run(acts)
    _declare_verify(acts)
    _declare_abort(acts)
    _add(acts, "list", show, "列出全部抽取,连同中止的和没有完成的")


def _add(acts: Any, name: str, act: Act, told: str) -> Any:
    def carried_out(options: argparse.Namespace) -> int:
        try:
            return act(options)
        except (UnableToDraw, UnableToSeal, UnableToReadKey) as refusal:
            raise UnableToRun(str(refusal)) from None

    parser = acts.add_parser(name, help=told)
    parser.set_defaults(act=carried_out)
    return parser


def _declare_commit(acts: Any) -> None:
    parser = _add(acts, "commit", commit, "参与机关生成随机数,只交出承诺;随机数文件由机关自己保管")
    parser.add_argument("--organ", required=True, metavar="NAME", help="机关名称,与计划中写的一致")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="随机数文件")


def commit(options: argparse.Namespace) -> int:
    """Make an organ's nonce and print its commitment; the nonce stays in the organ's file."""
    nonce = new_nonce()
    draw_folder.write_private(options.out, {"organ": options.organ, "nonce": nonce.hex()})
    print(f"机关:{options.organ}")
    print(f"承诺:{beacon.commitment(nonce=nonce, organ=options.organ)}")
    print(f"随机数已存入 {options.out}。揭示之前不要交给任何人,包括组织抽取的机关。")
    return OK


def _declare_plan(acts: Any) -> None:
    parser = _add(acts, "plan", plan, "固定名录、制定并封存计划")
    parser.add_argument(
        "--register",
        required=True,
        type=Path,
        metavar="LIST",
        help="对象名录(xlsx 或 csv),或者已导入的名录,如 entities",
    )
    parser.add_argument("--code", default="", metavar="HEAD", help="编码列的表头")
    parser.add_argument("--stratum", default="", metavar="HEAD", help="分层列的表头")
    parser.add_argument("--plan-file", type=Path, metavar="JSON", help="抽取申请;以下各项写在命令行的优先")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="本次抽取的文件夹")
    for name, told in (("title", "标题"), ("purpose", "用途"), ("organ", "组织机关"), ("edition", "名录版本")):
        parser.add_argument(f"--{name}", help=told)
    parser.add_argument("--basis", action="append", help="依据的条文或文件,可写多次")
    parser.add_argument(
        "--quotas", metavar="A=200,B=1/20@食品", help="各层抽取数:数字、分数或百分数;@ 后写检查人员须有的专业"
    )
    parser.add_argument("--substitutes", type=int, help="每层候补数")
    parser.add_argument("--exclude", type=Path, metavar="LIST", help="排除的对象和理由")
    parser.add_argument("--inspectors", type=Path, metavar="LIST", help="执法检查人员名录,或者已导入的,如 inspectors")
    parser.add_argument("--inspection-on", metavar="DATE", help="检查日期,据此核对证件有效期")
    parser.add_argument("--per-subject", type=int, default=2, metavar="N", help="每个对象派几人(不少于2)")
    parser.add_argument("--cap", type=int, metavar="N", help="每人至多几个对象")
    parser.add_argument("--source", metavar="NAME", help=f"公开号码,如{'、'.join(KNOWN_NUMBERS)}")
    parser.add_argument("--round", metavar="N", help="期号")
    parser.add_argument("--at", metavar="TIME", help="公布时间,如 2022-05-15T21:15+08:00")
    parser.add_argument("--reveal-by", metavar="TIME", help="有机关参与时的揭示截止时间")
    parser.add_argument("--commitment", action="append", metavar="ORGAN=HASH", help="参与机关的承诺,可写多次")


def plan(options: argparse.Namespace) -> int:
    """Freeze the frame, settle the plan and seal it."""
    now = timezone.localtime()
    rows = list(_register(options, now.date()))
    # The same row twice is one subject; the same subject in two strata is refused by the frame.
    entries = dict.fromkeys(rows)
    frame = frame_of(key=new_frame_key(), entries=entries)
    settled = plan_of(_request(options), frame=frame, made_on=now.date())
    draw_folder.begin(options.out, plan=settled, frame=frame, at=now)
    print(f"名录 {sum(size.size for size in frame.sizes)} 个对象,名录哈希:{settled.root}")
    if len(rows) > len(entries):
        print(f"名录中有 {len(rows) - len(entries)} 行重复,每个对象只计一次。")
    for quota in settled.quotas:
        print(f"  层「{quota.stratum}」抽取 {quota.number} 个,候补 {quota.substitutes} 个")
    print("\n".join(draw_folder.digests(options.out)))
    print(f"这是存证日志中的第 {draw_log.number_of(settled)} 次抽取计划。")
    number = settled.beacon.number
    print(f"请公布计划哈希,等待{number.source}第 {number.round} 期({number.at:%Y-%m-%d %H:%M})公布。")
    return OK


def _register(options: argparse.Namespace, on: date) -> Iterator[tuple[str, str]]:
    if _is_register(options.register):
        return draw_registers.subjects(str(options.register), stratum=options.stratum, on=on)
    return draw_lists.register(options.register, code=options.code, stratum=options.stratum)


def _inspectors(file: Path, on: str | None) -> list[dict[str, Any]]:
    if _is_register(file):
        return draw_registers.inspectors(str(file), on=date.fromisoformat(on) if on else timezone.localdate())
    return draw_lists.inspectors(file)


def _is_register(named: Path) -> bool:
    return draw_registers.is_register(str(named)) and not named.exists()


def _request(options: argparse.Namespace) -> dict[str, Any]:
    asked: dict[str, Any] = dict(draw_folder.read(options.plan_file)) if options.plan_file else {}
    given = {name: getattr(options, name) for name in ("title", "purpose", "organ", "basis", "substitutes")}
    given["register"] = options.edition or asked.get("register") or options.register.stem
    if options.quotas:
        given["quotas"] = [_quota(part) for part in options.quotas.split(",")]
    if options.exclude:
        given["exclusions"] = draw_lists.exclusions(options.exclude, code=options.code)
    if options.inspectors:
        if not options.inspection_on:
            raise UnableToRun("派检查人员须用 --inspection-on 写明检查日期,据此核对执法证件是否有效。")
        people = _inspectors(options.inspectors, options.inspection_on)
        given["staffing"] = {
            "on": options.inspection_on, "per_subject": options.per_subject, "cap": options.cap, "inspectors": people
        }  # fmt: skip
    given["beacon"] = {**asked.get("beacon", {}), **_stated(_beacon(options))}
    return {**asked, **_stated(given)}


def _beacon(options: argparse.Namespace) -> Mapping[str, Any]:
    promises = [text.rpartition("=")[::2] for text in options.commitment or ()]
    named = {name: getattr(options, name) for name in ("source", "round", "at", "reveal_by")}
    return {**named, "commitments": [{"organ": organ, "commitment": digest} for organ, digest in promises] or None}


def _stated(some: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in some.items() if value is not None}


def _quota(text: str) -> dict[str, str]:
    stratum, _, asked = text.rpartition("=")
    if not stratum:
        raise UnableToRun(f"抽取数「{text}」没有写明层。请写成 A=200,B=1/20;不分层的名录写 全部=200。")
    number, _, speciality = asked.partition("@")
    return {"stratum": stratum.strip(), "number": number.strip(), "speciality": speciality.strip()}


def _declare_reveal(acts: Any) -> None:
    parser = _add(acts, "reveal", reveal, "在截止时间前收齐并封存各机关的揭示,未揭示的不再参加")
    parser.add_argument("folder", type=Path, metavar="DIR", help="本次抽取的文件夹")
    parser.add_argument("nonces", nargs="*", type=Path, metavar="FILE", help="各机关交来的随机数文件")


def reveal(options: argparse.Namespace) -> int:
    """Close the reveals before the number is announced: after it, nobody may choose whose nonce counts."""
    settled = draw_folder.planned(options.folder)
    revealed = beacon.close(settled.beacon, [_nonce(file) for file in options.nonces])
    draw_folder.close_reveals(options.folder, plan=settled, revealed=revealed, at=timezone.localtime())
    print(f"已封存 {len(revealed.reveals)} 个机关的揭示。")
    if revealed.barred:
        print(f"未揭示、不再参加的机关:{'、'.join(revealed.barred)}。")
    return OK


def _nonce(file: Path) -> Reveal:
    value = draw_folder.read(file)
    try:
        return Reveal(value["organ"], bytes.fromhex(value["nonce"]))
    except (KeyError, TypeError, ValueError):
        raise UnableToRun(f"文件「{file}」不是随机数文件。请用 yifa draw commit 生成的文件。") from None


def _declare_run(acts: Any) -> None:
    parser = _add(acts, "run", run, "号码公布后抽取,封存结果,写出抽取包和公示页")
    parser.add_argument("folder", type=Path, metavar="DIR", help="本次抽取的文件夹")
    _declare_number(parser, required=True)


def _declare_number(parser: Any, *, required: bool) -> None:
    told = "一人按公告录入的号码,如 张三=03 07 11 18 22 31 09;两人各写一次"
    parser.add_argument("--number", action="append", required=required, default=[], metavar="NAME=NUMBERS", help=told)


def run(options: argparse.Namespace) -> int:
    """Draw with the announced number, seal the result, and only then publish it."""
    folder, now = options.folder, timezone.localtime()
    settled = draw_folder.planned(folder)
    value = _value(options, settled)
    found = bundle.draw(settled, frame=draw_folder.frame_of(folder), value=value)
    draw_folder.seal(folder, Sealed.RESULT, found.result_hash, at=now, plan=settled)
    draw_folder.publish(folder, bundle.bundle_json(found, seals=draw_folder.seals(folder)), plan=settled)
    unstaffed = sum(not team["inspectors"] for team in found.result["teams"])
    print(
        f"抽中 {len(found.result['drawn'])} 个,候补 {len(found.result['substitutes'])} 个,见 {folder / draw_folder.NOTICE}。"
    )
    if unstaffed:
        print(f"有 {unstaffed} 个对象未能配齐检查人员,理由见公示页。")
    print("\n".join(draw_folder.digests(folder)))
    return OK


def _value(options: argparse.Namespace, settled: Any) -> beacon.Value:
    entries = [Entry(*text.partition("=")[::2]) for text in options.number]
    reveals = draw_folder.reveals(options.folder, plan=settled)
    return beacon.value_of(settled.beacon, entries=entries, reveals=reveals)


def _declare_verify(acts: Any) -> None:
    parser = _add(acts, "verify", check, "核验一个抽取包;有审计名册的一并核验")
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="抽取包 bundle.json")
    parser.add_argument("--auditors", type=Path, metavar="FILE", help="审计名册 auditors.json")
    parser.add_argument("--evidence", type=Path, metavar="FILE", help="封存记录的存证文件,一并核验封存时间")
    parser.add_argument("--key", type=Path, action="append", default=[], metavar="FILE", help="从公布处取得的日志公钥")


def check(options: argparse.Namespace) -> int:
    """Compute a published draw again and print what does not agree."""
    auditors = draw_folder.read(options.auditors) if options.auditors else None
    found = draw_folder.read(options.bundle)
    faults = list(verify(found, auditors=auditors))
    if options.evidence and not faults:
        faults += _log_faults(found, options)
    print("\n".join(faults) or "抽取包各项一致:计划、号码、种子、位置、归属证明、分派和封存先后均已重新计算。")
    return CHECK_FAILED if faults else OK


def show(options: argparse.Namespace) -> int:
    """List every draw that the log knows, in the order in which they were planned, with what became of it."""
    del options
    found = draw_log.draws()
    for one in found:
        said = f"{one.organ}「{one.title}」:{one.outcome.value}。计划哈希 {one.plan[:16]}…"
        print(f"第 {one.number} 次 {one.seals[0].at:%Y-%m-%d} {said}")
    print(f"共有抽取 {len(found)} 次。" if found else "还没有抽取。")
    return OK


def _log_faults(found: Any, options: argparse.Namespace) -> list[str]:
    evidence, trusted = _evidence(options.evidence), [read_key(file) for file in options.key]
    try:
        faults = list(draw_log.faults(found, evidence, trusted=trusted))
    except UnableToReadNote as refusal:
        raise UnableToRun(f"存证文件不可读({refusal})。请向组织抽取的机关重新索取。") from None
    if not faults and not trusted:
        print("封存记录所用的公钥是随文件来的,请与公布的公钥对照:")
        print("\n".join(f"  {key.text}" for key in evidence.verifiers if key.name == evidence.checkpoint.origin))
    return faults


def _evidence(file: Path) -> Bundle:
    try:
        return read_bundle(file.read_text(encoding="utf-8"))
    except OSError:
        raise UnableToRun(f"文件「{file}」不存在或者不可读。请核对路径。") from None
    except UnableToReadBundle as refusal:
        raise UnableToRun(str(refusal)) from None


def _declare_abort(acts: Any) -> None:
    parser = _add(acts, "abort", abort, "中止抽取并公开中止记录")
    parser.add_argument("folder", type=Path, metavar="DIR", help="本次抽取的文件夹")
    parser.add_argument("--by", required=True, metavar="NAME", help="决定人")
    parser.add_argument("--why", required=True, metavar="TEXT", help="理由")
    _declare_number(parser, required=False)


def abort(options: argparse.Namespace) -> int:
    """Give a draw up in public: who decided, why, and whom the plan would have drawn where the number is known."""
    folder, now = options.folder, timezone.localtime()
    settled = draw_folder.planned(folder)
    value = _value(options, settled) if options.number else None
    given_up = bundle.Abort(options.by, now, options.why, value)
    digest = document_hash(bundle.aborted_json(settled, abort=given_up))
    draw_folder.seal(folder, Sealed.ABORT, digest, at=now, plan=settled)
    draw_folder.publish(
        folder, bundle.abort_json(settled, abort=given_up, seals=draw_folder.seals(folder)), plan=settled
    )
    print(f"本次抽取已中止,中止记录见 {folder / draw_folder.NOTICE},应与计划一并公开。")
    return OK
