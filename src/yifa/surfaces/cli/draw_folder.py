"""The folder of one draw: plan.json, auditors.json, seals.json, reveals.json, bundle.json, replay.py, 公示.html."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from yifa.engine import draw_log
from yifa.engine.draw import beacon, bundle
from yifa.engine.draw.beacon import Reveal, Revealed
from yifa.engine.draw.encoding import canonical
from yifa.engine.draw.frame import Frame
from yifa.engine.draw.notice import notice
from yifa.engine.draw.plan import Plan
from yifa.engine.draw.plan_json import plan_from_json, plan_hash, plan_json
from yifa.engine.draw.seal import Seal, Sealed, check_moment, seals_from_json, seals_json
from yifa.engine.draw.standalone import replay
from yifa.kernel.evidence.leaves import Subject
from yifa.kernel.evidence.sealing import prove
from yifa.surfaces.cli import prove as proofs
from yifa.surfaces.cli.refusal import UnableToRun

PLAN, AUDITORS, SEALS, REVEALS, BUNDLE = "plan.json", "auditors.json", "seals.json", "reveals.json", "bundle.json"
SCRIPT, NOTICE = "replay.py", "公示.html"
PROOFS = "存证"
PRIVATE = 0o600


def seal(folder: Path, what: Sealed, digest: str, *, at: datetime, plan: Plan) -> None:
    """Fix a hash before anything that follows from it may happen: the plan before the number, the result before release.

    This is the one place through which every seal of a draw goes. Raises UnableToDraw at the wrong time or where the
    log knows another in its place, UnableToRun where the folder does.
    """
    check_moment(what, at=at, beacon=plan.beacon)
    draw_log.record(plan, what, digest, at=at)
    known = seals(folder)
    before = {one.what: one.digest for one in known}.get(what)
    if before == digest:
        return  # The command was stopped between sealing and writing, and is given again.
    if before is not None:
        raise UnableToRun(f"{what.title}已经封存,不能再次封存。需要改动的,请中止本次抽取后重新制定计划。")
    write(folder / SEALS, seals_json((*known, Seal(what, digest, at))))


def seals(folder: Path) -> tuple[Seal, ...]:
    """What has been sealed so far."""
    return seals_from_json(read(folder / SEALS)) if (folder / SEALS).exists() else ()


def begin(folder: Path, *, plan: Plan, frame: Frame, at: datetime) -> None:
    """Write a new draw's plan and auditors' list, and seal the plan."""
    if (folder / SEALS).exists():
        raise UnableToRun(f"文件夹「{folder}」已有抽取计划。请换一个文件夹。")
    folder.mkdir(parents=True, exist_ok=True)
    seal(folder, Sealed.PLAN, plan_hash(plan), at=at, plan=plan)
    write_private(folder / AUDITORS, bundle.auditors_json(frame))
    (folder / PLAN).write_bytes(canonical(plan_json(plan)))
    shutil.copyfile(replay.__file__, folder / SCRIPT)


def planned(folder: Path) -> Plan:
    """The plan of a draw that was begun and is not over, as it was sealed."""
    plan = plan_from_json(read(folder / PLAN))
    sealed = {one.what: one.digest for one in seals(folder)}
    if sealed.get(Sealed.PLAN) != plan_hash(plan):
        raise UnableToRun("抽取计划与封存时的不同,被改动过。请恢复封存时的 plan.json。")
    if (folder / BUNDLE).exists():
        raise UnableToRun(f"本次抽取已经结束,见 {folder / BUNDLE}。重新抽取须另行制定计划。")
    return plan


def frame_of(folder: Path) -> Frame:
    """The whole frame, from the auditors' list."""
    return bundle.frame_from_json(read(folder / AUDITORS))


def close_reveals(folder: Path, *, plan: Plan, revealed: Revealed, at: datetime) -> None:
    """Write the reveals and seal them, before the number is announced."""
    seal(folder, Sealed.REVEALS, beacon.revealed_hash(revealed), at=at, plan=plan)
    write(folder / REVEALS, beacon.revealed_json(revealed))


def reveals(folder: Path, *, plan: Plan) -> tuple[Reveal, ...]:
    """The reveals that were closed in time; UnableToRun where they should have been closed and were not."""
    if not plan.beacon.commitments:
        return ()
    if not (folder / REVEALS).exists():
        raise UnableToRun(
            "有机关参与的抽取,应在揭示截止前用 yifa draw reveal 封存揭示。本次未封存,请中止(不写号码)后重新制定计划。"
        )
    value = read(folder / REVEALS)
    found = tuple(Reveal(one["organ"], bytes.fromhex(one["nonce"])) for one in value["reveals"])
    if {one.what: one.digest for one in seals(folder)}.get(Sealed.REVEALS) != beacon.revealed_hash(
        beacon.close(plan.beacon, found)
    ):
        raise UnableToRun("揭示文件与封存时的不同,被改动过。请恢复原文件,或中止本次抽取。")
    return found


def publish(folder: Path, value: Any, *, plan: Plan) -> None:
    """Write the bundle, the proof of its seals, and the page for the public; the result is sealed by now."""
    found = prove(kind=Subject.DRAW, texts=[(subject, None) for subject in draw_log.subjects_of(plan_hash(plan))])
    proofs.write(found, f"抽取「{plan.title}」的封存记录", folder / PROOFS)
    write(folder / BUNDLE, value)
    (folder / NOTICE).write_text(notice(value, number=draw_log.number_of(plan)), encoding="utf-8")


def read(file: Path) -> Any:
    """Read a JSON file; UnableToRun says in Chinese why it cannot be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UnableToRun(f"找不到文件「{file}」。请核对路径。") from None
    except (OSError, ValueError):
        raise UnableToRun(f"文件「{file}」不是可读的 JSON。请核对文件。") from None


def write(file: Path, value: Any) -> None:
    """Write a JSON file that replaces an older one only when it is whole."""
    growing = file.with_suffix(".partial")
    growing.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    growing.replace(file)


def write_private(file: Path, value: Any) -> None:
    """Write a new file that only its owner may read; UnableToRun where it is there already."""
    if file.exists():
        raise UnableToRun(f"文件「{file}」已经存在,不能覆盖。请换一个文件名。")
    file.touch(mode=PRIVATE)
    with suppress(OSError):
        file.chmod(PRIVATE)
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def digests(folder: Path) -> Sequence[str]:
    """The seals as lines for a person."""
    return [f"{one.what.title}哈希:{one.digest}(封存于 {one.at:%Y-%m-%d %H:%M})" for one in seals(folder)]
