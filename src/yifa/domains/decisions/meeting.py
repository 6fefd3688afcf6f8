"""集体讨论: what is put before a meeting and whether it may be, the minutes with every dissent, changes made afterwards.

Source: R713 art. 25 (no unreviewed draft), 29, 30 (discussion, the head speaks last, dissent is recorded as it was).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.review import STEP as REVIEW
from yifa.domains.decisions.sheets import Kind
from yifa.kernel.access import Viewer, reached
from yifa.kernel.at_hand import case_of, do, state_of
from yifa.kernel.deciding import Proposed
from yifa.kernel.dossiers.models import Sheet
from yifa.kernel.dossiers.sheets import attached, name_of, put, standing, the
from yifa.kernel.models import Carrier, Case
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import Versions
from yifa.law.act import Kind as ActKind
from yifa.law.act import done, started
from yifa.law.fact import Value
from yifa.law.fold import Given, State
from yifa.law.statutes import R713

STEP = "deliberation"
PASSED, CHANGED, AGAIN, REJECTED = RESULTS = ("通过", "原则通过并修改", "修改后再次讨论", "不予通过")
WORDING, SUBSTANTIVE = CLASSES = ("文字性", "实质性")
MAY, MAY_NOT, REFORM = "可以上会", "不得上会", "明示法律风险后可以上会"


class UnableToRecord(UnableToTake):
    """The minutes, or the changes made after the meeting, cannot be entered so."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a meeting, with the state of its review."""

    case: Case
    meeting: str
    on: date
    complete: str
    reviewed: str
    number: str
    conclusion: str
    may: str
    why: str


def put_on_agenda(asked: Asked, *, meeting: str, on: date) -> None:
    """Propose the item for a meeting: whether it may be discussed there is shown, and decided by the review."""
    put(asked, Kind.AGENDA, step=STEP, said={"meeting": meeting, "day": on.isoformat()}, on=asked.on)


def items(viewer: Viewer, *, on: date, given: Given, versions: Versions, case: Case | None = None) -> tuple[Item, ...]:
    """What stands on agendas, the latest meeting first, with the state of its review; of one case, where it is named.

    Only of cases that a post of the viewer reaches: what was said of a review is inside the case, however open its record.
    """
    rows = reached(Sheet.objects.filter(kind=Kind.AGENDA), viewer, on=on).order_by("pk")
    latest = {row.case_id: row.pk for row in (rows.filter(case=case) if case is not None else rows)}
    reads = {one.case.pk: one for one in read_cases(latest, given=given, versions=versions)}
    found = [item_of(one.case, one.state, on) for pk, one in reads.items()]
    return tuple(sorted(found, key=lambda item: (item.on, item.meeting, -item.case.pk), reverse=True))


def item_of(case: Case, state: State, on: date) -> Item:
    """The item that the case is on the agenda, with the state of its review; its meeting is «» where it is on none."""
    agenda = the(case, Kind.AGENDA, on=on)
    meeting, day = (agenda.said["meeting"], agenda.said["day"]) if agenda is not None else ("", on.isoformat())
    complete, reviewed = state.day(started(REVIEW)), state.day(done(REVIEW))
    conclusion = str(state.facts.get(v.OPINION.name) or "") if reviewed is not None else ""
    may, why = _may(state, conclusion)
    number = str(state.facts.get(v.OPINION_NUMBER.name) or "") if reviewed is not None else ""
    told = (str(complete or ""), str(reviewed or ""), number, conclusion)
    return Item(case, meeting, date.fromisoformat(day), *told, may, why)


def record(asked: Asked, *, result: str, said: dict[str, str], on: date, person: str) -> None:
    """Enter the minutes and do the act, or send the draft back where it is to be discussed again or was rejected.

    person: who decided; he signs on paper. Raises UnableToPerform where the law bars the meeting.
    """
    if said.get("majority") and not said.get("against"):
        raise UnableToRecord(
            f"行政首长拟作出的决定与多数人意见不一致的,应当在会上说明理由({R713.art(30).formal})。请补记说明的理由。",
            "against",
        )
    minutes = attached(v.MINUTES, "\n".join((result, *said.values())))
    kind = ActKind.DONE if result in {PASSED, CHANGED} else ActKind.RETURNED
    with transaction.atomic():
        do(asked, Proposed(kind, STEP, on, documents=(minutes,)), person=person, carrier=Carrier.PAPER)
        put(asked, Kind.MINUTES, step=STEP, said={"result": result, "person": person, **said}, on=on)


def amend(asked: Asked, *, before: str, after: str, kind: str, why: str) -> None:
    """Enter one line of the table of changes made after the meeting."""
    if state_of(asked).day(done(STEP)) is None:
        raise UnableToRecord("还没有登记集体讨论,不能登记审议后修改。请先登记会议纪要。")
    lines = standing(case_of(asked), Kind.AMENDMENT, on=asked.on)
    said = {"before": before, "after": after, "class": kind, "why": why, "settled": False}
    put(asked, Kind.AMENDMENT, step="amendment", said=said, on=asked.on, key=str(len(lines) + 1))


def settle(asked: Asked, *, text: str) -> bool:
    """Record the text as changed; returns whether it must be reviewed again before the decision is made."""
    lines = standing(case_of(asked), Kind.AMENDMENT, on=asked.on)
    fresh = {key: line for key, line in lines.items() if not line.said["settled"]}
    if not fresh:
        raise UnableToRecord("对照表中没有新的修改。请先逐条登记修改前后的文字和类别。")
    substantive = any(line.said["class"] == SUBSTANTIVE for line in fresh.values())
    earlier = the(case_of(asked), Kind.AMENDED_TEXT, on=asked.on)
    # Once a change of substance waits for its review, later changes of wording belong to the text to be reviewed.
    waits = substantive or (earlier is not None and _waits(state_of(asked)))
    facts: dict[str, Value] = {v.CHANGED_TEXT.name: name_of(text)} if waits else {}
    with transaction.atomic():
        do(asked, Proposed(ActKind.DONE, "amendment", asked.on, facts=facts, documents=(attached(v.COMPARISON, text),)))
        put(asked, Kind.AMENDED_TEXT, step="amendment", said={"text": text, "substantive": waits}, on=asked.on)
        for key, line in fresh.items():
            put(asked, Kind.AMENDMENT, step="amendment", said={**line.said, "settled": True}, on=line.on, key=key)
    return waits


def lines_of(case: Case, *, on: date) -> Sequence[tuple[str, str, str, str]]:
    """The table of changes: before, after, class, why."""
    lines = standing(case, Kind.AMENDMENT, on=on).values()
    return [tuple(str(one.said[name]) for name in ("before", "after", "class", "why")) for one in lines]  # type: ignore[misc]


def _waits(state: State) -> bool:
    changed = state.facts.get(v.CHANGED_TEXT.name)
    return changed is not None and changed != state.facts.get(v.REVIEWED_TEXT.name)


def _may(state: State, conclusion: str) -> tuple[str, str]:
    if state.facts.get(v.RISK_CONTROLLABLE.name) is False:
        return MAY_NOT, f"风险评估结论为不可控,应当先调整草案确保风险可控({R713.art(24).formal})。"
    if conclusion and conclusion not in v.UNLAWFUL:
        return MAY, ""
    if state.facts.get(v.EXPLORATORY.name) is True:
        return REFORM, f"属于探索性改革决策事项,应当明示法律风险({R713.art(25).formal})。"
    what = f"合法性审查结论为{conclusion}" if conclusion else "合法性审查尚未完成"
    return MAY_NOT, f"{what},不得提交集体讨论({R713.art(25).formal})。"
