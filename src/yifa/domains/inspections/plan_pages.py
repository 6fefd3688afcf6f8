"""Pages of the plan of a year: at the desk, where it is made and published, and for everybody, where it is read."""

from __future__ import annotations

from datetime import date

from yifa.domains.inspections.planning import Line, add_line, begin_plan, lines, plans, publish_plan
from yifa.kernel.access import visible
from yifa.kernel.models import Case, Publication
from yifa.kernel.pages import Asked, Done, NothingThere, Page, PageAt, Place, UnableToTake


def desk(asked: Asked) -> Page:
    """All plans; or one, named by its case in the address."""
    if not asked.part:
        return Page(
            "inspections/plans.html", "年度抽查计划", {"plans": plans(asked.viewer, on=asked.on), "on": asked.on}
        )
    case = _case(asked)
    told = {
        "plan": case,
        "lines": lines(case, asked.viewer, on=asked.on),
        "on": asked.on,
        "publication": _published(asked, case),
    }
    return Page("inspections/plan.html", case.title, told)


def take(asked: Asked) -> Done:
    """Begin a plan, put a line into it, or publish it."""
    if not asked.part:
        case = begin_plan(asked, year=_number(asked, "year"), name=asked.word("name"))
        return Done("已立计划,请列入抽查事项。", f"/desk/office/inspection-plan/{case.pk}/")
    case = _case(asked)
    if asked.word("do") == "publish":
        publish_plan(asked, case, on=_day(asked))
        return Done("计划已经公布。")
    line = Line(
        asked.word("item"),
        asked.word("organ"),
        _number(asked, "first_month"),
        _number(asked, "last_month"),
        _number(asked, "objects_planned"),
    )
    add_line(asked, case, line)
    return Done("已列入计划。")


def public(asked: Asked) -> Page:
    """The published plans, each with its lines."""
    found = [(case, lines(case, asked.viewer, on=asked.on)) for case in plans(asked.viewer, on=asked.on)]
    told = {"plans": [(case, listed, _published(asked, case)) for case, listed in found]}
    return Page("inspections/public_plans.html", "年度抽查计划", told)


def _case(asked: Asked) -> Case:
    for case in plans(asked.viewer, on=asked.on):
        if str(case.pk) == asked.part:
            return case
    raise NothingThere


def _published(asked: Asked, case: Case) -> Publication | None:
    rows = Publication.objects.filter(case=case.pk, done_on__isnull=False)
    return visible(rows, asked.viewer, on=asked.on).first()


def _number(asked: Asked, name: str) -> int:
    text = asked.word(name)
    if not text.isascii() or not text.isdigit() or len(text) > len("100000"):
        raise UnableToTake("数字没有填写,或者写法不对。请填写阿拉伯数字。", name)
    return int(text)


def _day(asked: Asked) -> date:
    try:
        return date.fromisoformat(asked.word("day"))
    except ValueError:
        raise UnableToTake("日期没有填写,或者写法不对。请按「2026-03-10」的样式填写。", "day") from None


PAGES = (
    PageAt(
        "inspection-plan",
        "年度抽查计划",
        Place.DESK,
        desk,
        take,
        roles=("handler", "head", "reviewer", "supervisor", "auditor"),
        says="今年查哪些事项、由谁查、什么时候查;批准后向社会公布。",
    ),
    PageAt("inspection-plans", "年度抽查计划", Place.OPEN, public, says="今年打算查哪些事项、什么时候查。"),
)
