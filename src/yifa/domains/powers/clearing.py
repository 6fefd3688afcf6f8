"""A clean-up of approvals as it is done: listed from the catalogue, judged one by one, reviewed, decided, carried out.

Reading: a cancellation binds nobody before it is published; new cases are closed from its effective date or from the
day of publication, whichever is later, and what was accepted before goes on to its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db import transaction

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.clean_up import BASIS, CLEAN_UP, DELEGATING
from yifa.kernel.access import Viewer
from yifa.kernel.at_hand import acting_of, case_of, do, opened, state_of
from yifa.kernel.catalogue import catalogue
from yifa.kernel.deciding import Proposed
from yifa.kernel.disclosure.declaration import GOVERNMENT_SITE
from yifa.kernel.dossiers.sheets import Content, Written, attached, entitled, put, standing
from yifa.kernel.instruments import days_of, enter
from yifa.kernel.models import Case
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.publishing_in_post import Receipt, Sitting, UnableToPublish, publish_in_case
from yifa.kernel.registers import whole
from yifa.law.act import Kind as ActKind
from yifa.law.act import done
from yifa.law.fact import Fact, Value

CATALOGUE, JUDGED = "items", "judged_approval"
"""The register of service items, by its id; and the sheet on which one of them is judged."""
LONGEST_KEY = 60


class Outcome(StrEnum):
    """What becomes of an approval."""

    KEPT = "保留"
    CANCELLED = "取消"
    DELEGATED = "下放或者委托"
    MERGED = "合并"


FACTS: Mapping[Outcome, Fact] = {
    Outcome.KEPT: v.KEPT,
    Outcome.CANCELLED: v.CANCELLED_ITEMS,
    Outcome.DELEGATED: v.DELEGATED,
    Outcome.MERGED: v.MERGED,
}
CLOSING = (Outcome.CANCELLED, Outcome.MERGED)
"""After these nobody may apply for the item any more."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of one approval: on which basis, from when, where to, how open cases and files are handed over."""

    outcome: Outcome
    basis: str
    effective_on: date | None = None
    to: str = ""
    handover: str = ""

    def as_content(self) -> Content:
        """As it lies in the dossier."""
        day = self.effective_on.isoformat() if self.effective_on is not None else ""
        return {"outcome": self.outcome, "basis": self.basis, "on": day, "to": self.to, "handover": self.handover}


def approvals(on: date) -> Mapping[str, Mapping[str, Value]]:
    """The service items of the catalogue in force on the day, by code, with what it says of each."""
    return whole(register=CATALOGUE, on=on)


def initiate(asked: Asked, *, name: str, plan: str) -> Case:
    """Open a clean-up with its plan."""
    with transaction.atomic():
        case = opened(asked, CLEAN_UP.name, on=asked.on, title=name, facts={v.CLEAN_UP_NAME.name: name})
        paper = (attached(v.CLEAN_UP_PLAN, plan),)
        do(asked, Proposed(ActKind.DONE, "initiation", asked.on, documents=paper), case=case)
    return case


def enlist(asked: Asked, *, kind: str, organ: str) -> int:
    """List the items of a kind, of one organ or of all («»), for judgement; returns how many. Raises UnableToTake."""
    chosen = tuple(
        code
        for code, item in approvals(asked.on).items()
        if item.get("kind") == kind and organ in {"", item.get("organ")} and len(code) <= LONGEST_KEY
    )
    if not chosen:
        raise UnableToTake("没有列出事项:现行事项目录中没有这一类型、这一机构的事项。请改选类型或者机构。", "kind")
    facts: dict[str, Value] = {v.LISTED.name: chosen}
    paper = (attached(v.CLEAN_UP_LIST, "\n".join(chosen)),)
    do(asked, Proposed(ActKind.DONE, "listing", asked.on, facts=facts, documents=paper))
    return len(chosen)


def judge(asked: Asked, code: str, wanted: Judgement) -> None:
    """Enter what is to become of one approval; the last word on each stands. Raises UnableToTake."""
    if code not in listed(asked):
        raise UnableToTake("没有选定列入清理的事项。请在目录中选定一项。", "code")
    _refuse_groundless(asked, code, wanted)
    put(asked, JUDGED, step="judgement", said=wanted.as_content(), on=asked.on, key=code)


def keep_the_rest(asked: Asked, *, basis: str) -> int:
    """Enter every item that was not judged yet as kept; returns how many."""
    left = [code for code in listed(asked) if code not in judged(asked)]
    with transaction.atomic():
        for code in left:
            said = Judgement(Outcome.KEPT, basis).as_content()
            put(asked, JUDGED, step="judgement", said=said, on=asked.on, key=code)
    return len(left)


def conclude(asked: Asked) -> None:
    """逐项提出处理意见 is done once every item was judged. Raises UnableToTake."""
    known = judged(asked)
    left = [code for code in listed(asked) if code not in known]
    if left or not known:
        raise UnableToTake(f"不能汇总:还有{len(left)}项没有处理意见({'、'.join(left[:5])})。请逐项提出意见。")
    paper = (attached(v.CLEAN_UP_OPINIONS, "\n".join(_lines(known))),)
    do(asked, Proposed(ActKind.DONE, "judgement", asked.on, documents=paper))


