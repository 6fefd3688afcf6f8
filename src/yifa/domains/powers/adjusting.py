"""A request to change the list, as it is filed, given opinions on, approved and brought into force.

Reading: the list changes on the day of the approval, not with the next year's sheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from yifa.domains.powers import dossier
from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.editions import kept
from yifa.domains.powers.ledger import POWERS
from yifa.domains.powers.models import PowerVersion, ProposedItem
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.domains.powers.rules import Item
from yifa.kernel.access import OPERATOR, reached, visible
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import acting_of, case_of, do, opened, state_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import Attachment
from yifa.kernel.models import Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.originals import FOLDER
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.single_entries import UnableToEnterEntry, enter_entry
from yifa.kernel.typed import written
from yifa.law.act import Kind
from yifa.law.fact import Fact, Value
from yifa.law.procedure import Step

CHANGE, CANCEL = "变更", "取消"
CHANGES = (v.NEW, CHANGE, CANCEL)
OPINIONS: Mapping[str, Fact] = {
    "opinion_staffing": v.STAFFING_OPINION,
    "opinion_justice": v.JUSTICE_OPINION,
    "opinion_services": v.SERVICES_OPINION,
    "opinion_development": v.DEVELOPMENT_OPINION,
    "opinion_finance": v.FINANCE_OPINION,
}
"""By step, the fact that holds the opinion."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for: the kind of change, the power's code, what the list is to say, ground and basis text."""

    change: str
    code: str
    item: Item
    ground: str


def requests(asked: Asked) -> Iterator[Read]:
    """The requests that a post of the viewer reaches, those that run first."""
    rows = reached(Case.objects.filter(procedure=ADJUSTMENT.name), asked.viewer, on=asked.on)
    running = [case.pk for case in rows if case.state]
    ended = [case.pk for case in rows if not case.state]
    for pks in (running, ended):
        yield from reversed(list(read_cases(pks, given=asked.given, versions=asked.versions)))


def file_request(asked: Asked, wanted: Wanted, *, changed_on: date, on: date) -> Case:
    """Open a request of one's own organ, number it, and enter the change of its basis and the application.

    Raises UnableToTake for a power that the list has, or lacks, against what is asked; UnableToPerform by law.
    """
    _refuse_mismatch(wanted, on)
    facts = _facts(asked, wanted)
    with transaction.atomic():
        title = f"{wanted.change}:{wanted.item['name']}"
        case = opened(asked, ADJUSTMENT.name, on=on, title=title, facts=facts)
        number = _number(asked, case, on)
        _propose(asked, case, wanted)
        do(asked, Proposed(Kind.DONE, "trigger", changed_on, documents=(_basis_text(wanted),)), case=case)
        request = written(v.REQUEST, json.dumps(dict(wanted.item), ensure_ascii=False, sort_keys=True))
        stated: dict[str, Value] = {v.REQUEST_NUMBER.name: number, **facts}
        do(asked, Proposed(Kind.DONE, "application", on, facts=stated, documents=(request,)), case=case)
    return case


def file_again(asked: Asked, wanted: Wanted, *, on: date) -> None:
    """Enter the application anew after the request was sent back. Raises UnableToTake before that.

    Otherwise the list would get another text than the one on which opinions were given.
    """
    case = case_of(asked)
    if "application" in state_of(asked).done:
        raise UnableToTake("不得重新提出:这件申请已经提出,会审的是原来的内容。请待退回后重新提出,或者撤回后另行申请。")
    _refuse_mismatch(wanted, on)
    with transaction.atomic():
        _propose(asked, case, wanted)
        request = written(v.REQUEST, json.dumps(dict(wanted.item), ensure_ascii=False, sort_keys=True))
        facts = _facts(asked, wanted)
        do(asked, Proposed(Kind.DONE, "application", on, facts=facts, documents=(request,)))


def check_basis(asked: Asked, *, how: str, on: date) -> None:
    """设定依据审查 of a new power, by the department of justice."""
    act = Proposed(Kind.DONE, "basis_check", on, documents=(written(v.BASIS_OPINION, how),))
    with transaction.atomic():
        do(asked, act)
        dossier.keep(asked, dossier.Kind.BASIS_CHECK, how, on=on)


def give_opinion(asked: Asked, step: str, *, said: str, on: date) -> None:
    """Enter the opinion of one's own organ. Raises UnableToPerform where the post is of another organ."""
    fact = OPINIONS[step]
    act = Proposed(Kind.DONE, step, on, facts={fact.name: said}, documents=(written(v.OPINION, said),))
    do(asked, act)


