"""Movements of posts as they are entered here, and the duties of organs that are dissolved or merged.

Reading: the duties of an organ are the powers that the list of powers in force names it for, until another organ is
entered as taking each of them over (国务院令第486号, whole, 待核).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from yifa.domains.staffing import vocabulary as v
from yifa.domains.staffing.ledger import QUOTAS
from yifa.domains.staffing.models import Rehomed
from yifa.domains.staffing.procedure import MOVEMENT
from yifa.domains.staffing.rules import without_home
from yifa.kernel import at_hand
from yifa.kernel.access import Viewer, visible
from yifa.kernel.acts import Proposed
from yifa.kernel.at_hand import acting_of, case_of, read_of
from yifa.kernel.confidentiality import Level
from yifa.kernel.models import Case
from yifa.kernel.numbering import give_number, open_series
from yifa.kernel.originals import FOLDER
from yifa.kernel.pages import Asked, UnableToTake
from yifa.kernel.registers import whole
from yifa.kernel.single_entries import UnableToEnterEntry, enter_entry
from yifa.kernel.typed import written
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.law.procedure import Document

DUTIES = "powers"
"""The register that names the organ of each duty."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A movement as it is asked for: from where to where, how many of which kind, through which channel."""

    source: str
    target: str
    kind: str
    field: str
    channel: str
    posts: int
    gap: int
    dissolves: bool


def ask_for(asked: Asked, wanted: Wanted, *, on: date) -> Case:
    """Open a movement, number it, and enter the request with the gap that was computed. Raises UnableToTake."""
    if wanted.source == wanted.target:
        raise UnableToTake("不得登记:调出单位和调入单位相同,编制没有移动。请更正其中一个。", "target")
    facts: dict[str, Value] = {
        v.SOURCE.name: wanted.source,
        v.TARGET.name: wanted.target,
        v.KIND.name: wanted.kind,
        v.FIELD.name: wanted.field,
        v.CHANNEL.name: wanted.channel,
        v.POSTS.name: wanted.posts,
    }
    with transaction.atomic():
        title = f"{wanted.source}至{wanted.target}{wanted.kind}编制{wanted.posts}名"
        case = at_hand.opened(asked, MOVEMENT.name, on=on, title=title, facts=facts)
        series = open_series(name="编制调整", year=on.year, pattern="编调〔{year}〕{serial}号")
        number = give_number(series=series, at=asked.at, case=case).text
        stated: dict[str, Value] = {**facts, v.MOVEMENT_NUMBER.name: number}
        do(asked, "request", on=on, facts=stated, leaves=v.REQUEST, case=case)
        dissolves: dict[str, Value] = {
            v.DISSOLVES.name: wanted.dissolves,
            f"{v.DISSOLVES.name}_reason": "提出用编需求时填写",
        }
        at_hand.do(asked, Proposed(Kind.ANSWERED, "", on, facts=dissolves), case=case)
        do(asked, "gap_check", on=on, facts={v.GAP.name: wanted.gap}, leaves=v.GAP_STATEMENT, case=case)
    return case


def do(
    asked: Asked,
    step: str,
    *,
    on: date,
    facts: Mapping[str, Value] | None = None,
    leaves: Document,
    case: Case | None = None,
) -> None:
    """Do one step of a movement, of the page's case where none is named. Raises UnableToPerform."""
    text = "\n".join(f"{name}:{value}" for name, value in sorted((facts or {}).items()))
    documents = (written(leaves, text or step),)
    at_hand.do(asked, Proposed(Kind.DONE, step, on, facts=facts or {}, documents=documents), case=case)


def duties_of(organ: str, *, on: date) -> Mapping[str, str]:
    """The duties of an organ, code → name, as the list of powers in force on the day names it."""
    rows = whole(register=DUTIES, on=on)
    return {code: str(facts.get("name") or "") for code, facts in rows.items() if facts.get("organ") == organ}


def rehomed(asked: Asked, organ: str) -> Mapping[str, Rehomed]:
    """The duties of an organ that another one has taken over, by code."""
    rows = visible(Rehomed.objects.filter(source=organ), asked.viewer, on=asked.on).order_by("pk")
    return {row.duty: row for row in rows}


def of_case(case: Case, *, viewer: Viewer, on: date) -> tuple[Rehomed, ...]:
    """What was entered in a movement of duties taken over, the earliest first."""
    return tuple(visible(Rehomed.objects.filter(case=case), viewer, on=on).order_by("pk"))


def still_without_home(asked: Asked, organ: str) -> tuple[str, ...]:
    """The codes of the duties of a dissolved organ that nobody has taken over."""
    duties = dict.fromkeys(duties_of(organ, on=asked.on), organ)
    return without_home(duties, (organ,), rehomed(asked, organ))


def rehome(asked: Asked, *, codes: tuple[str, ...], target: str, on: date) -> int:
    """Enter the organ that takes these duties of the giving organ over; returns how many. Raises UnableToTake."""
    case, source = case_of(asked), source_of(asked)
    known = duties_of(source, on=asked.on)
    if not codes or not set(codes) <= set(known):
        raise UnableToTake("没有勾选职责,或者勾选的职责已经不在清单中。请刷新页面后重新勾选。", "duty")
    with transaction.atomic():
        for code in codes:
            row = Rehomed(case=case, duty=code, title=known[code], source=source, target=target, on=on, at=asked.at)
            row.by, row.organ_path = acting_of(asked).entered_by, case.organ_path
            row.confidentiality = Level.INTERNAL
            row.save(force_insert=True)
    return len(codes)


def conclude_rehoming(asked: Asked, *, on: date) -> None:
    """承接职责 is done once every duty has its new organ. Raises UnableToTake while one has none."""
    left = still_without_home(asked, source_of(asked))
    if left:
        raise UnableToTake(
            f"不得办结承接职责:还有{len(left)}项职责没有承接机关({'、'.join(left[:5])})。请逐项登记承接机关。"
        )
    do(asked, "rehoming", on=on, leaves=v.REHOMING)


def enter_quota(asked: Asked, values: Mapping[str, Value], *, on: date) -> int:
    """Enter or replace one line of the register of posts held; returns the edition. Raises UnableToTake."""
    folder = Path(settings.YIFA_HOME) / FOLDER
    try:
        return enter_entry(QUOTAS, values=values, by=acting_of(asked).entered_by, on=on, at=asked.at, folder=folder)
    except UnableToEnterEntry as refusal:
        raise UnableToTake(str(refusal)) from refusal


def source_of(asked: Asked) -> str:
    """The organ that gives posts in the case of the page."""
    return str(read_of(asked).state.facts.get(v.SOURCE.name) or "")
