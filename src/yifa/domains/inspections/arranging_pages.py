"""Pages on which inspections are arranged: from a draw, or upon a trigger; and the notice to the object with its code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from markupsafe import Markup

from yifa.domains.inspections.arranging import Arranged, arrange, arrange_drawn, give_notice
from yifa.domains.inspections.drawn import Subject, subjects_of
from yifa.domains.inspections.models import InspectionTask, Target
from yifa.domains.inspections.visits import Sheet, sheet
from yifa.kernel.access import visible
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place, UnableToTake

MOST = 30
FIELDS = ("item", "code", "name", "risk", "place", "certificates", "planned_on", "task", "trigger")


def arranging(asked: Asked) -> Page:
    """The form for one inspection, the way to take in a draw, and the tasks that were drawn."""
    tasks = visible(InspectionTask.objects.all(), asked.viewer, on=asked.on).order_by("-drawn", "-pk")[:MOST]
    told = {"tasks": tuple(tasks), "on": asked.on, "fields": FIELDS}
    return Page("inspections/arranging.html", "安排行政检查", told)


def take_arranged(asked: Asked) -> Done:
    """Arrange one inspection, or those of a drawn bundle."""
    planned_on, item = _day(asked, "planned_on"), asked.word("item")
    bundle = next(iter(asked.files.get("bundle", ())), None)
    if bundle is not None:
        cases = arrange_drawn(asked, _drawn(asked, subjects_of(bundle.content), planned_on))
        return Done(f"已按抽取结果安排{len(cases)}件检查,此前已经安排的没有重复。", "/desk/tasks/")
    case = arrange(
        asked,
        Arranged(
            item=item,
            code=asked.word("code"),
            name=asked.word("name"),
            certificates=tuple(asked.word("certificates").split()),
            planned_on=planned_on,
            place=asked.word("place"),
            task=asked.word("task"),
            risk=asked.word("risk"),
            trigger=asked.word("trigger"),
        ),
    )
    return Done(f"已安排检查{case.number},请报负责人批准后通知检查对象。", f"/desk/cases/{case.pk}/inspection-notice/")


def notice(asked: Asked) -> Page:
    """The notice as it is printed, with the code by which the object verifies it; and the day on which it was given."""
    at_hand = sheet(asked)
    told = {"at_hand": at_hand, "on": asked.on, "lines": tuple(lines_of(at_hand)), "code": _code(at_hand.visit.number)}
    return Page("inspections/notice.html", "行政检查通知书", told)


def take_notice(asked: Asked) -> Done:
    """Enter that the notice was given."""
    at_hand = sheet(asked)
    digest = sha256("\n".join(lines_of(at_hand)).encode()).hexdigest()
    give_notice(asked, at_hand, sha256=digest, on=_day(asked, "notice_on"))
    return Done("已登记通知。检查对象现在可以凭检查编号核验本次检查的真伪。")


def lines_of(at_hand: Sheet) -> Iterator[str]:
    """The text of the notice: who, when, what, on which basis, and how it is verified."""
    facts, visit = at_hand.facts, at_hand.visit
    how = f"随机抽取任务{facts['task']}" if facts.get("task") else f"线索来源:{facts.get('trigger') or '未写明'}"
    yield f"{facts.get('name') or at_hand.case.title}:"
    yield (
        f"依据{at_hand.read.course.procedure.basis.formal},我机关定于{visit.planned_on}在{visit.place}"
        f"对你单位进行检查。检查事项:{facts.get('item') or ''}{at_hand.item_name}。检查的由来:{how}。"
    )
    yield f"检查人员的执法证号:{'、'.join(visit.certificates)}。检查人员不出示执法证件的,你单位有权拒绝检查。"
    yield "你单位认为检查人员与本次检查有直接利害关系的,有权申请回避;对检查结果有异议的,可以陈述、申辩。"
    yield f"核验本次检查的真伪:扫描二维码,或者在公开网站的「检查核验」页输入检查编号{visit.number}。"


def address_of(number: str) -> str:
    """Where a notice is verified: the address under the first public name of the installation; «» where it has none."""
    path = f"/open/inspection-check/?number={quote(number)}"
    return "" if settings.YIFA_IS_LOCAL else f"https://{settings.ALLOWED_HOSTS[0]}{path}"


def _code(number: str) -> Markup:
    drawn: str = segno.make(address_of(number) or number, error="m").svg_inline(
        scale=4, svgclass="code", lineclass=None
    )
    return Markup(drawn)  # noqa: S704 - drawn by segno from our own address and number


def _drawn(asked: Asked, subjects: tuple[Subject, ...], planned_on: date) -> Iterator[Arranged]:
    known = Target.objects.filter(key__in=[one.code for one in subjects], in_force_from__lte=asked.on)
    targets: dict[str, Any] = {
        row.key: row for row in visible(known, asked.viewer, on=asked.on).order_by("in_force_from")
    }
    if not asked.word("task"):
        raise UnableToTake("不得导入:没有填写抽查任务编号。请填写本次抽取的任务编号。", "task")
    for one in subjects:
        target = targets.get(one.code)
        yield Arranged(
            item=asked.word("item"),
            code=one.code,
            name=(target.name if target else "") or one.code,
            certificates=one.inspectors,
            planned_on=planned_on,
            place=asked.word("place") or (target.town if target else "") or "检查对象的经营场所",
            task=asked.word("task"),
            risk=(target.risk if target else "") or one.stratum,
        )


def _day(asked: Asked, name: str) -> date:
    try:
        return date.fromisoformat(asked.word(name))
    except ValueError:
        raise UnableToTake("日期没有填写,或者写法不对。请按「2026-03-10」的样式填写。", name) from None


PAGES = (
    PageAt(
        "inspection-arranging",
        "安排行政检查",
        Place.DESK,
        arranging,
        take_arranged,
        roles=("handler", "head"),
        says="按抽取结果或者线索安排检查:检查谁、查什么、谁去、哪天去。",
    ),
    PageAt("inspection-notice", "检查通知", Place.CASE, notice, take_notice, procedure="inspection"),
)
