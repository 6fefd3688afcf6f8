"""法律顾问、公职律师名册: who is appointed, by which organ and until when, so that a review engages nobody else.

Source: 中办发〔2016〕30号 (待核): organs appoint counsel and public lawyers and hear them; what is said in it of how they
are appointed was not seen. Reading: whoever is engaged as one must stand in a roster that is kept, on the day on which he
is engaged; an organ that keeps none yet engages by name alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from yifa.kernel.access import Viewer, visible
from yifa.kernel.access.viewer import ROLES
from yifa.kernel.at_hand import acting_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.dossiers.models import Counsel
from yifa.kernel.dossiers.sheets import state
from yifa.kernel.pages import Asked, UnableToTake

COUNSEL, LAWYER = LISTED = ("法律顾问", "公职律师")


class UnableToAppoint(UnableToTake):
    """The appointment cannot be entered, or cannot be ended so."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment as it is to be entered."""

    name: str
    kind: str
    works_at: str
    by_paper: str
    appointed_on: date
    until: date
    certificate: str = ""
    field: str = ""


def roster(viewer: Viewer, *, on: date) -> tuple[Counsel, ...]:
    """Everybody whom an organ within the viewer's reach ever appointed: those in office on the day first."""
    rows = visible(Counsel.objects.all(), viewer, on=on).order_by("kind", "name", "pk")
    return tuple(sorted(rows, key=lambda one: not is_appointed(one, on)))


def is_appointed(one: Counsel, on: date) -> bool:
    """Whether the appointment holds on the day."""
    return one.appointed_on <= on <= one.until and (one.ended_on is None or on < one.ended_on)


def appoint(asked: Asked, said: Appointment) -> Counsel:
    """Enter an appointment of the post's organ. Raises UnableToAppoint."""
    acting = acting_of(asked)
    if not may_appoint(asked):
        raise UnableToAppoint("不能登记聘任：您现在的岗位不办理聘任。请换用经办、审核岗位或者机关负责人的岗位。")
    if said.until < said.appointed_on:
        raise UnableToAppoint(
            f"不能登记聘任：聘期截止日期{said.until}早于聘任日期{said.appointed_on}。请核对日期。", "until"
        )
    _refuse_twice(asked, said)
    with transaction.atomic():
        made = Counsel(
            name=said.name,
            kind=said.kind,
            works_at=said.works_at,
            certificate=said.certificate,
            field=said.field,
            by_paper=said.by_paper,
            appointed_on=said.appointed_on,
            until=said.until,
            organ=acting.holding.organ,
            organ_path=acting.holding.organ_path,
            confidentiality=Level.INTERNAL,
        )
        made.save()
        days = {"from": said.appointed_on.isoformat(), "until": said.until.isoformat()}
        state(f"counsel/{made.pk}", {"kind": said.kind, "organ": made.organ_path, **days}, asked)
    return made


def end(asked: Asked, pk: int, *, on: date, why: str) -> Counsel:
    """End an appointment before its last day. Raises UnableToAppoint for one of another organ, or that does not hold."""
    own = acting_of(asked).holding.organ_path
    found = visible(Counsel.objects.filter(pk=pk, organ_path=own), asked.viewer, on=asked.on).first()
    if found is None or not may_appoint(asked):
        raise UnableToAppoint("不能解聘：名册中没有由本机关聘任的这一位。请由聘任的机关办理。")
    if found.ended_on is not None or not found.appointed_on <= on <= found.until:
        raise UnableToAppoint(f"不能解聘：{found.name}在{on}不在聘期内。请核对日期。", "on")
    with transaction.atomic():
        found.ended_on, found.ended_why = on, why
        found.save(update_fields=["ended_on", "ended_why"])
        state(f"counsel/{found.pk}/end", {"on": on.isoformat(), "why": why}, asked)
    return found


def may_appoint(asked: Asked) -> bool:
    """Whether the post enters appointments for its organ."""
    holding = acting_of(asked).holding
    reach = ROLES[holding.post.role]
    return (reach.acts or reach.reviews) and bool(holding.organ_path)


def offered(asked: Asked) -> tuple[Counsel, ...]:
    """Those who may be engaged today."""
    return tuple(one for one in roster(asked.viewer, on=asked.on) if is_appointed(one, asked.on))


def why_not(asked: Asked, *, name: str, kind: str) -> str:
    """Why somebody of that name may not be engaged as such today; «» where he may, or where no roster is kept."""
    kept = [one for one in roster(asked.viewer, on=asked.on) if one.kind == kind]
    if kind not in LISTED or not kept or any(is_appointed(one, asked.on) for one in _named(kept, name)):
        return ""
    past = next(iter(_named(kept, name)), None)
    told = f"的聘期{past.appointed_on}至{past.ended_on or past.until}不包括今天" if past is not None else "不在名册中"
    return f"不得聘请：{kind}「{name}」{told}。请在名册中选定在聘期内的人员，或者先登记聘任。"


def _named(rows: Iterable[Counsel], name: str) -> list[Counsel]:
    return [one for one in rows if name in {one.name, called(one)}]


def called(one: Counsel) -> str:
    """How somebody of the roster is called where he is engaged."""
    return f"{one.name}（{one.works_at}）"


def _refuse_twice(asked: Asked, said: Appointment) -> None:
    own = acting_of(asked).holding.organ_path
    same = Counsel.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=said.appointed_on),
        name=said.name,
        kind=said.kind,
        works_at=said.works_at,
        organ_path=own,
        until__gte=said.appointed_on,
        appointed_on__lte=said.until,
    )
    found = visible(same, asked.viewer, on=asked.on).first()
    if found is not None:
        raise UnableToAppoint(
            f"不能重复登记：{found.name}已经由本机关聘任到{found.until}。聘期变动的，请先解聘，再登记新的聘任。", "name"
        )
