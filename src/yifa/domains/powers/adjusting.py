"""A request to change the list, as it is filed, given opinions on, approved and brought into force.

Reading: which organ an opinion is asked of is told by its name in the tree of organs; where the office of posts (编办),
an organ of the Party, is not in the tree, the government's general office enters its acts (待核).
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

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.editions import kept
from yifa.domains.powers.ledger import POWERS
from yifa.domains.powers.models import PowerVersion, ProposedItem
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.domains.powers.rules import Item
from yifa.kernel.access import OPERATOR, reached, visible
from yifa.kernel.acts import Proposed, UnableToPerform, perform
from yifa.kernel.at_hand import acting_of, case_of, do, opened
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import Attachment
from yifa.kernel.models import Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.organ_tree import organs_on
from yifa.kernel.originals import FOLDER
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.single_entries import UnableToEnterEntry, enter_entry
from yifa.kernel.typed import written
from yifa.law.act import Kind
from yifa.law.explain import Refusal
from yifa.law.fact import Fact, Value

CHANGE, CANCEL = "变更", "取消"
CHANGES = (v.NEW, CHANGE, CANCEL)
SPEAKING, OFFICE = frozenset({"handler", "reviewer", "head"}), "staffing"
NAMED: Mapping[str, tuple[str, ...]] = {
    OFFICE: ("编办", "编委", "机构编制"),
    "justice": ("司法局",),
    "services": ("政务服务办", "政务服务局", "政务服务和", "行政审批局"),
    "development": ("发展和改革", "发展改革"),
    "finance": ("财政局",),
}
"""By which words in its name an organ is known to be the one that speaks."""
IN_PLACE_OF_OFFICE = "人民政府办公室"
OPINIONS: Mapping[str, tuple[str, Fact]] = {
    "opinion_staffing": (OFFICE, v.STAFFING_OPINION),
    "opinion_justice": ("justice", v.JUSTICE_OPINION),
    "opinion_services": ("services", v.SERVICES_OPINION),
    "opinion_development": ("development", v.DEVELOPMENT_OPINION),
    "opinion_finance": ("finance", v.FINANCE_OPINION),
}
"""By step, the organ that gives the opinion and the fact that holds it."""


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
    """Enter the application anew after the request was sent back."""
    case = case_of(asked)
    _refuse_mismatch(wanted, on)
    with transaction.atomic():
        _propose(asked, case, wanted)
        request = written(v.REQUEST, json.dumps(dict(wanted.item), ensure_ascii=False, sort_keys=True))
        facts = _facts(asked, wanted)
        do(asked, Proposed(Kind.DONE, "application", on, facts=facts, documents=(request,)))


def check_basis(asked: Asked, *, how: str, on: date) -> None:
    """设定依据审查 of a new power, by the department of justice."""
    _speak(asked, "justice", Proposed(Kind.DONE, "basis_check", on, documents=(written(v.BASIS_OPINION, how),)))


def give_opinion(asked: Asked, step: str, *, said: str, on: date) -> None:
    """Enter the opinion of one's own organ. Raises UnableToPerform where the post is of another organ."""
    organ, fact = OPINIONS[step]
    act = Proposed(Kind.DONE, step, on, facts={fact.name: said}, documents=(written(v.OPINION, said),))
    _speak(asked, organ, act)


def approve(asked: Asked, *, minutes: str, on: date) -> int:
    """批准, and with it the new text of the list from that day; returns the edition that it changed.

    Raises UnableToPerform while an opinion is open or the basis of a new power was not checked.
    """
    documents = (written(v.MINUTES, minutes), written(v.APPROVAL, minutes))
    facts: dict[str, Value] = {v.MEETING_HELD.name: True}
    with transaction.atomic():
        _speak(asked, OFFICE, Proposed(Kind.DONE, "approval", on, facts=facts, documents=documents))
        return bring_into_force(asked, on=on)


def send_back(asked: Asked, *, why: str, on: date) -> None:
    """退回: the application is to be made again, and every opinion with it."""
    _speak(asked, OFFICE, Proposed(Kind.RETURNED, "approval", on, facts={"act.reason": why}))


def hand_over(asked: Asked, *, on: date) -> None:
    """移送公开."""
    _speak(asked, OFFICE, Proposed(Kind.DONE, "handover", on, documents=(written(v.HANDOVER_LETTER, str(on)),)))


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
    """The opinions that nobody has given yet, by title."""
    steps = read.course.procedure.by_name
    return tuple(steps[name].title for name in OPINIONS if name not in read.state.done)


def speaks_for(asked: Asked, organ: str) -> bool:
    """Whether the post is one of the organ that is to speak (a key of NAMED)."""
    acting = acting_of(asked)
    if acting.holding.post.role not in SPEAKING:
        return False
    named = acting.holding.organ
    if any(word in named for word in NAMED[organ]):
        return True
    return organ == OFFICE and IN_PLACE_OF_OFFICE in named and not _has_office(asked)


def _has_office(asked: Asked) -> bool:
    return any(word in one.name for one in organs_on(asked.on) for word in NAMED[OFFICE])


def _speak(asked: Asked, organ: str, act: Proposed) -> None:
    acting, case = acting_of(asked), case_of(asked)
    if not speaks_for(asked, organ):
        step = ADJUSTMENT.by_name[act.step]
        sentence = f"不得办理「{step.title}」:您现在的岗位「{acting.holding.title}」不是{step.actor.title}的岗位。请由该单位办理。"
        raise UnableToPerform(Refusal("powerlist.not_entitled", sentence))
    perform(case_id=case.pk, act=act, by=acting.actor(), at=asked.at, given=asked.given, versions=asked.versions)


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
