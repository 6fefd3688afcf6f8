"""The plan of a year: which items of the list are checked, by which organ, in which months; approved, then public.

Source: 国发〔2019〕5号, from memory (待核): a plan is made and made public each year; 优化营商环境条例 54.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.inspections.follow_up import publish_here
from yifa.domains.inspections.models import CheckItem, PlanItem
from yifa.domains.inspections.visits import reaches
from yifa.kernel.access import Viewer, visible
from yifa.kernel.at_hand import opened
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, NothingThere, UnableToTake
from yifa.kernel.reading import read_cases

PLAN, APPROVAL = "inspection_plan", "approval"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line that somebody would put into a plan."""

    item: str
    organ: str
    first_month: int
    last_month: int
    objects_planned: int


def plans(viewer: Viewer, *, on: date) -> tuple[Case, ...]:
    """The plans that the viewer may see, the latest first."""
    return tuple(visible(Case.objects.filter(procedure=PLAN), viewer, on=on).order_by("-year", "-pk"))


def lines(case: Case, viewer: Viewer, *, on: date) -> tuple[PlanItem, ...]:
    """The lines of a plan, in order of months."""
    rows = PlanItem.objects.filter(case=case.pk).order_by("first_month", "organ", "item")
    return tuple(visible(rows, viewer, on=on))


def begin_plan(asked: Asked, *, year: int, name: str) -> Case:
    """Open the plan of a year. Raises UnableToTake where the organ has one already."""
    acting = asked.acting
    if acting is None:
        raise NothingThere
    number = f"{year}年度抽查计划·{acting.holding.organ}"
    if any(case.number == number for case in plans(asked.viewer, on=asked.on)):
        raise UnableToTake(f"不得另立计划:{year}年度抽查计划已经有了(国发〔2019〕5号)。请在原计划中增加事项。", "year")
    title = name or f"{year}年度抽查计划"
    case = opened(asked, PLAN, on=asked.on, title=title, facts={"no": number, "name": title, "year": year})
    case.number = number
    case.save(update_fields=["number"])
    return case


def add_line(asked: Asked, case: Case, line: Line) -> PlanItem:
    """Put one item of the list into a plan that is not approved yet. Raises UnableToTake."""
    _refuse(asked, case, line)
    if any((one.item, one.organ) == (line.item, line.organ) for one in lines(case, asked.viewer, on=asked.on)):
        raise UnableToTake("不得重复列入:该机关的这一事项已在计划中。请核对。", "item")
    rows = CheckItem.objects.filter(key=line.item, in_force_from__lte=asked.on).order_by("-in_force_from")
    listed = visible(rows, asked.viewer, on=asked.on).first()
    if listed is None:
        raise UnableToTake(
            f"不得列入计划:随机抽查事项清单中没有「{line.item}」(优化营商环境条例第五十四条)。请先公布清单。", "item"
        )
    made = PlanItem(
        case=case,
        item=line.item,
        name=listed.name or line.item,
        organ=line.organ,
        first_month=line.first_month,
        last_month=line.last_month,
        objects_planned=line.objects_planned,
    )
    made.save(force_insert=True)
    return made


def publish_plan(asked: Asked, case: Case, *, on: date) -> None:
    """Publish an approved plan on the government's site; its lines are open to all from then on."""
    read = next(read_cases([case.pk], given=asked.given, versions=asked.versions))
    if APPROVAL not in read.state.done:
        raise UnableToTake("不得公布:计划尚未批准(国发〔2019〕5号)。请在办件页办理批准后再公布。")
    with transaction.atomic():
        publish_here(asked, case, channel=GOVERNMENT_SITE, on=on, number="", address="")


def _refuse(asked: Asked, case: Case, line: Line) -> None:
    if asked.acting is None or not reaches(asked, case):
        raise NothingThere
    read = next(read_cases([case.pk], given=asked.given, versions=asked.versions))
    if APPROVAL in read.state.done:
        raise UnableToTake("不得改动:计划已经批准(国发〔2019〕5号)。确需调整的,请办理更正并重新批准。")
    if not line.item or not line.organ:
        raise UnableToTake("不得列入计划:没有填写事项编号或者实施机关。请补充。", "item")
    if not 1 <= line.first_month <= line.last_month <= MONTHS:
        raise UnableToTake("不得列入计划:月份不对。请填写1至12月,截止月不早于起始月。", "first_month")
