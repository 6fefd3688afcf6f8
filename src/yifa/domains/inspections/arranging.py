"""Arranging inspections: a case for each object drawn or named, the visit with its officers, and the notice to the object.

Source: 优化营商环境条例 54 (who inspects whom is drawn); 国办发〔2024〕54号 (approval and notice before the visit), from
secondary pages. From the notice on, everybody may verify the visit by its number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.inspections.models import CheckItem, Inspection, Visit
from yifa.domains.inspections.officers import refusals_of_officers
from yifa.domains.inspections.visits import Sheet
from yifa.kernel.access import ROLES, visible
from yifa.kernel.acts import Attachment, Proposed
from yifa.kernel.at_hand import do, opened
from yifa.kernel.confidentiality import Level
from yifa.kernel.entitlement import Acting
from yifa.kernel.models import Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.pages import Asked, NothingThere, UnableToTake
from yifa.law.act import Kind
from yifa.law.fact import Value

SERIES, PATTERN = "行政检查", "JC{year}-{serial:04d}"


@dataclass(frozen=True, slots=True)
class Arranged:
    """One inspection to be: of whom, for which item, by whom, when and where.

    task: number of the drawn task, «» for an inspection upon a trigger, which then says what it was; follows: the visit
    whose orders are looked after (复查).
    """

    item: str
    code: str
    name: str
    certificates: tuple[str, ...]
    planned_on: date
    place: str
    task: str = ""
    risk: str = ""
    trigger: str = ""
    follows: Visit | None = None


def arrange(asked: Asked, arranged: Arranged) -> Case:
    """Open the case of one inspection and arrange its visit. Raises UnableToTake where something essential is missing."""
    acting = _acting(asked)
    _refuse(asked, arranged)
    with transaction.atomic():
        number = give_number(series=open_series(name=SERIES, year=asked.on.year, pattern=PATTERN), at=asked.at)
        title, facts = f"{arranged.name}({arranged.item})", _facts(arranged, number.text)
        case = opened(asked, "inspection", on=asked.on, title=title, facts=facts)
        case.number, number.case = number.text, case
        case.save(update_fields=["number"])
        number.save(update_fields=["case"])
        Visit(
            organ_path=case.organ_path,
            confidentiality=Level.INTERNAL,
            of_case=case,
            number=number.text,
            organ=acting.holding.organ,
            planned_on=arranged.planned_on,
            place=arranged.place,
            certificates=list(arranged.certificates),
            follows=arranged.follows,
        ).save(force_insert=True)
    return case


def arrange_drawn(asked: Asked, drawn: Iterable[Arranged]) -> tuple[Case, ...]:
    """Arrange the inspections of a draw, all or none; objects of the task that have one already are left alone."""
    with transaction.atomic():
        return tuple(arrange(asked, one) for one in drawn if not _is_arranged(asked, one))


def give_notice(asked: Asked, at_hand: Sheet, *, sha256: str, on: date) -> None:
    """Enter that the object was told, on that day; from then on everybody may verify the visit by its number.

    sha256: of the text of the notice. Raises UnableToTake, and UnableToPerform as any act.
    """
    _acting(asked)
    visit = at_hand.visit
    if on > visit.planned_on:
        raise UnableToTake(
            f"不得登记:通知日期{on}晚于检查日期{visit.planned_on}(国办发〔2024〕54号)。请核对日期。", "notice_on"
        )
    for sentence in refusals_of_officers(visit.certificates, on=visit.planned_on, given=asked.given):
        raise UnableToTake(sentence)
    with transaction.atomic():
        if "notice" in at_hand.read.course.procedure.by_name:
            text = Attachment("inspection_notice", sha256, "行政检查通知书")
            act = Proposed(Kind.DONE, "notice", on, facts=_notified(asked, at_hand), documents=(text,))
            do(asked, act, case=at_hand.case)
        visit.notified_on = on
        if at_hand.case.confidentiality in {Level.PUBLIC, Level.INTERNAL}:
            visit.confidentiality = Level.PUBLIC
        visit.save(update_fields=["notified_on", "confidentiality"])


def _acting(asked: Asked) -> Acting:
    acting = asked.acting
    if acting is None:
        raise NothingThere
    reach = ROLES.get(acting.holding.post.role)
    if reach is None or not reach.acts:
        raise UnableToTake(f"不得办理:您现在的岗位「{acting.holding.title}」不办理行政检查。请换用经办岗位。")
    return acting


def _refuse(asked: Asked, arranged: Arranged) -> None:
    named = (
        ("item", arranged.item, "检查事项"),
        ("name", arranged.name, "检查对象"),
        ("place", arranged.place, "检查地点"),
    )
    for field, value, title in named:
        if not value.strip():
            raise UnableToTake(f"不得安排检查:没有填写{title}。请补充后再提交。", field)
    if arranged.planned_on < asked.on:
        raise UnableToTake(
            f"不得安排检查:检查日期{arranged.planned_on}已经过去。请改为今天或者以后的日期。", "planned_on"
        )
    if not arranged.task and not arranged.trigger.strip():
        raise UnableToTake(
            "不得安排检查:既没有随机抽取的任务编号,也没有写明线索来源(优化营商环境条例第五十四条)。请补充其一。",
            "trigger",
        )
    for sentence in refusals_of_officers(arranged.certificates, on=arranged.planned_on, given=asked.given):
        raise UnableToTake(sentence, "certificates")


def _facts(arranged: Arranged, number: str) -> dict[str, Value]:
    first, second, *_ = (*arranged.certificates, None, None)
    stated: dict[str, Value] = {
        "no": number,
        "task": arranged.task,
        "item": arranged.item,
        "code": arranged.code,
        "name": arranged.name,
        "risk": arranged.risk,
        "trigger": arranged.trigger,
        "c1": first,
        "c2": second,
    }
    known: dict[str, Value] = {name: value for name, value in stated.items() if value}
    known["officers"] = arranged.certificates
    return known


def _notified(asked: Asked, at_hand: Sheet) -> dict[str, Value]:
    facts = at_hand.facts
    rows = CheckItem.objects.filter(key=str(facts.get("item") or ""), in_force_from__lte=asked.on)
    edition = (
        visible(rows, asked.viewer, on=asked.on).order_by("-in_force_from").values_list("edition", flat=True).first()
    )
    others = Inspection.objects.filter(code=facts.get("code"), date__year=asked.on.year).exclude(
        of_case=at_hand.case.pk
    )
    return {
        "notice_edition": edition or f"{asked.on.year}年版",
        "drawn_how": "随机抽取" if facts.get("task") else "根据线索",
        "times_this_year": visible(others, asked.viewer, on=asked.on).count(),
    }


def _is_arranged(asked: Asked, one: Arranged) -> bool:
    rows = Inspection.objects.filter(task=one.task, code=one.code, item=one.item)
    return visible(rows, asked.viewer, on=asked.on).exists()
