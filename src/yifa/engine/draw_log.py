"""Draws in the evidence log: what was sealed when is on record, also of a draw that nobody finished.

The public log shows commitments only; the list of draws is for whoever asks the organ for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from yifa.engine.draw.plan import Plan
from yifa.engine.draw.plan_json import plan_from_json, plan_hash
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.seal import Seal, Sealed
from yifa.kernel.evidence.bundle import Bundle
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.evidence.notes import Verifier
from yifa.kernel.evidence.sealing import said, seal_now
from yifa.kernel.evidence.verification import disagreements

_EXCLUDES = {Sealed.RESULT: Sealed.ABORT, Sealed.ABORT: Sealed.RESULT}
"""A draw that has a result is not aborted, and an aborted one has no result."""


class Outcome(Enum):
    """What became of a draw; the value is how it is said."""

    PLANNED = "已封存计划,尚未抽取"
    DRAWN = "已抽取"
    ABORTED = "已中止"
    CONTRADICTED = "既有结果又有中止记录,应当查明"


@dataclass(frozen=True, slots=True)
class LoggedDraw:
    """A draw as the log knows it: the hash of its plan, the how-manieth it is, what was sealed, in order."""

    plan: str
    number: int
    title: str
    organ: str
    seals: tuple[Seal, ...]

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        ended = {one.what for one in self.seals} & _EXCLUDES.keys()
        if ended == _EXCLUDES.keys():
            return Outcome.CONTRADICTED
        if Sealed.ABORT in ended:
            return Outcome.ABORTED
        return Outcome.DRAWN if ended else Outcome.PLANNED


def record(plan: Plan, what: Sealed, digest: str, *, at: datetime) -> None:
    """Put a seal into the log and sign the log, before anything that follows from it may happen.

    Raises UnableToDraw where the log knows another seal in its place, whatever else is shown; UnableToSeal.
    """
    known = {one.what: one.digest for draw in draws() if draw.plan == plan_hash(plan) for one in draw.seals}
    other = _EXCLUDES.get(what)
    if other in known:
        raise UnableToDraw(f"存证日志中本次抽取已有{other.title},不能再封存{what.title}。重新抽取须另行制定计划。")
    if known.get(what, digest) != digest:
        raise UnableToDraw(f"存证日志中已有另一份{what.title},不能再次封存。需要改动的,请中止本次抽取后重新制定计划。")
    if what not in known:
        told = {"what": what.value, "hash": digest, "at": instant(at), "title": plan.title, "organ": plan.organ}
        subject = _subject(plan_hash(plan), what)
        write([stating(suite_in_use(), Subject.DRAW, subject, {**told, "number": number_of(plan)})])
    seal_now(at=at)


def draws() -> tuple[LoggedDraw, ...]:
    """Every draw that the log knows, in the order in which they were planned."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for subject, one in said(Subject.DRAW):
        found.setdefault(subject.partition("/")[0], []).append(one["statement"])
    return tuple(
        LoggedDraw(plan, number, told[0]["title"], told[0]["organ"], tuple(map(_seal, told)))
        for number, (plan, told) in enumerate(found.items(), 1)
    )


def number_of(plan: Plan) -> int:
    """The how-manieth draw of this log the plan is: who plans many and keeps one cannot hide the others."""
    known = draws()
    return next((draw.number for draw in known if draw.plan == plan_hash(plan)), len(known) + 1)


def subjects_of(plan: str) -> list[str]:
    """The names under which the seals of a draw, known by the hash of its plan, are in the log."""
    return [_subject(draw.plan, one.what) for draw in draws() if draw.plan == plan for one in draw.seals]


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


def _seal(told: Mapping[str, Any]) -> Seal:
    return Seal(Sealed(told["what"]), told["hash"], datetime.fromisoformat(told["at"]))


def _subject(plan: str, what: Sealed) -> str:
    return f"{plan}/{what.value}"
