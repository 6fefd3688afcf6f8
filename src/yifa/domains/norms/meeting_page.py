"""The page of deliberation, of what was changed there, and of the signature."""

from __future__ import annotations

from yifa.domains.norms import meeting
from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.sheets import Kind
from yifa.kernel import typed
from yifa.kernel.at_hand import case_of, do, may, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.review import Kind as ReviewKind
from yifa.kernel.dossiers.sheets import the
from yifa.kernel.pages import Asked, Done, Page
from yifa.kernel.particulars import reason_for
from yifa.kernel.typed import done_by
from yifa.law.act import Kind as ActKind
from yifa.law.act import done
from yifa.law.fact import Value


def show(asked: Asked) -> Page:
    """The minutes, the table of changes, whether the text waits for another review, the signature."""
    case, state = case_of(asked), state_of(asked)
    changed = state.facts.get(v.CHANGED_TEXT.name)
    told = {
        "minutes": the(case, Kind.MINUTES, on=asked.on),
        "debated_on": state.day(done(meeting.STEP)),
        "reviewed_on": state.day(done("legality_review")),
        "opinion": state.facts.get(v.OPINION.name) or "",
        "signed_on": state.day(done("signing")),
        "signature": the(case, Kind.SIGNED, on=asked.on),
        "waiting": meeting.waiting(asked),
        "changes": the(case, Kind.CHANGES, on=asked.on),
        "waits": changed is not None and changed != state.facts.get(v.REVIEWED_TEXT.name),
        "acts": may(asked, meeting.STEP),
        "results": meeting.RESULTS,
        "classes": meeting.CLASSES,
        "congress": state.facts.get(v.FILED_WITH_CONGRESS.name),
        "today": asked.on,
        "text": meeting.reviewed_text(asked) if the(case, ReviewKind.PACKAGE, on=asked.on) is not None else "",
    }
    return Page("norms/meeting.html", "集体审议和签发", told)


def _record(asked: Asked) -> Done:
    on, result = typed.past_day(asked, "on", "会议日期"), typed.one_of(asked, "result", "审议结果", meeting.RESULTS)
    said = {
        "meeting": typed.words(asked, "meeting", "会议名称", longest=120),
        "opinions": typed.words(asked, "opinions", "审议意见", longest=20_000),
        "dissent": typed.maybe(asked, "dissent", "不同意见"),
    }
    person = typed.words(asked, "person", "主持审议的人", longest=60)
    meeting.record(asked, result=result, said=said, on=on, person=person)
    return Done(f"集体审议已经登记:{result}。")


def _propose(asked: Asked) -> Done:
    count = meeting.propose(asked, typed.words(asked, "text", "审议后的文本", longest=100_000))
    return Done(f"审议后的文本已经登记,与审核过的文本相比有{count}处不同。请逐条分类。")


def _settle(asked: Asked) -> Done:
    waiting = meeting.waiting(asked) or {"lines": []}
    classes = [
        typed.one_of(asked, f"class-{at}", f"第{at + 1}处修改的类别", meeting.CLASSES)
        for at in range(len(waiting["lines"]))
    ]
    if meeting.settle(asked, classes=classes, why=typed.words(asked, "why", "分类的理由")):
        return Done("对照表已经登记。有实质性修改,补充合法性审核以前不得签发。")
    return Done("对照表已经登记。只有文字性修改,原审核意见继续有效。")


def _congress(asked: Asked) -> Done:
    due = typed.one_of(asked, "due", "是否报人大常委会备案", ("是", "否")) == "是"
    facts: dict[str, Value] = {
        v.FILED_WITH_CONGRESS.name: due,
        reason_for(v.FILED_WITH_CONGRESS).name: typed.words(asked, "reason", "理由", longest=300),
    }
    do(asked, Proposed(ActKind.ANSWERED, "", asked.on, facts=facts))
    return Done("已经登记:" + ("应当报本级人大常委会备案。" if due else "不报本级人大常委会备案。"))


def _sign(asked: Asked) -> Done:
    person = typed.words(asked, "person", "签发人", longest=60)
    meeting.sign(asked, on=typed.past_day(asked, "on", "签发日期"), person=person)
    return Done("签发已经登记。下一步由制定机关办公室统一登记、编号。")


TAKE = done_by({"record": _record, "propose": _propose, "settle": _settle, "congress": _congress, "sign": _sign})
