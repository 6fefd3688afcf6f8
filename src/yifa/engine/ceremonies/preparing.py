"""Preparing a draw: the request is kept, organs commit to nonces of their own, and the plan is sealed over a frozen frame."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yifa.engine import draw_log, draw_registers
from yifa.engine.ceremonies.models import Ceremony, Doing, Done
from yifa.engine.ceremonies.stages import ORGANS, Stage, commitments, participants, request_of, stage_of
from yifa.engine.draw import bundle
from yifa.engine.draw.encoding import canonical
from yifa.engine.draw.frame import Frame, frame_of
from yifa.engine.draw.nonces import new_frame_key
from yifa.engine.draw.plan import Plan
from yifa.engine.draw.plan_json import plan_hash, plan_json
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.request import plan_of
from yifa.engine.draw.seal import Sealed, check_moment
from yifa.kernel.confidentiality import Level

HEXADECIMAL = frozenset("0123456789abcdef")
COMMITMENT = 64
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class By:
    """Who does something in a ceremony: the person, the account as accounts are told apart, the organ, its place."""

    person: str
    account: str
    organ: str
    organ_path: str


def open_ceremony(*, request: Mapping[str, Any], register: str, by: By, at: datetime) -> Ceremony:
    """Keep what is asked for; the organ is that of who asks. Raises UnableToDraw where it could not be sealed as it is.

    at: in the time of the place, whose day the plan states.
    """
    if not by.organ:
        raise UnableToDraw("您现在的岗位不代表任何机关,不能组织抽取。请换到机关的岗位。")
    asked = {**request, "organ": by.organ}
    if len(asked["title"]) > LONGEST_TITLE:
        raise UnableToDraw(f"标题超过 {LONGEST_TITLE} 字。请缩短。")
    organs = list(asked.get(ORGANS, ()))
    if len(set(organs)) < len(organs):
        raise UnableToDraw("参与机关写了两次。请每个机关只写一次。")
    _settle(asked, _frame(register, at.date()), register, {organ: f"{n:064x}" for n, organ in enumerate(organs)}, at)
    with transaction.atomic():
        made = Ceremony.objects.create(
            title=asked["title"],
            organ=by.organ,
            register=register,
            request=json.dumps(asked, ensure_ascii=False),
            opened_by=by.account,
            opened_at=at,
            organ_path=by.organ_path,
            confidentiality=Level.INTERNAL,
        )
        note(made, Done.OPENED, by, at)
    return made


def commit(ceremony: Ceremony, *, digest: str, by: By, at: datetime) -> None:
    """Take an organ's commitment; a later one replaces it, until the plan is sealed. Raises UnableToDraw."""
    if len(digest) != COMMITMENT or set(digest) - HEXADECIMAL:
        raise UnableToDraw("承诺不是64位十六进制数。请用本页的按钮生成,或者用 yifa draw commit 生成。")
    with held(ceremony) as now:
        _preparing(now, "提交承诺")
        if by.organ not in participants(now):
            raise UnableToDraw(f"「{by.organ}」没有列为参与机关,不能提交承诺。请由列明的机关提交。")
        note(now, Done.COMMITTED, by, at, said=digest)


def withdraw(ceremony: Ceremony, *, by: By, at: datetime) -> None:
    """Withdraw a request that was never sealed: nothing was announced of it. Raises UnableToDraw for a sealed one."""
    with held(ceremony) as now:
        _preparing(now, "撤回申请")
        note(now, Done.WITHDRAWN, by, at)


def seal_plan(ceremony: Ceremony, *, by: By, at: datetime) -> Plan:
    """Freeze the frame and seal the plan, before the number exists; plan and seal are kept together or not at all.

    Raises UnableToDraw.
    """
    with held(ceremony) as now:
        _preparing(now, "封存计划")
        promised = commitments(now)
        owing = [organ for organ in participants(now) if organ not in promised]
        if owing:
            raise UnableToDraw(f"「{'、'.join(owing)}」还没有提交承诺,不能封存计划。请等各机关提交后再封存。")
        asked = request_of(now)
        frame = _frame(now.register, at.date())
        plan = _settle(asked, frame, now.register, promised, at)
        check_moment(Sealed.PLAN, at=at, beacon=plan.beacon)
        now.plan, now.plan_hash = canonical(plan_json(plan)).decode(), plan_hash(plan)
        now.auditors = json.dumps(bundle.auditors_json(frame), ensure_ascii=False)
        # What is sealed is announced: the plan names no subject, and everybody is to see it before the number.
        now.confidentiality = Level.PUBLIC
        now.save(update_fields=["plan", "plan_hash", "auditors", "confidentiality"])
        draw_log.record(plan, Sealed.PLAN, now.plan_hash, at=at)
        note(now, Done.SEALED, by, at, said=now.plan_hash)
    return plan


@contextmanager
def held(ceremony: Ceremony) -> Iterator[Ceremony]:
    """Hold the ceremony as it stands now, so that two people at once do one thing after the other."""
    with transaction.atomic():
        yield Ceremony.objects.select_for_update().get(pk=ceremony.pk)


def strata(register: str, *, on: date) -> Mapping[str, int]:
    """The strata of a register in force on a day and how many subjects stand in each. Raises UnableToDraw."""
    return {size.name: size.size for size in _frame(register, on).sizes}


def note(ceremony: Ceremony, done: Done, by: By, at: datetime, *, said: str = "") -> None:
    """Put on record what somebody did."""
    Doing.objects.create(
        ceremony=ceremony, done=done, person=by.person, account=by.account, organ=by.organ, said=said, at=at
    )


def _preparing(ceremony: Ceremony, what: str) -> None:
    stage = stage_of(ceremony)
    if stage is not Stage.PREPARING:
        raise UnableToDraw(f"不能{what}:本次抽取{stage.value}。需要改动的,请中止后重新拟定。")


def _known(register: str) -> None:
    if register not in {table.id for table in draw_registers.of_subjects()}:
        raise UnableToDraw("没有这个名录,或者它没有分层,不能从中抽取。请从列出的名录中选择。")


def _frame(register: str, on: date) -> Frame:
    _known(register)
    return frame_of(key=new_frame_key(), entries=dict.fromkeys(draw_registers.subjects(register, stratum="", on=on)))


def _settle(asked: Mapping[str, Any], frame: Frame, register: str, promised: Mapping[str, str], at: datetime) -> Plan:
    organs = [{"organ": organ, "commitment": promised[organ]} for organ in asked.get(ORGANS, ())]
    beacon = {**asked.get("beacon", {}), "commitments": organs}
    staffing = asked.get("staffing")
    if staffing:
        staffing = {**staffing, "inspectors": _inspectors(staffing)}
    whole = {**asked, "beacon": beacon, "staffing": staffing, "register": asked.get("register") or register}
    return plan_of(whole, frame=frame, made_on=at.date())


def _inspectors(staffing: Mapping[str, Any]) -> list[dict[str, Any]]:
    register = str(staffing["register"])
    if register not in {table.id for table in draw_registers.of_inspectors()}:
        raise UnableToDraw("没有这个检查人员名录。请从列出的名录中选择。")
    try:
        day = date.fromisoformat(staffing["on"])
    except ValueError:
        raise UnableToDraw("派检查人员须写明检查日期,据此核对执法证件是否有效。请填写检查日期。") from None
    return draw_registers.inspectors(register, on=day)
