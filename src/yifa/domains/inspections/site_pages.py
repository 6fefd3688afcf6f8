"""The officers' two pages: the visits of these days, and one visit with all that is filled in on site.

Served at /desk/tasks/, where they also work off-line; what a phone fills in comes back entry by entry.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from yifa.domains.inspections.models import Visit
from yifa.domains.inspections.officers import refusals_of_officers
from yifa.domains.inspections.site_record import (
    ANSWERS,
    ARRIVAL,
    FINISH,
    POINT,
    RESULTS,
    Filled,
    Standing,
    missing,
)
from yifa.domains.inspections.taking import SHAPES, Sent, sent_from, take_in
from yifa.domains.inspections.visits import Sheet, names_of, reaches, sheet, visits_on
from yifa.kernel.pages import Asked, Done, Download, NothingThere, Page, PageAt, Place
from yifa.law.act import Act, Kind
from yifa.law.explain import refusals

TASKS = "/desk/tasks/"
AHEAD, BEHIND = timedelta(days=7), timedelta(days=7)
DATA = "data"
"""The part of the address at which a phone fetches what a visit holds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One visit in the list. is_mine: whether a certificate of it is the viewer's, by his name in the register."""

    visit: Visit
    subject: str
    is_mine: bool
    href: str
    lacks: str


def tasks(asked: Asked) -> Page:
    """The visits from a week ago to a week ahead: today's first, then what is late or still to come."""
    found = tuple(_rows(asked))
    today = tuple(row for row in found if row.visit.planned_on == asked.on)
    others = tuple(row for row in found if row.visit.planned_on != asked.on)
    return Page("inspections/tasks.html", "现场检查任务", {"today": today, "others": others, "on": asked.on})


def onsite(asked: Asked) -> Page | Download:
    """One visit: the form, or as data for a phone."""
    at_hand = sheet(asked)
    if asked.part == DATA:
        text = json.dumps(data_of(at_hand), ensure_ascii=False)
        return Download("visit.json", text.encode(), "application/json; charset=utf-8")
    told = {
        "at_hand": at_hand,
        "answers": ANSWERS,
        "results": RESULTS,
        "on": asked.on,
        "said_of": _said_of(at_hand),
        "lacks": _lacks(at_hand),
        "doubts": _doubts(asked, at_hand),
        "place": TASKS,
    }
    return Page("inspections/onsite.html", f"现场检查 {at_hand.visit.number}", told)


def fill_in(asked: Asked) -> Done:
    """Take one entry of a phone, or the whole form of a browser without scripts.

    For an entry that was known already the answer leads to where it stands; for a new one it leads nowhere else.
    """
    if asked.case is None or asked.acting is None:
        raise NothingThere
    home = f"{TASKS}{asked.case.pk}/"
    entry = asked.word("entry")
    if entry:
        sent = sent_from(entry, by=asked.acting.entered_by)
        is_new = take_in(asked, sent)
        return Done("已经收存。") if is_new else Done("这一条此前已经收存,没有重复登记。", f"{home}#{sent.filled.what}")
    with transaction.atomic():
        taken = [take_in(asked, sent) for sent in _of_form(asked, sheet(asked))]
    return Done(f"已经收存{len(taken)}项。" if taken else "没有新的内容需要收存。", home)


def data_of(at_hand: Sheet) -> Mapping[str, Any]:
    """What a phone keeps of a visit: per part the entries that stand, with who filled them in."""
    return {
        "case": at_hand.case.pk,
        "finished": at_hand.is_finished,
        "parts": {
            what: [
                {"id": one.id, "value": dict(one.value), "by": one.by, "on": one.on.isoformat()}
                for one in stands.entries
            ]
            for what, stands in at_hand.record.items()
        },
    }


def _rows(asked: Asked) -> Iterator[Row]:
    visits = visits_on(asked.viewer, first=asked.on - BEHIND, last=asked.on + AHEAD, on=asked.on)
    near = [visit for visit in visits if reaches(asked, visit.of_case)]
    named = names_of([one for visit in near for one in visit.certificates], asked.viewer, on=asked.on)
    for visit in near:
        case = visit.of_case
        is_mine = any(named.get(one) == asked.viewer.name for one in visit.certificates)
        yield Row(visit, case.title, is_mine, f"{TASKS}{case.pk}/", _where(visit, asked.on))


def _where(visit: Visit, on: date) -> str:
    state = visit.of_case.state
    if state in {"approval", "notice", "entry", "inspection"}:
        before = {"approval": "检查尚未批准", "notice": "尚未通知检查对象"}.get(state, "")
        return before or ("已过检查日期,尚未检查" if visit.planned_on < on else "尚未检查")
    return "检查记录尚未签字" if state == "record" else "已经检查"


def _said_of(at_hand: Sheet) -> Mapping[str, Mapping[str, str]]:
    return {what: dict(stands.value) for what, stands in at_hand.record.items()}


def _doubts(asked: Asked, at_hand: Sheet) -> tuple[str, ...]:
    # Said before anybody sets out: at the door it would be too late.
    if at_hand.is_finished:
        return ()
    day, state = max(asked.on, at_hand.visit.planned_on), at_hand.read.state
    act = Act(len(at_hand.read.course.acts), Kind.DONE, "inspection", day)
    forbidden = tuple(one.sentence for one in refusals(state, act, at_hand.read.given))
    return (*refusals_of_officers(at_hand.visit.certificates, on=day, given=asked.given), *forbidden)


def _lacks(at_hand: Sheet) -> tuple[str, ...]:
    photos = frozenset(one.key for one in at_hand.points if one.photo_basis)
    return tuple(missing(at_hand.record, points=[one.key for one in at_hand.points], photos=photos))


def _of_form(asked: Asked, at_hand: Sheet) -> Iterator[Sent]:
    parts: dict[str, dict[str, str]] = {}
    for name in asked.sent:
        what, _, field = name.rpartition(".")
        shape = SHAPES.get(POINT if what.startswith(POINT) else what, {})
        if field in shape and asked.word(name):
            parts.setdefault(what, {})[field] = asked.word(name)
    if asked.word("finish"):
        parts[FINISH] = {}
    # The arrival first, and the end last.
    for what in sorted(parts, key=lambda one: (one == FINISH, one != ARRIVAL)):
        known = at_hand.record.get(what)
        if known is None or known.is_disputed or dict(known.value) != {**dict(known.value), **parts[what]}:
            yield Sent(_filled(asked, at_hand, known, what, parts[what]), "")


def _filled(asked: Asked, at_hand: Sheet, known: Standing | None, what: str, value: Mapping[str, str]) -> Filled:
    earlier = tuple(one.id for one in known.entries) if known is not None else ()
    by = asked.acting.entered_by if asked.acting is not None else ""
    day = asked.word("on")
    on = date.fromisoformat(day) if _is_day(day) else at_hand.visit.planned_on
    return Filled(secrets.token_hex(16), what, dict(value), earlier, min(on, asked.on), by)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


PAGES = (
    PageAt(
        "visits",
        "现场检查任务",
        Place.DESK,
        tasks,
        roles=("handler", "head", "reviewer", "supervisor", "auditor"),
        says="今天到哪里检查、带哪些人、还缺什么;到了现场没有信号也能填写。",
    ),
    PageAt("onsite", "现场检查记录", Place.CASE, onsite, fill_in, procedure="inspection"),
)
