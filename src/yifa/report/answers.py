"""The answers that people wrote into findings.xlsx, read back: each row is checked by itself, and none is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path

from yifa.engine.ingest.cell import Cell, text_of
from yifa.engine.ingest.dates import read_date
from yifa.engine.ingest.refusal import UnableToReadCell, UnableToReadFile
from yifa.engine.ingest.sheet import Sheet
from yifa.engine.ingest.workbook import open_sheets, readable
from yifa.kernel.access import Viewer
from yifa.kernel.findings.answering import Answer, decide, outcome_named, reply
from yifa.kernel.findings.listing import findings_named, is_on_record
from yifa.kernel.findings.rights import UnableToAnswer
from yifa.kernel.models import Finding, Said
from yifa.report.doubts import proof_shown

RULE, CASE, PROOF = "规则", "案件", "期限证明"
OUTCOME, REASON, PERSON, DAY = "核实结果", "核实说明", "核实人", "核实日期"
_NEEDED = frozenset({RULE, CASE, OUTCOME, REASON})
_HEAD_WITHIN = 20

ViewerOf = Callable[[str, Finding], Viewer]
"""(person, finding) → who that person is, in which posts."""


@dataclass(frozen=True, slots=True)
class Written:
    """One row of the workbook as it was found, cells by heading."""

    sheet: str
    row: int
    cells: Mapping[str, Cell]

    def text(self, heading: str) -> str:
        """The text of a cell, «» where it is empty or the column is not there."""
        return text_of(self.cells.get(heading))

    @property
    def is_answered(self) -> bool:
        """Whether anything was written into the columns for the answer."""
        return any(self.text(heading) for heading in (OUTCOME, REASON, PERSON, DAY))


class Became(StrEnum):
    """What became of a row."""

    TAKEN = "收下"
    ON_RECORD = "以前已收"
    EMPTY = "未填"
    REFUSED = "退回"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one row of the workbook; sentence: why it came back, or where the finding now stands."""

    written: Written
    became: Became
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """How answers are taken in: as replies of the organs, or else as decisions; for whom, by whom, and when.

    looking: who looks the findings up; person: who answers where a row names nobody.
    """

    looking: Viewer
    viewer_of: ViewerOf
    entered_by: str
    at: datetime
    on: date
    as_replies: bool = False
    person: str = ""

    @property
    def said(self) -> Said:
        """What each row becomes."""
        return Said.REPLIED if self.as_replies else Said.DECIDED


def take(path: Path, taking: Taking) -> list[Taken]:
    """Take the answers of a workbook in, row by row; taken twice, a row is on record once.

    Raises UnableToReadFile where it is no such workbook.
    """
    return [_take(written, taking) for written in read_answers(path)]


def read_answers(path: Path) -> Iterator[Written]:
    """The rows of the workbook below its headings. Raises UnableToReadFile where no sheet has these headings."""
    found = False
    with readable(path):
        for sheet in open_sheets(path):
            heads = _heads(sheet)
            if heads is None:
                continue
            found = True
            yield from _rows(sheet, *heads)
    if not found:
        raise UnableToReadFile(
            f"没有找到表头「{RULE}」「{CASE}」「{OUTCOME}」「{REASON}」。请使用本系统发出的程序疑点工作簿(findings.xlsx),不要改动表头。"
        )


def _heads(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    for number, cells in islice(sheet.lines(), _HEAD_WITHIN):
        names = {place: text_of(cell) for place, cell in enumerate(cells)}
        if set(names.values()) >= _NEEDED:
            return number, names
    return None


def _rows(sheet: Sheet, head: int, names: Mapping[int, str]) -> Iterator[Written]:
    for number, cells in sheet.lines():
        if number > head and any(text_of(cell) for cell in cells):
            named = {names[place]: cell for place, cell in enumerate(cells) if names.get(place)}
            yield Written(sheet.name, number, named)


def _take(written: Written, taking: Taking) -> Taken:
    if not written.is_answered:
        return Taken(written, Became.EMPTY)
    try:
        return _answered(written, taking)
    except UnableToAnswer as refusal:
        return Taken(written, Became.REFUSED, str(refusal))


def _answered(written: Written, taking: Taking) -> Taken:
    finding = _finding(written, taking)
    person = written.text(PERSON) or taking.person
    _refuse_incomplete(written, person)
    outcome, answer = outcome_named(written.text(OUTCOME)), _answer(written, taking)
    if is_on_record(finding, said=taking.said, person=person, answer=answer, outcome=_said_outcome(taking, outcome)):
        return Taken(written, Became.ON_RECORD)
    viewer = taking.viewer_of(person, finding)
    if taking.as_replies:
        done = reply(finding_id=finding.pk, answer=answer, viewer=viewer, at=taking.at)
    else:
        done = decide(finding_id=finding.pk, outcome=outcome, answer=answer, viewer=viewer, at=taking.at)
    return Taken(written, Became.TAKEN, f"疑点{finding.pk}:{done.standing.state.label}。")


def _said_outcome(taking: Taking, outcome: str) -> str:
    return "" if taking.as_replies else outcome


def _answer(written: Written, taking: Taking) -> Answer:
    reason = written.text(REASON)
    # An organ's own view of its doubt is part of what it replies; the decision is somebody else's.
    said = f"{written.text(OUTCOME)}。{reason}" if taking.as_replies else reason
    return Answer(_day(written), said, taking.entered_by)


def _finding(written: Written, taking: Taking) -> Finding:
    rule, case = written.text(RULE), written.text(CASE)
    found = findings_named(taking.looking, on=taking.on, rule=rule, case=case)
    if not found:
        raise UnableToAnswer(
            f"不能收下:疑点库里没有案件「{case}」的「{rule}」。请核对规则和案件两列,或者先运行 yifa scan。"
        )
    same = [finding for finding in found if _is_same_proof(written, finding)]
    if len(same) != 1:
        why = "情形与填写时所依据的不同,案件可能已经更正" if not same else f"同名的疑点有{len(same)}条,不能确定是哪一条"
        raise UnableToAnswer(f"不能收下:{why}。请按最新的程序疑点工作簿重新核实。")
    return same[0]


def _is_same_proof(written: Written, finding: Finding) -> bool:
    shown, kept = written.text(PROOF), text_of(proof_shown(json.loads(finding.detail)))
    return PROOF not in written.cells or sorted(shown.split(";")) == sorted(kept.split(";"))


def _refuse_incomplete(written: Written, person: str) -> None:
    given = {OUTCOME: written.text(OUTCOME), REASON: written.text(REASON), PERSON: person, DAY: written.text(DAY)}
    missing = [heading for heading, text in given.items() if not text]
    if missing:
        raise UnableToAnswer(f"不能收下:没有填写{'、'.join(missing)}。请补填后重新交回。")


def _day(written: Written) -> date:
    try:
        return read_date(written.cells.get(DAY))
    except UnableToReadCell as unreadable:
        raise UnableToAnswer(
            f"不能收下:{DAY}「{written.text(DAY)}」不可读({unreadable})。请写成2023-01-16这样。"
        ) from None
