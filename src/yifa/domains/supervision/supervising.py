"""Supervision cases as they are begun and moved: who may do what, and what each act leaves on record.

The case belongs to the supervised organ, on whose work list it then stands; whoever supervises acts from above it.
Reading: who verifies, issues and rechecks holds a post of supervision, of review or of a head that reaches the organ
from another one; the organ's own handlers and head put it right. Which post it is, is the supervising organ's own rule.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.supervision import vocabulary as v
from yifa.domains.supervision.models import Supervised
from yifa.kernel.access import Viewer, reached
from yifa.kernel.acting import Acting, case_for
from yifa.kernel.acts import Proposed, UnableToPerform, perform
from yifa.kernel.at_hand import acting_of, case_of, do
from yifa.kernel.deciding import Attachment
from yifa.kernel.findings.listing import finding_for
from yifa.kernel.handover import hand_over, take_up
from yifa.kernel.models import Act, Case, Finding, State
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.opening import open_case
from yifa.kernel.organ_tree import OrganLine, organs_on
from yifa.kernel.pages import Asked, UnableToTake
from yifa.law.act import Kind
from yifa.law.condition import SEPARATOR
from yifa.law.explain import Refusal
from yifa.law.fact import Value
from yifa.law.procedure import Document

PROCEDURE = "enforcement_supervision"
SUPERVISING_ROLES = frozenset({"supervisor", "reviewer", "head"})
MENDING_ROLES = frozenset({"handler", "head"})
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


def organs_beneath(asked: Asked) -> tuple[OrganLine, ...]:
    """The organs over which the post supervises: beneath its reach, and not its own."""
    acting = acting_of(asked)
    return tuple(one for one in organs_on(asked.on) if _is_above(acting, one.path))


def begin(asked: Asked, clue: Clue, *, on: date) -> Case:
    """Open a case from a doubt, number it, and enter the doubt as its first act; a stored doubt is handed over to it.

    Raises UnableToTake for a doubt from which one was begun, or an organ over which the post does not supervise;
    UnableToPerform where the law forbids it.
    """
    acting = acting_of(asked)
    organ = next((one for one in organs_beneath(asked) if one.path == clue.organ_path), None)
    if organ is None or not _supervises(acting, clue.organ_path):
        raise UnableToTake("不得立监督件：您现在的岗位不监督该机关。请换用监督岗位，或者核对被监督机关。", "organ")
    if clue.finding is not None and begun_from(clue.finding, asked.viewer, on=asked.on) is not None:
        raise UnableToTake("不得重复立件：这条疑点已经立过监督件。请在原监督件中办理。")
    with transaction.atomic():
        case = _opened(asked, acting, clue, organ, on)
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
    acting, case = acting_of(asked), case_of(asked)
    if not _supervises(acting, case.organ_path):
        raise UnableToPerform(_not_entitled(acting, "监督"))
    documents = (_written(leaves, facts),) if leaves is not None else ()
    act = Proposed(kind, step, on, facts=facts, documents=documents)
    perform(case_id=case.pk, act=act, by=acting.actor(), at=asked.at, given=asked.given, versions=asked.versions)


def mend(asked: Asked, *, on: date, how: str, who: str, documents: tuple[Attachment, ...] = ()) -> None:
    """Enter what the supervised organ did to put it right. Raises UnableToPerform where the post may not."""
    if not may_mend(asked):
        raise UnableToPerform(_not_entitled(acting_of(asked), "整改"))
    facts: dict[str, Value] = {v.RECTIFIED_HOW.name: how, v.RECTIFIED_BY.name: who}
    left = (_written(v.RECTIFICATION, facts), *documents)
    act = Proposed(Kind.DONE, "rectification", on, facts=facts, documents=left)
    do(asked, act)


def refuse_own_work(asked: Asked) -> None:
    """Raise UnableToTake where whoever would recheck entered himself how it was put right."""
    case, acting = case_of(asked), acting_of(asked)
    rows = Act.objects.filter(case=case, step="rectification", kind=Kind.DONE.value)
    last = reached(rows, asked.viewer, on=asked.on).order_by("-seq").first()
    if last is not None and last.entered_by == acting.entered_by:
        raise UnableToTake("不得复核：整改情况是您本人录入的，复核人与整改责任人不得为同一人(待核)。请由另一人复核。")


def paper_number(asked: Asked, paper: str, *, on: date) -> str:
    """The next number of a supervision paper of that kind; call it in the transaction that issues the paper."""
    series = open_series(name=paper, year=on.year, pattern=PAPER_SERIES[paper] + "〔{year}〕{serial}号")
    return give_number(series=series, at=asked.at).text


def may_supervise(asked: Asked) -> bool:
    """Whether the post may do the acts of the supervising organ in the case of the page."""
    return _supervises(acting_of(asked), case_of(asked).organ_path)


def may_mend(asked: Asked) -> bool:
    """Whether the post is one of the supervised organ that does its acts."""
    acting, path = acting_of(asked), case_of(asked).organ_path
    return acting.holding.post.role in MENDING_ROLES and _beneath(path, acting.holding.organ_path)


def _opened(asked: Asked, acting: Acting, clue: Clue, organ: OrganLine, on: date) -> Case:
    finding = clue.finding
    facts: dict[str, Value] = {
        v.ORGAN.name: organ.name,
        v.SUPERVISING.name: acting.holding.organ,
        v.SOURCE.name: clue.source,
        v.PROBLEM.name: clue.problem,
        v.ARTICLE.name: clue.article or None,
        v.RULE.name: finding.rule if finding is not None else None,
        v.FINDING.name: str(finding.pk) if finding is not None else None,
    }
    stated = {name: value for name, value in facts.items() if value is not None}
    opened = open_case(
        procedure=PROCEDURE,
        on=on,
        by=acting.actor(),
        at=asked.at,
        given=asked.given,
        title=f"{organ.name}：{clue.problem}"[:LONGEST_TITLE],
        facts=stated,
        organ_id=organ.pk,
        versions=asked.versions,
    )
    case = case_for(asked.viewer, case_id=opened.case_id, on=asked.on)
    give_number(
        series=open_series(name="行政执法监督件", year=on.year, pattern="监督件〔{year}〕{serial}号"),
        at=asked.at,
        case=case,
    )
    act = Proposed(Kind.DONE, "clue", on, documents=(_written(v.CLUE, stated),))
    perform(case_id=case.pk, act=act, by=acting.actor(), at=asked.at, given=asked.given, versions=asked.versions)
    return case


def _supervises(acting: Acting, path: str) -> bool:
    return acting.holding.post.role in SUPERVISING_ROLES and _is_above(acting, path)


def _is_above(acting: Acting, path: str) -> bool:
    reach, own = acting.holding.post.organ_path, acting.holding.organ_path
    return bool(reach) and reach != path and _beneath(path, reach) and not _beneath(path, own)


def _beneath(path: str, above: str) -> bool:
    return bool(above) and f"{path}{SEPARATOR}".startswith(f"{above}{SEPARATOR}")


def _not_entitled(acting: Acting, what: str) -> Refusal:
    whose = "监督机关的监督、审核岗位或者负责人" if what == "监督" else "被监督机关的经办岗位或者负责人"
    sentence = f"不得办理：您现在的岗位「{acting.holding.title}」不办理{what}环节。请由{whose}办理。"
    return Refusal("supervision.not_entitled", sentence)


def _written(document: Document, facts: Mapping[str, Value]) -> Attachment:
    text = "\n".join(f"{name}:{facts[name]}" for name in sorted(facts))
    return Attachment(document.name, hashlib.sha256(text.encode()).hexdigest(), document.title)
