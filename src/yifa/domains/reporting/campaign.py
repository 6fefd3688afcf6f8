"""The campaign of a year: who is asked by when, what has come, what was sent back, and whom to remind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.procedure import REPLY, REPORT
from yifa.domains.reporting.sides import GATHERING
from yifa.kernel.access import visible
from yifa.kernel.at_hand import acting_of, do, opened
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import Proposed
from yifa.kernel.models import Case
from yifa.kernel.organ_tree import OrganLine, beneath, organs_on
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.particulars import REASON
from yifa.kernel.reading import Read, read_cases
from yifa.law.act import Kind, done, effective
from yifa.law.condition import SEPARATOR
from yifa.law.fact import Value

ABSENT, RETURNED, WAITING, RECEIVED, SEAL_WAITING, SEALED = (
    *("未报", "退回", "已报待收", "已收", "盖章件待收", "盖章件已收"),
)
STATUSES = (ABSENT, RETURNED, WAITING, RECEIVED, SEAL_WAITING, SEALED)
OWED = (ABSENT, RETURNED, RECEIVED)
"""Where the organ itself has something to send: its reply, or after that the sealed copy of it."""


class UnableToNotify(UnableToTake):
    """The notice cannot be sent so."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One organ's reply: where it stands, its days, how many figures it contests, why it was sent back last."""

    case_id: int
    organ: str
    path: str
    due: date | None
    status: str
    submitted_on: date | None
    received_on: date | None
    sealed_on: date | None
    contested: int | None
    why: str

    def days_late(self, on: date) -> int:
        """How many days it is late on that day, or was when it came; 0 where it is not."""
        end = self.submitted_on or on
        return max(0, (end - self.due).days) if self.due is not None else 0


def may_notify(asked: Asked) -> bool:
    """Whether the post sends notices: it gathers replies, and reaches organs beside its own."""
    held = acting_of(asked).holding
    return held.post.role in GATHERING.roles and held.organ_path.startswith(held.post.organ_path + SEPARATOR)


def not_yet_asked(asked: Asked, *, year: int) -> tuple[OrganLine, ...]:
    """The organs beneath the reach of the post that have no notice of that year; its own writes the report with its parts."""
    if not may_notify(asked):
        return ()
    held, known = acting_of(asked).holding, {one.path for one in replies(asked, year=year)}
    there = (one for one in organs_on(asked.on) if one.path.startswith(held.post.organ_path + SEPARATOR))
    found = (one for one in there if one.path not in known and not beneath(one.path, held.organ_path))
    return tuple(sorted(found, key=lambda one: _place(one.path)))


def notify(asked: Asked, *, year: int, due_on: Mapping[int, date]) -> int:
    """Send one notice to these organs, by their keys, each with its own day; returns the case of the report itself.

    Raises UnableToNotify for a post that may not, an organ that was asked already, and a day that has passed.
    """
    if not may_notify(asked):
        raise UnableToNotify("不得发出通知:您现在的岗位不负责汇总年度报告。请换用依法治区办、司法行政部门的经办岗位。")
    waiting = {one.pk: one for one in not_yet_asked(asked, year=year)}
    if not due_on or not waiting.keys() >= due_on.keys():
        raise UnableToNotify("勾选的单位中有已经通知的,或者没有勾选。请刷新页面后重新勾选。", "chosen")
    if min(due_on.values()) < asked.on:
        raise UnableToNotify(f"要求报送日期{min(due_on.values())}已经过去。请填写今天{asked.on}或者以后的日期。", "due")
    with transaction.atomic():
        report = report_case(asked, year=year) or _open_report(asked, year)
        for pk, due in due_on.items():
            _ask(asked, waiting[pk], year, due)
    return report.pk


def replies(asked: Asked, *, year: int) -> tuple[Reply, ...]:
    """The replies of a year that the viewer may see, in the order of the tree."""
    found = [_reply(read) for read in _read(asked, REPLY.name) if read.state.facts.get(v.REPORT_YEAR.name) == year]
    return in_order(found)


def in_order(found: Iterable[Reply]) -> tuple[Reply, ...]:
    """These replies in the order of the tree, 第2街道 before 第10街道."""
    return tuple(sorted(found, key=lambda one: _place(one.path)))


def years(asked: Asked) -> tuple[int, ...]:
    """The years of which there is a notice, and those for which one is due now, the latest first."""
    known = {int(year) for one in _read(asked, REPLY.name) if isinstance(year := one.state.facts.get("year"), int)}
    return tuple(sorted(known | {asked.on.year, asked.on.year - 1}, reverse=True))


