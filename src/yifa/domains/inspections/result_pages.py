"""The page on which an inspection's result is dealt with: told, made public, looked after, handed over."""

from __future__ import annotations

from datetime import date

from yifa.domains.inspections.follow_up import HANDOVER, come_again, hand_over_offence, looked_after, publish_result
from yifa.domains.inspections.site_record import CORRECTED, PROBLEMS, TALK
from yifa.domains.inspections.visits import sheet
from yifa.kernel.access import visible
from yifa.kernel.deadlines import deadlines
from yifa.kernel.models import Publication
from yifa.kernel.pages import Asked, Done, Page, PageAt, Place, UnableToTake


def result(asked: Asked) -> Page:
    """The result with what it still asks for, and until when."""
    at_hand = sheet(asked)
    step = at_hand.read.course.procedure.by_name["publication"]
    due = tuple(deadlines(step, at_hand.read.state, at_hand.read.given, asked.on))
    rows = visible(Publication.objects.filter(case=at_hand.case.pk), asked.viewer, on=asked.on)
    later = looked_after(asked, at_hand.visit)
    told = {
        "at_hand": at_hand,
        "on": asked.on,
        "due": due,
        "publication": rows.filter(done_on__isnull=False).first(),
        "later": later,
        "is_corrected": any(one.closes for one in later),
        "asks_again": at_hand.facts.get("result") == CORRECTED and not later,
        "is_handed_over": HANDOVER in at_hand.read.state.done,
        "words": {what: dict(at_hand.record[what].value) for what in (PROBLEMS, TALK) if what in at_hand.record},
    }
    return Page("inspections/result.html", f"检查结果 {at_hand.visit.number}", told)


def take_result(asked: Asked) -> Done:
    """Publish, arrange the next visit, or hand over: whichever button was pressed."""
    at_hand, what = sheet(asked), asked.word("do")
    day = _day(asked.word("day"))
    if what == "publish":
        publish_result(asked, at_hand, on=day, number=asked.word("number"), address=asked.word("address"))
        return Done("检查结果已经公示。")
    if what == "come_again":
        case = come_again(asked, at_hand, on=day)
        return Done(f"已安排复查{case.number}。", f"/desk/cases/{case.pk}/inspection-notice/")
    if what == "hand_over":
        hand_over_offence(asked, at_hand, offence=asked.word("offence"), on=day)
        return Done("已移送行政处罚。接收的机关可以在办件中接收立案。")
    raise UnableToTake("没有选择要办理的事项。请按所要办理事项的按钮。")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnableToTake("日期没有填写,或者写法不对。请按「2026-03-10」的样式填写。", "day") from None


PAGES = (PageAt("inspection-result", "检查结果", Place.CASE, result, take_result, procedure="inspection"),)
