"""An act: what was done in a case, by whom, on which legal date. A case is the list of its acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yifa.law.fact import Value


class Kind(StrEnum):
    """The closed list of what an act can mean in law."""

    REGISTERED = "registered"  # 登记: the case entered the book; carries its facts
    STARTED = "started"  # 开始: a step that lasts has begun
    DONE = "done"  # 办理: the step is done
    EXTENDED = "extended"  # 延期: the term of the step was lengthened by who may
    SUSPENDED = "suspended"  # 中止: a ground that stops the clock begins
    RESUMED = "resumed"  # 恢复: that ground ends
    RETURNED = "returned"  # 退回: the step sends the case back; what it reopens is to be done again
    ANSWERED = "answered"  # 答复法定问题: a question of the statute answered with reasons
    REASSIGNED = "reassigned"  # 转办
    COUNTERSIGNED = "countersigned"  # 会签
    REMINDED = "reminded"  # 催办
    WITHDRAWN = "withdrawn"  # 撤回: the applicant takes the case back
    TERMINATED = "terminated"  # 终止
    TAKEN_DOWN = "taken_down"  # 撤下: what the step published is shown no longer, on a ground and with an approver
    CORRECTED = "corrected"  # 更正: replaces an earlier act, which stays on record
    ERASED = "erased"  # 删除个人信息: a personal value of the case is erased; that it was there, and why, stays

    @property
    def word(self) -> str:
        """The word a Chinese reader expects."""
        return TITLES[self]

    @property
    def ends_case(self) -> bool:
        """Whether nothing further is owed after this act."""
        return self in {Kind.WITHDRAWN, Kind.TERMINATED}


TITLES: Mapping[Kind, str] = {
    Kind.REGISTERED: "登记",
    Kind.STARTED: "开始",
    Kind.DONE: "办理",
    Kind.EXTENDED: "延期",
    Kind.SUSPENDED: "中止",
    Kind.RESUMED: "恢复",
    Kind.RETURNED: "退回",
    Kind.ANSWERED: "答复",
    Kind.REASSIGNED: "转办",
    Kind.COUNTERSIGNED: "会签",
    Kind.REMINDED: "催办",
    Kind.WITHDRAWN: "撤回",
    Kind.TERMINATED: "终止",
    Kind.TAKEN_DOWN: "撤下",
    Kind.CORRECTED: "更正",
    Kind.ERASED: "删除个人信息",
}


@dataclass(frozen=True, slots=True)
class Event:
    """A point that the law counts from or to: the doing, or the beginning, of a step."""

    step: str
    kind: Kind = Kind.DONE


def done(step: str) -> Event:
    """The day on which `step` was done."""
    return Event(step, Kind.DONE)


def started(step: str) -> Event:
    """The day on which `step` began."""
    return Event(step, Kind.STARTED)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a case, as law sees it.

    seq: place in the case, from 0; on: the legal date, from which the law counts; minute: minutes after midnight
    where the law counts hours, else None; until: new end, for an extension granted to a day; corrects: the `seq`
    of the act that this one replaces. A correction repeats step and the kind it replaces in `replaces`; with
    `replaces=None` it strikes the act out.
    """

    seq: int
    kind: Kind
    step: str
    on: date
    minute: int | None = None
    until: date | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    corrects: int | None = None
    replaces: Kind | None = None

    @property
    def meaning(self) -> Kind | None:
        """The kind that counts: a correction counts as what it puts in the place of the corrected act."""
        return self.replaces if self.kind is Kind.CORRECTED else self.kind


def effective(acts: tuple[Act, ...] | list[Act]) -> list[Act]:
    """The acts that stand, in order: a correction takes the place of what it corrects, struck-out acts disappear."""
    replaced = {act.corrects for act in acts if act.kind is Kind.CORRECTED}
    if not replaced:
        return list(acts)
    place = {act.seq: act.seq for act in acts}
    for act in acts:
        if act.kind is Kind.CORRECTED and act.corrects is not None:
            place[act.seq] = place.get(act.corrects, act.seq)
    standing = (act for act in acts if act.seq not in replaced and act.meaning is not None)
    return sorted(standing, key=lambda act: place[act.seq])
