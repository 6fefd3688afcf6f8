"""备案审查抽查: what a draw of this installation brought up is checked, ordered to be corrected, answered, closed.

Source: 国办发〔2018〕37号 (待核). Who is checked is never typed: it is what the sealed result of a draw says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.afterwards import SPOT_CHECK
from yifa.domains.norms.models import NormativeDocument
from yifa.domains.norms.pools import POOL, refuse_others
from yifa.engine.draws_held import HeldDraw, draws_held
from yifa.kernel.access import visible
from yifa.kernel.at_hand import acting_of, do, opened, organs_beneath
from yifa.kernel.deciding import Attachment, Proposed
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind, done
from yifa.law.fact import Value


@dataclass(frozen=True, slots=True)
class Checked:
    """One document that was drawn: its case, what it is, how far its check has come, by when the answer is owed."""

    case_id: int
    number: str
    organ: str
    draw: str
    drawn_on: date | None
    result: str
    order: str
    answered_on: date | None
    closed_on: date | None
    outcome: str
    read: Read


def begin(asked: Asked, held: HeldDraw) -> int:
    """Open a check of every document drawn that has none from this draw; returns how many were opened.

    Raises UnableToPerform for an organ that does not check, UnableToTake where each has its check already.
    """
    refuse_others(asked)
    known = {one.number for one in all_checks(asked) if _facts(one.read).get(v.BUNDLE_HASH.name) == held.bundle_hash}
    waiting = [number for number in held.codes if number not in known]
    if not waiting:
        raise UnableToTake(f"「{held.title}」抽中的{len(held.codes)}件都已经立件审查,不必重复。", "draw")
    with transaction.atomic():
        for number in waiting:
            _open(asked, held, number)
    return len(waiting)


def all_checks(asked: Asked) -> list[Checked]:
    """Every check that the viewer may see, the latest first."""
    rows = visible(Case.objects.filter(procedure=SPOT_CHECK.name), asked.viewer, on=asked.on)
    keys = list(rows.order_by("-pk").values_list("pk", flat=True))
    by_key = {read.case.pk: read for read in read_cases(keys, given=asked.given, versions=asked.versions)}
    return [checked(by_key[key]) for key in keys]


def checked(read: Read) -> Checked:
    """One check, as its acts say."""
    facts, state = _facts(read), read.state
    return Checked(
        case_id=read.case.pk,
        number=str(facts.get(v.CHECKED_NORM.name) or ""),
        organ=read.case.organ.name if read.case.organ is not None else "",
        draw=str(facts.get(v.DRAW_NAME.name) or ""),
        drawn_on=state.day(done("draw")),
        result=str(facts.get(v.CHECK_RESULT.name) or ""),
        order=str(facts.get(v.ORDER_NUMBER.name) or ""),
        answered_on=state.day(done("correction")),
        closed_on=state.day(done("closing")),
        outcome=str(facts.get(v.CHECK_OUTCOME.name) or ""),
        read=read,
    )


def is_drawn(asked: Asked, one: Checked) -> bool:
    """Whether a sealed result of this installation brought that document up: what somebody typed is told apart."""
    bundle = _facts(one.read).get(v.BUNDLE_HASH.name)
    held = draws_held(asked.viewer, organ=acting_of(asked).holding.organ, on=asked.on, register=POOL)
    return any(draw.bundle_hash == bundle and one.number in draw.codes for draw in held)


def _open(asked: Asked, held: HeldDraw, number: str) -> None:
    facts: dict[str, Value] = {
        v.DRAW_NAME.name: held.title,
        v.PLAN_HASH.name: held.plan,
        v.BUNDLE_HASH.name: held.bundle_hash,
        v.CHECKED_NORM.name: number,
    }
    title, path = _document(asked, number)
    case = opened(asked, SPOT_CHECK.name, on=asked.on, title=f"备案审查抽查《{title[:100]}》", facts=facts, path=path)
    left = (
        Attachment(v.DRAW_PLAN.name, held.plan, v.DRAW_PLAN.title),
        Attachment(v.DRAW_BUNDLE.name, held.bundle_hash, v.DRAW_BUNDLE.title),
    )
    do(asked, Proposed(Kind.DONE, "draw", asked.on, facts=facts, documents=left), case=case)


def _document(asked: Asked, number: str) -> tuple[str, str]:
    """Its title, and the organ that answers for it: the one that drafted it, or where the post does not reach it, the own."""
    rows = visible(NormativeDocument.objects.filter(no=number), asked.viewer, on=asked.on)
    row = rows.order_by("-pk").first()
    reached = {one.path for one in organs_beneath(asked)}
    path = row.organ_path if row is not None and row.organ_path in reached else acting_of(asked).holding.organ_path
    return (row.title or number if row is not None else number), path


def _facts(read: Read) -> Mapping[str, Value]:
    return read.state.facts