def review(asked: Asked, *, words: str) -> None:
    """合法性审核, by the department of justice."""
    do(asked, Proposed(ActKind.DONE, "legality_review", asked.on, documents=(attached(v.CLEAN_UP_REVIEW, words),)))


def decide(asked: Asked, *, words: str, on: date) -> None:
    """决定清理结果, with what becomes of each item. Raises UnableToTake before all were judged."""
    if state_of(asked).day(done("judgement")) is None:
        raise UnableToTake(f"不得登记决定:处理意见还没有汇总({BASIS.formal})。请先逐项提出意见并汇总。")
    known = judged(asked)
    chosen = {
        fact.name: tuple(code for code, one in known.items() if one.said["outcome"] == outcome)
        for outcome, fact in FACTS.items()
    }
    facts: dict[str, Value] = {name: codes for name, codes in chosen.items() if codes}
    do(asked, Proposed(ActKind.DONE, "decision", on, facts=facts, documents=(attached(v.CLEAN_UP_DECISION, words),)))


def publish(asked: Asked, *, on: date, receipt: Receipt) -> tuple[str, ...]:
    """公布清理结果, and close what was cancelled or merged for new cases; returns their codes. Raises UnableToTake."""
    entitled(asked, "publication")
    if state_of(asked).day(done("decision")) is None:
        raise UnableToTake(f"不得公布:清理结果还没有决定({BASIS.formal})。请先登记决定。")
    sitting = Sitting(acting_of(asked), asked.on, asked.at, asked.given, asked.versions)
    channel = GOVERNMENT_SITE.name
    try:
        with transaction.atomic():
            publish_in_case(sitting, case_id=case_of(asked).pk, channel=channel, on=on, receipt=receipt)
            return close(asked, on=on)
    except UnableToPublish as refused:
        raise UnableToTake(str(refused)) from refused


def close(asked: Asked, *, on: date) -> tuple[str, ...]:
    """Close what was cancelled or merged, by a result published on that day; returns the codes.

    Raises UnableToPerform for a post that does not publish, UnableToTake before publication.
    """
    entitled(asked, "publication")
    if state_of(asked).day(done("publication")) is None:
        raise UnableToTake(f"不得停止受理:清理结果还没有公布({BASIS.formal})。请先公布清理结果。")
    known, codes = approvals(asked.on), []
    with transaction.atomic():
        for code, one in _closing(asked):
            last = closes_on(one.said, on) - timedelta(days=1)
            name = str(known.get(code, {}).get("name") or code)
            enter(kind=_kind(), number=code, name=name, valid_from=min(one.on, last), valid_to=last)
            codes.append(code)
    return tuple(codes)


def left_open(asked: Asked) -> tuple[str, ...]:
    """The codes that a published result cancelled or merged, and that are not closed for new cases yet."""
    days = days_of(kind=_kind())
    if state_of(asked).day(done("publication")) is None:
        return ()
    return tuple(code for code, _ in _closing(asked) if days.get(code, (None, None))[1] is None)


def listed(asked: Asked) -> tuple[str, ...]:
    """The codes of the items under judgement."""
    codes = state_of(asked).facts.get(v.LISTED.name)
    return codes if isinstance(codes, tuple) else ()


def judged(asked: Asked) -> Mapping[str, Written]:
    """What was said of each item, by code."""
    return judged_in(case_of(asked), viewer=asked.viewer, on=asked.on)


def judged_in(case: Case, *, viewer: Viewer, on: date) -> Mapping[str, Written]:
    """What was said of each item in one clean-up, as far as the viewer may see it."""
    return standing(case, JUDGED, viewer=viewer, on=on)


def closes_on(said: Content, published_on: date) -> date:
    """The first day on which nobody may apply any more."""
    return max(date.fromisoformat(said["on"]), published_on)


def _closing(asked: Asked) -> Iterator[tuple[str, Written]]:
    return ((code, one) for code, one in judged(asked).items() if one.said["outcome"] in CLOSING)


def _kind() -> str:
    return catalogue().tables[CATALOGUE].title


def _refuse_groundless(asked: Asked, code: str, wanted: Judgement) -> None:
    if wanted.outcome is Outcome.KEPT:
        return
    if wanted.effective_on is None or not wanted.handover:
        raise UnableToTake(
            f"处理意见不全:{wanted.outcome}的,应当写明施行日期和在办件、档案的衔接办法。请补充。", "effective_on"
        )
    if wanted.outcome is Outcome.DELEGATED and not wanted.to:
        raise UnableToTake(
            f"处理意见不全:下放或者委托的,应当写明承接机关并公告({DELEGATING.formal})。请填写承接机关。", "to"
        )
    if wanted.outcome is Outcome.MERGED and (wanted.to == code or wanted.to not in approvals(asked.on)):
        raise UnableToTake("处理意见不全:合并的,应当写明并入哪一项,填写现行目录中另一项的事项编码。请核对。", "to")


def _lines(known: Mapping[str, Written]) -> Iterator[str]:
    for code, one in known.items():
        yield " ".join((code, *(str(one.said[name]) for name in ("outcome", "basis", "on", "to", "handover"))))
