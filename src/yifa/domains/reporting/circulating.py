"""Circulating the draft: which organs are consulted on which edition, what each says, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.campaign import may_notify, report_case
from yifa.domains.reporting.procedure import CIRCULATION
from yifa.kernel.access import reached, visible
from yifa.kernel.at_hand import acting_of, do, opened
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import Attachment, Proposed
from yifa.kernel.models import Act, Case
from yifa.kernel.organ_tree import OrganLine, organs_on
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.typed import written
from yifa.law.act import Kind, done
from yifa.law.condition import SEPARATOR
from yifa.law.fact import Value

WAITING, SAID, ANSWERED = "等待意见", "等待答复", "已经答复"


class UnableToCirculate(UnableToTake):
    """The draft cannot be sent round so."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One organ that is consulted: by when, what it says, what became of it; file: the hash of the draft it was sent."""

    case_id: int
    organ: str
    due: date | None
    status: str
    said_on: date | None
    verdict: str
    opinion: str
    adopted: str
    answer: str
    file: str = ""

    def is_late(self, on: date) -> bool:
        """Whether the opinion is late on that day, or was when it came."""
        return self.due is not None and (self.said_on or on) > self.due


def askings(asked: Asked, *, year: int) -> tuple[Asking, ...]:
    """Who is consulted on the report of that year, so far as the viewer may see."""
    cases = visible(Case.objects.filter(procedure=CIRCULATION.name), asked.viewer, on=asked.on)
    read = read_cases(list(cases.values_list("pk", flat=True)), given=asked.given, versions=asked.versions)
    return tuple(asking_of(one) for one in read if one.state.facts.get(v.REPORT_YEAR.name) == year)


def asking_of(read: Read, *, file: str = "") -> Asking:
    """Where the consultation of a case stands."""
    facts, here = read.state.facts, read.state.done
    due = facts.get(v.DUE.name)
    said = {name: str(value) for name, value in facts.items() if value is not None}
    return Asking(
        case_id=read.case.pk,
        organ=said.get(v.CONSULTED_ORGAN.name, ""),
        due=due if isinstance(due, date) else None,
        status=ANSWERED if "answer" in here else SAID if "opinion" in here else WAITING,
        said_on=read.state.day(done("opinion")),
        verdict=said.get(v.VERDICT.name, ""),
        opinion=said.get(v.OPINION.name, ""),
        adopted=said.get(v.ADOPTED.name, ""),
        answer=said.get(v.ANSWER.name, ""),
        file=file,
    )


def draft_of(asked: Asked, *, year: int) -> Attachment | None:
    """The edition that was fixed last, as the case of the report holds it; None where there is none yet."""
    report = report_case(asked, year=year)
    return next(_left(asked, report, "drafting"), None) if report is not None else None


def file_of(asked: Asked, case: Case) -> str:
    """The hash of the draft that an organ was sent."""
    return next((one.sha256 for one in _left(asked, case, "request")), "")


def not_yet_consulted(asked: Asked, *, year: int) -> tuple[OrganLine, ...]:
    """The organs that may be consulted and were not yet."""
    if not may_notify(asked):
        return ()
    held, known = acting_of(asked).holding, {one.organ for one in askings(asked, year=year)}
    there = (one for one in organs_on(asked.on) if one.path.startswith(held.post.organ_path + SEPARATOR))
    return tuple(one for one in there if one.name not in known and one.path != held.organ_path)


def circulate(asked: Asked, *, year: int, organs: Iterable[int], due: date) -> int:
    """Send the last edition round to these organs, by their keys; returns to how many.

    Raises UnableToCirculate for a post that may not, before there is an edition, for an organ that was asked already,
    and for a day that has passed.
    """
    if not may_notify(asked):
        raise UnableToCirculate(
            "不得送请会签:您现在的岗位不负责起草年度报告。请换用依法治区办、司法行政部门的经办岗位。"
        )
    draft = draft_of(asked, year=year)
    if draft is None:
        raise UnableToCirculate("没有送请会签:还没有形成可以会签的一稿。请先由年度报告编制人员在「送审稿」形成一稿。")
    waiting, chosen = {one.pk: one for one in not_yet_consulted(asked, year=year)}, tuple(organs)
    if not chosen or not set(chosen) <= waiting.keys():
        raise UnableToCirculate("勾选的单位中有已经送请会签的,或者没有勾选。请刷新页面后重新勾选。", "chosen")
    if due < asked.on:
        raise UnableToCirculate(f"要求答复日期{due}已经过去。请填写今天{asked.on}或者以后的日期。", "due")
    with transaction.atomic():
        for pk in chosen:
            _ask(asked, waiting[pk], year, due, draft)
    return len(chosen)


def say(asked: Asked, *, verdict: str, opinion: str, person: str) -> None:
    """提出会签意见. Raises UnableToTake for changes that are not said, UnableToPerform."""
    if verdict == v.AMENDS and not opinion:
        raise UnableToTake("没有填写「会签意见」。有修改意见的,请写明修改什么、理由是什么。", "opinion")
    facts: Mapping[str, Value] = {v.VERDICT.name: verdict, v.OPINION.name: opinion or v.AGREES}
    left = (written(v.COUNTERSIGNATURES, f"{verdict}\n{opinion}"),)
    do(asked, Proposed(Kind.DONE, "opinion", asked.on, facts=facts, documents=left), person=person)


def adoptions(verdict: str) -> tuple[str, ...]:
    """What can become of an opinion: there is nothing to adopt of one that agrees."""
    return v.ADOPTIONS if verdict == v.AMENDS else (v.NOTHING_TO_ADOPT,)


def answer(asked: Asked, *, adopted: str, why: str) -> None:
    """说明采纳情况. Raises UnableToTake where one is not adopted and it is not said why, UnableToPerform."""
    if adopted in v.ADOPTIONS[1:] and not why:
        raise UnableToTake("没有填写「采纳情况说明」。没有全部采纳的,请写明理由。", "answer")
    facts: Mapping[str, Value] = {v.ADOPTED.name: adopted, v.ANSWER.name: why}
    do(asked, Proposed(Kind.DONE, "answer", asked.on, facts={name: one for name, one in facts.items() if one}))


def _ask(asked: Asked, organ: OrganLine, year: int, due: date, draft: Attachment) -> None:
    facts: dict[str, Value] = {v.REPORT_YEAR.name: year, v.CONSULTED_ORGAN.name: organ.name, v.DUE.name: due}
    title, level = f"{year}年度报告会签:{organ.name}", Level.INTERNAL
    case = opened(
        asked, CIRCULATION.name, on=asked.on, title=title, facts=facts, confidentiality=level, path=organ.path
    )
    do(asked, Proposed(Kind.DONE, "request", asked.on, documents=(draft,)), case=case)


def _left(asked: Asked, case: Case, step: str) -> Iterator[Attachment]:
    rows = reached(Act.objects.filter(case=case, step=step, kind=Kind.DONE.value), asked.viewer, on=asked.on)
    for text in rows.order_by("-seq").values_list("documents", flat=True):
        yield from (Attachment(v.DRAFT.name, one["sha256"], one["title"]) for one in json.loads(text))
