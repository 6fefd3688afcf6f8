"""Draws in the evidence log: what was sealed when is on record, also of a draw that nobody finished.

The public log shows commitments only; the list of draws is for whoever may ask the organ for it (`yifa draw list`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from yifa.engine.draw.plan import Plan
from yifa.engine.draw.plan_json import plan_from_json, plan_hash
from yifa.engine.draw.seal import Seal, Sealed
from yifa.kernel.evidence.bundle import Bundle
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.notes import Verifier
from yifa.kernel.evidence.sealing import prove, said, state
from yifa.kernel.evidence.verification import disagreements
from yifa.surfaces.cli import prove as proofs
from yifa.surfaces.cli.refusal import OK, UnableToRun
from yifa.surfaces.cli.seal import seal

PROOFS = "存证"
_EXCLUDES = {Sealed.RESULT: Sealed.ABORT, Sealed.ABORT: Sealed.RESULT}
"""A draw that has a result is not aborted, and an aborted one has no result."""


def record(plan: Plan, what: Sealed, digest: str, *, at: datetime) -> None:
    """Put a seal into the log and sign the log, before anything that follows from it may happen.

    Raises UnableToRun where the log knows another seal in its place, whatever the folder says.
    """
    subject, ended = _subject(plan_hash(plan), what), _subject(plan_hash(plan), _EXCLUDES.get(what, what))
    logged = {name: one["statement"]["hash"] for name, one in said(Subject.DRAW)}
    if ended != subject and ended in logged:
        raise UnableToRun(
            f"存证日志中本次抽取已有{_EXCLUDES[what].title},不能再封存{what.title}。重新抽取须另行制定计划。"
        )
    known = [logged[subject]] if subject in logged else []
    if known and known[-1] != digest:
        raise UnableToRun(f"存证日志中已有另一份{what.title},不能再次封存。需要改动的,请中止本次抽取后重新制定计划。")
    if not known:
        told = {
            "what": what.value,
            "hash": digest,
            "at": instant(at),
            "title": plan.title,
            "organ": plan.organ,
            "number": number_of(plan),
        }
        state(stating(suite_in_use(), Subject.DRAW, subject, told))
    seal(at)


def number_of(plan: Plan) -> int:
    """The how-manieth draw of this log the plan is: who plans many and keeps one cannot hide the others."""
    plans = list(dict.fromkeys(name.partition("/")[0] for name, _ in said(Subject.DRAW)))
    digest = plan_hash(plan)
    return plans.index(digest) + 1 if digest in plans else len(plans) + 1


def write_proof(plan: Plan, seals: Sequence[Seal], folder: Path) -> None:
    """Write the proof of all seals of a draw, for everybody who wants to know that they were fixed in time."""
    subjects = [_subject(plan_hash(plan), one.what) for one in seals]
    bundle = prove(kind=Subject.DRAW, texts=[(subject, None) for subject in subjects])
    proofs.write(bundle, f"抽取「{plan.title}」的封存记录", folder / PROOFS)


def faults(found: Mapping[str, Any], evidence: Bundle, *, trusted: Sequence[Verifier]) -> Iterator[str]:
    """Yield a sentence for every seal of a published draw that the evidence log does not bear out.

    trusted: the published keys of the log, as the reader got them elsewhere; see `disagreements`.
    """
    yield from disagreements(evidence, trusted=trusted)
    opened = (leaf for leaf in evidence.leaves if leaf.kind == Subject.DRAW and leaf.text)
    logged = {leaf.subject: json.loads(leaf.text or "")["statement"] for leaf in opened}
    plan = plan_hash(plan_from_json(found["plan"]))
    for one in found["seals"]:
        what = Sealed(one["what"])
        told = logged.get(_subject(plan, what))
        if told is None:
            yield f"存证日志中没有{what.title}的封存记录。"
        elif (told["hash"], told["at"]) != (one["hash"], instant(datetime.fromisoformat(one["at"]))):
            yield f"{what.title}的封存记录与存证日志不一致:哈希或者时间不同。"


def show(options: argparse.Namespace) -> int:
    """List every draw that the log knows, in the order in which they were planned, with what became of it."""
    del options
    draws: dict[str, dict[str, Mapping[str, Any]]] = {}
    for name, one in said(Subject.DRAW):
        plan, _, what = name.partition("/")
        draws.setdefault(plan, {})[what] = one["statement"]
    for number, (plan, seals) in enumerate(draws.items(), 1):
        told = next(iter(seals.values()))
        print(
            f"第 {number} 次 {told['at'][:10]} {told['organ']}「{told['title']}」:{_outcome(seals)}。计划哈希 {plan[:16]}…"
        )
    print(f"共有抽取 {len(draws)} 次。" if draws else "还没有抽取。")
    return OK


def _outcome(seals: Mapping[str, Any]) -> str:
    if {Sealed.ABORT.value, Sealed.RESULT.value} <= seals.keys():
        return "既有结果又有中止记录,应当查明"
    if Sealed.ABORT.value in seals:
        return "已中止"
    return "已抽取" if Sealed.RESULT.value in seals else "已封存计划,尚未抽取"


def _subject(plan: str, what: Sealed) -> str:
    return f"{plan}/{what.value}"
