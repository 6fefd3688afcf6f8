"""Pages of posts: what every organ holds and lacks on a day, the movements, and the register with its one form."""

from __future__ import annotations

from typing import Any

from yifa.domains.staffing import bodies, booking, typed
from yifa.domains.staffing import vocabulary as v
from yifa.domains.staffing.booking import Wanted
from yifa.domains.staffing.holding import holding
from yifa.domains.staffing.models import PostMovement, PostQuota
from yifa.domains.staffing.procedure import BASIS
from yifa.domains.staffing.rules import Account
from yifa.domains.staffing.sides import is_office
from yifa.kernel.access import visible
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place, UnableToTake
from yifa.kernel.typed import day_in, one_of, past_day
from yifa.law.fact import Value

DESK = "/desk/office/staffing-posts/"
KINDS = (v.ADMINISTRATIVE, v.INSTITUTIONAL)
CHANNELS = ("市级核拨", "区内编制调剂", "区级部门编制核减")
YES, NO = "是", "否"
MOST = 300
SEEING = ("handler", "head", "reviewer", "supervisor", "leader", "auditor")


def desk(asked: Asked) -> Page:
    """What is held on a day, what is lacking, the movements of that year, and the form for a new one."""
    on = day_in(asked.query.get("on", "")) or asked.on
    found = holding(viewer=asked.viewer, on=on)
    rows = visible(PostMovement.objects.filter(date__year=on.year, date__lte=on), asked.viewer, on=asked.on)
    movements = tuple(rows.select_related("of_case").order_by("-date", "-pk"))
    told: dict[str, Any] = {
        "day": on,
        "balances": found.balances[:MOST],
        "unknown": found.unknown,
        "homeless": bodies.homeless(asked),
        "gaps": tuple(gap for gap in found.gaps if gap.lacking != 0),
        "standards": len(found.gaps),
        "one_sided": found.one_sided,
        "movements": movements[:MOST],
        "moved": sum(row.n or 0 for row in movements),
        "total": sum(one.held for one in found.balances if one.held is not None),
        "received": sum(one.received for one in found.balances),
        "given_up": sum(one.given for one in found.balances),
        "organs": tuple(one.name for one in organs_on(asked.on)),
        "kinds": KINDS,
        "channels": CHANNELS,
        "fields": (v.TOWNS, v.HEALTH_CENTERS, v.ELDER_CARE),
        "may_ask": is_office(asked),
        "yes_no": (NO, YES),
        "on": asked.on,
    }
    return Page("staffing/posts.html", "编制和缺口", told)


def take_movement(asked: Asked) -> Done:
    """Enter a movement: the request, and the gap computed from the register."""
    on = past_day(asked, "day", "提出日期")
    target, kind = typed.words(asked, "target", "调入单位", longest=120), one_of(asked, "kind", "编制类别", KINDS)
    lacking = {gap.account: gap.lacking for gap in holding(viewer=asked.viewer, on=on).gaps}
    wanted = Wanted(
        typed.words(asked, "source", "调出单位", longest=120),
        target,
        kind,
        typed.words(asked, "field", "补充领域", longest=60),
        one_of(asked, "channel", "调整渠道", CHANNELS),
        _number(asked, "n", "名额"),
        lacking.get(Account(target, kind), 0),
        one_of(asked, "dissolves", "是否随机构撤销、合并一并调整", (YES, NO)) == YES,
    )
    case = booking.ask_for(asked, wanted, on=on)
    return Done(f"已登记编制调整{case.number},等待批复。", f"/desk/cases/{case.pk}/staffing-movement/")


def register(asked: Asked) -> Page:
    """The register of posts held, with the one form that enters or replaces a line."""
    rows = visible(PostQuota.objects.filter(in_force_to__isnull=True), asked.viewer, on=asked.on)
    told = {
        "rows": tuple(rows.order_by("unit", "kind", "key")[:MOST]),
        "count": rows.count(),
        "most": MOST,
        "kinds": KINDS,
        "organs": tuple(one.name for one in organs_on(asked.on)),
        "may_enter": is_office(asked),
        "on": asked.on,
    }
    return Page("staffing/register.html", "编制核定名册", told)


def take_line(asked: Asked) -> Done:
    """Enter or replace one line."""
    if not is_office(asked):
        raise UnableToTake(
            f"不得登记:您现在的岗位不办理编制核定({BASIS.formal})。请换用机构编制部门的经办岗位,或者转请该部门登记。"
        )
    number = typed.words(asked, "no", "核定编号", longest=60)
    values: dict[str, Value] = {
        "no": number,
        "unit": typed.words(asked, "unit", "单位名称", longest=120),
        "kind": one_of(asked, "kind", "编制类别", KINDS),
        "approved": _number(asked, "approved", "核定编制数"),
        "standard": _number(asked, "standard", "配备标准数") if asked.word("standard") else None,
        "filled": _number(asked, "filled", "实有人数") if asked.word("filled") else None,
    }
    year = booking.enter_quota(asked, values, on=past_day(asked, "day", "启用日期"))
    return Done(f"已登记到{year}年版编制核定名册:{number}。")


def _number(asked: Asked, name: str, title: str) -> int:
    said = asked.word(name)
    if not said.isascii() or not said.isdigit() or len(said) > len("99999"):
        raise UnableToTake(f"「{title}」应当是数字。请填写阿拉伯数字。", name)
    return int(said)


PAGES = (
    PageAt(
        "staffing-posts",
        "编制和缺口",
        Place.DESK,
        desk,
        take_movement,
        roles=SEEING,
        says="任何一天各单位有多少编制、缺多少;每次调整有来有去。",
    ),
    PageAt("staffing-register", "编制核定名册", Place.DESK, register, take_line, roles=SEEING),
)
