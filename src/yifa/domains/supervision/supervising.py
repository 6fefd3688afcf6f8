"""Supervision cases as they are begun and moved: who may do what, and what each act leaves on record.

The case belongs to the supervised organ, on whose work list it then stands; whoever supervises acts from above it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.supervision import vocabulary as v
from yifa.domains.supervision.models import Supervised
from yifa.kernel.access import Viewer, reached
from yifa.kernel.acting import case_for
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import acting_of, case_of, do, may, opened, organs_beneath
from yifa.kernel.attachments import of_case
from yifa.kernel.deciding import Attachment
from yifa.kernel.findings.listing import finding_for
from yifa.kernel.handover import hand_over, take_up
from yifa.kernel.models import Act, Case, Finding, State
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.organ_tree import OrganLine
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.procedure import Document

PROCEDURE = "enforcement_supervision"
PAPER_SERIES: Mapping[str, str] = {v.NOTICE: "执监通", v.PROPOSAL: "执监建", v.DECISION: "执监决"}
LONGEST_TITLE = 120
_PARAMETER = re.compile(r"地方参数(?:「[\w.]+[^」]*」| [\w.]+)")


@dataclass(frozen=True, slots=True)
class Clue:
    """A doubt with which a case is to begin; finding: the stored doubt, None for one that somebody typed."""

    organ_path: str
    problem: str
    source: str
    article: str = ""
    finding: Finding | None = None


def in_words(text: str) -> str:
    """The text without names of parameters, which mean nothing to whoever gets a paper."""
    return _PARAMETER.sub("本地规定", text)


def matters(viewer: Viewer, *, on: date) -> tuple[Case, ...]:
    """The supervision cases that a post of the viewer reaches, those that stand open first, by due date."""
    rows = reached(Case.objects.filter(procedure=PROCEDURE), viewer, on=on).select_related("organ")
    far = date.max
    return tuple(sorted(rows, key=lambda one: (not one.state, one.due_on or far, -one.pk)))


def begun_from(finding: Finding, viewer: Viewer, *, on: date) -> Case | None:
    """The supervision case that was begun from this doubt, if one was."""
    row = reached(Supervised.objects.filter(finding=finding.pk), viewer, on=on).select_related("case").first()
    return row.case if row is not None else None


def confirmed(asked: Asked, pk: int) -> Finding | None:
    """The doubt of that number, if the viewer may see it and somebody decided that it is so (属实)."""
    found = finding_for(asked.viewer, pk, on=asked.on)
    return found if found is not None and found.state == State.CONFIRMED else None


def begin(asked: Asked, clue: Clue, *, on: date) -> Case:
    """Open a case from a doubt, number it, and enter the doubt as its first act; a stored doubt is handed over to it.

    Raises UnableToTake for a doubt from which one was begun, or an organ over which the post does not supervise;
    UnableToPerform where the law forbids it.
    """
    organ = next((one for one in organs_beneath(asked) if one.path == clue.organ_path), None)
    if organ is None:
        raise UnableToTake("不得立监督件：您现在的岗位不监督该机关。请换用监督岗位，或者核对被监督机关。", "organ")
    if clue.finding is not None and begun_from(clue.finding, asked.viewer, on=asked.on) is not None:
        raise UnableToTake("不得重复立件：这条疑点已经立过监督件。请在原监督件中办理。")
    with transaction.atomic():
        case = _opened(asked, clue, organ, on)
        Supervised(case=case, finding=clue.finding).save(force_insert=True)
        if clue.finding is not None:
            reason = f"程序疑点{clue.finding.pk}核实为属实"
            take_up(
                handover=hand_over(from_case=clue.finding.case, procedure=PROCEDURE, on=on, reason=reason), case=case
            )
    return case_for(asked.viewer, case_id=case.pk, on=asked.on)


def supervise(
    asked: Asked, kind: Kind, step: str, *, on: date, facts: Mapping[str, Value], leaves: Document | None = None
) -> None:
    """Do an act of the supervising organ in the case of the page. Raises UnableToPerform where the post may not."""
    documents = (_written(leaves, facts),) if leaves is not None else ()
    do(asked, Proposed(kind, step, on, facts=facts, documents=documents))


def mend(asked: Asked, *, on: date, how: str, who: str, documents: tuple[Attachment, ...] = ()) -> None:
    """Enter what the supervised organ did to put it right. Raises UnableToPerform where the post may not."""
    facts: dict[str, Value] = {v.RECTIFIED_HOW.name: how, v.RECTIFIED_BY.name: who}
    left = (_written(v.RECTIFICATION, facts), *documents)
    act = Proposed(Kind.DONE, "rectification", on, facts=facts, documents=left)
    do(asked, act)


def proofs_of(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The files that were added when the organ last told how it put it right: (name, hash)."""
    case = case_of(asked)
    rows = Act.objects.filter(case=case, step="rectification", kind=Kind.DONE.value)
    last = reached(rows, asked.viewer, on=asked.on).order_by("-seq").first()
    left = [one["sha256"] for one in json.loads(last.documents)] if last is not None else []
    kept = (of_case(case, sha256=one) for one in left)
    return tuple((one.name, one.sha256) for one in kept if one is not None)


def paper_number(asked: Asked, paper: str, *, on: date) -> str:
    """The next number of a supervision paper of that kind; call it in the transaction that issues the paper."""
    series = open_series(name=paper, year=on.year, pattern=PAPER_SERIES[paper] + "〔{year}〕{serial}号")
    return give_number(series=series, at=asked.at).text


def may_supervise(asked: Asked) -> bool:
    """Whether the post may do the acts of the supervising organ in the case of the page."""
    return may(asked, "closing")


def may_mend(asked: Asked) -> bool:
    """Whether the post is one of the supervised organ that does its acts."""
    return may(asked, "rectification")


def _opened(asked: Asked, clue: Clue, organ: OrganLine, on: date) -> Case:
    finding = clue.finding
    facts: dict[str, Value] = {
        v.ORGAN.name: organ.name,
        v.SUPERVISING.name: acting_of(asked).holding.organ,
        v.SOURCE.name: clue.source,
        v.PROBLEM.name: clue.problem,
        v.ARTICLE.name: clue.article or None,
        v.RULE.name: finding.rule if finding is not None else None,
        v.FINDING.name: str(finding.pk) if finding is not None else None,
    }
    stated = {name: value for name, value in facts.items() if value is not None}
    title = f"{organ.name}：{clue.problem}"[:LONGEST_TITLE]
    case = opened(asked, PROCEDURE, on=on, title=title, facts=stated, path=organ.path)
    give_number(
        series=open_series(name="行政执法监督件", year=on.year, pattern="监督件〔{year}〕{serial}号"),
        at=asked.at,
        case=case,
    )
    do(asked, Proposed(Kind.DONE, "clue", on, documents=(_written(v.CLUE, stated),)), case=case)
    return case


def _written(document: Document, facts: Mapping[str, Value]) -> Attachment:
    text = "\n".join(f"{name}:{facts[name]}" for name in sorted(facts))
    return Attachment(document.name, hashlib.sha256(text.encode()).hexdigest(), document.title)
