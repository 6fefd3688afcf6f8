"""What people say of a finding: the organ replies, a reviewer decides, and a wrong ledger is corrected by an act.

Each is a row of its own and a leaf of the evidence log, in one transaction; a later one supersedes and overwrites
nothing. The leaf holds the hash of a free text, so that a name written there by mistake is not in the log for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone

from yifa.kernel.access import Viewer
from yifa.kernel.evidence.canonical import Json
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, instant, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.findings.found import digest_of
from yifa.kernel.findings.rights import UnableToAnswer, named, post_answering
from yifa.kernel.findings.standing import Standing, standing
from yifa.kernel.models import Act, Finding, FindingEntry, Outcome, Said
from yifa.law.act import Kind


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said: on which day, in which words; entered_by: who types it in, where it is not who says it."""

    on: date
    reason: str
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """An entry on record, and where the finding stands after it."""

    finding_id: int
    entry_id: int
    standing: Standing


def reply(*, finding_id: int, answer: Answer, viewer: Viewer, at: datetime) -> Answered:
    """Put down what the organ replies (答复).

    viewer: who replies; at: the instant of entry, with zone. Raises UnableToAnswer.
    """
    return _enter(finding_id, Said.REPLIED, answer, viewer, at)


def decide(
    *, finding_id: int, outcome: str, answer: Answer, viewer: Viewer, at: datetime, act: int | None = None
) -> Answered:
    """Put down what a person decides (属实, 不属实, 台账填错, 依据不适用) with the reasons.

    outcome: a value of `Outcome` or its Chinese word; act: for 台账填错, the `seq` of the correction, if it is on
    record already; otherwise the finding waits for it. Raises UnableToAnswer.
    """
    known = outcome_named(outcome)
    if act is not None and known is not Outcome.LEDGER_WRONG:
        raise UnableToAnswer(f"不能核实:只有「台账填错」才关联更正行为,不是「{known.label}」。请核对核实结果。")
    return _enter(finding_id, Said.DECIDED, answer, viewer, at, outcome=known, act=act)


def correct(*, finding_id: int, act: int, answer: Answer, viewer: Viewer, at: datetime) -> Answered:
    """Link the act (by its `seq` in the case) that corrected the ledger, after 台账填错. Raises UnableToAnswer."""
    return _enter(finding_id, Said.CORRECTED, answer, viewer, at, act=act)


def outcome_named(word: str) -> Outcome:
    """The outcome of that value or Chinese word. Raises UnableToAnswer where it is none of the four."""
    for outcome in Outcome:
        if word.strip() in {outcome.value, outcome.label}:
            return outcome
    choices = "、".join(outcome.label for outcome in Outcome)
    raise UnableToAnswer(f"不能核实:「{word}」不是核实结果。核实结果只能是{choices}。")


def _enter(
    finding_id: int,
    said: Said,
    answer: Answer,
    viewer: Viewer,
    at: datetime,
    *,
    outcome: Outcome | None = None,
    act: int | None = None,
) -> Answered:
    with transaction.atomic():
        rows = Finding.objects.select_for_update(of=("self",)).select_related("case")
        finding = rows.filter(pk=finding_id).first()
        if finding is None:
            raise UnableToAnswer("没有这条疑点,或者您的岗位不能查看它所在的案件。请核对疑点编号,或者由有权的岗位办理。")
        _refuse_incomplete(said, answer, viewer, at)
        post = post_answering(finding.case, viewer, said, on=_day(at))
        _refuse_no_correction(finding, said, act)
        entry = FindingEntry.objects.create(
            finding=finding,
            said=said,
            at=at,
            evidence=finding.evidence,
            outcome=outcome or "",
            reason=answer.reason.strip(),
            on=answer.on,
            person=viewer.name.strip(),
            post=named(post),
            entered_by=answer.entered_by or viewer.name.strip(),
            act=act,
        )
        write([stating(suite_in_use(), Subject.STATEMENT, subject_of(entry), statement_of(entry, finding))])
        now = _remember(finding)
    return Answered(finding.pk, entry.pk, now)


def subject_of(entry: FindingEntry) -> str:
    """The name under which an entry is in the log."""
    return f"finding/{entry.finding_id}/{entry.pk}"


def statement_of(entry: FindingEntry, finding: Finding) -> dict[str, Json]:
    """What the leaf of an entry says."""
    return {
        "case": finding.case_id,
        "rule": finding.rule,
        "part": finding.part,
        "evidence": entry.evidence,
        "said": entry.said,
        "outcome": entry.outcome,
        "reason_sha256": digest_of(entry.reason),
        "on": entry.on.isoformat() if entry.on is not None else None,
        "person": entry.person,
        "post": entry.post,
        "entered_by": entry.entered_by,
        "at": instant(entry.at),
        "act": entry.act,
    }


def _remember(finding: Finding) -> Standing:
    now = standing(finding.entries.order_by("pk"))
    Finding.objects.filter(pk=finding.pk).update(state=now.state, outcome=now.outcome, corrected_by=now.corrected_by)
    return now


def _refuse_incomplete(said: Said, answer: Answer, viewer: Viewer, at: datetime) -> None:
    words = {"答复内容" if said is Said.REPLIED else "理由": answer.reason, f"{said.label}人": viewer.name}
    missing = [title for title, text in words.items() if not text.strip()]
    if missing:
        raise UnableToAnswer(f"不能{said.label}:没有写明{'、'.join(missing)}。请补充后再办理。")
    if answer.on > _day(at):
        raise UnableToAnswer(f"不能{said.label}:日期{answer.on}晚于录入日{_day(at)}。请核对日期。")


def _refuse_no_correction(finding: Finding, said: Said, act: int | None) -> None:
    if said is Said.CORRECTED and finding.outcome != Outcome.LEDGER_WRONG:
        raise UnableToAnswer("不能关联更正:这条疑点没有核实为「台账填错」。请先核实。")
    if act is None:
        return
    found = Act.objects.filter(case_id=finding.case_id, seq=act, kind=Kind.CORRECTED.value)
    if not found.exists():
        raise UnableToAnswer(
            f"不能关联更正:本件没有第{act}项行为,或者它不是更正。请先在本件办理更正(或者改正台账后重新导入并登记更正),再关联它的序号。"
        )


def _day(at: datetime) -> date:
    return at.astimezone(get_default_timezone()).date()
