"""Taking in what was filled in on site: each entry exactly once, together with the act that it stands for, or not at all.

An entry is known by the id that the phone gave it. What the law refuses is not taken; the phone keeps it with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from yifa.domains.inspections.models import SiteEntry, Visit
from yifa.domains.inspections.officers import refusals_of_officers
from yifa.domains.inspections.site_record import (
    ANSWERS,
    ARRIVAL,
    FINISH,
    POINT,
    PROBLEMS,
    RESULT,
    RESULTS,
    SIGNATURE,
    TALK,
    Filled,
    missing,
)
from yifa.domains.inspections.visits import Sheet, sheet
from yifa.domains.inspections.vocabulary import CHECK_RECORD
from yifa.kernel.access import visible
from yifa.kernel.acts import Attachment, Proposed
from yifa.kernel.at_hand import do
from yifa.kernel.confidentiality import Level
from yifa.kernel.deciding import UnableToPerform
from yifa.kernel.entitlement import refusal_of_post
from yifa.kernel.evidence.canonical import canonical
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.personal import sheltered
from yifa.kernel.pages import Asked, NothingThere, UnableToTake
from yifa.law.act import Act, Kind
from yifa.law.explain import refusals
from yifa.law.fact import Value

ID = re.compile(r"[0-9a-f]{32}")
WORDS, LONG, PICTURE, LONGEST_NAME = 300, 5000, 700_000, 80
PNG, JPEG = "data:image/png;base64,", "data:image/jpeg;base64,"
SHAPES: Mapping[str, Mapping[str, int]] = {
    ARRIVAL: {"certificates": WORDS, "shown": 3, "time": 5},
    POINT: {"answer": 3, "words": LONG, "photo": PICTURE},
    TALK: {"who": WORDS, "words": LONG},
    PROBLEMS: {"words": LONG, "offence": WORDS},
    RESULT: {"result": 20, "follow_up": 10},
    SIGNATURE: {"png": PICTURE, "paper": 3, "refused": WORDS, "witness": WORDS, "who": WORDS},
    FINISH: {},
}
"""What each part of the record holds: the names of its fields, and the most characters of each."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry as a phone sent it. told_at: what its clock said, which proves nothing and is kept as words."""

    filled: Filled
    told_at: str


def sent_from(text: str, *, by: str) -> Sent:
    """Read an entry as a phone sends it. Raises UnableToTake where it cannot be read."""
    found = _read(text, by)
    if found is None or not _is_readable(found.filled):
        raise UnableToTake("不得收存:这一条现场记录不可读,或者文字、图片过长。请在设备上重新填写这一项。")
    return found


def take_in(asked: Asked, sent: Sent) -> bool:
    """Take an entry in, with its act, in one transaction. Returns whether it is new; a known one changes nothing.

    Raises UnableToTake and UnableToPerform; then nothing of it is kept here.
    """
    if asked.case is None or asked.acting is None:
        raise NothingThere
    with transaction.atomic():
        # Two phones of one visit wait for each other here.
        held = visible(Visit.objects.filter(of_case=asked.case.pk), asked.viewer, on=asked.on)
        if held.select_for_update().first() is None:
            raise NothingThere
        at_hand = sheet(asked)
        if sent.filled.id in at_hand.received:
            return False
        _refuse(asked, at_hand, sent.filled)
        _keep(asked, sent)
        for act in _acts(at_hand, sent.filled):
            do(asked, act)
        _arrange(at_hand, sent.filled)
    return True


def _read(text: str, by: str) -> Sent | None:
    try:
        raw = json.loads(text)
        replaces, on = tuple(map(str, raw["replaces"])), date.fromisoformat(raw["on"])
        filled = Filled(str(raw["id"]), str(raw["what"]), dict(raw["value"]), replaces, on, by)
        return Sent(filled, str(raw.get("told_at", ""))[:40])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _is_readable(filled: Filled) -> bool:
    shape = SHAPES.get(POINT if filled.what.startswith(POINT) else filled.what)
    if shape is None:
        return False
    ids = all(ID.fullmatch(one) for one in (filled.id, *filled.replaces))
    said = filled.value.items()
    return (
        ids
        and len(filled.what) <= LONGEST_NAME
        and all(isinstance(v, str) and len(v) <= shape.get(k, -1) for k, v in said)
    )


def _refuse(asked: Asked, at_hand: Sheet, filled: Filled) -> None:
    step = at_hand.read.course.procedure.by_name["inspection"]
    if asked.acting is not None:
        refused = refusal_of_post(asked.acting, case=at_hand.case, kind=Kind.DONE, step=step, on=asked.on)
        if refused is not None:
            raise UnableToPerform(refused)
    if at_hand.is_finished:
        raise UnableToTake(
            "不得收存:本次检查的记录已经签字办结,不能再改(国办发〔2018〕118号)。确有错漏的,请在办件页办理更正。"
        )
    if filled.on > asked.on:
        raise UnableToTake(f"不得收存:检查日期{filled.on}晚于今天。请核对设备的日期,改正后重新提交。")
    for sentence in _sentences(asked, at_hand, filled):
        raise UnableToTake(sentence, filled.what)


