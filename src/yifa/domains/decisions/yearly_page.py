"""The page of the yearly list: items proposed, gathered, and the case to which each of them led."""

from __future__ import annotations

from yifa.domains.decisions import yearly
from yifa.kernel import typed
from yifa.kernel.access.viewer import ROLES
from yifa.kernel.at_hand import acting_of
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.typed import done_by


def show(asked: Asked) -> Page:
    """The items of one year."""
    year = yearly.year_of(asked.part, on=asked.on)
    found = list(yearly.items(asked, year=year))
    acting = acting_of(asked)
    told = {
        "year": year,
        "years": sorted({year, year - 1, year + 1, *yearly.items(asked).values_list("year", flat=True)}, reverse=True),
        "items": found,
        "waiting": [one for one in found if one.catalogue_id is None and not one.left_out],
        "catalogues": {one.catalogue_id: one.catalogue for one in found if one.catalogue is not None},
        "organ": acting.holding.organ,
        "acts": ROLES[acting.holding.post.role].acts,
    }
    return Page("decisions/yearly.html", f"{year}年度重大行政决策事项目录", told)


def _propose(asked: Asked) -> Done:
    proposal = yearly.Proposal(
        typed.words(asked, "title", "决策事项", longest=300),
        typed.words(asked, "reason", "提出理由和论证"),
        typed.maybe(asked, "steps", "拟履行的程序", longest=300),
        typed.maybe(asked, "decide_by", "计划完成时间", longest=60),
    )
    yearly.propose(asked, year=yearly.year_of(asked.part, on=asked.on), proposal=proposal)
    return Done(f"已经提出「{proposal.title}」,等待政府办公室汇总。")


def _gather(asked: Asked) -> Done:
    year = yearly.year_of(asked.part, on=asked.on)
    made = yearly.gather(
        asked,
        year=year,
        number=typed.words(asked, "number", "目录编号", longest=60),
        chosen=typed.numbers(asked, "chosen"),
        left_out=typed.maybe(asked, "left_out", "不列入的理由", longest=300),
    )
    return Done("目录草案已经立件。接着登记常务会议审议、党委同意,然后公布、备案。", f"/desk/cases/{made}/")


def _begin(asked: Asked) -> Done:
    number = typed.words(asked, "number", "决策编号", longest=60)
    made = yearly.begin(asked, item=typed.number(asked, "item"), number=number)
    return Done("决策已经立件,请办理决策启动。", f"/desk/cases/{made}/")


TAKE = done_by({"propose": _propose, "gather": _gather, "begin": _begin})