def report_case(asked: Asked, *, year: int) -> Case | None:
    """The case of the report of that year, if the viewer may see it."""
    found = (one for one in _read(asked, REPORT.name) if one.state.facts.get(v.REPORT_YEAR.name) == year)
    return next((one.case for one in found), None)


def reply_of(read: Read) -> Reply:
    """Where the reply of a case stands."""
    return _reply(read)


def reminder(lines: Iterable[Reply], *, year: int, on: date) -> str:
    """The text to copy for reminding those that still owe something; «» where none does."""
    owing = [one for one in lines if one.status in OWED]
    if not owing:
        return ""
    told = "\n".join(f"{at}. {one.organ}:{_owes(one, on)}" for at, one in enumerate(owing, start=1))
    return f"截至{on},以下{len(owing)}个单位{year}年度法治政府建设情况材料尚未报齐,请尽快报送:\n{told}"


def _place(path: str) -> list[list[tuple[int, str]]]:
    return [_counted(name) for name in path.split(SEPARATOR)]


def _counted(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(name)]


_NUMBERS = re.compile(r"(\d+)")


def _owes(one: Reply, on: date) -> str:
    if one.status == RECEIVED:
        return f"材料已于{one.received_on}接收,请报送盖章件" + (f"(盖章件退回:{one.why})" if one.why else "")
    late = one.days_late(on)
    when = f"要求{one.due}前报送" + (f",已逾期{late}天" if late else "")
    return f"已退回,请按退回意见修改后重报({one.why})" if one.status == RETURNED else when


def _ask(asked: Asked, organ: OrganLine, year: int, due: date) -> None:
    facts: dict[str, Value] = {
        v.REPORT_YEAR.name: year,
        v.DUE_YEAR.name: year + 1,
        v.REPLYING_ORGAN.name: organ.name,
        v.DUE.name: due,
    }
    _opened(asked, REPLY.name, f"{year}年度报告报送:{organ.name}", facts, organ.path)


def _open_report(asked: Asked, year: int) -> Case:
    held = acting_of(asked).holding
    title = f"{year}年法治政府建设情况报告"
    facts: dict[str, Value] = {
        v.REPORT_TITLE.name: title,
        v.REPORT_YEAR.name: year,
        v.DUE_YEAR.name: year + 1,
    }
    return _opened(asked, REPORT.name, title, facts, held.organ_path)


def _opened(asked: Asked, procedure: str, title: str, facts: Mapping[str, Value], path: str) -> Case:
    level = Level.INTERNAL
    case = opened(asked, procedure, on=asked.on, title=title, facts=facts, confidentiality=level, path=path)
    do(asked, Proposed(Kind.DONE, "notice", asked.on), case=case)
    return case


def _read(asked: Asked, procedure: str) -> Iterator[Read]:
    cases = visible(Case.objects.filter(procedure=procedure), asked.viewer, on=asked.on)
    return read_cases(list(cases.values_list("pk", flat=True)), given=asked.given, versions=asked.versions)


def _reply(read: Read) -> Reply:
    state, facts = read.state, read.state.facts
    contested, due = facts.get(v.CONTESTED.name), facts.get(v.DUE.name)
    return Reply(
        case_id=read.case.pk,
        organ=str(facts.get(v.REPLYING_ORGAN.name) or read.case.title),
        path=read.case.organ_path,
        due=due if isinstance(due, date) else None,
        status=_status(read),
        submitted_on=state.day(done("submission")),
        received_on=state.day(done("receipt")),
        sealed_on=state.day(done("sealed_copy")),
        contested=contested if isinstance(contested, int) else None,
        why=_why(read),
    )


def _why(read: Read) -> str:
    """Why it was sent back last, so long as nothing came in answer."""
    came = False
    for act in reversed(effective(read.course.acts)):
        came = came or (act.meaning is Kind.DONE and act.step in {"submission", "sealed_copy"})
        if act.meaning is Kind.RETURNED:
            return "" if came else str(act.facts.get(REASON.name) or "")
    return ""


def _status(read: Read) -> str:
    here = read.state.done
    for step, status in (("sealed_receipt", SEALED), ("sealed_copy", SEAL_WAITING), ("receipt", RECEIVED)):
        if step in here:
            return status
    if "submission" in here:
        return WAITING
    return RETURNED if read.state.rounds else ABSENT