def _sentences(asked: Asked, at_hand: Sheet, filled: Filled) -> Iterator[str]:
    value = filled.value
    if filled.what == ARRIVAL:
        yield from refusals_of_officers(value.get("certificates", "").split(), on=filled.on, given=asked.given)
        if value.get("shown") != "yes":
            yield "不得开始检查:没有写明已向检查对象出示执法证件(行政处罚法第五十五条)。请先出示证件,再登记到场。"
        yield from _forbidden(at_hand, filled)
    elif filled.what.startswith(POINT):
        yield from _of_point(at_hand, filled)
    elif filled.what == RESULT and value.get("result") not in RESULTS:
        yield f"不得收存:检查结果应当是{'、'.join(RESULTS)}之一。请重新选择。"
    elif filled.what == FINISH:
        yield from _unfinished(at_hand)


def _forbidden(at_hand: Sheet, filled: Filled) -> Iterator[str]:
    # Whoever may not inspect today is told at the door, and not when everything is filled in.
    act = Act(len(at_hand.read.course.acts), Kind.DONE, "inspection", filled.on)
    yield from (refused.sentence for refused in refusals(at_hand.read.state, act, at_hand.read.given))


def _of_point(at_hand: Sheet, filled: Filled) -> Iterator[str]:
    point = next((one for one in at_hand.points if POINT + one.key == filled.what), None)
    photo = filled.value.get("photo", "")
    if point is None:
        yield "不得收存:检查要点中没有这一项,不得检查清单以外的内容(国办发〔2024〕54号)。请重新打开本次任务。"
    elif filled.value.get("answer") not in ANSWERS:
        yield "不得收存:这一要点没有选择符合、不符合或者不适用。请选择后再提交。"
    elif photo and (not point.photo_basis or not photo.startswith(JPEG)):
        yield "不得收存:没有法律依据要求对这一要点留存照片,或者照片格式不对。请删去照片后再提交。"


def _unfinished(at_hand: Sheet) -> Iterator[str]:
    photos = frozenset(one.key for one in at_hand.points if one.photo_basis)
    lacking = tuple(missing(at_hand.record, points=[one.key for one in at_hand.points], photos=photos))
    if lacking:
        yield f"不得办结本次检查:{';'.join(lacking)}(行政处罚法第四十七条、国办发〔2018〕118号)。请补齐后再办结。"


def _keep(asked: Asked, sent: Sent) -> None:
    case, filled = asked.case, sent.filled
    if case is None:
        raise NothingThere
    value = json.dumps(filled.value, ensure_ascii=False)
    _, (kept,) = sheltered(json.dumps({filled.what: {"personal": value}}), suite_in_use())
    # What was said on site never becomes public with the result: it stays with the organ.
    secret = case.confidentiality == Level.WORK_SECRET
    SiteEntry(
        organ_path=case.organ_path,
        confidentiality=Level.WORK_SECRET if secret else Level.INTERNAL,
        known_to=case.known_to if secret else "",
        client_id=filled.id,
        of_case=case,
        what=filled.what,
        replaces=list(filled.replaces),
        on=filled.on,
        told_at=sent.told_at,
        at=asked.at,
        by=filled.by,
        ref=kept.ref,
        salt=kept.salt,
        content=kept.content,
    ).save(force_insert=True)


def _acts(at_hand: Sheet, filled: Filled) -> Iterator[Proposed]:
    state, record = at_hand.read.state, at_hand.record
    known = state.procedure.by_name
    if filled.what == ARRIVAL and "entry" in known and "entry" not in state.done:
        yield Proposed(Kind.DONE, "entry", filled.on)
    if filled.what != FINISH:
        return
    signature = record[SIGNATURE].value
    facts: dict[str, Value] = {"result": record[RESULT].value["result"]}
    facts["officers"] = tuple(record[ARRIVAL].value["certificates"].split())
    offence = record[PROBLEMS].value.get("offence", "").strip() if PROBLEMS in record else ""
    if offence:
        facts["suspected_offence"] = offence
    yield Proposed(Kind.DONE, "inspection", record[ARRIVAL].entries[0].on, facts=facts)
    document = Attachment(CHECK_RECORD.name, digest_of(at_hand), CHECK_RECORD.title)
    signed = not signature.get("refused")
    yield Proposed(Kind.DONE, "record", filled.on, facts={"signed": signed}, documents=(document,))


def digest_of(at_hand: Sheet) -> str:
    """The hash of the whole record as it stands: what the act of signing commits to."""
    parts = {what: dict(one.value) for what, one in sorted(at_hand.record.items()) if what != FINISH}
    return sha256(canonical({"case": at_hand.case.pk, "record": parts})).hexdigest()


def _arrange(at_hand: Sheet, filled: Filled) -> None:
    if filled.what == FINISH and RESULT in at_hand.record:
        day = at_hand.record[RESULT].value.get("follow_up", "")
        at_hand.visit.follow_up_on = _day(day)
        at_hand.visit.save(update_fields=["follow_up_on"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
