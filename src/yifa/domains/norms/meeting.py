"""集体审议: the minutes; the text as the meeting changed it, beside the one reviewed, each change classed; the signature.

Source: 国办发〔2018〕115号, 37号. 审议后修改对照表: a change of wording leaves the review standing, one of substance does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.comparison import changes
from yifa.domains.norms.sheets import Kind, is_done
from yifa.kernel.at_hand import case_of, do, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.review import Kind as ReviewKind
from yifa.kernel.dossiers.review import package
from yifa.kernel.dossiers.sheets import attached, name_of, put, the
from yifa.kernel.models import Carrier
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.particulars import reason_for
from yifa.law.act import Kind as ActKind
from yifa.law.fact import Value

STEP = "deliberation"
PASSED, CHANGED, AGAIN, REJECTED = RESULTS = ("通过", "原则通过并修改", "修改后再次审议", "不予通过")
WORDING, SUBSTANTIVE = CLASSES = ("文字性", "实质性")


class UnableToRecord(UnableToTake):
    """The minutes, the text after the meeting or the signature cannot be entered so."""


def record(asked: Asked, *, result: str, said: dict[str, str], on: date, person: str) -> None:
    """Enter the minutes; a draft that is to be debated again, or was rejected, goes back to its drafters.

    What became of the reviewer's opinion goes to the meeting, and so to the case, with the minutes.
    """
    adopted = the(case_of(asked), ReviewKind.ADOPTION, on=asked.on)
    note = (attached(v.ADOPTION_NOTE, adopted.said["words"]),) if adopted is not None else ()
    minutes = (attached(v.MINUTES, "\n".join((result, *said.values()))), *note)
    kind = ActKind.DONE if result in {PASSED, CHANGED} else ActKind.RETURNED
    with transaction.atomic():
        do(asked, Proposed(kind, STEP, on, documents=minutes), person=person, carrier=Carrier.PAPER)
        put(asked, Kind.MINUTES, step=STEP, said={"result": result, "person": person, **said}, on=on)


def reviewed_text(asked: Asked) -> str:
    """The text against which changes are told: the one submitted, or the one settled after the meeting."""
    settled = the(case_of(asked), ReviewKind.AMENDED_TEXT, on=asked.on)
    return str((settled or package(asked)).said["text"])


def propose(asked: Asked, text: str) -> int:
    """Enter the text as the meeting changed it, to be classed line by line; returns how many articles differ."""
    if not is_done(asked, STEP):
        raise UnableToRecord("还没有登记集体审议,不能登记审议后的文本。请先登记会议纪要。")
    before = reviewed_text(asked)
    lines = [
        {
            "change": line.change.value,
            "number": (line.after or line.before).number,  # type: ignore[union-attr]  # one of the two is there
            "before": line.before.wording if line.before else "",
            "after": line.after.wording if line.after else "",
        }
        for line in changes(before=before, after=text)
    ]
    if not lines:
        raise UnableToRecord("这份文本与审核过的文本没有差别,不需要登记修改。请核对文本。", "text")
    put(asked, Kind.DEBATED, step=STEP, said={"text": text, "lines": lines}, on=asked.on)
    return len(lines)


def settle(asked: Asked, *, classes: Sequence[str], why: str) -> bool:
    """Class each change, by which it is known whether the text must be reviewed again; returns that it must."""
    debated = waiting(asked)
    if debated is None:
        raise UnableToRecord("没有等待分类的修改。请先登记审议后的文本。")
    if len(classes) != len(debated["lines"]):
        raise UnableToRecord("还有修改没有选定类别。请逐条选定文字性或者实质性。")
    text = str(debated["text"])
    # Once a change of substance waits for its review, later changes of wording belong to the text to be reviewed.
    substantive = SUBSTANTIVE in classes or _waits(asked)
    facts: dict[str, Value] = {v.SUBSTANTIVE_CHANGE.name: substantive, reason_for(v.SUBSTANTIVE_CHANGE).name: why}
    if substantive:
        facts[v.CHANGED_TEXT.name] = name_of(text)
    lines = [{**line, "class": chosen} for line, chosen in zip(debated["lines"], classes, strict=True)]
    with transaction.atomic():
        do(asked, Proposed(ActKind.ANSWERED, "", asked.on, facts=facts))
        put(asked, ReviewKind.AMENDED_TEXT, step=STEP, said={"text": text, "substantive": substantive}, on=asked.on)
        put(asked, Kind.CHANGES, step=STEP, said={"lines": lines, "why": why}, on=asked.on)
        put(asked, Kind.DEBATED, step=STEP, said={}, on=asked.on)
    return substantive


def sign(asked: Asked, *, on: date, person: str) -> None:
    """Sign the text that was reviewed, as it was changed in wording. Raises UnableToPerform before a review that is due."""
    if waiting(asked) is not None:
        raise UnableToRecord("不得签发:审议后的修改还没有逐条分类。请先分类,实质性修改的先补充审核。")
    if _waits(asked):
        raise UnableToRecord(
            f"不得办理签发成文:审议后有实质性修改,修改后的文本还没有补充合法性审核({v.COURSE_OF_115.formal})。"
            "请先由审核机构在「合法性审核」页面补充审核。"
        )
    text = reviewed_text(asked)
    with transaction.atomic():
        signed = Proposed(ActKind.DONE, "signing", on, documents=(attached(v.SIGNED_TEXT, text),))
        do(asked, signed, person=person, carrier=Carrier.PAPER)
        put(asked, Kind.SIGNED, step="signing", said={"text": text, "person": person}, on=on)


def waiting(asked: Asked) -> dict[str, Any] | None:
    """The text after the meeting whose changes are not classed yet."""
    found = the(case_of(asked), Kind.DEBATED, on=asked.on)
    return dict(found.said) if found is not None and found.said else None


def _waits(asked: Asked) -> bool:
    facts = state_of(asked).facts
    changed = facts.get(v.CHANGED_TEXT.name)
    return changed is not None and changed != facts.get(v.REVIEWED_TEXT.name)
