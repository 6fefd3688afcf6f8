"""What is published of a draw: a bundle that proves itself, or one that says the draw was aborted.

The bundle shows the plan, the beacon and the entries that were drawn or stand by, each with its proof. Of everyone else
it shows nothing; the whole list goes to the auditors in a file of its own, with the key of the frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yifa.engine.draw import beacon, plan_json
from yifa.engine.draw.beacon import Value
from yifa.engine.draw.drawing import Outcome, outcome
from yifa.engine.draw.encoding import VERSION, Json, document_hash
from yifa.engine.draw.frame import Frame, Opening, Place, Stratum
from yifa.engine.draw.frame import check as check_frame
from yifa.engine.draw.plan import Plan
from yifa.engine.draw.plan import check as check_plan
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.seal import Seal, seals_json

RESULT, BUNDLE, AUDITORS = (f"{VERSION}/{name}" for name in ("result", "bundle", "auditors"))
DRAWN, ABORTED = "drawn", "aborted"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw carried out: the result is sealed before the bundle is published."""

    plan: Plan
    result: Mapping[str, Any]
    openings: tuple[Opening, ...]

    @property
    def result_hash(self) -> str:
        """The hash under which the result is sealed."""
        return document_hash(self.result)


@dataclass(frozen=True, slots=True)
class Abort:
    """A draw that was given up: by whom, when, why; value: the beacon, where it had come by then."""

    by: str
    at: datetime
    why: str
    value: Value | None = None


def draw(plan: Plan, *, frame: Frame, value: Value) -> Drawn:
    """Carry the plan out. Raises UnableToDraw where the frame is not the one that the plan committed to."""
    check_plan(plan)
    if frame.root.hex() != plan.root or frame.sizes != plan.sizes:
        raise UnableToDraw("名录与计划封存时的名录不同(名录哈希不符)。请使用封存时的审计名册。")
    seed = beacon.seed_of(plan_hash=plan_json.plan_hash(plan), value=value)
    found = outcome(plan, seed=seed)
    opened = (*found.drawn, *found.substitutes)
    codes = {place: frame.code(place) for place in opened}
    return Drawn(
        plan,
        result_json(plan, value=value, seed=seed, found=found, codes=codes),
        tuple(frame.opening(place) for place in opened),
    )


def result_json(
    plan: Plan, *, value: Value, seed: bytes, found: Outcome, codes: Mapping[Place, str]
) -> dict[str, Json]:
    """The result as sealed; codes: the code of each place drawn or standing by."""
    return {
        "format": RESULT,
        "plan": plan_json.plan_hash(plan),
        "beacon": value_json(value),
        "seed": seed.hex(),
        "drawn": [_subject_json(place, codes[place]) for place in found.drawn],
        "substitutes": [_subject_json(place, codes[place]) for place in found.substitutes],
        "passed_over": [{**plan_json.place_json(one.place), "reason": one.reason} for one in found.passed_over],
        "teams": [
            {**plan_json.place_json(team.place), "inspectors": list(team.inspectors), "why": team.why}
            for team in found.teams
        ],
    }


def value_json(value: Value) -> dict[str, Json]:
    """The beacon as it came."""
    return {
        "number": value.number,
        "entries": [{"by": entry.by, "number": entry.number} for entry in value.entries],
        "reveals": [{"organ": one.organ, "nonce": one.nonce.hex()} for one in value.revealed.reveals],
        "barred": list(value.revealed.barred),
    }


def bundle_json(drawn: Drawn, *, seals: Sequence[Seal]) -> dict[str, Json]:
    """The public bundle. openings: one for each subject drawn, then one for each substitute; a proof is 64 digits a hash."""
    openings = [{"salt": one.salt.hex(), "proof": b"".join(one.proof).hex()} for one in drawn.openings]
    return {
        "format": BUNDLE,
        "status": DRAWN,
        "plan": plan_json.plan_json(drawn.plan),
        "plan_hash": plan_json.plan_hash(drawn.plan),
        "result": drawn.result,
        "result_hash": drawn.result_hash,
        "openings": openings,
        "seals": seals_json(seals),
    }


def abort_json(plan: Plan, *, abort: Abort, seals: Sequence[Seal]) -> dict[str, Json]:
    """The bundle of an aborted draw."""
    return {
        "format": BUNDLE,
        "status": ABORTED,
        "plan": plan_json.plan_json(plan),
        "plan_hash": plan_json.plan_hash(plan),
        "aborted": aborted_json(plan, abort=abort),
        "seals": seals_json(seals),
    }


def aborted_json(plan: Plan, *, abort: Abort) -> dict[str, Json]:
    """The record of an abort as sealed; where the number had come, with the places that it would have drawn.

    Raises UnableToDraw where nobody answers for it or no reason is given.
    """
    if not abort.by.strip() or not abort.why.strip():
        raise UnableToDraw("中止抽取应写明决定人和理由,并随计划一并公开。请补充。")
    return {
        "by": abort.by,
        "at": abort.at.isoformat(),
        "why": abort.why,
        "beacon": value_json(abort.value) if abort.value else None,
        "would_have_drawn": [plan_json.place_json(place) for place in _would_have_drawn(plan, abort.value)],
    }


def auditors_json(frame: Frame) -> dict[str, Json]:
    """The whole frame with its key: for auditors only."""
    strata: list[Json] = [{"name": stratum.name, "codes": list(stratum.codes)} for stratum in frame.strata]
    return {"format": AUDITORS, "root": frame.root.hex(), "key": frame.key.hex(), "strata": strata}


def frame_from_json(value: Any) -> Frame:
    """Read an auditors' list. Raises UnableToDraw where it is not one, or gives somebody two chances."""
    try:
        strata = tuple(Stratum(one["name"], tuple(one["codes"])) for one in value["strata"])
        frame = Frame(bytes.fromhex(value["key"]), strata)
        stated = value["root"]
    except (KeyError, TypeError, ValueError) as trouble:
        raise UnableToDraw(f"审计名册缺少内容或写法不对({trouble})。请使用系统生成的 auditors.json。") from None
    check_frame(frame)
    if frame.root.hex() != stated:
        raise UnableToDraw("审计名册的内容与其中写明的名录哈希不符,名册被改动过。请使用封存时的名册。")
    return frame


def _subject_json(place: Place, code: str) -> dict[str, Json]:
    return {**plan_json.place_json(place), "code": code}


def _would_have_drawn(plan: Plan, value: Value | None) -> tuple[Place, ...]:
    if value is None:
        return ()
    return outcome(plan, seed=beacon.seed_of(plan_hash=plan_json.plan_hash(plan), value=value)).drawn
