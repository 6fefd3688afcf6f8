"""第一责任人职责 as data: what each post owes in a year, and which records show that it was done.

Source: 党政主要负责人履行推进法治建设第一责任人职责规定 (2016), cited whole; its articles were not seen (待核).
Reading: which records satisfy a duty is ours, to be confirmed by the office of law governance; a duty for which nobody
keeps records here shows as without record, never as done. Meetings are of no single organ; that one was held, and
under whom, is told to whoever may open the checklist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.ledger import INSTRUCTIONS, LAW_DUTY_REPORTS, MEETINGS
from yifa.domains.leadership.models import Instruction, LawDutyReport, Meeting
from yifa.domains.leadership.procedure import HIGHER_DOCUMENT, TOWN_HEARING
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.kernel.access import REPORTER, Viewer, reached, visible
from yifa.kernel.access.showing import facts_of
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case
from yifa.kernel.reading import read_cases
from yifa.kernel.versions import Versions
from yifa.law.act import done
from yifa.law.citation import Citation
from yifa.law.condition import Condition, Subject, evaluate, one_of
from yifa.law.fact import Fact
from yifa.law.fold import Given
from yifa.law.procedure import Procedure
from yifa.law.statutes import FIRST_RESPONSIBILITY, LAW_BASED_SUPERVISION

PARTY, GOVERNMENT = POSTS = ("党委主要负责人", "政府主要负责人")
CALLED: Mapping[str, tuple[str, ...]] = {
    PARTY: ("区委书记", "县委书记", "市委书记", "党委书记"),
    GOVERNMENT: ("区长", "县长", "市长"),
}
"""How ledgers call the holder of each post."""
RECORDS: Mapping[str, type] = {
    MEETINGS.id: Meeting,
    INSTRUCTIONS.id: Instruction,
    LAW_DUTY_REPORTS.id: LawDutyReport,
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a year and what shows it: records of a table that meet a condition, or cases in which a step was done.

    must_be_none: it is the absence of such cases that shows it; step «»: cases that still run after their day.
    """

    name: str
    title: str
    basis: Citation
    table: Table | None = None
    procedure: Procedure | None = None
    step: str = ""
    where: Mapping[str, Condition] | None = None
    must_be_none: bool = False
    board: str = ""


def _of_post(fact: Fact) -> Mapping[str, Condition]:
    return {post: one_of(fact, *CALLED[post]) for post in POSTS}


DUTIES = (
    Duty(
        "meetings",
        "主持会议,专题研究法治建设",
        FIRST_RESPONSIBILITY.whole(),
        table=MEETINGS,
        where=_of_post(v.CHAIR),
        board="/records/meetings/",
    ),
    Duty(
        "instructions",
        "对法治建设重要事项作出批示、过问督办",
        FIRST_RESPONSIBILITY.whole(),
        table=INSTRUCTIONS,
        where=_of_post(v.INSTRUCTING_LEADER),
        board="/desk/office/leading-instructions/",
    ),
    Duty(
        "towns",
        "听取镇街报告法治建设情况",
        LAW_BASED_SUPERVISION.whole(),
        procedure=TOWN_HEARING,
        step="hearing",
        board="/desk/office/leading-towns/",
    ),
    Duty(
        "reports",
        "组织所属部门和镇街主要负责人述法",
        LAW_BASED_SUPERVISION.whole(),
        table=LAW_DUTY_REPORTS,
        board="/desk/office/leading-reports/",
    ),
    Duty(
        "own_report",
        "本人述法",
        FIRST_RESPONSIBILITY.whole(),
        table=LAW_DUTY_REPORTS,
        where=_of_post(v.REPORTING_POST),
        board="/desk/office/leading-reports/",
    ),
    Duty(
        "documents",
        "贯彻落实上级法治建设决策部署:有反馈落实情况",
        FIRST_RESPONSIBILITY.whole(),
        procedure=HIGHER_DOCUMENT,
        step="feedback",
        board="/desk/office/leading-documents/",
    ),
    Duty(
        "documents_late",
        "贯彻落实上级法治建设决策部署:没有逾期未反馈的",
        FIRST_RESPONSIBILITY.whole(),
        procedure=HIGHER_DOCUMENT,
        must_be_none=True,
        board="/desk/office/leading-documents/",
    ),
    Duty(
        "rectified",
        "推动问题整改:有问题销号",
        FIRST_RESPONSIBILITY.whole(),
        procedure=RECTIFICATION,
        step="closing",
        board="/desk/office/leading-problems/",
    ),
    Duty(
        "late",
        "推动问题整改:没有逾期未整改的问题",
        FIRST_RESPONSIBILITY.whole(),
        procedure=RECTIFICATION,
        must_be_none=True,
        board="/desk/office/leading-problems/",
    ),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One duty with what shows it: the records, and whether they show it; said: the same in words."""

    duty: Duty
    count: int
    examples: tuple[str, ...]
    is_met: bool
    said: str


def checklist(post: str, *, year: int, viewer: Viewer, on: date, given: Given, versions: Versions) -> tuple[Shown, ...]:
    """Every duty of the post in the year with what shows it, as far as the viewer may see the records."""
    told = []
    for duty in DUTIES:
        if duty.table is not None:
            found = tuple(_records(duty, post, year, viewer, on))
        else:
            found = tuple(_cases(duty, year, viewer, on, given, versions))
        is_kept = not duty.must_be_none or _any(duty, year, viewer, on)
        is_met = is_kept and bool(found) is not duty.must_be_none
        told.append(Shown(duty, len(found), found[:5], is_met, _said(duty, is_kept=is_kept, found=bool(found))))
    return tuple(told)


def _said(duty: Duty, *, is_kept: bool, found: bool) -> str:
    if not duty.must_be_none or not is_kept:
        return "有记录" if found else "没有记录"
    return "有逾期" if found else "没有逾期"


def _any(duty: Duty, year: int, viewer: Viewer, on: date) -> bool:
    # Where nothing at all is on record, nothing being late shows nothing.
    assert duty.procedure is not None  # noqa: S101 - absence is asked of cases alone
    rows = Case.objects.filter(procedure=duty.procedure.name, year__lte=year)
    return reached(rows, viewer, on=on).exists()


def _records(duty: Duty, post: str, year: int, viewer: Viewer, on: date) -> Iterator[str]:
    assert duty.table is not None  # noqa: S101 - told by the caller
    model = RECORDS[duty.table.id]
    seeing = viewer if duty.table.organ else REPORTER
    rows = visible(model.objects.filter(year=year), seeing, on=on)  # type: ignore[attr-defined]
    condition = duty.where[post] if duty.where is not None else None
    for row in rows.order_by("pk"):
        if condition is None or evaluate(condition, Subject(facts_of(row, duty.table))) is True:
            yield str(row)


def _cases(duty: Duty, year: int, viewer: Viewer, on: date, given: Given, versions: Versions) -> Iterator[str]:
    assert duty.procedure is not None  # noqa: S101 - told by the caller
    rows = reached(Case.objects.filter(procedure=duty.procedure.name), viewer, on=on)
    for read in read_cases(list(rows.values_list("pk", flat=True)), given=given, versions=versions):
        day = read.state.day(done(duty.step)) if duty.step else None
        is_late = not duty.step and read.case.due_on is not None and read.case.due_on < on and bool(read.case.state)
        if is_late or (day is not None and day.year == year):
            yield str(read.case)