def approve(asked: Asked, *, minutes: str, on: date) -> int:
    """批准, and with it the new text of the list from that day; returns the edition that it changed.

    Raises UnableToPerform while an opinion is open or the basis of a new power was not checked.
    """
    documents = (written(v.MINUTES, minutes), written(v.APPROVAL, minutes))
    facts: dict[str, Value] = {v.MEETING_HELD.name: True}
    with transaction.atomic():
        do(asked, Proposed(Kind.DONE, "approval", on, facts=facts, documents=documents))
        dossier.keep(asked, dossier.Kind.MINUTES, minutes, on=on)
        return bring_into_force(asked, on=on)


def send_back(asked: Asked, *, why: str, on: date) -> None:
    """退回: the application is to be made again, and every opinion with it."""
    do(asked, Proposed(Kind.RETURNED, "approval", on, facts={"act.reason": why}))


def hand_over(asked: Asked, *, to: str, words: str, on: date) -> None:
    """移送公开, with the letter to whoever keeps the public site."""
    act = Proposed(Kind.DONE, "handover", on, documents=(written(v.HANDOVER_LETTER, f"{to}\n{words}"),))
    with transaction.atomic():
        do(asked, act)
        dossier.keep(asked, dossier.Kind.HANDOVER, words, on=on, to=to)


def bring_into_force(asked: Asked, *, on: date) -> int:
    """Write what was approved into the list, from that day; returns the edition. Raises UnableToTake."""
    case, wanted = case_of(asked), wanted_of(case_of(asked), on=asked.on)
    if wanted is None:
        raise UnableToTake("不得更新清单:这件申请没有在本系统填写拟列入的内容。请在下一次清单版本中载入。")
    was = kept(viewer=OPERATOR, on=on, code=wanted.code).get(wanted.code, {})
    by = acting_of(asked).entered_by
    with transaction.atomic():
        try:
            values = {v.CODE.name: wanted.code, **wanted.item}
            folder = Path(settings.YIFA_HOME) / FOLDER
            year = enter_entry(POWERS, values=values, by=by, on=on, at=asked.at, folder=folder)
        except UnableToEnterEntry as refusal:
            raise UnableToTake(str(refusal)) from refusal
        version = PowerVersion(code=wanted.code, year=year, on=on, case=case, change=wanted.change, by=by, at=asked.at)
        version.was, version.now = _text(was), _text(wanted.item)
        version.organ_path, version.confidentiality = case.organ_path, Level.PUBLIC
        version.save(force_insert=True)
    return year


def wanted_of(case: Case, *, on: date) -> Wanted | None:
    """What the request asks for, as it was last filed here; None where it came from a ledger."""
    row = visible(ProposedItem.objects.filter(case=case), OPERATOR, on=on).order_by("-pk").first()
    if row is None:
        return None
    said = json.loads(row.content)
    return Wanted(said["change"], said["code"], said["item"], said["ground"])


def silent(read: Read) -> tuple[str, ...]:
    """Those of the five that have not spoken yet."""
    steps = read.course.procedure.by_name
    return tuple(heard(steps[name]) for name in OPINIONS if name not in read.state.done)


def heard(step: Step) -> str:
    """Whose opinion it is, as the list of the five calls it."""
    return step.title.removesuffix("意见")


def _refuse_mismatch(wanted: Wanted, on: date) -> None:
    known = kept(viewer=OPERATOR, on=on, code=wanted.code).get(wanted.code)
    if wanted.change == v.NEW and known is not None:
        raise UnableToTake(
            f"不得申请新增:清单中已有编码为{wanted.code}的职权「{known['name']}」。请另编编码,或者改为申请变更。",
            "code",
        )
    if wanted.change != v.NEW and known is None:
        raise UnableToTake(
            f"不得申请{wanted.change}:现行清单中没有编码为{wanted.code}的职权。请核对编码,或者改为申请新增。", "code"
        )


def _facts(asked: Asked, wanted: Wanted) -> dict[str, Value]:
    facts: dict[Fact, Value] = {
        v.REQUESTING_ORGAN: acting_of(asked).holding.organ,
        v.ITEM: wanted.item["name"],
        v.CHANGE: wanted.change,
        v.ITEM_CODE: wanted.code,
        v.GROUND: wanted.ground,
        v.NEW_BASIS: wanted.item["basis"],
    }
    return {fact.name: value for fact, value in facts.items()}


def _propose(asked: Asked, case: Case, wanted: Wanted) -> None:
    said = {"change": wanted.change, "code": wanted.code, "item": dict(wanted.item), "ground": wanted.ground}
    ProposedItem(case=case, content=_text(said), by=acting_of(asked).entered_by, at=asked.at).save(force_insert=True)


def _number(asked: Asked, case: Case, on: date) -> str:
    series = open_series(name="权责清单调整申请", year=on.year, pattern="权调〔{year}〕{serial}号")
    return give_number(series=series, at=asked.at, case=case).text


def _basis_text(wanted: Wanted) -> Attachment:
    return written(v.BASIS_TEXT, f"{wanted.ground}\n{wanted.item['basis']}")


def _text(said: Mapping[str, object]) -> str:
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
