"""《上会议题合法性审核情况一览》: one page for the office that prepares the meeting, with the form that puts a case on an agenda."""

from __future__ import annotations

from yifa.domains.legality import agenda
from yifa.kernel import typed
from yifa.kernel.access.viewer import ROLES
from yifa.kernel.at_hand import acting_of
from yifa.kernel.dossiers.workbook import workbook
from yifa.kernel.pages import Asked, Done, Download, Page, PageAt, Place
from yifa.kernel.typed import done_by

TITLE = "上会议题合法性审核情况一览"
EXCEL = "table.xlsx"
HEADS = (
    *(
        "会议",
        "会议日期",
        "议题",
        "种类",
        "承办单位",
        "材料齐备",
        "审核意见日期",
        "意见书文号",
        "审核结论",
        "能否上会",
        "说明",
    ),
)


def show(asked: Asked) -> Page | Download:
    """Every item within reach, of one meeting where one is chosen; as a page or as a workbook."""
    found = agenda.items(asked)
    chosen = asked.query.get("meeting", "")
    shown = [item for item in found if not chosen or item.meeting == chosen]
    if asked.part == EXCEL:
        return workbook(TITLE, HEADS, [_row(item) for item in shown])
    acts = ROLES[acting_of(asked).holding.post.role].acts
    told = {
        "items": shown,
        "meetings": list(dict.fromkeys(item.meeting for item in found)),
        "chosen": chosen,
        "barred": sum(1 for item in shown if item.may == agenda.MAY_NOT),
        "tones": {agenda.MAY: "good", agenda.MAY_NOT: "bad", agenda.BY_PROVISO: "warn", agenda.DEBATED: "plain"},
        "cases": agenda.waiting(asked) if acts else (),
        "today": asked.on,
    }
    return Page("legality/agenda.html", TITLE, told)


def _put(asked: Asked) -> Done:
    meeting = typed.words(asked, "meeting", "会议名称", longest=120)
    on = typed.day(asked, "on", "会议日期")
    case = agenda.put_on(asked, case_id=typed.number(asked, "case"), meeting=meeting, on=on)
    return Done(f"「{case.title}」已经列入{meeting}的议题。能否上会，以合法性审核的结果为准。")


def _row(item: agenda.Item) -> tuple[str, ...]:
    days = tuple(str(day or "") for day in (item.complete, item.reviewed))
    told = (item.number, item.conclusion, item.may, item.why)
    return (item.meeting, str(item.on or ""), item.case.title, item.kind, item.organ, *days, *told)


PAGES = (
    PageAt(
        "meeting-items",
        TITLE,
        Place.DESK,
        show,
        done_by({"agenda": _put}),
        roles=("handler", "reviewer", "head", "leader"),
        says="规范性文件、重大行政决策、会议材料，每个议题的审核情况，能否上会一目了然。",
    ),
)
