"""Carrying a sealed draw out: reveals, the public number entered by two persons, the draw itself, or its abort."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yifa.engine import draw_log
from yifa.engine.ceremonies.models import Ceremony, Done
from yifa.engine.ceremonies.preparing import By, held, note
from yifa.engine.ceremonies.stages import Stage, entries, nonces, planned, readings, seals_of, stage_of
from yifa.engine.draw import beacon, bundle
from yifa.engine.draw.beacon import Reveal, Value
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.numbers import Entry
from yifa.engine.draw.plan import Plan
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.seal import Sealed, check_moment

PERSONS = 2


def reveal(ceremony: Ceremony, *, nonce: str, by: By, at: datetime) -> None:
    """Take the nonce behind an organ's commitment, in time. Once all are there, they are closed. Raises UnableToDraw."""
    with held(ceremony) as now:
        _at(now, Stage.REVEALING, "揭示")
        plan, known = planned(now), nonces(now)
        check_moment(Sealed.REVEALS, at=at, beacon=plan.beacon)
        if by.organ in known:
            raise UnableToDraw(f"「{by.organ}」已经揭示过,不能再次揭示。")
        beacon.close(plan.beacon, [_reveal(by.organ, nonce)])
        note(now, Done.REVEALED, by, at, said=nonce)
        if len(known) + 1 == len(plan.beacon.commitments):
            _close(now, by, at)


def close_reveals(ceremony: Ceremony, *, by: By, at: datetime) -> None:
    """Close the reveals before the number is announced: who has not revealed is barred. Raises UnableToDraw."""
    with held(ceremony) as now:
        _at(now, Stage.REVEALING, "截止揭示")
        _close(now, by, at)


def enter_number(ceremony: Ceremony, *, number: str, by: By, at: datetime) -> None:
    """Take the number as one person reads it from the announcement; the second must be another person.

    Where the two differ both are struck, and both must enter anew. Raises UnableToDraw.
    """
    with held(ceremony) as now:
        agree = _entered(now, number, by, at)
    if not agree:
        raise UnableToDraw("两人录入的公开号码不一致,两次录入都已作废。请两人各自对照公告重新录入。")


def carry_out(ceremony: Ceremony, *, by: By, at: datetime) -> Mapping[str, Any]:
    """Draw, seal the result, and only then keep the bundle that is published. Raises UnableToDraw."""
    with held(ceremony) as now:
        _at(now, Stage.AWAITING, "抽取")
        plan = planned(now)
        check_moment(Sealed.RESULT, at=at, beacon=plan.beacon)
        frame = bundle.frame_from_json(json.loads(now.auditors))
        found = bundle.draw(plan, frame=frame, value=_value(now, plan))
        _seal(plan, Sealed.RESULT, found.result_hash, at)
        note(now, Done.DRAWN, by, at)
        return _kept(now, bundle.bundle_json(found, seals=seals_of(now)))


def abort(ceremony: Ceremony, *, why: str, by: By, at: datetime) -> Mapping[str, Any]:
    """Give a sealed draw up in public: who, why, and whom it would have drawn where the number is known.

    Raises UnableToDraw without a reason, and for a draw that is over.
    """
    with held(ceremony) as now:
        stage = stage_of(now)
        if stage.is_over or stage is Stage.PREPARING:
            raise UnableToDraw(f"不能中止:本次抽取{stage.value}。")
        plan = planned(now)
        value = _value(now, plan) if len(entries(now)) == PERSONS else None
        given_up = bundle.Abort(f"{by.organ}{by.person}", at, why.strip(), value)
        digest = document_hash(bundle.aborted_json(plan, abort=given_up))
        _seal(plan, Sealed.ABORT, digest, at)
        note(now, Done.ABORTED, by, at, said=why)
        return _kept(now, bundle.abort_json(plan, abort=given_up, seals=seals_of(now)))


def _entered(ceremony: Ceremony, number: str, by: By, at: datetime) -> bool:
    _at(ceremony, Stage.AWAITING, "录入号码")
    plan, before = planned(ceremony), entries(ceremony)
    check_moment(Sealed.RESULT, at=at, beacon=plan.beacon)
    if len(before) == PERSONS:
        raise UnableToDraw("公开号码已由两人录入一致,不能再录。请抽取。")
    if any(one.account == by.account for one in before):
        raise UnableToDraw("公开号码应由两名不同人员各自录入一次,您已经录入过。请由另一人用自己的账号录入。")
    read = plan.beacon.number.read
    reading = read(number)
    differ = bool(before) and read(before[0].said) != reading
    if before and not differ:
        beacon.value_of(plan.beacon, entries=[*readings(ceremony), Entry(by.person, number)], reveals=())
    note(ceremony, Done.ENTERED, by, at, said=number)
    if differ:
        note(ceremony, Done.DIFFERED, by, at)
    return not differ


def _close(ceremony: Ceremony, by: By, at: datetime) -> None:
    plan = planned(ceremony)
    closed = beacon.close(plan.beacon, [_reveal(organ, nonce) for organ, nonce in nonces(ceremony).items()])
    _seal(plan, Sealed.REVEALS, beacon.revealed_hash(closed), at)
    ceremony.reveals = json.dumps(beacon.revealed_json(closed), ensure_ascii=False)
    ceremony.save(update_fields=["reveals"])
    note(ceremony, Done.CLOSED, by, at)


def _kept(ceremony: Ceremony, value: Mapping[str, Any]) -> Mapping[str, Any]:
    ceremony.bundle = json.dumps(value, ensure_ascii=False)
    ceremony.save(update_fields=["bundle"])
    return value


def _at(ceremony: Ceremony, stage: Stage, what: str) -> None:
    now = stage_of(ceremony)
    if now is not stage:
        raise UnableToDraw(f"现在不能{what}:本次抽取{now.value}。请按计划、封存、号码、抽取的先后办理。")


def _seal(plan: Plan, what: Sealed, digest: str, at: datetime) -> None:
    check_moment(what, at=at, beacon=plan.beacon)
    draw_log.record(plan, what, digest, at=at)


def _value(ceremony: Ceremony, plan: Plan) -> Value:
    return beacon.value_of(plan.beacon, entries=readings(ceremony), reveals=_closed(ceremony, plan))


def _closed(ceremony: Ceremony, plan: Plan) -> tuple[Reveal, ...]:
    if not ceremony.reveals:
        return ()
    found = tuple(_reveal(one["organ"], one["nonce"]) for one in json.loads(ceremony.reveals)["reveals"])
    digest = beacon.revealed_hash(beacon.close(plan.beacon, found))
    if digest not in {one.digest for one in seals_of(ceremony) if one.what is Sealed.REVEALS}:
        raise UnableToDraw("各机关的揭示与封存时的不同,被改动过。请中止本次抽取并查明。")
    return found


def _reveal(organ: str, nonce: str) -> Reveal:
    try:
        return Reveal(organ, bytes.fromhex(nonce))
    except ValueError:
        raise UnableToDraw(
            "随机数不是64位十六进制数。请用提交承诺的那台电脑上的本页揭示,或者粘贴随机数文件里的内容。"
        ) from None
