"""The pages of the meeting: what is put before it and whether it may be; its minutes; what was changed afterwards."""

from __future__ import annotations

from yifa.domains.decisions import meeting
from yifa.domains.decisions.sheets import Kind
from yifa.kernel import typed
from yifa.kernel.at_hand import case_of, may, state_of
from yifa.kernel.dossiers.sheets import the
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.typed import done_by
from yifa.law.act import done


def show(asked: Asked) -> Page:
    """The meeting of one decision."""
    case, state = case_of(asked), state_of(asked)
    found = meeting.items(asked.viewer, on=asked.on, given=asked.given, versions=asked.versions, case=case)
    told = {
        "item": found[0] if found else None,
        "minutes": the(case, Kind.MINUTES, on=asked.on),
        "debated_on": state.day(done(meeting.STEP)),
        "lines": meeting.lines_of(case, on=asked.on),
        "changed": the(case, Kind.AMENDED_TEXT, on=asked.on),
        "waits": state.facts.get("changed_text") not in {None, state.facts.get("reviewed_text")},
        "acts": may(asked, meeting.STEP),
        "results": meeting.RESULTS,
        "classes": meeting.CLASSES,
        "may": meeting.MAY,
        "today": asked.on,
    }
    return Page("decisions/meeting.html", "集体讨论", told)


def _agenda(asked: Asked) -> Done:
    named = typed.words(asked, "meeting", "会议名称", longest=120)
    meeting.put_on_agenda(asked, meeting=named, on=typed.day(asked, "on", "会议日期"))
    return Done(f"已经列入{named}的议题。能否上会,以合法性审查的结果为准。")


def _record(asked: Asked) -> Done:
    result = typed.one_of(asked, "result", "讨论结果", meeting.RESULTS)
    said = {
        "host": typed.words(asked, "host", "主持人", longest=60),
        "present": typed.words(asked, "present", "出席人员", longest=1000),
        "opinions": typed.words(asked, "opinions", "讨论意见", longest=20_000),
        "dissent": typed.maybe(asked, "dissent", "不同意见", longest=20_000),
        "majority": asked.word("majority"),
        "against": typed.maybe(asked, "against", "说明的理由"),
    }
    on = typed.past_day(asked, "on", "会议日期")
    meeting.record(
        asked, result=result, said=said, on=on, person=typed.words(asked, "person", "作出决定的人", longest=60)
    )
    return Done(
        f"集体讨论已经登记:{result}。"
        if result in {meeting.PASSED, meeting.CHANGED}
        else f"{result},草案已经退回修改。"
    )


def _amend(asked: Asked) -> Done:
    kind = typed.one_of(asked, "kind", "修改类别", meeting.CLASSES)
    before, after = typed.words(asked, "before", "修改前"), typed.words(asked, "after", "修改后")
    meeting.amend(asked, before=before, after=after, kind=kind, why=typed.words(asked, "why", "修改理由"))
    return Done(f"已经登记一处{kind}修改。")


def _settle(asked: Asked) -> Done:
    waits = meeting.settle(asked, text=typed.words(asked, "text", "修改后的全文", longest=100_000))
    if waits:
        return Done("修改稿已经登记,含有实质性修改:作出决策之前,应当由审查部门补充合法性审查。")
    return Done("修改稿已经登记,只有文字性修改:原审查意见继续有效。")


TAKE = done_by({"agenda": _agenda, "record": _record, "amend": _amend, "settle": _settle})
