"""After the decision: publication and withdrawal, the archive, how it is carried out, and its evaluation later on.

Source: R713 art. 32 (published with an explanation), 33 (archive), 34, 35 (execution; what hinders it is reported), 36
(evaluation of the decision, never of persons).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.sheets import Kind
from yifa.domains.decisions.yearly import CATALOGUE, make_public
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.at_hand import acting_of, case_of, do, opened
from yifa.kernel.deciding import Proposed
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.disclosure.publishing import Entry, Receipt, UnableToPublish, publish, text_to_publish, withdraw
from yifa.kernel.dossiers.models import Sheet
from yifa.kernel.dossiers.sheets import attached, entitled, put
from yifa.kernel.models import Act, Case, Publication
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.versions import Versions
from yifa.law.act import Kind as ActKind
from yifa.law.act import done
from yifa.law.fold import Given
from yifa.law.procedure import Procedure
from yifa.law.statutes import R713

STEP = "publication"
TITLES = {
    Kind.EXPERT: "专家名单和利害关系申明",
    Kind.RISK_POINT: "风险点登记",
    Kind.OWN_REVIEW: "本部门合法性审查意见",
    Kind.PACKAGE_RETURN: "补充材料通知",
    Kind.CHECK: "合法性审查清单",
    Kind.ADOPTION: "审查意见采纳回执",
    Kind.AGENDA: "上会安排",
    Kind.EXECUTION: "执行情况报告",
}
"""Sheets that are papers of their own; the others are what an act has left already."""


class UnableToArchive(UnableToTake):
    """The dossier cannot be closed yet."""


class UnableToEvaluate(UnableToTake):
    """The evaluation cannot be begun so."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One line of the archive index."""

    title: str
    on: date
    by: str


def text(asked: Asked) -> str:
    """What would be published now; a sentence where it may not be."""
    try:
        return text_to_publish(case_id=case_of(asked).pk, channel=GOVERNMENT_SITE.name, entry=_entry(asked))
    except UnableToPublish as refused:
        return str(refused)


def publication_of(asked: Asked) -> Publication | None:
    """What stands published of the case, or was taken down."""
    owed = Publication.objects.filter(case=case_of(asked), channel=GOVERNMENT_SITE.name, done_on__isnull=False)
    return visible(owed, asked.viewer, on=asked.on).first()


def make_known(asked: Asked, *, on: date, receipt: Receipt) -> None:
    """Publish; of a yearly list, its items with it. Raises UnableToTake where it may not be, UnableToPerform as any act."""
    case = case_of(asked)
    entitled(asked, STEP)
    try:
        with transaction.atomic():
            publish(case_id=case.pk, channel=GOVERNMENT_SITE.name, on=on, receipt=receipt, entry=_entry(asked))
            if case.procedure == CATALOGUE:
                make_public(asked, case)
    except UnableToPublish as refused:
        raise UnableToTake(str(refused)) from refused


def take_down(asked: Asked, *, on: date, ground: str, approved_by: str) -> None:
    """Take down what is published; its address says so for ever. Raises UnableToTake."""
    entitled(asked, STEP)
    entry = _entry(asked)
    try:
        withdraw(
            case_id=case_of(asked).pk,
            channel=GOVERNMENT_SITE.name,
            on=on,
            ground=ground,
            approved_by=approved_by,
            entry=entry,
        )
    except UnableToPublish as refused:
        raise UnableToTake(str(refused)) from refused


def index_of(case: Case, procedure: Procedure, *, on: date) -> tuple[Filed, ...]:
    """Everything that lies in the dossier, in the order of its days."""
    return tuple(sorted(_filed(case, procedure, on), key=lambda one: one.on))


def archive(asked: Asked) -> int:
    """Close the dossier with its index; returns how many papers it lists. Raises UnableToArchive before the decision."""
    (read,) = _reads(case_of(asked), asked.given, asked.versions)
    if read.state.day(done("decision")) is None:
        raise UnableToArchive(f"不得归档:决策还没有作出({R713.art(33).formal})。请待决策作出后再归档。")
    listed = index_of(case_of(asked), read.course.procedure, on=asked.on)
    told = "\n".join(f"{one.on} {one.title} {one.by}" for one in listed)
    do(asked, Proposed(ActKind.DONE, "archiving", asked.on, documents=(attached(v.ARCHIVE_INDEX, told),)))
    return len(listed)


def report_execution(asked: Asked, *, words: str, hindrance: str) -> None:
    """Keep a report on how the decision is carried out; hindrance: what stands in its way, «» for nothing."""
    (read,) = _reads(case_of(asked), asked.given, asked.versions)
    if read.state.day(done("decision")) is None:
        raise UnableToTake(f"决策还没有作出,没有执行情况可报({R713.art(34).formal})。请待决策作出后再填报。")
    put(
        asked,
        Kind.EXECUTION,
        step="execution",
        said={"words": words, "hindrance": hindrance},
        on=asked.on,
        key=str(asked.at.timestamp()),
    )


def evaluate(asked: Asked, *, number: str, why: str) -> int:
    """Begin the evaluation of the decision by its object; returns the case. Persons are not evaluated."""
    case = case_of(asked)
    (read,) = _reads(case, asked.given, asked.versions)
    if read.state.day(done("decision")) is None:
        raise UnableToEvaluate(f"决策还没有作出,不能开展后评估({R713.art(36).formal})。请待决策执行后再开展。")
    facts = {
        v.EVALUATION_NUMBER.name: number,
        v.EVALUATED.name: str(read.state.facts.get(v.DECISION_TITLE.name) or case.title),
        v.EVALUATING_UNIT.name: acting_of(asked).holding.organ,
    }
    title = f"后评估:{facts[v.EVALUATED.name]}({why})"
    return opened(asked, "decision_evaluation", on=asked.on, title=title, facts=facts).pk


def _filed(case: Case, procedure: Procedure, on: date) -> Iterator[Filed]:
    for act in visible(Act.objects.filter(case=case), OPERATOR, on=on).order_by("seq"):
        left = [one["title"] or one["document"] for one in json.loads(act.documents)]
        step = procedure.by_name.get(act.step)
        entered = f"{step.title}登记" if step is not None else "立件登记"
        yield from (Filed(title, act.on, act.organ) for title in left or [entered])
    rows = visible(Sheet.objects.filter(case=case, kind__in=list(TITLES)), OPERATOR, on=on).order_by("pk")
    # A sheet that was written anew takes the place of the one before; of several of a kind the last day counts.
    last = {Kind(row.kind): row for row in rows}
    pieces = {kind: len({row.key for row in rows if row.kind == kind}) for kind in last}
    for kind, row in last.items():
        yield Filed(TITLES[kind] + (f"({pieces[kind]}份)" if pieces[kind] > 1 else ""), row.on, row.organ)


def _reads(case: Case, given: Given, versions: Versions) -> Iterator[Read]:
    return read_cases([case.pk], given=given, versions=versions)


def _entry(asked: Asked) -> Entry:
    return Entry(acting_of(asked).actor(), asked.at, asked.given, asked.versions)
