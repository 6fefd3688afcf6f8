"""What a case owes to a channel and what became of it, as its acts have it: the columns of one row.

Reading: closing a case does not end the duty to publish what it decided; its withdrawal or termination does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from yifa.kernel.disclosure.declaration import Duty, rule_of
from yifa.kernel.reading import Read
from yifa.law.act import Act, Kind, effective
from yifa.law.judge import judge

NUMBER, RECEIPT, FILE, TEXT = (
    "publication.number",
    "publication.receipt",
    "publication.file",
    "publication.text",
)
GROUND, APPROVED_BY = "publication.ground", "publication.approved_by"


@dataclass(frozen=True, slots=True)
class Standing:
    """The columns of a publication row, named as they are in `models.Publication`."""

    step: str
    address: str
    is_owed: bool
    due_on: date | None
    rule: str
    proof: str
    done_on: date | None
    number: str
    receipt: str
    file: str
    text: str
    withdrawn_on: date | None
    ground: str
    approved_by: str
    acts: int

    @property
    def columns(self) -> dict[str, object]:
        """The columns with their values."""
        return asdict(self)

    @property
    def is_public(self) -> bool:
        """Whether it was published and not taken down."""
        return self.done_on is not None and self.withdrawn_on is None


def standing_of(read: Read, duty: Duty) -> Standing:
    """Where the duty stands in the case. The due day is counted by the law, and its counting kept as a proof."""
    acts = [act for act in effective(list(read.course.acts)) if act.step == duty.step]
    published = _last(acts, Kind.DONE)
    taken_down = _last(acts[acts.index(published) :], Kind.TAKEN_DOWN) if published is not None else None
    due_on, rule, proof, is_owed = _due(read, duty)
    return Standing(
        step=duty.step,
        address=address_of(read.case.pk, duty),
        is_owed=is_owed,
        due_on=due_on,
        rule=rule,
        proof=proof,
        done_on=published.on if published is not None else None,
        **{name: _said(published, fact) for name, fact in _RECEIPT.items()},
        withdrawn_on=taken_down.on if taken_down is not None else None,
        ground=_said(taken_down, GROUND),
        approved_by=_said(taken_down, APPROVED_BY),
        acts=len(read.course.acts),
    )


def address_of(case_id: int, duty: Duty) -> str:
    """The public address, which is this case's on this channel for ever: neither of the two is used again."""
    return f"{duty.channel.name}/{case_id}"


def published_act(read: Read, duty: Duty) -> Act | None:
    """The act by which the case stands published on the channel; None where it does not."""
    acts = [act for act in effective(list(read.course.acts)) if act.step == duty.step]
    published = _last(acts, Kind.DONE)
    if published is None or _last(acts[acts.index(published) :], Kind.TAKEN_DOWN) is not None:
        return None
    return published


_RECEIPT = {"number": NUMBER, "receipt": RECEIPT, "file": FILE, "text": TEXT}


def _due(read: Read, duty: Duty) -> tuple[date | None, str, str, bool]:
    rule = rule_of(read.course.procedure, duty.step)
    if rule is None or read.state.ended is not None or not _is_witnessed(read, duty):
        return None, rule.code if rule is not None else "", "", False
    # As of which day one asks decides whether it is late, never until when it was due.
    verdict = judge(rule, read.state, read.given, date.max)
    due = verdict.detail.get("due")
    basis = {"basis": rule.word.basis.formal}
    if verdict.proof is not None:
        detail = {"sentence": verdict.proof.sentence, **verdict.proof.detail, **basis}
        return verdict.proof.due, rule.code, json.dumps(detail, ensure_ascii=False), True
    if isinstance(due, str):
        sentence = f"应当于{due}前{rule.step.title}"
        detail = {"sentence": sentence, "due": due, **basis}
        return date.fromisoformat(due), rule.code, json.dumps(detail, ensure_ascii=False), True
    return None, rule.code, "", False


def _is_witnessed(read: Read, duty: Duty) -> bool:
    # A sheet without the column says nothing of the step: neither that it is owed nor that it was done.
    return read.given.witnessed is None or duty.step in read.given.witnessed


def _last(acts: Sequence[Act], kind: Kind) -> Act | None:
    return next((act for act in reversed(acts) if act.meaning is kind), None)


def _said(act: Act | None, fact: str) -> str:
    return str(act.facts.get(fact) or "") if act is not None else ""
