"""Publishing, correcting and taking down: each is an act of the case, and the text goes out as it was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yifa.kernel.acts import Performed, perform
from yifa.kernel.confidentiality import CONFIDENTIALITY, Level
from yifa.kernel.deciding import Attachment, Proposed
from yifa.kernel.disclosure.declaration import Duty
from yifa.kernel.disclosure.redaction import digest_of, text_of
from yifa.kernel.disclosure.rows import duties_of, refresh
from yifa.kernel.disclosure.standing import APPROVED_BY, FILE, GROUND, NUMBER, RECEIPT, TEXT, published_act
from yifa.kernel.models import PublishedText
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.storage.rows import Actor
from yifa.kernel.versions import INSTALLED, Versions
from yifa.law.act import Act, Kind
from yifa.law.fact import Value
from yifa.law.fold import Given

NOTHING: Mapping[str, Value] = {}


class UnableToPublish(Exception):
    """It may not be published, corrected or taken down so; the text is a legal sentence."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the channel gave back: a number, an address, the SHA-256 of a file; «» where it gave none."""

    number: str = ""
    address: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters an act and when, under what the law takes as given."""

    by: Actor
    at: datetime
    given: Given
    versions: Versions = INSTALLED


def text_to_publish(*, case_id: int, channel: str, entry: Entry) -> str:
    """The text as it would go out now. Raises UnableToPublish where it may not."""
    read = _read(case_id, entry)
    return _text(read, _duty(read, channel))


def publish(
    *,
    case_id: int,
    channel: str,
    on: date,
    receipt: Receipt,
    entry: Entry,
    facts: Mapping[str, Value] | None = None,
) -> Performed:
    """Publish on the day: the text is frozen with its hash, and the act states hash and receipt.

    facts: what the act of publication states besides.

    Raises UnableToPublish where it may not be, or stands published already; UnableToPerform as any act.
    """
    with transaction.atomic():
        read = _read(case_id, entry)
        duty = _duty(read, channel)
        if published_act(read, duty) is not None:
            raise UnableToPublish(f"不得重复公示:本件已在{duty.channel.title}公示。内容有误的,请办理更正。")
        return _perform(read, _published(Kind.DONE, read, duty, on, receipt, more=facts or {}), entry)


def correct(*, case_id: int, channel: str, on: date, receipt: Receipt, entry: Entry) -> Performed:
    """Publish the text anew as the case now has it; the earlier text stays on file, the address stays the same.

    Raises UnableToPublish where nothing is published.
    """
    with transaction.atomic():
        read = _read(case_id, entry)
        duty = _duty(read, channel)
        earlier = _standing(read, duty, "更正")
        act = _published(Kind.CORRECTED, read, duty, on, receipt, corrects=earlier.seq)
        return _perform(read, act, entry)


def withdraw(*, case_id: int, channel: str, on: date, ground: str, approved_by: str, entry: Entry) -> Performed:
    """Take down what is published: the address then shows «已撤下» with ground and date.

    Raises UnableToPublish without a ground or an approver, or where nothing is published.
    Source: 行政处罚法 (2021) art. 48: a decision changed, revoked, found unlawful or void is withdrawn in three days.
    """
    with transaction.atomic():
        read = _read(case_id, entry)
        duty = _duty(read, channel)
        _standing(read, duty, "撤下")
        if not ground.strip() or not approved_by.strip():
            raise UnableToPublish("不得撤下:没有写明撤下的依据或者批准人。请补充后再办理。")
        facts = {GROUND: ground.strip(), APPROVED_BY: approved_by.strip()}
        return _perform(read, Proposed(Kind.TAKEN_DOWN, duty.step, on, facts=facts), entry)


def _published(
    kind: Kind,
    read: Read,
    duty: Duty,
    on: date,
    receipt: Receipt,
    *,
    corrects: int | None = None,
    more: Mapping[str, Value] = NOTHING,
) -> Proposed:
    text = _text(read, duty)
    sha256 = digest_of(text)
    PublishedText.objects.get_or_create(sha256=sha256, defaults={"text": text})
    facts = {NUMBER: receipt.number, RECEIPT: receipt.address, FILE: receipt.file, TEXT: sha256}
    stated: dict[str, Value] = {**more, **{name: value for name, value in facts.items() if value}}
    documents = (Attachment("published_text", sha256, f"{duty.channel.title}公示文本"),)
    replaces = Kind.DONE if corrects is not None else None
    return Proposed(kind, duty.step, on, facts=stated, documents=documents, corrects=corrects, replaces=replaces)


def _perform(read: Read, act: Proposed, entry: Entry) -> Performed:
    given, versions = entry.given, entry.versions
    performed = perform(case_id=read.case.pk, act=act, by=entry.by, at=entry.at, given=given, versions=versions)
    refresh([read.case.pk], given_of=lambda _: given, versions=versions)
    return performed


def _read(case_id: int, entry: Entry) -> Read:
    found = next(read_cases([case_id], given=entry.given, versions=entry.versions), None)
    if found is None:
        msg = f"there is no case {case_id}"
        raise LookupError(msg)
    return found


def _duty(read: Read, channel: str) -> Duty:
    for duty in duties_of(read.course.procedure.name):
        if duty.channel.name == channel:
            return duty
    raise UnableToPublish(f"不得公示:{read.course.procedure.title}没有在渠道「{channel}」公示的规定。请核对公示渠道。")


def _standing(read: Read, duty: Duty, what: str) -> Act:
    act = published_act(read, duty)
    if act is None:
        raise UnableToPublish(f"不得{what}:本件没有在{duty.channel.title}公示,或者已经撤下。请核对案件和渠道。")
    return act


def _text(read: Read, duty: Duty) -> str:
    facts = read.state.facts
    if facts.get(CONFIDENTIALITY.name) in {Level.WORK_SECRET, Level.UNRECOGNIZED}:
        raise UnableToPublish("不得公示:本件定为工作秘密,或者密级未能识别。请先依法解除或者核定密级。")
    days = {name: times[0] for name, times in read.state.times.items() if times}
    return text_of(duty, facts=facts, days=days, table=read.course.table)
